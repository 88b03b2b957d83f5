"""A list behind a number: what its rows are, a page of them, and all of them one after the other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, literal, tuple_

from app.extensions import db

SIZE, BATCH = 50, 500
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
class Listing:
    """Rows of `wanted` in the `order` of columns that tell every row apart, or backwards (`newest` first).

    `draw` makes a line of a page of each, `cells` what stands in a file. `told` says in words what was asked
    for, given the first row (None: there is none), which may name it.
    """

    wanted: Select
    order: Sequence[ColumnElement]
    draw: Callable[[Row], Line]
    cells: Callable[[Row], list]
    told: Callable[[Row | None], list[str]]
    newest: bool = False


@dataclass(frozen=True)
class Lines:
    """Up to 50 rows, what they are in words, and the cursor of the next page (None on the last)."""

    lines: list[Line]
    told: list[str]
    after: str | None


def page_of(listing: Listing, after: str) -> Lines:
    """A page of a list from the cursor `after` on; a cursor that is none means the first page."""
    rows = _rows(listing, _read(after, listing.order), SIZE + 1)
    shown = rows[:SIZE]
    cursor = "~".join(map(str, _place(shown[-1], listing))) if len(rows) > SIZE else None
    told = listing.told(shown[0] if shown else None)
    return Lines([listing.draw(row) for row in shown], told, cursor)


def each_of(listing: Listing) -> Iterator[Row]:
    """All rows. Between two batches no transaction is open: a slow download holds up nobody."""
    place = None
    while rows := _rows(listing, place, BATCH):
        db.session.rollback()
        yield from rows
        place = _place(rows[-1], listing)
    db.session.rollback()


def whole(asked: str | None) -> int | None:
    """An id among what was asked for; None where there is none."""
    typed = asked or ""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _rows(listing: Listing, place: Sequence | None, most: int) -> Sequence[Row]:
    """``place_0``, ``place_1``, … are added to the rows."""
    wanted, order = listing.wanted, listing.order
    if place:
        here = tuple_(*(literal(value, each.type) for value, each in zip(place, order, strict=True)))
        wanted = wanted.where(tuple_(*order) < here if listing.newest else tuple_(*order) > here)
    wanted = wanted.add_columns(*(each.label(f"place_{number}") for number, each in enumerate(order)))
    wanted = wanted.order_by(*(each.desc() if listing.newest else each for each in order))
    return db.session.execute(wanted.limit(most)).all()


def _place(row: Row, listing: Listing) -> list:
    return [getattr(row, f"place_{number}") for number, _ in enumerate(listing.order)]


def _read(after: str, order: Sequence[ColumnElement]) -> list | None:
    parts = after.split("~")
    if len(parts) != len(order):
        return None
    try:
        place = [_READERS[each.type.python_type](part) for part, each in zip(parts, order, strict=True)]
    except ValueError:
        return None
    return None if any(isinstance(each, int) and abs(each) > 2**31 - 1 for each in place) else place
