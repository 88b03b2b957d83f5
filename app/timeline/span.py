"""The part of a timeline that a page looks at, and the conditions that keep a source's rows within it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from app.timeline.entries import Cursor


@dataclass(frozen=True)
class Span:
    """At most `most` rows that lie before `newer` (None: from the newest on), none older than `oldest`.

    `oldest` is where the page ends already, by the sources that were asked before.
    """

    most: int
    newer: Cursor | None = None
    oldest: Cursor | None = None

    @property
    def is_open(self) -> bool:
        """Whether the span begins at the newest."""
        return self.newer is None

    @property
    def is_endless(self) -> bool:
        """Whether the span goes back to the beginning."""
        return self.oldest is None

    @property
    def values(self) -> dict[str, Any]:
        """The values of the conditions below, and of the limit."""
        values: dict[str, Any] = {"most": self.most}
        if self.newer is not None:
            values |= {"newer_at": self.newer.at, "newer_id": self.newer.id}
        if self.oldest is not None:
            values["oldest_at"] = self.oldest.at
        return values


def older(at: InstrumentedAttribute, row_id: InstrumentedAttribute) -> ColumnElement[bool]:
    """The rows before a span's beginning; of two at the same moment the id decides."""
    place = (bindparam("newer_at", type_=at.type), bindparam("newer_id", type_=row_id.type))
    return tuple_(at, row_id) < tuple_(*place)


def not_beyond(at: InstrumentedAttribute) -> ColumnElement[bool]:
    """The rows that are not older than a span's end."""
    return at >= bindparam("oldest_at", type_=at.type)
