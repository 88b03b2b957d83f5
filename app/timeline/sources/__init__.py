"""Where timeline entries come from, a module a source; they are listed in `app.timeline.page`.

A source is a function ``(scope, filters, span) -> list of stops``, newest first.
"""
