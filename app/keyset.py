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
    rows = list(db.session.scalars(wanted.order_by(column).limit(PAGE + 1)))
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    return Page(rows, str(getattr(rows[-1], column.key)) if more else None)
