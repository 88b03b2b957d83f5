"""Links to minutes: made, shown once, revoked. A token has 256 bits; only its SHA-256 is kept."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from flask import abort
from sqlalchemy import update

from app import clock
from app.extensions import db
from app.minutes.models import Minutes, MinutesLink

DAYS = (7, 30, 90)
DEFAULT_DAYS = 30


def make_link(link_id: UUID, minutes: Minutes, days: int = DEFAULT_DAYS) -> str | None:
    """A fresh token that opens the minutes for `days` more days; None where this link was made before.

    A token cannot be read back, so a replay leaves the rep to make another link. 404 when the id is taken
    by the link of other minutes.
    """
    seen = db.session.get(MinutesLink, link_id)
    if seen is not None:
        return None if seen.minutes_id == minutes.id else abort(404)
    token = secrets.token_urlsafe(32)
    link = MinutesLink(
        id=link_id, token_hash=hash_of(token), minutes_id=minutes.id,
        expires_on=clock.today() + timedelta(days=days),
    )  # fmt: skip
    db.session.add(link)
    db.session.flush()
    return token


def revoke_links(minutes: Minutes) -> int:
    """Make every link to the minutes worthless; how many were."""
    live = update(MinutesLink).where(MinutesLink.minutes_id == minutes.id, MinutesLink.revoked_at.is_(None))
    return db.session.execute(live.values(revoked_at=clock.utc_now())).rowcount


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
