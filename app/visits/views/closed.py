"""A write that reaches a visit which is finished: refused in words, with the way to correct it."""

from flask import render_template, url_for
from flask_babel import gettext as _

from app.fragments import respond, wants_fragment
from app.visits.models import Visit


def closed(visit: Visit, item_key: str | None = None):
    """409: the visit is closed; the link leads to the correction of the item, or to the report."""
    url = url_for("visits.report", visit_id=visit.id)
    if item_key:
        url = url_for("visits.correct", visit_id=visit.id, item_key=item_key)
    return respond("errors/closed.html", "visits/_closed_status.html", 409, url=url, item_key=item_key or "")


def closed_line(key: str, next_step: str):
    """409 for one product's line, finished perhaps on another phone; a page says `next_step`, translated."""
    if wants_fragment():
        return render_template("visits/_line_closed.html", key=key), 409
    happened = _("This visit is finished.")
    return render_template("errors/error.html", status=409, happened=happened, next_step=next_step), 409
