"""What happens between and after visits: minutes, answers to them, corrections, closings, comments.

A kind is a module, which has ``shows(filters)``, ``parts(asked)`` and ``stop(scope, row)``; one statement
finds the rows of all.
"""

from functools import cache

from sqlalchemy import Integer, Select, bindparam, select, union_all

from app.checklists.ever import items_ever, private_ever
from app.extensions import db
from app.timeline.entries import Filters, Stop
from app.timeline.scope import Scope
from app.timeline.sources import closings, comments, corrections, late, minutes
from app.timeline.sources.parts import Asked
from app.timeline.span import Span

KINDS = {
    "corrections": corrections,
    "late": late,
    "minutes": minutes,
    "findings": closings,
    "comments": comments,
}


def events(scope: Scope, filters: Filters, span: Span) -> list[Stop]:
    """The dealer's events of the kinds that the filters ask for."""
    shown = tuple(name for name, kind in KINDS.items() if kind.shows(filters))
    if not shown:
        return []
    of_section = () if filters.section is None else items_ever(filters.section)
    asked = Asked(filters.section, of_section, private_ever(), scope.viewer.role == "supervisor")
    values = {"dealer": scope.dealer.id, "viewer": scope.viewer.id, **span.values}
    rows = db.session.connection().execute(_wanted(shown, asked, span.is_open, span.is_endless), values)
    return [KINDS[row.kind].stop(scope, row) for row in rows]


@cache  # most dealers have few events, and making this question costs more than the answer
def _wanted(shown: tuple[str, ...], asked: Asked, newest: bool, endless: bool) -> Select:
    """Each part is read from its own index and ends where the page ends."""
    most = bindparam("most", type_=Integer)
    parts = [part for name in shown for part in KINDS[name].parts(asked)]
    found = union_all(*(select(part.within(newest, endless, most).subquery()) for part in parts)).subquery()
    return select(found).order_by(found.c.at.desc(), found.c.id.desc()).limit(most)
