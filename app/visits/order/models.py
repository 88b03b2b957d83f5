"""OrderTerm: what is out of the ordinary about a visit's order."""

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.visits.models import Entry

EVENT, FLOOR = "event", "floor"


class OrderTerm(Entry, Base):
    """One write of a term that bears on all products of a visit's order.

    `value` of an ``event`` is its factor on the usual sales in hundredths, and `reason` says what it is; of
    the ``floor`` how many cases still fit. None: as usual, or not looked at.
    """

    __tablename__ = "order_terms"
    __table_args__ = (
        CheckConstraint("term in ('event', 'floor')", name="term"),
        Index("uq_order_terms_revision", "visit_id", "term", "revision", unique=True,
              sqlite_where=text("kind = 'entry'")),
    )  # fmt: skip

    term: Mapped[str] = mapped_column(String(10))
    value: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(200), default="")
