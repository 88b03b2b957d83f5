"""What a finished visit led to: its results, scores and order lines, and the dealer's findings."""

import json
import zlib
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from app.clock import utc_now
from app.database import UtcDateTime
from app.extensions import Base


class PackedJson(TypeDecorator):
    """JSON that nobody searches in, compressed: the sums in words repeat themselves, tenfold."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 3)

    def process_result_value(self, value, dialect):
        return None if value is None else json.loads(zlib.decompress(value))


class VisitResults(Base):
    """Every computed figure of a finished visit with its inputs and formula id; written once.

    `document` is the whole judgement, written down and read back by `app.visits.judgement.document`;
    `memory` is the little of it that the next visit is judged by.
    """

    __tablename__ = "visit_results"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True)
    document: Mapped[dict] = mapped_column(PackedJson)
    memory: Mapped[dict] = mapped_column(PackedJson)


class Score(Base):
    """A score after a finished visit: ``s2`` to ``s7``, ``overall``, ``self``; None: not enough data."""

    __tablename__ = "scores"
    __table_args__ = (Index("ix_scores_dealer", "dealer_id", "scored_at", "dimension"),)

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True)
    dimension: Mapped[str] = mapped_column(String(10), primary_key=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id"))
    value: Mapped[float | None]
    coverage: Mapped[float | None]
    capped: Mapped[bool] = mapped_column(default=False)
    grade: Mapped[str | None] = mapped_column(String(1))  # of the overall score
    full_audit: Mapped[bool] = mapped_column(default=False)
    scored_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OrderLine(Base):
    """The order of one product at a visit, in base units: the chain from the 1.5x rule to what was agreed."""

    __tablename__ = "order_lines"
    __table_args__ = (Index("ix_order_lines_dealer", "dealer_id", "product_id"),)

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id"))
    needed: Mapped[int | None]
    after_freshness: Mapped[int | None]
    after_cash: Mapped[int | None]
    agreed: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(200), default="")
    revision: Mapped[int] = mapped_column(default=1)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class MinutesWording(Base):
    """What the phrase guard found in the rep's own words of a visit's minutes: ids of phrases, with spaces
    between them, that stayed, and that he was shown and rewrote. Only written where there is something."""

    __tablename__ = "minutes_wordings"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True)
    kept: Mapped[str] = mapped_column(Text, default="")
    rewritten: Mapped[str] = mapped_column(Text, default="")


class Finding(Base):
    """Something wrong at a dealer's, open from one visit until a later one, or a person, closes it."""

    __tablename__ = "findings"
    __table_args__ = (
        CheckConstraint("severity in ('info', 'minor', 'major', 'critical')", name="severity"),
        Index("ix_findings_open", "dealer_id", "closed_at", "item_key"),
        # Over all dealers, the longest open first.
        Index("ix_findings_critical", "opened_on", "id", "dealer_id",
              sqlite_where=text("closed_at IS NULL AND severity = 'critical'")),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id"))
    item_key: Mapped[str] = mapped_column(String(40))
    section: Mapped[str] = mapped_column(String(20))
    severity: Mapped[str] = mapped_column(String(10))
    critical: Mapped[bool] = mapped_column(default=False)
    evidence: Mapped[str | None] = mapped_column(String(10))
    places: Mapped[dict] = mapped_column(JSON, default=dict)  # what fills its text, see `document.spoken`
    visits: Mapped[int] = mapped_column(default=1)  # at how many it was found
    opened_on: Mapped[date]
    opened_visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    last_visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    closed_reason: Mapped[str] = mapped_column(Text, default="")


class FindingEvent(Base):
    """A finding opened, found again or closed; what the timeline shows. Ids follow from visit and finding."""

    __tablename__ = "finding_events"
    __table_args__ = (Index("ix_finding_events_timeline", "dealer_id", "happened_at", "id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("findings.id", ondelete="CASCADE"), index=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id"))
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visits.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[str] = mapped_column(String(8))  # open, persist, close
    severity: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text, default="")
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DiversionVerdict(Base):
    """What a supervisor made of the signs of diversion at a visit (rule F5). Rows are only ever added."""

    __tablename__ = "diversion_verdicts"
    __table_args__ = (
        CheckConstraint("verdict in ('natural', 'benign', 'hostile', 'unproven')", name="verdict"),
        Index("ix_diversion_verdicts_timeline", "dealer_id", "decided_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    dealer_id: Mapped[int] = mapped_column(ForeignKey("dealers.id"))
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    verdict: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
