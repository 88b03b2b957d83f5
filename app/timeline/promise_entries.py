"""What the timeline shows of a promise: that it was made, or what became of it."""

from dataclasses import dataclass
from uuid import UUID

from app.timeline.entries import Cursor


@dataclass(frozen=True)
class PromiseEntry:
    """A promise that was made (`what` is ``made`` or ``requested``) or an event of it, in the reader's words.

    `title` says what happened, `whose` and `terms` (how much, by when, approved by whom) what was promised;
    `look` colours the stop.
    """

    cursor: Cursor
    day: str
    stamp: str
    by: str
    promise_id: UUID
    what: str
    look: str
    title: str
    whose: str
    action: str
    terms: str
    note: str

    kind = "promise"
