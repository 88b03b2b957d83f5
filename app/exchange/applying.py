"""Storing a previewed import: all of it, in one transaction, or nothing."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select, update

from app.accounts.audit import record
from app.accounts.models import User
from app.clock import utc_now
from app.exchange.kinds import Changed, Kind
from app.exchange.models import APPLYING, DONE, READY, WRITTEN, ImportJob, ImportRow
from app.exchange.staging import BATCH
from app.exchange.verdicts import packed
from app.extensions import db
from app.messages import Message

STALE = Message(
    "Something was changed while you were looking. Nothing was imported: read the file again, then confirm."
)


def apply(job_id: UUID, kind: Kind, tell: Callable[[int], None]) -> bool:
    """Store the rows of a confirmed job, and whether that was done; `tell` hears how many are stored."""
    # The row is held till the end: of two who apply the same job, one finds it done.
    job = db.session.scalar(select(ImportJob).where(ImportJob.id == job_id).with_for_update())
    if job is None or job.state != APPLYING:
        db.session.rollback()
        return False
    by = db.session.get(User, job.user_id)
    try:
        _store(job_id, kind, by, tell)
        problem = kind.problem_after()
    except Changed:
        problem = STALE
    if problem:
        give_back(job_id, problem)
        return False
    db.session.execute(
        update(ImportJob)
        .where(ImportJob.id == job_id)
        .values(state=DONE, finished_at=utc_now(), problem=None)
    )
    record(
        "imported",
        job.file_name,
        by=by,
        table=kind.name,
        **{fate: job.counts.get(fate, 0) for fate in WRITTEN},
    )
    db.session.commit()
    return True


def _store(job_id: UUID, kind: Kind, by: User, tell: Callable[[int], None]) -> None:
    stored, after = 0, -1
    rows = select(ImportRow.number, ImportRow.detail).where(
        ImportRow.job_id == job_id, ImportRow.fate.in_(WRITTEN)
    )
    while batch := db.session.execute(
        rows.where(ImportRow.number > after).order_by(ImportRow.number).limit(BATCH)
    ).all():
        kind.store([row.detail for row in batch], by)
        stored, after = stored + len(batch), batch[-1].number
        tell(stored)


def give_back(job_id: UUID, problem: Message) -> None:
    """Take a confirmed job back to its preview, with what stood in the way; nothing of it is stored."""
    db.session.rollback()
    values = {"state": READY, "problem": packed(problem), "beat_at": utc_now()}
    db.session.execute(update(ImportJob).where(ImportJob.id == job_id).values(values))
    db.session.commit()
