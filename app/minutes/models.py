"""Minutes of a visit, the links that open them, and what the dealer answered."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.clock import utc_now
from app.database import UtcDateTime
from app.extensions import Base

REPLIES = ("acknowledged", "correction")


class Minutes(Base):
    """The one page for the dealer, written once when the rep sends it; `document` is a `Document` as JSON.

    `locale` is the language it was sent in; the dealer may read it in the others.
    """

    __tablename__ = "minutes"
    __table_args__ = (Index("ix_minutes_timeline", "dealer_id", "sent_at", "id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)  # minted by the phone
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id", ondelete="CASCADE"), unique=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    locale: Mapped[str] = mapped_column(String(8))
    document: Mapped[dict] = mapped_column(JSON)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MinutesLink(Base):
    """An unguessable way to the minutes without signing in; only the hash of its token is kept."""

    __tablename__ = "minutes_links"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)  # minted by the phone
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    minutes_id: Mapped[UUID] = mapped_column(ForeignKey("minutes.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    expires_on: Mapped[date]  # the last day on which it opens
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MinutesReply(Base):
    """What the dealer answered: acknowledged, or a correction in his words; once a link."""

    __tablename__ = "minutes_replies"
    __table_args__ = (
        CheckConstraint("kind in ('acknowledged', 'correction')", name="kind"),
        Index("ix_minutes_replies_timeline", "dealer_id", "received_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    link_id: Mapped[UUID] = mapped_column(ForeignKey("minutes_links.id", ondelete="CASCADE"), unique=True)
    minutes_id: Mapped[UUID] = mapped_column(ForeignKey("minutes.id", ondelete="CASCADE"), index=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id"))
    kind: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(Text, default="")
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
