"""When the pages of a visit were given to somebody: signed, so that no phone can say so by itself.

Whoever loses a dealer may still deliver a visit that he began before. When it began only his phone says; that
he had the dealer's pages by then is what the server knows.
"""

from datetime import datetime

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer


def stamp(user_id: int, dealer_id: int) -> str:
    """For the form that starts a visit: these pages were given now, to this user, about this dealer."""
    return _signer().dumps([user_id, dealer_id])


def given_at(token: str | None, user_id: int, dealer_id: int) -> datetime | None:
    """When they were (aware); None without a stamp, or with one of somebody else or another dealer."""
    try:
        told, moment = _signer().loads(token or "", return_timestamp=True)
    except BadSignature:
        return None
    return moment if told == [user_id, dealer_id] else None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key, salt="pages of a visit")
