"""Approving a visit, sending it back, and taking an approval back."""

from uuid import UUID, uuid4

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app import i18n
from app.access import supervisor_only
from app.checklists.queries import checklist
from app.extensions import db
from app.fragments import go, wants_fragment
from app.reviews.deciding import decide
from app.reviews.forms import read_note
from app.reviews.page import items_of
from app.reviews.queries import reviewable
from app.reviews.queue import queued_visit
from app.reviews.views.blueprint import bp
from app.reviews.views.queue import page_of
from app.visits.forms import read_uuid


@bp.post("/visits/<uuid:visit_id>/approval")
@supervisor_only
def approve(visit_id: UUID):
    """Approve a visit; a repeat, and one that is approved already, changes nothing."""
    return _decided(visit_id, "approved", _("Approved."))


@bp.post("/visits/<uuid:visit_id>/reopening")
@supervisor_only
def reopen(visit_id: UUID):
    """Take an approval back: the visit stands in the queue again."""
    return _decided(visit_id, "reopened", _("The approval is taken back."))


@bp.post("/visits/<uuid:visit_id>/return")
@supervisor_only
def send_back(visit_id: UUID):
    """Send a visit back with a note, to an item if one is named; 422 without words, and nothing changes."""
    visit = reviewable(current_user, visit_id, writing=True)
    content, private = checklist(visit.checklist_version_id), current_user.role == "supervisor"
    items = dict(items_of(visit, content, private, i18n.locale()))
    form, note_id = read_note(request.form, items), read_uuid(request.form, "id", default=uuid4())
    if form.errors:
        return page_of(visit, form, note_id), 422
    decide(visit, current_user, "sent_back", note_id, form.item_key or None, form.note)
    db.session.commit()
    flash(_("Sent back. The rep sees your note on Today."), "good")
    return go(url_for("reviews.queue"))


def _decided(visit_id: UUID, decision: str, said: str):
    visit = reviewable(current_user, visit_id, writing=True)
    decide(visit, current_user, decision, read_uuid(request.form, "id", default=uuid4()))
    db.session.commit()
    if wants_fragment():
        shown = queued_visit(current_user, visit_id, i18n.locale())
        return render_template("reviews/_visit.html", visit=shown, fresh_id=uuid4)
    flash(said, "good")
    return go(url_for("reviews.queue"))
