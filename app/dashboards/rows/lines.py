"""A list of rows, a page at a time, by the place where the last page ended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, literal, tuple_

from app.extensions import db

SIZE = 50
_READERS: dict[type, Callable[[str], Any]] = {date: date.fromisoformat, int: int, UUID: UUID}


@dataclass(frozen=True)
class Line:
    """A row: what it is and where it leads, more about it, a badge (kind, text), and a word at its end."""

    title: str
    href: str
    sub: str
    badge: tuple[str, str] | None = None
    meta: str | None = None


@dataclass(frozen=True)
class Lines:
    """Up to 50 rows, and the cursor of the next page (None on the last)."""

    lines: list[Line]
    after: str | None


def lines_of(
    wanted: Select,
    order: Sequence[ColumnElement],
    after: str,
    draw: Callable[[Row], Line],
    newest: bool = False,
) -> Lines:
    """A page of `wanted` in the order of columns that tell every row apart, from the cursor `after` on.

    ``place_0``, ``place_1``, … are added to the rows. A cursor that is none means the first page.
    """
    if place := _read(after, order):
        here = tuple_(*(literal(value, each.type) for value, each in zip(place, order, strict=True)))
        wanted = wanted.where(tuple_(*order) < here if newest else tuple_(*order) > here)
    wanted = wanted.add_columns(*(each.label(f"place_{number}") for number, each in enumerate(order)))
    wanted = wanted.order_by(*(each.desc() if newest else each for each in order))
    rows = db.session.execute(wanted.limit(SIZE + 1)).all()
    shown = rows[:SIZE]
    return Lines([draw(row) for row in shown], _cursor(shown[-1], order) if len(rows) > SIZE else None)


def _cursor(row: Row, order: Sequence[ColumnElement]) -> str:
    return "~".join(str(getattr(row, f"place_{number}")) for number, _ in enumerate(order))


def _read(after: str, order: Sequence[ColumnElement]) -> list | None:
    parts = after.split("~")
    if len(parts) != len(order):
        return None
    try:
        place = [_READERS[each.type.python_type](part) for part, each in zip(parts, order, strict=True)]
    except ValueError:
        return None
    return None if any(isinstance(each, int) and abs(each) > 2**31 - 1 for each in place) else place
