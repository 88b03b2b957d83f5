"""Visit, and the append-only rows that it is made of: Answer, StockCount with its StockLots, OrderEntry.

An entry is never overwritten. Each write is a row of its own whose id the phone minted, with the revision it
makes; the row before it is marked superseded. A write that was based on a revision that is no longer the
current one is kept too, as a conflict, until the rep picks one of the two. What was entered before the end of
a visit and arrives after it is kept as a late entry beside the others; the visit's judgement stays as it is.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    Uuid,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.accounts.models import User
from app.clock import utc_now
from app.database import UtcDateTime
from app.dealers.models import Dealer
from app.extensions import Base

MATTERS = timedelta(minutes=10)  # times of phone and server that are further apart are told apart
ENTRY, CONFLICT, CORRECTION, LATE = "entry", "conflict", "correction", "late"
STATES = ("answered", "not_seen", "declined", "unchanged")
EVIDENCE = ("counted", "seen", "document", "told")
# Where the review of a finished visit stands; `answered`: sent back, and the rep has answered since.
REVIEW_STATES = WAITING, APPROVED, SENT_BACK, ANSWERED = "waiting", "approved", "sent_back", "answered"


class Ends:
    """What follows from the two times at which a visit ends, `ended_at` and `finished_at`."""

    @property
    def is_open(self) -> bool:
        return self.finished_at is None

    @property
    def end(self) -> datetime | None:
        """When a finished visit was over at the dealer's; the server may have heard of it much later."""
        return self.ended_at or self.finished_at


class Visit(Ends, Base):
    """One visit of a rep to a dealer; open until `finished_at`, at most one open a rep.

    Only a visit that was begun without a signal may be open `aside` of that one: it took place all the same.
    `summary` is written once, at finish: what the timeline shows of the visit (see `app.visits.summary`).
    The masks have bit n set when the visit changed, noted or photographed something in section n.
    `surprise` is how much there is to look at twice, `surprises` the reasons (see
    `app.visits.judgement.surprise`), both written at finish; `review` is one of REVIEW_STATES.
    So are its local `day`, `due_until`, the last day of grace of the visit that was due (None: nobody waited
    for one), how long it took, answers and counts by evidence, and photos: what tallies add up.
    """

    __tablename__ = "visits"
    __table_args__ = (
        CheckConstraint("mode in ('quick', 'full')", name="mode"),
        Index("uq_visits_one_open", "rep_id", unique=True,
              sqlite_where=text("finished_at IS NULL AND NOT aside")),
        Index("ix_visits_timeline", "dealer_id", "finished_at", "id"),
        Index("ix_visits_rep", "rep_id", "finished_at"),
        Index("ix_visits_sensitive", "finished_at", sqlite_where=text("sensitive_deleted_on IS NULL")),
        # The review queue: of one state, the most surprising first.
        Index("ix_visits_review", "review", "surprise", "finished_at", "id",
              sqlite_where=text("finished_at IS NOT NULL")),
        Index("ix_visits_day", "day", "id"),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id"))
    rep_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    checklist_version_id: Mapped[int] = mapped_column(ForeignKey("checklist_versions.id"))
    mode: Mapped[str] = mapped_column(String(5))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)  # the phone's clock, put right
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)  # the server's
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # as started_at; the rep pressed Finish
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # the server heard of it
    clock_off: Mapped[int] = mapped_column(default=0)  # seconds its clock was ahead
    aside: Mapped[bool] = mapped_column(default=False)
    passed_on: Mapped[bool] = mapped_column(default=False)  # it was the rep's to make, and then no more
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    accuracy_m: Mapped[int | None]
    summary: Mapped[dict | None] = mapped_column(JSON)
    changed_sections: Mapped[int] = mapped_column(default=0)
    noted_sections: Mapped[int] = mapped_column(default=0)
    photo_sections: Mapped[int] = mapped_column(default=0)
    counted_products: Mapped[int] = mapped_column(default=0)
    surprise: Mapped[int] = mapped_column(default=0)
    surprises: Mapped[list | None] = mapped_column(JSON, deferred=True)
    review: Mapped[str] = mapped_column(String(9), default=WAITING)
    sensitive_deleted_on: Mapped[date | None]  # see `app.visits.retention`
    day: Mapped[date | None]
    due_until: Mapped[date | None]
    minutes: Mapped[int | None]
    evidence_counted: Mapped[int | None]
    evidence_seen: Mapped[int | None]
    evidence_document: Mapped[int | None]
    evidence_told: Mapped[int | None]
    photos_taken: Mapped[int | None]

    dealer: Mapped[Dealer] = relationship(lazy="raise")
    rep: Mapped[User] = relationship(lazy="raise")


