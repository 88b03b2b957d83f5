"""Slowing down guesses: tries are counted for what is tried and the address it is tried from, together.

A count by account alone would let anybody lock a colleague out, one by address alone a whole office. The
tries are rows, so that several processes and nodes count together and a restart forgives nobody.
"""

import hmac
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from hashlib import sha256

from flask import Response, current_app, make_response, request
from limits import RateLimitItem, parse_many
from sqlalchemy import delete, insert, select

from app.accounts.aside import write_aside
from app.accounts.models import FailedTry
from app.clock import utc_now
from app.extensions import db

AN_HOUR = timedelta(hours=1)  # the longest that any limit but the configured one looks back

View = Callable[..., Response]


def limit_guesses(name: Callable[[], str], too_many: Callable[[], Response]) -> Callable[[View], View]:
    """Decorate a view whose POST checks a password: an answer of 422 counts as a failed try.

    `name` says whose password is tried; `too_many` makes the answer once there were too many.
    """
    limited = limit_tries(
        # Hashed and cut: what is typed for a name may be a password in the wrong box.
        lambda: f"password of {name()[:40]}", _sign_in_rates,
        lambda answer: answer.status_code == 422, too_many,
    )  # fmt: skip

    def decorate(view: View) -> View:
        tried = limited(view)

        @wraps(view)
        def by_method(*args, **kwargs):
            return (tried if request.method == "POST" else view)(*args, **kwargs)

        return by_method

    return decorate


def limit_tries(
    what: Callable[[], str], rates: Callable[[], str], counts: Callable[[Response], bool],
    too_many: Callable[[], Response],
) -> Callable[[View], View]:  # fmt: skip
    """Decorate a view that may not be tried too often from one address.

    `what` names what is tried, which is kept as a hash alone; `rates` says how often it may be, as in
    ``6 per minute; 30 per hour`` (an hour at most); `counts` tells from an answer whether this was a try;
    `too_many` makes the answer once there were too many.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def limited(*args, **kwargs):
            key = _key(what())
            if _too_often(key, parse_many(rates())):
                return too_many()
            response = make_response(view(*args, **kwargs))
            if counts(response):
                _note(key)
            return response

        return limited

    return decorate


def _sign_in_rates() -> str:
    return current_app.config["SIGN_IN_LIMIT"]


def _key(what: str) -> str:
    tried = f"{what}|{request.remote_addr or ''}".encode()
    return hmac.new(current_app.secret_key.encode(), tried, sha256).hexdigest()


def _longest(limits: list[RateLimitItem]) -> timedelta:
    return timedelta(seconds=max(each.get_expiry() for each in limits))


def _too_often(key: str, limits: list[RateLimitItem]) -> bool:
    now = utc_now()
    found = select(FailedTry.at).where(FailedTry.key == key, FailedTry.at > now - _longest(limits))
    ages = [(now - at).total_seconds() for at in db.session.scalars(found)]
    return any(sum(age < each.get_expiry() for age in ages) >= each.amount for each in limits)


def _note(key: str) -> None:
    db.session.rollback()  # whatever the view began, it refused or has committed
    kept = max(AN_HOUR, _longest(parse_many(_sign_in_rates())))
    write_aside(
        delete(FailedTry).where(FailedTry.at <= utc_now() - kept),
        insert(FailedTry).values(key=key, at=utc_now()),
    )
