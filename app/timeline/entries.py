"""What a timeline is made of: frozen entries, a cursor that orders them, and the filters of the page."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from app.timeline.outcome_entries import VisitOutcome

KINDS = (
    "changes", "counts", "photos", "notes", "findings", "scores", "orders", "promises", "minutes",
    "corrections", "comments",
)  # fmt: skip


class Cursor(NamedTuple):
    """The place of an entry in the order of time; of two at the same moment the id decides."""

    at: datetime
    id: UUID

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.id}"

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """The cursor that ``str`` wrote; None for anything else, which then means the newest page."""
        at, _, entry_id = text.partition("~")
        try:
            cursor = cls(datetime.fromisoformat(at), UUID(entry_id))
        except ValueError:
            return None
        return cursor if cursor.at.tzinfo else None


@dataclass(frozen=True)
class Filters:
    """What the reader asked to see: one kind or all (None), one section's number or all (None).

    `whole`: every change of a visit, not the first few alone; for files to keep.
    """

    kind: str | None = None
    section: int | None = None
    whole: bool = False

    def shows(self, kind: str) -> bool:
        """Whether entries of `kind` are wanted."""
        return self.kind in (None, kind)

    def has_section(self, number: int) -> bool:
        """Whether things of section `number` are wanted."""
        return self.section in (None, number)


@dataclass(frozen=True)
class Change:
    """An answer that differs from last time: its words now and then (empty: first answer)."""

    title: str
    words: str
    old: str


@dataclass(frozen=True)
class CountLine:
    """A product's count in base units beside the one before, in words; a dash is unknown."""

    product: str
    counted: str
    last: str


@dataclass(frozen=True)
class PhotoPair:
    """A photo and the one before it in the same slot, if there is one, with their days in words."""

    title: str
    id: UUID
    caption: str
    day: str
    before_id: UUID | None
    before_day: str


@dataclass(frozen=True)
class Note:
    """A note on an item."""

    title: str
    text: str


@dataclass(frozen=True)
class VisitEntry:
    """A finished visit; `day` is for readers and `stamp`, the same as an ISO date, for machines.

    `arrived` are the day and time at which the server heard of it, blank if that was right at its end;
    `passed_on`: by then the dealer was somebody else's.
    """

    cursor: Cursor
    day: str
    stamp: str
    rep: str
    mode: str
    minutes: int
    arrived: str
    passed_on: bool
    changes: list[Change]
    more_changes: int
    counts: list[CountLine]
    photos: list[PhotoPair]
    notes: list[Note]
    outcome: VisitOutcome

    kind = "visit"


@dataclass(frozen=True)
class CorrectionEntry:
    """A correction of an answer of a finished visit, with days as in a VisitEntry."""

    cursor: Cursor
    day: str
    stamp: str
    by: str
    visit_id: UUID
    visit_day: str
    title: str
    words: str
    reason: str

    kind = "correction"


@dataclass(frozen=True)
class LateEntry:
    """An answer or a count that reached the server after the end of its visit, and when it was given."""

    cursor: Cursor
    day: str
    stamp: str
    by: str
    visit_id: UUID
    given_day: str
    given_time: str
    title: str
    words: str

    kind = "late"


Entry = VisitEntry | CorrectionEntry | LateEntry


class Stop(NamedTuple):
    """A place on the timeline, found but not made yet: making an entry costs ten times as much as finding it.

    Two stops of the same kind, id and version make the same entry.
    """

    cursor: Cursor
    kind: str
    version: Hashable
    make: Callable[[], Entry]
