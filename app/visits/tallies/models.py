"""RepDay and TeamDay, sums over finished visits, and RiskLot, a lot that will not sell in time."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.leverage.scoring import DIMENSIONS

SCORED = (*DIMENSIONS, "overall")
EVIDENCE_SUMS = ("counted", "seen", "document", "told")
# Per score: the sum over the visits that have one, in points, and how many have.
SCORE_SUMS = tuple((name, f"{name}_sum", f"{name}_times") for name in SCORED)


class Work:
    """Visits, full audits among them, those that were due and of them on time (rule G4), `minutes` spent,
    answers and counts by evidence, photos."""

    visits: Mapped[int] = mapped_column(default=0)
    full_audits: Mapped[int] = mapped_column(default=0)
    were_due: Mapped[int] = mapped_column(default=0)
    on_time: Mapped[int] = mapped_column(default=0)
    minutes: Mapped[int] = mapped_column(default=0)
    counted: Mapped[int] = mapped_column(default=0)
    seen: Mapped[int] = mapped_column(default=0)
    document: Mapped[int] = mapped_column(default=0)
    told: Mapped[int] = mapped_column(default=0)
    photos: Mapped[int] = mapped_column(default=0)


class RepDay(Work, Base):
    """What a rep's finished visits of one local day to the dealers of one team sum up to.

    Written when a visit is finished; what a dealer's visits add to it moves with him when he changes teams,
    and goes while he is given up.
    """

    __tablename__ = "rep_days"
    __table_args__ = (Index("ix_rep_days_day", "day", "team_id"),)

    rep_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


class TeamDay(Work, Base):
    """The same over all reps of a team, with the scores: as few rows as days, however many reps there are."""

    __tablename__ = "team_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), primary_key=True)
    s2_sum: Mapped[float] = mapped_column(default=0.0)
    s2_times: Mapped[int] = mapped_column(default=0)
    s3_sum: Mapped[float] = mapped_column(default=0.0)
    s3_times: Mapped[int] = mapped_column(default=0)
    s4_sum: Mapped[float] = mapped_column(default=0.0)
    s4_times: Mapped[int] = mapped_column(default=0)
    s5_sum: Mapped[float] = mapped_column(default=0.0)
    s5_times: Mapped[int] = mapped_column(default=0)
    s6_sum: Mapped[float] = mapped_column(default=0.0)
    s6_times: Mapped[int] = mapped_column(default=0)
    s7_sum: Mapped[float] = mapped_column(default=0.0)
    s7_times: Mapped[int] = mapped_column(default=0)
    overall_sum: Mapped[float] = mapped_column(default=0.0)
    overall_times: Mapped[int] = mapped_column(default=0)


WORK_SUMS = tuple(column.key for column in RepDay.__table__.columns if not column.primary_key)
SUMS = tuple(column.key for column in TeamDay.__table__.columns if not column.primary_key)


class RiskLot(Base):
    """A lot of which `risk` base units will not sell in time (rule B4), by the dealer's last count of it.

    There are none of dealers that were given up, so that sums over all need not look at the dealers.
    `limit_on` is the day from which shops refuse it, `expires_on` its last day; `money` in minor units.
    """

    __tablename__ = "risk_lots"
    __table_args__ = (
        Index("ix_risk_lots_expiry", "expires_on", "dealer_id", "product_id", "produced_on"),
        # All that sums over many dealers read.
        Index("ix_risk_lots_product", "product_id", "produced_on", "dealer_id", "risk", "money",
              "expires_on"),
    )  # fmt: skip

    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id", ondelete="CASCADE"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    produced_on: Mapped[date] = mapped_column(primary_key=True)
    quantity: Mapped[int]
    risk: Mapped[int]
    money: Mapped[int | None] = mapped_column(BigInteger)
    limit_on: Mapped[date]
    expires_on: Mapped[date]
    counted_on: Mapped[date]
