"""Working at imports beside the requests: a thread for each job, its file in the instance folder.

A job that was under way when the server stopped stays as it was, and nothing of it is stored: its page says
so and offers to begin again.
"""

from datetime import timedelta
from functools import partial
from pathlib import Path
from shutil import rmtree
from threading import Thread
from time import time
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import delete, select, update

from app.clock import utc_now
from app.exchange import applying, staging
from app.exchange.kinds import KINDS
from app.exchange.models import APPLYING, DONE, READING, ImportJob, ImportRow
from app.exchange.reading.refusals import FileRefused
from app.extensions import db
from app.messages import Message

SILENT = timedelta(seconds=90)  # without a beat: whoever worked at it is gone
STALE_SECONDS = 24 * 3600
_UNDER_WAY = (READING, APPLYING)
LOST = Message("The uploaded file is not there any more. Upload it once more.")
BROKEN = Message(
    "Something broke on our side while the file was read. Nothing was imported. Upload it once more."
)


def folder() -> Path:
    """Where uploaded files lie until they are imported."""
    made = Path(current_app.config["INSTANCE_DIR"]) / "imports"
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def file_of(job_id: UUID) -> Path:
    """The uploaded file of a job."""
    return folder() / f"{job_id}.upload"


def spawn(job_id: UUID) -> Thread:
    """Go on with a job in a thread of its own; to be called once what it shall find is committed."""
    app = current_app._get_current_object()
    _progress(app)[job_id] = 0
    thread = Thread(target=_work, args=(app, job_id), name=f"import {job_id}", daemon=True)
    thread.start()
    return thread


def _work(app: Flask, job_id: UUID) -> None:
    with app.app_context():
        try:
            _step(app, job_id)
        except FileRefused as refused:
            staging.refuse(job_id, refused.message)
            file_of(job_id).unlink(missing_ok=True)
        except Exception:
            app.logger.exception("import %s", job_id)
            _broke(job_id)
        finally:
            _progress(app).pop(job_id, None)
            db.session.remove()


def _step(app: Flask, job_id: UUID) -> None:
    job = db.session.get(ImportJob, job_id)
    kind, state, path = KINDS[job.kind], job.state, file_of(job_id)
    db.session.rollback()
    if state == READING:
        if not path.exists():
            raise FileRefused(LOST)
        staging.stage(job_id, kind, path)
    elif state == APPLYING and applying.apply(job_id, kind, partial(_progress(app).__setitem__, job_id)):
        staging.drop_rows(job_id)
        path.unlink(missing_ok=True)


def _broke(job_id: UUID) -> None:
    db.session.rollback()
    job = db.session.get(ImportJob, job_id)
    if job is not None and job.state == APPLYING:
        applying.give_back(job_id, BROKEN)
    elif job is not None:
        staging.refuse(job_id, BROKEN)


def _progress(app: Flask) -> dict[UUID, int]:
    return app.extensions.setdefault("imports", {})


def stored_so_far(job_id: UUID) -> int | None:
    """How many rows this process has stored of a job that it applies; None when it does not."""
    return _progress(current_app).get(job_id)


def is_interrupted(job: ImportJob) -> bool:
    """Whether a job that should be under way has nobody who works at it."""
    alone = job.id not in _progress(current_app)
    return job.state in _UNDER_WAY and alone and utc_now() - job.beat_at > SILENT


def under_way() -> ImportJob | None:
    """The job that somebody works at just now, if there is one."""
    jobs = db.session.scalars(select(ImportJob).where(ImportJob.state.in_(_UNDER_WAY)))
    return next((job for job in jobs if not is_interrupted(job)), None)


def take(job_id: UUID, state: str, to: str) -> bool:
    """Move a job from one state to another; False when it is not there (any more): then a twin was faster."""
    moved = update(ImportJob).where(ImportJob.id == job_id, ImportJob.state == state)
    return db.session.execute(moved.values(state=to, beat_at=utc_now(), problem=None)).rowcount == 1


def forget_others() -> None:
    """Drop the previews and files of jobs that nobody works at: the newest is the only one that counts."""
    jobs = db.session.scalars(select(ImportJob).where(ImportJob.state.in_(_UNDER_WAY)))
    working = [job.id for job in jobs if not is_interrupted(job)]
    gone = ImportJob.id.not_in(working)
    db.session.execute(delete(ImportRow).where(ImportRow.job_id.in_(select(ImportJob.id).where(gone))))
    db.session.execute(delete(ImportJob).where(gone, ImportJob.state != DONE))
    for path in folder().glob("*.upload"):
        if path.stem not in map(str, working):
            path.unlink(missing_ok=True)
    for left in folder().glob("export-*"):  # by a download that a stopped server did not finish
        if time() - left.stat().st_mtime > STALE_SECONDS:
            rmtree(left, ignore_errors=True)
