"""ImportJob: one uploaded file and how far it is; ImportRow: one of its rows and what will become of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.clock import utc_now
from app.database import UtcDateTime
from app.extensions import Base

READING, REFUSED, READY, APPLYING, DONE = "reading", "refused", "ready", "applying", "done"
NEW, CHANGED, REMOVED, UNCHANGED, ERROR = "new", "changed", "removed", "unchanged", "error"
LEFT_OUT = "left_out"  # a sum or a remark: no part of the table
FATES = (ERROR, NEW, CHANGED, REMOVED, UNCHANGED, LEFT_OUT)
WRITTEN = (NEW, CHANGED, REMOVED)


class ImportJob(Base):
    """A file that was uploaded: read into rows, looked at, and applied as a whole or not at all.

    `state` goes from reading to ready or refused, and from ready through applying to done. `beat_at` is
    written while somebody works at it: a job that is under way and has not beaten for long was interrupted.
    """

    __tablename__ = "import_jobs"
    __table_args__ = (
        CheckConstraint("state in ('reading', 'refused', 'ready', 'applying', 'done')", name="state"),
        Index("ix_import_jobs_made", "made_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)  # minted by the page: a repeat finds it
    kind: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(10), default=READING)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    rows: Mapped[int] = mapped_column(default=0)  # read so far
    counts: Mapped[dict] = mapped_column(JSON, default=dict)  # how many rows have which fate
    problem: Mapped[list | None] = mapped_column(JSON)  # a Message as ``[text, values]``
    about: Mapped[dict] = mapped_column(JSON, default=dict)  # sheet, header row, names that mean nothing
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    beat_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(lazy="raise")


class ImportRow(Base):
    """A row of an import as it was read. `detail` holds what `app.exchange.verdicts.Verdict` knows of it."""

    __tablename__ = "import_rows"
    __table_args__ = (Index("ix_import_rows_fate", "job_id", "fate", "number"),)

    job_id: Mapped[UUID] = mapped_column(ForeignKey("import_jobs.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # as the spreadsheet shows it
    fate: Mapped[str] = mapped_column(String(10))
    label: Mapped[str] = mapped_column(String(200))
    detail: Mapped[dict] = mapped_column(JSON)
