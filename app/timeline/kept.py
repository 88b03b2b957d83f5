"""Entries as HTML, kept once they are drawn.

What lies behind an entry is finished and never changes; what may change (a name, a photo that arrives late)
is in the stop's version. So an entry is drawn once a language, and a page that is read again is put together
from what is kept. Each process keeps its own; losing it costs nothing but time.
"""

from flask import current_app
from markupsafe import Markup

from app.timeline.entries import Filters, Stop
from app.timeline.scope import Scope

MOST = 2_000  # entries, of about 2 kB each


def drawn(stops: list[Stop], scope: Scope, filters: Filters) -> list[Markup]:
    """The entries of some stops, in the reader's language."""
    kept = current_app.extensions.setdefault("timeline", {})
    shelf = (scope.locale, scope.this_year, filters)
    return [_one(kept, (shelf, stop.kind, stop.cursor.id, stop.version), stop) for stop in stops]


def _one(kept: dict, key: tuple, stop: Stop) -> Markup:
    html = kept.get(key)
    if html is None:
        macros = current_app.jinja_env.get_template("timeline/_entry.html").module
        html = kept[key] = getattr(macros, stop.kind)(stop.make())
        if len(kept) > MOST:
            kept.pop(next(iter(kept)), None)  # the oldest; another thread may have been faster
    return html
