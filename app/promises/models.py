"""Promise, and the append-only events that happened to it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.clock import utc_now
from app.database import UtcDateTime
from app.extensions import Base

OWNERS = ("us", "dealer")


class Promise(Base):
    """What one side promised the other at a visit; `state` is where its last event left it (rule H3).

    `state` is pending (a request: a part is missing, or it needs an approver), open, kept, kept_late, broken,
    withdrawn_by_dealer or superseded: moved (`moved_to_id` is the promise that took its place, with one more
    in `moves`), or, with no `moved_to_id`, refused as a request or taken back as written by mistake.
    A promise moved outside a visit keeps the visit that it was made at.
    """

    __tablename__ = "promises"
    __table_args__ = (
        CheckConstraint("owner in ('us', 'dealer')", name="owner"),
        Index("ix_promises_dealer_state", "dealer_id", "state", "due"),
        Index("ix_promises_due", "state", "due"),
        # All that a kept rate over many dealers reads.
        Index("ix_promises_kept", "due", "owner", "state", "dealer_id", "settled_on", "moves"),
        Index("ix_promises_timeline", "dealer_id", "received_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)  # minted by the phone
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id"))
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    owner: Mapped[str] = mapped_column(String(6))
    action: Mapped[str] = mapped_column(Text)
    quantity: Mapped[str] = mapped_column(String(80), default="")
    amount: Mapped[int | None] = mapped_column(BigInteger)  # minor units
    due: Mapped[date | None]
    approver: Mapped[str] = mapped_column(String(80), default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(20))
    moves: Mapped[int] = mapped_column(default=0)  # how often its day was put off, over all its predecessors
    moved_to_id: Mapped[UUID | None] = mapped_column(ForeignKey("promises.id"))
    # Ids of phrases (rule H2), with blanks between: those that still stand in the text, and those that the
    # rep was shown and wrote differently.
    guard_hits: Mapped[str] = mapped_column(String(200), default="")
    guard_rewritten: Mapped[str] = mapped_column(String(200), default="")
    guard_reason: Mapped[str] = mapped_column(String(200), default="")
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)  # the phone's clock
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    settled_on: Mapped[date | None]  # when it was kept, broken, withdrawn or moved


class PromiseEvent(Base):
    """What happened to a promise; never changed afterwards.

    `state` is kept, kept_late, broken, withdrawn_by_dealer, moved, approved or refused (of a request),
    removed (written by mistake), or reopened (the event before it was a slip of the finger).
    """

    __tablename__ = "promise_events"
    __table_args__ = (Index("ix_promise_events_timeline", "dealer_id", "received_at", "id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)  # minted by the phone
    promise_id: Mapped[UUID] = mapped_column(ForeignKey("promises.id", ondelete="CASCADE"), index=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id"))
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visits.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    was: Mapped[str] = mapped_column(String(20))  # the promise's state before
    state: Mapped[str] = mapped_column(String(20))
    happened_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
