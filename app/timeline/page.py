"""One page of a dealer's timeline: each source finds its next stops, the page merges them.

Every source answers "the next N before this place" from an index that begins with the dealer, so that the
cost of a page does not grow with the history.
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace

from app.timeline.entries import Cursor, Filters, Stop
from app.timeline.scope import Scope
from app.timeline.sources.events import events
from app.timeline.sources.promises import promises
from app.timeline.sources.visits import visits
from app.timeline.span import Span

SIZE = 20
# The one with the most entries comes first: what it finds tells the others how far back the page goes.
SOURCES = (visits, promises, events)


@dataclass(frozen=True)
class TimelinePage:
    """Up to 20 stops, newest first, and the cursor of the page after them (None on the last)."""

    stops: list[Stop]
    older: Cursor | None

    @property
    def as_known(self) -> Hashable:
        """What two pages have in common that show the same entries."""
        return tuple((stop.cursor, stop.kind, stop.version) for stop in self.stops), self.older


def timeline_page(scope: Scope, filters: Filters, before: Cursor | None) -> TimelinePage:
    """The stops of the scope's dealer before a cursor, or the newest."""
    span, found = Span(SIZE + 1, newer=before), []
    for source in SOURCES:
        stops = found + source(scope, filters, span)
        found = sorted(stops, key=lambda stop: stop.cursor, reverse=True)[: span.most]
        if len(found) == span.most:
            span = replace(span, oldest=found[-1].cursor)
    shown = found[:SIZE]
    return TimelinePage(shown, shown[-1].cursor if len(found) > SIZE else None)
