"""One page of a dealer's timeline: each source gives its next entries, the page merges them.

Every source answers "the next N before this cursor" from an index that begins with the dealer, so that the
cost of a page does not grow with the history.
"""

from dataclasses import dataclass
from heapq import merge
from itertools import islice

from app.timeline.entries import Cursor, Entry, Filters
from app.timeline.scope import Scope
from app.timeline.sources import SOURCES

SIZE = 20


@dataclass(frozen=True)
class TimelinePage:
    """Up to 20 entries, newest first, and the cursor of the page after them (None on the last)."""

    entries: list[Entry]
    older: Cursor | None


def timeline_page(scope: Scope, filters: Filters, before: Cursor | None) -> TimelinePage:
    """The entries of the scope's dealer before a cursor, or the newest."""
    streams = [source(scope, filters, before, SIZE + 1) for source in SOURCES]
    found = list(
        islice(merge(*streams, key=lambda entry: entry.cursor, reverse=True), SIZE + 1)
    )
    shown = found[:SIZE]
    return TimelinePage(shown, shown[-1].cursor if len(found) > SIZE else None)
