"""The page of what has not left this phone yet."""

from flask import Blueprint, render_template

from app.access import signed_in

bp = Blueprint("unsent", __name__)


@bp.get("/unsent")
@signed_in
def unsent():
    """Words and empty frames: the phone's script fills them from its journal."""
    return render_template("unsent/unsent.html")
