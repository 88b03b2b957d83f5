"""Slowing down guesses: failed tries are counted for an account name and an address together.

A count by name alone would let anybody lock a colleague out, one by address alone a whole office.
"""

from collections.abc import Callable

from flask import Response, current_app, request
from flask_limiter.util import get_remote_address

from app.extensions import limiter


def limit_guesses(name: Callable[[], str], too_many: Callable[[], Response]) -> Callable:
    """Decorate a view whose POST checks a password: an answer of 422 counts as a failed try.

    `name` says whose password is tried; `too_many` makes the answer once there were too many.
    """
    return limiter.limit(
        lambda: current_app.config["SIGN_IN_LIMIT"],
        key_func=lambda: f"{name()[:40]}|{get_remote_address()}",
        methods=["POST"],
        deduct_when=lambda response: response.status_code == 422,
        on_breach=lambda _limit: too_many(),
    )


@limiter.request_filter
def _needs_no_limit() -> bool:
    # Few features have limited views; looking for limits on every other request costs as much as a query.
    return request.blueprint not in ("accounts", "minutes")
