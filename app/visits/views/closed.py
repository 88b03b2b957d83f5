"""A write that reaches a visit which is finished: kept if it was made before, else refused in words."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext as _

from app.extensions import db
from app.fragments import respond, wants_fragment
from app.visits.entries import Outcome
from app.visits.held import AnyVisit
from app.visits.row_status import RowStatus


def closed(visit: AnyVisit, item_key: str | None = None):
    """409: the visit is closed; the link leads to the correction of the item, or to the report."""
    url = url_for("visits.report", visit_id=visit.id)
    if item_key:
        url = url_for("visits.correct", visit_id=visit.id, item_key=item_key)
    return respond("errors/closed.html", "visits/_closed_status.html", 409, url=url, item_key=item_key or "")


def late_kept(visit: AnyVisit, key: str, outcome: Outcome, written: UUID):
    """What the phone is told of a late entry: its id is stored, and the visit stays finished."""
    url = url_for("visits.report", visit_id=visit.id)
    text = _("Arrived after the end of the visit: kept as a late entry.")
    status = RowStatus(key, "saved", text, "", outcome.entry.revision, written)
    answer = render_template("visits/_row_status.html", status=status) if wants_fragment() else None
    db.session.commit()
    return answer or redirect(url, 303)


def closed_line(key: str, next_step: str):
    """409 for one product's line, finished perhaps on another phone; a page says `next_step`, translated."""
    if wants_fragment():
        return render_template("visits/_line_closed.html", key=key), 409
    happened = _("This visit is finished.")
    return render_template("errors/error.html", status=409, happened=happened, next_step=next_step), 409
