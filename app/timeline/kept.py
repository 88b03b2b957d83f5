"""Entries and pages as HTML, kept once they are drawn.

What lies behind an entry is finished and never changes; what may change (a name, a photo that arrives late)
is in the stop's version. So an entry is drawn once a language, and a page whose entries, head and reader are
what they were is not drawn again. Each process keeps its own; losing it costs nothing but time.
"""

from collections.abc import Callable, Hashable

from flask import Response, current_app, session
from markupsafe import Markup

from app.accounts.company import company
from app.timeline.entries import Filters, Stop
from app.timeline.scope import Scope

MOST = 2_000  # entries, of about 2 kB each
MOST_PAGES = 128  # of about 30 kB each


def drawn(stops: list[Stop], scope: Scope, filters: Filters) -> list[Markup]:
    """The entries of some stops, in the reader's language."""
    kept = current_app.extensions.setdefault("timeline", {})
    shelf = (company(), scope.locale, scope.this_year, filters)
    return [_one(kept, (shelf, stop.kind, stop.cursor.id, stop.version), stop) for stop in stops]


def _one(kept: dict, key: tuple, stop: Stop) -> Markup:
    html = kept.get(key)
    if html is None:
        macros = current_app.jinja_env.get_template("timeline/_entry.html").module
        html = kept[key] = getattr(macros, stop.kind)(stop.make())
        if len(kept) > MOST:
            kept.pop(next(iter(kept)), None)  # the oldest; another thread may have been faster
    return html


def page_as_kept(known: Hashable, draw: Callable[[], Response]) -> Response:
    """The page that was drawn when all of `known` was the same, else drawn now.

    `known` is everything that the page shows or depends on. A page with a message of this moment is drawn.
    """
    kept = current_app.extensions.setdefault("timeline pages", {})
    if "_flashes" in session:
        return draw()
    body = kept.get(known)
    if body is not None:
        return Response(body, mimetype="text/html")
    drawn_now = draw()
    kept[known] = drawn_now.get_data()
    if len(kept) > MOST_PAGES:
        kept.pop(next(iter(kept)), None)
    return drawn_now
