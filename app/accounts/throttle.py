"""Slowing down guesses: failed tries are counted for an account name and an address together.

A count by name alone would let anybody lock a colleague out, one by address alone a whole office. The tries
are rows, so that several processes and nodes count together and a restart forgives nobody.
"""

import hmac
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from hashlib import sha256

from flask import Response, current_app, make_response, request
from flask_limiter.util import get_remote_address
from limits import RateLimitItem, parse_many
from sqlalchemy import delete, select

from app.accounts.models import FailedTry
from app.clock import utc_now
from app.extensions import db


def limit_guesses(name: Callable[[], str], too_many: Callable[[], Response]) -> Callable:
    """Decorate a view whose POST checks a password: an answer of 422 counts as a failed try.

    `name` says whose password is tried; `too_many` makes the answer once there were too many.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def limited(*args, **kwargs):
            if request.method != "POST":
                return view(*args, **kwargs)
            key = _key(name())
            if _too_often(key):
                return too_many()
            response = make_response(view(*args, **kwargs))
            if response.status_code == 422:
                _note(key)
            return response

        return limited

    return decorate


def _key(name: str) -> str:
    # Hashed: what is typed for a name may be a password in the wrong box.
    tried = f"{name[:40]}|{get_remote_address()}".encode()
    return hmac.new(current_app.secret_key.encode(), tried, sha256).hexdigest()


def _limits() -> list[RateLimitItem]:
    return parse_many(current_app.config["SIGN_IN_LIMIT"])


def _too_often(key: str) -> bool:
    limits, now = _limits(), utc_now()
    longest = now - timedelta(seconds=max(each.get_expiry() for each in limits))
    found = select(FailedTry.at).where(FailedTry.key == key, FailedTry.at > longest)
    ages = [(now - at).total_seconds() for at in db.session.scalars(found)]
    return any(sum(age < each.get_expiry() for age in ages) >= each.amount for each in limits)


def _note(key: str) -> None:
    db.session.rollback()  # whatever the view began, it refused
    longest = timedelta(seconds=max(each.get_expiry() for each in _limits()))
    db.session.execute(delete(FailedTry).where(FailedTry.at <= utc_now() - longest))
    db.session.add(FailedTry(key=key))
    db.session.commit()
