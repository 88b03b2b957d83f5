"""The blueprint that the views of this feature hang on; it also writes refusals to the audit log."""

from flask import Blueprint, Response, request
from flask_login import current_user

from app.accounts.audit import record
from app.accounts.browsers import browser_name
from app.extensions import db

bp = Blueprint("accounts", __name__)
bp.add_app_template_filter(browser_name)


@bp.after_app_request
def note_refusal(response: Response) -> Response:
    """Record that a signed-in person was refused; strangers are not recorded, they could fill the log."""
    if response.status_code == 403 and current_user.is_authenticated:
        db.session.rollback()
        record("refused", request.path, method=request.method)
        db.session.commit()
    return response
