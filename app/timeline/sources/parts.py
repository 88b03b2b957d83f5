"""Events of different tables in one shape, so that one statement finds them all: a dealer has few of each."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, Select, String, Text, Uuid, cast, literal, null
from sqlalchemy.orm import InstrumentedAttribute

from app.database import UtcDateTime
from app.timeline.span import not_beyond, older

# What an event may tell; `words` and `value` are what its kind makes of them, `by` names whose doing it was.
COLUMNS = {
    "at": UtcDateTime(), "id": Uuid(), "kind": String(), "what": String(), "by": String(), "words": Text(),
    "value": Text(), "item_key": String(), "visit_id": Uuid(), "rep_id": Integer(), "version_id": Integer(),
    "finished_at": UtcDateTime(),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What is asked of the dealer's events: of one section's number, with its `items`, or all (None).

    `private` are the items of the self-check, of which readers see their own (the statement's value
    ``viewer``) unless they are supervisors, who `sees_all`. Both are those of every version that there was.
    """

    section: int | None
    items: tuple[str, ...]
    private: tuple[str, ...]
    sees_all: bool


@dataclass(frozen=True)
class Part:
    """The events of one table: `rows` selects `columns`; `at` and `id` are those that its index orders by."""

    rows: Select
    at: InstrumentedAttribute
    id: InstrumentedAttribute

    def within(self, newest: bool, endless: bool, most: ColumnElement[int]) -> Select:
        """The rows of a span, as `app.timeline.span` has it."""
        found = self.rows
        if not newest:
            found = found.where(older(self.at, self.id))
        if not endless:
            found = found.where(not_beyond(self.at))
        return found.order_by(self.at.desc(), self.id.desc()).limit(most)


def columns(kind: str, **told) -> list[ColumnElement]:
    """The columns of an event of `kind`; what it does not tell is NULL, of the right type."""
    given = {"kind": literal(kind), **told}
    return [
        given[name].label(name) if name in given else cast(null(), column_type).label(name)
        for name, column_type in COLUMNS.items()
    ]
