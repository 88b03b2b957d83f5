"""Lists a page at a time, by the place where the last page ended: page 1,000 costs what page 1 costs."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute

from app.extensions import db
from app.forms import clean

PAGE = 50


@dataclass(frozen=True)
class Page:
    """Up to `PAGE` rows, and the cursor of the next page (None on the last)."""

    rows: list[Any]
    after: str | None


def page_by(wanted: Select, column: InstrumentedAttribute, after: str | None) -> Page:
    """One page of `wanted` in ascending order of `column`, a unique text, after the cursor `after`."""
    if after := clean(after):
        wanted = wanted.where(column > after)
    return _page(wanted.order_by(column), column)


def page_before(wanted: Select, column: InstrumentedAttribute, before: str | None) -> Page:
    """The same, newest first, by a unique whole number; a cursor that is none is ignored."""
    if before and before.isascii() and before.isdigit() and len(before) <= 15:
        wanted = wanted.where(column < int(before))
    return _page(wanted.order_by(column.desc()), column)


def _page(wanted: Select, column: InstrumentedAttribute) -> Page:
    rows = list(db.session.scalars(wanted.limit(PAGE + 1)))
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    return Page(rows, str(getattr(rows[-1], column.key)) if more else None)
