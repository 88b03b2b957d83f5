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
        record("refused", _where(), method=request.method)
        db.session.commit()
    return response


def _where() -> str:
    """The path, without the token of a link in it: the log is read by people, and a token opens a door."""
    token = (request.view_args or {}).get("token")
    return request.path.replace(token, "…") if token else request.path
