"""The kit of a dealer: fetched ahead, while there is a signal."""

from flask import Response, abort, jsonify, request
from flask_login import current_user

from app.access import signed_in
from app.clock import utc_now
from app.dealers.queries import dealer_for
from app.pwa.kit import PLACEHOLDER, kit_of
from app.pwa.state import kit_state
from app.pwa.views.blueprint import bp


@bp.get("/dealers/<int:dealer_id>/kit")
@signed_in
def kit(dealer_id: int) -> Response:
    """All that a visit to one of the rep's own dealers needs without a signal; 304 while nothing changed."""
    dealer = dealer_for(current_user, dealer_id)
    if dealer.rep_id != current_user.id:
        abort(403)
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
