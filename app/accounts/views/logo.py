"""The company's logo: in the header, on the sign-in page, and on the dealer's minutes."""

from base64 import b64decode

from flask import Response, abort
from sqlalchemy import select

from app.access import public
from app.accounts.models import Company
from app.accounts.views.blueprint import bp
from app.extensions import db


@bp.get("/company/logo/<mark>")
@public
def logo(mark: str):
    """The picture. Its address changes with it, so browsers keep it."""
    kept = db.session.scalar(select(Company.logo).where(Company.logo_mark == mark)) or abort(404)
    answer = Response(b64decode(kept), mimetype="image/webp")
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
