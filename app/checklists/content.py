"""The checklist as a whole: loaded from the content folder, or from the text of a published version.

A published version is stored as the text of ``to_json`` and pinned by the visits that were answered under it;
``digest`` tells whether two checklists are word for word the same.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from app.checklists.entries import ContentError
from app.checklists.item_reader import read_section
from app.checklists.specs import MODES, Item, Section
from app.checklists.yaml_source import read_yaml

CONTENT_FOLDER = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Checklist:
    """Sections in order, their items by key, and the plain data both were read from.

    The data alone knows the items that are switched off.
    """

    sections: tuple[Section, ...]
    by_key: Mapping[str, Item]
    document: list[Any]

    def items_in(self, mode: str) -> tuple[Item, ...]:
        """The items of a visit: ``quick`` the quick ones, ``full`` all of them, ``profile`` those alone."""
        if mode not in MODES:
            raise ValueError(f"unknown mode {mode!r}")
        return tuple(item for item in self.by_key.values() if mode in ("full", item.mode))

    def section(self, key: str) -> Section:
        """The section of that key; KeyError for an unknown one."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def to_json(self) -> str:
        """The same text for the same words, whatever the order of keys in the files."""
        return as_json(self.document)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of ``to_json`` in hexadecimal."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    @classmethod
    def from_json(cls, text: str) -> "Checklist":
        """Read what ``to_json`` wrote; ContentError where it is no checklist."""
        return checklist_from(json.loads(text))


def as_json(document: list[Any]) -> str:
    """The same text for the same plain data, whatever the order of its keys."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def load_checklist(folder: Path = CONTENT_FOLDER) -> Checklist:
    """Read every ``*.yaml`` in the folder, in order of the file names; ContentError lists all problems."""
    document, problems = [], []
    for path in sorted(folder.glob("*.yaml")):
        try:
            document.append(read_yaml(path.read_text(encoding="utf-8"), path.name))
        except (ContentError, UnicodeDecodeError) as error:
            problems += getattr(error, "problems", [f"{path.name}: not UTF-8: {error}"])
    if problems:
        raise ContentError(problems)
    return checklist_from(document)


def checklist_from(document: Any) -> Checklist:
    """Validate plain data (a list of sections) and build the checklist; ContentError lists all problems."""
    if not isinstance(document, list) or not document:
        raise ContentError(["a checklist is a list of sections, and has at least one"])
    sections, problems = [], []
    for number, data in enumerate(document, 1):
        try:
            sections.append(read_section(data, _called(data, number)))
        except ContentError as error:
            problems += error.problems
    problems = problems or _across(document, sections)
    if problems:
        raise ContentError(problems)
    items = {item.key: item for section in sections for item in section.items}
    return Checklist(tuple(sections), items, document)


def _called(data: Any, number: int) -> str:
    name = data.get("section") if isinstance(data, Mapping) else None
    return f"{name}.yaml" if isinstance(name, str) else f"section {number}"


def _across(document: list[Any], sections: list[Section]) -> list[str]:
    """What can only be seen with all sections at hand: keys given twice, references to unknown items.

    An item that is switched off still has its key, and may be referred to."""
    problems, places = [], {}
    keys = [section.key for section in sections]
    problems += [f"{key}.yaml: section given twice" for key in sorted({k for k in keys if keys.count(k) > 1})]
    for section in document:
        for item in section.get("items") or ():
            name = section["section"]
            if item["key"] in places:
                problems.append(f"{name}.yaml: {item['key']}: item also in {places[item['key']]}.yaml")
            places[item["key"]] = name
    return problems + [
        f"{section.key}.yaml: {item.key}: {field.name}: entered_with names no item: {field.entered_with}"
        for section in sections
        for item in section.items
        for field in item.fields
        if field.entered_with and field.entered_with not in places
    ]
