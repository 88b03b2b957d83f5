"""What the timeline shows of minutes: that they were sent, and what the dealer said to them."""

from dataclasses import dataclass
from uuid import UUID

from app.timeline.entries import Cursor


@dataclass(frozen=True)
class MinutesEntry:
    """Minutes sent (`by` names the rep), acknowledged or corrected (`words` are the dealer's own).

    `title` says which, `look` colours the stop; days as in a VisitEntry.
    """

    cursor: Cursor
    day: str
    stamp: str
    by: str
    visit_id: UUID
    look: str
    title: str
    words: str

    kind = "minutes"
