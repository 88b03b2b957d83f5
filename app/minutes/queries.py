"""Which minutes a person may see, what opens under a link, and where the minutes of a visit stand."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort
from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.extensions import db
from app.minutes.models import Minutes, MinutesLink, MinutesReply


@dataclass(frozen=True)
class Opened:
    """What a live link shows: the minutes, and what was answered under this very link, if anything."""

    link: MinutesLink
    minutes: Minutes
    reply: MinutesReply | None


def minutes_of(visit_id: UUID) -> Minutes | None:
    """The minutes of a visit, if they were sent. The caller has seen to it that the visit may be read."""
    return db.session.scalar(select(Minutes).where(Minutes.visit_id == visit_id))


def own_minutes_for(user: User, minutes_id: UUID, writing: bool = False) -> Minutes:
    """The minutes that `user` himself sent; 404 for all others. `writing` holds them for the transaction."""
    found = select(Minutes).where(Minutes.id == minutes_id, Minutes.user_id == user.id)
    return db.session.scalar(found.with_for_update() if writing else found) or abort(404)


def opened_by(token_hash: str) -> Opened | None:
    """What opens under the link of a token's hash; None where it is unknown, revoked or has run out."""
    row = db.session.execute(
        select(MinutesLink, Minutes, MinutesReply)
        .join(Minutes, Minutes.id == MinutesLink.minutes_id)
        .outerjoin(MinutesReply, MinutesReply.link_id == MinutesLink.id)
        .where(MinutesLink.token_hash == token_hash, *_live())
    ).first()
    return Opened(*row) if row else None


def live_links(minutes_id: UUID) -> list[MinutesLink]:
    """The links that still open, the one that runs longest first."""
    found = select(MinutesLink).where(MinutesLink.minutes_id == minutes_id, *_live())
    return list(db.session.scalars(found.order_by(MinutesLink.expires_on.desc(), MinutesLink.made_at.desc())))


def replies_to(minutes_id: UUID) -> list[MinutesReply]:
    """What the dealer answered, under whichever link, the newest first."""
    found = select(MinutesReply).where(MinutesReply.minutes_id == minutes_id)
    return list(db.session.scalars(found.order_by(MinutesReply.received_at.desc(), MinutesReply.id.desc())))


def last_locale(dealer_id: int) -> str | None:
    """The language that a dealer's last minutes were sent in."""
    found = select(Minutes.locale).where(Minutes.dealer_id == dealer_id)
    return db.session.scalar(found.order_by(Minutes.sent_at.desc(), Minutes.id.desc()).limit(1))


def _live() -> tuple:
    return MinutesLink.revoked_at.is_(None), MinutesLink.expires_on >= clock.today()
