"""Absence: days on which a rep makes no visits."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.clock import utc_now
from app.database import UtcDateTime
from app.extensions import Base


class Absence(Base):
    """A rep is away from one day to another, both included; kept, with the moment, when it is taken back."""

    __tablename__ = "absences"
    __table_args__ = (
        CheckConstraint("first_on <= last_on", name="days"),
        Index("ix_absences_user", "user_id", "last_on"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)  # minted by the page: a repeat finds it
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    first_on: Mapped[date]
    last_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(80), default="")
    set_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
