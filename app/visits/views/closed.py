"""A write that reaches a visit which is finished: refused in words, with the way to correct it."""

from flask import url_for

from app.fragments import respond
from app.visits.models import Visit


def closed(visit: Visit, item_key: str | None = None):
    """409: the visit is closed; the link leads to the correction of the item, or to the report."""
    url = url_for("visits.report", visit_id=visit.id)
    if item_key:
        url = url_for("visits.correct", visit_id=visit.id, item_key=item_key)
    return respond("errors/closed.html", "visits/_closed_status.html", 409, url=url, item_key=item_key or "")