class Entry:
    """What every append-only row of a visit carries."""

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)  # minted by the phone: a replay finds it
    revision: Mapped[int] = mapped_column(default=1)
    kind: Mapped[str] = mapped_column(String(10), default=ENTRY)
    superseded: Mapped[bool] = mapped_column(default=False)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)  # the phone's clock, put right
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    @classmethod
    def is_kind(cls, kind: str) -> ColumnElement[bool]:
        """The condition of one of the kinds above, spelt out.

        Partial indexes hang on it: SQLite plans a statement anew each time that such a value is bound to it.
        """
        return cls.kind == literal_column(f"'{kind}'")

    @declared_attr
    def visit_id(cls) -> Mapped[UUID]:
        return mapped_column(ForeignKey("visits.id", ondelete="CASCADE"), index=True)

    @declared_attr
    def dealer_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("dealers.id"))

    @declared_attr
    def user_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("users.id"))


class Answer(Entry, Base):
    """One write of one checklist item's answer; `value` maps field names to values (see `app.checklists`)."""

    __tablename__ = "answers"
    __table_args__ = (
        Index("uq_answers_revision", "visit_id", "item_key", "revision", unique=True,
              sqlite_where=text("kind = 'entry'")),
        Index("ix_answers_corrections", "dealer_id", "received_at", "id",
              sqlite_where=text("kind = 'correction'")),
        Index("ix_answers_late", "dealer_id", "received_at", "id", sqlite_where=text("kind = 'late'")),
    )  # fmt: skip

    item_key: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(10), default="answered")
    evidence: Mapped[str | None] = mapped_column(String(10))
    value: Mapped[dict] = mapped_column(JSON, default=dict)
    note: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")  # of a correction

    @property
    def is_blank(self) -> bool:
        """Whether nothing is answered: the rep cleared the item, or left a note alone."""
        return self.state == "answered" and not self.value


class LastAnswer(Base):
    """Which answer to an item is a dealer's latest from a finished visit: one row whatever the history."""

    __tablename__ = "last_answers"

    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="CASCADE"), primary_key=True)
    item_key: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)
    answer_id: Mapped[UUID] = mapped_column(ForeignKey("answers.id", ondelete="CASCADE"))
    observed_on: Mapped[date]  # when the value was last given afresh
    verified_on: Mapped[date]  # when a rep last stood by it, be it by "nothing changed"

    answer: Mapped[Answer] = relationship(lazy="raise")


class StockCount(Entry, Base):
    """One write of one product's count, in base units; unknown is None, never zero.

    `received` may be edited by the rep; None means as delivered by our records. `empty_since` is the first
    day without anything to sell, where nothing is left and somebody knows it.
    """

    __tablename__ = "stock_counts"
    __table_args__ = (
        Index("uq_stock_counts_revision", "visit_id", "product_id", "revision", unique=True,
              sqlite_where=text("kind = 'entry'")),
        Index("ix_stock_counts_product", "dealer_id", "product_id", "answered_at"),
        Index("ix_stock_counts_late", "dealer_id", "received_at", "id", sqlite_where=text("kind = 'late'")),
    )  # fmt: skip

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    counted: Mapped[int | None]
    unsellable: Mapped[int | None]
    received: Mapped[int | None]
    free_goods: Mapped[int | None]
    transferred_out: Mapped[int | None]
    returned: Mapped[int | None]
    disposed: Mapped[int | None]  # unsellable goods that were destroyed or thrown away
    empty_since: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(String(10), default="counted")
    note: Mapped[str] = mapped_column(Text, default="")

    lots: Mapped[list["StockLot"]] = relationship(lazy="raise", order_by="StockLot.production_date")


class StockLot(Base):
    """A lot found at a count: production date, quantity in base units, and where it lies."""

    __tablename__ = "stock_lots"
    __table_args__ = (CheckConstraint("zone in ('sellable', 'sealed')", name="zone"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stock_count_id: Mapped[UUID] = mapped_column(
        ForeignKey("stock_counts.id", ondelete="CASCADE"), index=True
    )
    production_date: Mapped[date]
    quantity: Mapped[int]
    zone: Mapped[str] = mapped_column(String(10), default="sellable")


class LastCount(Base):
    """Which count of a product is a dealer's latest from a finished visit."""

    __tablename__ = "last_counts"

    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="CASCADE"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    stock_count_id: Mapped[UUID] = mapped_column(ForeignKey("stock_counts.id", ondelete="CASCADE"))

    count: Mapped[StockCount] = relationship(lazy="raise")


class OrderEntry(Entry, Base):
    """One write of what was agreed to order of one product, in base units; None: taken back.

    The current one also stands in the visit's order line (`app.visits.judgement.models.OrderLine`).
    """

    __tablename__ = "order_entries"
    __table_args__ = (
        Index("uq_order_entries_revision", "visit_id", "ordered_product_id", "revision", unique=True,
              sqlite_where=text("kind = 'entry'")),
    )  # fmt: skip

    ordered_product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    agreed: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(200), default="")
