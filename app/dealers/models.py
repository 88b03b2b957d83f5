"""Dealer, whose he was, who visits him next by hand, what he carries, and receipts (deliveries to him)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Team, User
from app.clock import utc_now
from app.database import UtcDateTime
from app.extensions import Base


class Dealer(Base):
    """A dealer (distributor): whose he is, how he is graded and when he is due.

    `last_visit_on` and `next_due_on` are written when a visit is finished, so that a list of dealers
    needs no look at the visits; so are his health grade by scores (`health`) and the points of signs of
    `diversion` (rule F5), both None while not known.
    """

    __tablename__ = "dealers"
    __table_args__ = (
        CheckConstraint("grade in ('A', 'B', 'C', 'D', 'N')", name="grade"),
        Index("ix_dealers_rep_due", "rep_id", "next_due_on", "id"),
        Index("ix_dealers_team_due", "team_id", "next_due_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name_en: Mapped[str] = mapped_column(String(120))
    name_zh: Mapped[str] = mapped_column(String(120))
    town: Mapped[str] = mapped_column(String(80), default="")
    city_tier: Mapped[str | None] = mapped_column(String(4))  # see `app.dealers.tiers`; None: not told
    address: Mapped[str] = mapped_column(String(200), default="")
    contact: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    rep_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    grade: Mapped[str] = mapped_column(String(1), default="N")
    interval_days: Mapped[int] = mapped_column(default=7)
    lead_days: Mapped[int] = mapped_column(default=3)
    credit_days: Mapped[int] = mapped_column(default=0)  # from delivery until he has to pay
    route_position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    last_visit_on: Mapped[date | None]
    # The visit's UUID, without a foreign key: visits lie above.
    last_visit_id: Mapped[str | None] = mapped_column(String(36))
    next_due_on: Mapped[date | None]
    health: Mapped[str | None] = mapped_column(String(1))
    diversion: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    rep: Mapped[User] = relationship(lazy="raise")
    team: Mapped[Team] = relationship(lazy="raise")

    def name_in(self, locale: str) -> str:
        """The dealer's name for a reader of `locale`."""
        return self.name_en if locale == "en" else self.name_zh


class PlannedVisit(Base):
    """Who makes a dealer's next visit on which day, where somebody decided that by hand.

    Rows are added, never changed but for `replaced_at` (another was planned, or a visit made before its day):
    a dealer has one that holds at most. On `day` its rep sees the dealer and may visit him, whoever the
    dealer's own rep is (see `app.dealers.queries`); but only for as long as that is still the `owner_id` of
    then: who takes a dealer over takes over no gifts.
    """

    __tablename__ = "planned_visits"
    __table_args__ = (
        Index("uq_planned_visits_holds", "dealer_id", unique=True, sqlite_where=text("replaced_at IS NULL")),
        Index("ix_planned_visits_rep", "rep_id", "day", "dealer_id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)  # minted by the page: a repeat finds it
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="CASCADE"))
    rep_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    owner_id: Mapped[int | None]  # the dealer's own rep when it was planned
    day: Mapped[date]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PastRep(Base):
    """Until when a dealer was a rep's; whose he is now stands with the dealer.

    A row is added whenever a dealer passes to somebody else or is given up (`app.dealers.hands`), and never
    changed: what his rep entered without a signal until then may still arrive.
    """

    __tablename__ = "past_reps"
    __table_args__ = (Index("ix_past_reps_dealer", "dealer_id", "until", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="CASCADE"))
    rep_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    until: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class DealerProduct(Base):
    """One of our products that a dealer carries; the stock count lists these, in order."""

    __tablename__ = "dealer_products"

    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="CASCADE"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)


class Receipt(Base):
    """Goods of ours that reached a dealer: quantity in base units, the lot's production date when known."""

    __tablename__ = "receipts"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        Index("ix_receipts_dealer_day", "dealer_id", "received_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="CASCADE"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    received_on: Mapped[date]
    quantity: Mapped[int]
    production_date: Mapped[date | None]
    reference: Mapped[str] = mapped_column(String(40), default="")
