"""Which checklist is current, and the checklist that a visit was answered under."""

from functools import cache
from pathlib import Path

from flask import current_app
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


def known_version_id(told: str | None) -> int:
    """The version that a page was made of, as it says; the current one where it says none that there is."""
    if told and told.isdecimal() and len(told) <= 9:
        found = db.session.scalar(select(ChecklistVersion.id).where(ChecklistVersion.id == int(told)))
        if found is not None:
            return found
    return current_version_id()


def checklist(version_id: int) -> Checklist:
    """The checklist of a version, as it was published; versions never change, so each is read once."""
    read = current_app.extensions.setdefault("checklists", {})
    if version_id not in read:
        read[version_id] = _published(version_id)
    return read[version_id]


def _published(version_id: int) -> Checklist:
    found = select(ChecklistVersion.digest).where(ChecklistVersion.id == version_id)
    if db.session.scalar(found) == built_in().digest:
        return built_in()
    return Checklist.from_json(
        db.session.scalar(select(ChecklistVersion.content).where(ChecklistVersion.id == version_id))
    )
