"""Two visits side by side."""

from flask import render_template, request, url_for
from flask_login import current_user

from app import i18n
from app.access import supervisor_only
from app.reviews.choosing import side_of
from app.reviews.comparison import compare_visits
from app.reviews.views.blueprint import bp


@bp.get("/compare")
@supervisor_only
def compare():
    """``?left=<visit>&right=<visit>``; before that ``left_dealer=<id>`` or ``left_q=<search>``."""
    user = current_user._get_current_object()
    left, right = (side_of(user, name, request.args) for name in ("left", "right"))
    compared = None
    if left.visit is not None and right.visit is not None:
        private = user.role == "supervisor"
        compared = compare_visits(left.visit, right.visit, private, i18n.locale())

    def address(**changed) -> str:
        return url_for("reviews.compare", **changed)

    return render_template("reviews/compare.html", left=left, right=right, compared=compared, address=address)
