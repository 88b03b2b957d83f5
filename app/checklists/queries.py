"""Which checklist is current, and the checklist that a visit was answered under."""

import json
from functools import cache
from pathlib import Path
from secrets import token_hex
from time import monotonic

from flask import current_app
from sqlalchemy import Select, insert, select
from sqlalchemy.exc import IntegrityError

from app.checklists.carrying import carried_over
from app.checklists.content import Checklist, checklist_from, load_checklist
from app.checklists.entries import ContentError
from app.checklists.models import ChecklistVersion
from app.extensions import db

CONTENT = Path(__file__).parent / "content"
# Other processes hear of a new version within this many seconds, where they only name things by it.
KEPT_SECONDS = 5.0


@cache
def built_in() -> Checklist:
    """The checklist of the content files, read once a process."""
    return load_checklist(CONTENT)


def publish_built_in() -> int:
    """The id of the content files' version; published first where this database has not seen it.

    Where the company has a version of its own, what it changed is carried over into a new one on top.
    """
    if (version := db.session.scalar(_known())) is not None:
        return version
    before = _newest()
    try:
        with db.session.begin_nested():
            values = {"digest": built_in().digest, "content": built_in().to_json()}
            db.session.execute(insert(ChecklistVersion).values(values))
    except IntegrityError:
        return db.session.scalar(_known())  # another process published it at the same moment
    version = db.session.scalar(_known())
    if before is not None and before.base_id is not None:
        _carry_over(before, version)
    return version


def _known() -> Select:
    return select(ChecklistVersion.id).where(ChecklistVersion.digest == built_in().digest)


def _newest() -> ChecklistVersion | None:
    newest = select(ChecklistVersion).order_by(ChecklistVersion.id.desc()).limit(1)
    return db.session.scalar(newest)


def _carry_over(own: ChecklistVersion, new_base: int) -> None:
    old, mine = document_of(own.base_id), document_of(own.id)
    try:
        merged = checklist_from(carried_over(old, mine, document_of(new_base)))
    except ContentError:
        # What the company changed and what Rounds changed do not fit together: its own words stand.
        current_app.logger.exception("The company's checklist could not be brought up to date.")
        merged = checklist_from(mine)
    store_version(merged, new_base)


def store_version(content: Checklist, base_id: int, author_id: int | None = None, note: str = "") -> int:
    """Publish a company's own checklist; the id of its version."""
    values = {"digest": token_hex(32), "content": content.to_json(), "base_id": base_id}
    stored = insert(ChecklistVersion).values(values | {"author_id": author_id, "note": note})
    return db.session.scalar(stored.returning(ChecklistVersion.id))


def document_of(version_id: int) -> list:
    """The plain data of a version, the items that are switched off among it."""
    content = select(ChecklistVersion.content).where(ChecklistVersion.id == version_id)
    return json.loads(db.session.scalar(content))


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


def whole_checklist() -> Checklist:
    """The current checklist with what is switched off in it as well: for naming what earlier visits found."""
    known = current_app.extensions.setdefault("checklists", {})
    until, whole = known.get("whole", (0.0, None))
    if until <= monotonic():
        version = current_version_id()
        whole = checklist(version)
        if whole is not built_in():
            whole = checklist_from(_switched_on(whole.document))
        known["whole"] = (monotonic() + KEPT_SECONDS, whole)
    return whole


def forget_current() -> None:
    """Ask afresh which version is current."""
    known = current_app.extensions.setdefault("checklists", {})
    for kept in ("whole", "ever"):
        known.pop(kept, None)


def _switched_on(document: list) -> list:
    return [section | {"items": [item | {"off": False} for item in section["items"]]} for section in document]


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
