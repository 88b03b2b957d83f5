"""The kit of a dealer: fetched ahead, while there is a signal."""

from flask import Response, jsonify, request
from flask_login import current_user

from app.access import signed_in
from app.clock import utc_now
from app.dealers.queries import dealer_to_visit
from app.pwa.kit import PLACEHOLDER, kit_of
from app.pwa.state import kit_state
from app.pwa.views.blueprint import bp


@bp.get("/dealers/<int:dealer_id>/kit")
@signed_in
def kit(dealer_id: int) -> Response:
    """All that a visit to one of the rep's dealers needs without a signal; 304 while nothing changed."""
    dealer = dealer_to_visit(current_user, dealer_id)
    state = kit_state(dealer)
    if request.if_none_match.contains_weak(state):
        answer = Response(status=304)
    else:
        found = kit_of(dealer)
        answer = jsonify(
            placeholder=str(PLACEHOLDER), at=utc_now().isoformat(), pages=found.pages,
            thumbnails=found.thumbnails,
        )  # fmt: skip
    answer.set_etag(state, weak=True)
    return answer
