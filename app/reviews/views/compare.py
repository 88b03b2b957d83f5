"""Two visits side by side."""

from flask import render_template, request, url_for
from flask_login import current_user

from app import i18n
from app.access import supervisor_only
from app.accounts.audit import record_opened
from app.reviews.choosing import Side, side_of
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
        for code in {left.dealer.code, right.dealer.code}:
            record_opened(code)
        private = user.role == "supervisor"
        compared = compare_visits(left.visit, right.visit, private, i18n.locale())

    return render_template(
        "reviews/compare.html", left=left, right=right, compared=compared, address=_address
    )


def _address(kept: Side, chosen: str | None = None, dealer_id: int | None = None) -> str:
    """The page with one side as it is, the other one left open or, by its name, at a dealer."""
    other = {f"{chosen}_dealer": dealer_id} if chosen else {}
    return url_for("reviews.compare", **kept.chosen, **other)
