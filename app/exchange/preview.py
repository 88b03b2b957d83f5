"""The preview of an import, in the reader's words: how many rows have which fate, and a page of them."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from app import i18n
from app.exchange.columns import Column
from app.exchange.kinds import KINDS
from app.exchange.models import ERROR, FATES, NEW, WRITTEN, ImportJob, ImportRow
from app.exchange.verdicts import unpacked
from app.extensions import db

PAGE = 50


@dataclass(frozen=True)
class Line:
    """A row: its number in the file, what it is about, its fate, and why, what changes, or what was read."""

    number: int
    label: str
    fate: str
    problems: tuple[str, ...]
    changes: tuple[tuple[str, str, str], ...]
    read: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """A page of rows of one fate (None: all), how many there are of each, and where the next page begins."""

    fate: str | None
    counts: dict[str, int]
    total: int
    lines: list[Line]
    after: int | None

    @property
    def written(self) -> int:
        """How many rows would be stored."""
        return sum(self.counts.get(fate, 0) for fate in WRITTEN)

    @property
    def errors(self) -> int:
        """How many rows stand in the way."""
        return self.counts.get(ERROR, 0)


def preview_of(job: ImportJob, fate: str | None, after: int) -> Preview:
    """The page of a job's rows that comes after a row's number; with errors, those are shown first of all."""
    if fate not in FATES:
        fate = ERROR if fate is None and job.counts.get(ERROR) else None
    wanted = select(ImportRow).where(ImportRow.job_id == job.id, ImportRow.number > after)
    if fate:
        wanted = wanted.where(ImportRow.fate == fate)
    rows = list(db.session.scalars(wanted.order_by(ImportRow.number).limit(PAGE + 1)))
    columns = {column.key: column for column in KINDS[job.kind].columns}
    more = len(rows) > PAGE
    lines = [_line(row, columns) for row in rows[:PAGE]]
    counts = {each: job.counts[each] for each in FATES if job.counts.get(each)}
    return Preview(fate, counts, sum(counts.values()), lines, lines[-1].number if more else None)


def fate_words() -> dict[str, tuple[str, str]]:
    """Kind of the badge and words of each fate."""
    return {
        "error": ("bad", _("Error")),
        "new": ("good", _("New")),
        "changed": ("info", _("Changes")),
        "removed": ("warn", _("Removed")),
        "unchanged": ("plain", _("Unchanged")),
        "left_out": ("plain", _("Left out")),
    }


def _line(row: ImportRow, columns: dict[str, Column]) -> Line:
    problems = tuple(_problem(each, columns) for each in row.detail["errors"])
    changes = tuple(_change(columns[key], old, new) for key, old, new in row.detail["changes"])
    read = _read(row.detail["facts"], row.label, columns) if row.fate == NEW else ()
    return Line(row.number, row.label, row.fate, problems, changes, read)


def _read(facts: dict, label: str, columns: dict[str, Column]) -> tuple[str, ...]:
    """How the cells of a new row were understood: a price, a day or a team may have been meant otherwise."""
    said = ((column, facts.get(key)) for key, column in columns.items() if not column.needed)
    return tuple(
        _("%(column)s: %(value)s", column=i18n.localized(column.name), value=shown(column, value))
        for column, value in said
        if _says(value) and str(value) not in label and (column.key, value) != ("active", True)
    )


def _says(value: Any) -> bool:
    return value is not None and value != "" and value != []


def _problem(kept: list, columns: dict[str, Column]) -> str:
    column, *message = kept
    said = i18n.say(unpacked(message))
    return (
        _("%(column)s: %(problem)s", column=i18n.localized(columns[column].name), problem=said)
        if column
        else said
    )


def _change(column: Column, old: Any, new: Any) -> tuple[str, str, str]:
    return i18n.localized(column.name), shown(column, old), shown(column, new)


def shown(column: Column, value: Any) -> str:
    """A stored value in the reader's words; a dash where there is none."""
    if not _says(value):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return column.show(value)
