"""Which items any version of the checklist has or had: what was answered once stays on record, and must be
found under its section, and kept from whom it is not for, whatever the version of today says."""

from time import monotonic

from flask import current_app
from sqlalchemy import select

from app.checklists.models import ChecklistVersion
from app.checklists.queries import built_in, document_of
from app.extensions import db

Keys = dict[str, tuple[str, ...]]
# Other processes hear of a new version within this time: before a visit under it is over.
KEPT_SECONDS = 60.0


def items_ever(section: int) -> tuple[str, ...]:
    """The keys of all items of a section, by its number."""
    return _keys()[built_in().sections[section].key]


def private_ever() -> tuple[str, ...]:
    """The keys of all items that are for the rep and his supervisors alone."""
    private = (section.key for section in built_in().sections if section.audience == "self")
    return tuple(key for section in private for key in _keys()[section])


def _keys() -> Keys:
    """By the key of the section, in order. Versions never change, so each is read once."""
    known = current_app.extensions.setdefault("checklists", {})
    until, read, keys = known.get("ever", (0.0, frozenset(), _built_in()))
    if until <= monotonic():
        own = select(ChecklistVersion.id).where(ChecklistVersion.digest != built_in().digest)
        versions = frozenset(db.session.scalars(own))
        for version in sorted(versions - read):
            keys = _with(keys, document_of(version))
        known["ever"] = (monotonic() + KEPT_SECONDS, versions, keys)
    return keys


def _built_in() -> Keys:
    return {section.key: tuple(sorted(item.key for item in section.items)) for section in built_in().sections}


def _with(keys: Keys, document: list) -> Keys:
    more = {section["section"]: {item["key"] for item in section["items"]} for section in document}
    return {section: tuple(sorted({*known, *more.get(section, ())})) for section, known in keys.items()}
