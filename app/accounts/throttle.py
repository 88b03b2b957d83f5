"""Slowing down guesses: failed tries are counted for an account name and an address together.

A count by name alone would let anybody lock a colleague out, one by address alone a whole office.
"""

from collections.abc import Callable

from flask import Response, current_app, request
from flask_limiter.util import get_remote_address
from flask_login import current_user

from app.extensions import limiter
from app.forms import clean


def limit_guesses(too_many: Callable[[], Response]) -> Callable:
    """Decorate a POST view that checks a password; an answer of 422 counts, and `too_many` answers for it."""
    return limiter.limit(
        lambda: current_app.config["SIGN_IN_LIMIT"],
        key_func=_guesser,
        methods=["POST"],
        deduct_when=lambda response: response.status_code == 422,
        on_breach=lambda _limit: too_many(),
    )


def account_name(typed: str | None) -> str:
    """An account name as it is stored: cleaned, in lower case."""
    return clean(typed).casefold()


def _guesser() -> str:
    name = current_user.username if current_user.is_authenticated else account_name(request.form.get("username"))
    return f"{name[:40]}|{get_remote_address()}"
