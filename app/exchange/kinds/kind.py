"""What each kind of import brings along: its columns, how its rows are judged, how they are stored."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import insert, update

from app.accounts.models import User
from app.exchange.columns import Column
from app.exchange.verdicts import ReadRow, Verdict
from app.extensions import db
from app.messages import Message, Named


class Kind(Protocol):
    """A kind of table that can be imported; `judge` and `store` are given some hundred rows at a time.

    `judge` may use what is stored, and writes nothing. `store` writes rows whose fate is new, changed or
    removed, in one transaction over the whole file; Changed is raised when what `judge` saw is so no more.
    """

    name: str
    title: Named
    columns: tuple[Column, ...]

    def key(self, row: ReadRow) -> str:
        """What tells a row from all others of the file; "" while a part of it is missing."""

    def judge(self, rows: Sequence[ReadRow]) -> list[Verdict]:
        """A verdict on each row."""

    def store(self, details: Sequence[dict], by: User) -> None:
        """Write what `Verdict.detail` kept of each row."""

    def problem_after(self) -> Message | None:
        """What can only be judged once all is stored: why nothing of it may stay, or None."""


class Changed(Exception):
    """Something was changed since the preview was made."""


def insert_all(model: type, rows: Sequence[dict]) -> None:
    """Insert many rows at once, past the objects: a tenth of the time while others wait to write."""
    if rows:
        db.session.execute(insert(model.__table__), list(rows))


def update_all(model: type, rows: Sequence[dict]) -> None:
    """Update many rows by their ``id``; each names the columns that change."""
    by_columns: dict[tuple, list[dict]] = {}
    for row in rows:
        by_columns.setdefault(tuple(sorted(row)), []).append(row)
    for several in by_columns.values():
        db.session.execute(update(model), several)


def unchanged_since(details: Sequence[dict], now: dict[Any, dict], key_of) -> None:
    """Changed, when what stands there `now` is not what the preview showed."""
    for detail in details:
        seen, found = detail["seen"], now.get(key_of(detail))
        same = (
            found is None if seen is None else found is not None and {k: found.get(k) for k in seen} == seen
        )
        if not same:
            raise Changed
