"""Where timeline entries come from, a module a source.

A source is a function ``(scope, filters, before, limit) -> list of stops``, newest first.
"""

from app.timeline.sources.corrections import corrections
from app.timeline.sources.visits import visits

SOURCES = (visits, corrections)
