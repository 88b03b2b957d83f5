"""Review, one decision on a finished visit, and Comment; both only ever added to."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from app.clock import utc_now
from app.database import UtcDateTime
from app.extensions import Base

DECISIONS = ("approved", "sent_back", "reopened")


class Review(Base):
    """What a supervisor decided on a visit; where that left the visit stands in `Visit.review`.

    ``sent_back`` carries a `note`, to an item if `item_key` names one, and waits for the rep until
    `settled_at`: he answered or corrected, or the visit was approved all the same. ``reopened`` takes an
    approval back. `private`: the item is one of the self-check.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        CheckConstraint("decision in ('approved', 'sent_back', 'reopened')", name="decision"),
        Index("ix_reviews_timeline", "dealer_id", "received_at", "id"),
        Index("ix_reviews_waiting", "rep_id", sqlite_where=text("settled_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)  # minted by the browser
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id", ondelete="CASCADE"), index=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id"))
    rep_id: Mapped[int] = mapped_column(ForeignKey("users.id"))  # whose visit it is
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    decision: Mapped[str] = mapped_column(String(9))
    item_key: Mapped[str | None] = mapped_column(String(40))
    private: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Text, default="")
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Comment(Base):
    """A comment on something that stands on a dealer's timeline: `about` is its kind, `about_id` its id.

    An answer to a comment is about the same thing. `to_id` is who should read it, until `seen_at`;
    `visit_id` the visit and `item_key` the item that it belongs to, where it does; `private` as of a Review.
    """

    __tablename__ = "comments"
    __table_args__ = (
        Index("ix_comments_timeline", "dealer_id", "received_at", "id"),
        Index("ix_comments_unseen", "to_id", sqlite_where=text("seen_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)  # minted by the browser
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id"))
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visits.id", ondelete="CASCADE"), index=True)
    about: Mapped[str] = mapped_column(String(12))
    about_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    item_key: Mapped[str | None] = mapped_column(String(40))
    private: Mapped[bool] = mapped_column(default=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    to_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    text: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
