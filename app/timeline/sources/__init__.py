"""Where timeline entries come from, a module a source.

A source is a function ``(scope, filters, span) -> list of stops``, newest first. The one with the most
entries comes first: what it finds tells the others how far back the page goes.
"""

from app.timeline.sources.corrections import corrections
from app.timeline.sources.promises import promises
from app.timeline.sources.visits import visits

SOURCES = (visits, promises, corrections)
