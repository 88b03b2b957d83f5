"""The list of dealers, with a search by name, code and town."""

from flask import Blueprint, request
from flask_login import current_user

from app import clock
from app.access import signed_in
from app.dealers.listing import dealer_page
from app.fragments import respond

bp = Blueprint("dealers", __name__)


@bp.get("/dealers")
@signed_in
def dealers():
    """One page of the visitor's dealers; `q` searches, `after` is the cursor of the page before."""
    search = (request.args.get("q") or "").strip()[:80]
    page = dealer_page(current_user, search, request.args.get("after") or "")
    return respond(
        "dealers/dealers.html", "dealers/_dealers.html", page=page, search=search, today=clock.today()
    )
