"""One page of a dealer's timeline: each source finds its next stops, the page merges them.

Every source answers "the next N before this cursor" from an index that begins with the dealer, so that the
cost of a page does not grow with the history.
"""

from dataclasses import dataclass
from heapq import merge
from itertools import islice

from app.timeline.entries import Cursor, Filters, Stop
from app.timeline.scope import Scope
from app.timeline.sources import SOURCES

SIZE = 20


@dataclass(frozen=True)
class TimelinePage:
    """Up to 20 stops, newest first, and the cursor of the page after them (None on the last)."""

    stops: list[Stop]
    older: Cursor | None


def timeline_page(scope: Scope, filters: Filters, before: Cursor | None) -> TimelinePage:
    """The stops of the scope's dealer before a cursor, or the newest."""
    streams = [source(scope, filters, before, SIZE + 1) for source in SOURCES]
    found = list(islice(merge(*streams, key=lambda stop: stop.cursor, reverse=True), SIZE + 1))
    shown = found[:SIZE]
    return TimelinePage(shown, shown[-1].cursor if len(found) > SIZE else None)
