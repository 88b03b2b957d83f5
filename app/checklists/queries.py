"""Which checklist is current, and the checklist that a visit was answered under."""

from functools import cache
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from app.checklists.content import Checklist, load_checklist
from app.checklists.models import ChecklistVersion
from app.extensions import db

CONTENT = Path(__file__).parent / "content"


@cache
def built_in() -> Checklist:
    """The checklist of the content files, read once a process."""
    return load_checklist(CONTENT)


# Published versions never change, so what was read once stays true; keyed by digest, not by a database's id.
_read: dict[str, Checklist] = {}


def publish_built_in() -> int:
    """The id of the content files' version; published first where this database has not seen it."""
    digest = built_in().digest
    known = select(ChecklistVersion.id).where(ChecklistVersion.digest == digest)
    if (version := db.session.scalar(known)) is not None:
        return version
    try:
        with db.session.begin_nested():
            db.session.execute(insert(ChecklistVersion).values(digest=digest, content=built_in().to_json()))
    except IntegrityError:
        pass  # another process published it at the same moment
    return db.session.scalar(known)


def current_version_id() -> int:
    """The id of the version that new visits pin."""
    newest = select(ChecklistVersion.id).order_by(ChecklistVersion.id.desc()).limit(1)
    return db.session.scalar(newest) or publish_built_in()


def checklist(version_id: int) -> Checklist:
    """The checklist of a version, as it was published."""
    digest = db.session.scalar(select(ChecklistVersion.digest).where(ChecklistVersion.id == version_id))
    if digest == built_in().digest:
        return built_in()
    if digest not in _read:
        content = db.session.scalar(select(ChecklistVersion.content).where(ChecklistVersion.digest == digest))
        _read[digest] = Checklist.from_json(content)
    return _read[digest]
