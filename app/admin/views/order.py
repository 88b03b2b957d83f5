"""The order in which a section asks its questions."""

from flask import abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.access import admin_only
from app.accounts.audit import record
from app.admin.editor.page import SectionLine, section_lines, section_of
from app.admin.views.blueprint import bp
from app.checklists.documents import item_of
from app.checklists.drafts import Draft, move_item, the_draft, undo_order
from app.extensions import db
from app.fragments import go, wants_fragment
from app.i18n import locale


@bp.get("/checklist/sections/<key>/order")
@admin_only
def checklist_order(key: str):
    """The questions of a section, each with buttons that move it up and down."""
    draft = the_draft()
    return render_template("admin/checklist_order.html", section=_section(draft, key), edits=draft.changes)


@bp.post("/checklist/questions/<key>/place")
@admin_only
def move_question(key: str):
    """Put a question right ``before`` or ``after`` another of its section; a repeat changes nothing."""
    draft = the_draft()
    section = section_of(draft.document, key) or abort(404)
    after = "after" in request.form
    beside = request.form.get("after" if after else "before", "")
    if section_of(draft.document, beside) != section or beside == key:
        abort(404)
    if move_item(section, key, beside, after, current_user):
        record("checklist_moved", key, title=item_of(draft.document, key)["title"][locale()])
    db.session.commit()
    if not wants_fragment():
        return go(url_for("admin.checklist_order", key=section, _anchor=key))
    return render_template("admin/_checklist_order.html", section=_section(the_draft(), section))


@bp.post("/checklist/sections/<key>/order/undo")
@admin_only
def undo_moves(key: str):
    """Give the order of a section up: it stays as it is in the current version."""
    _section(the_draft(), key)
    if undo_order(key):
        record("checklist_order_undone", key)
        db.session.commit()
        flash(_("The order is as it was before."), "info")
    return go(url_for("admin.checklist_order", key=key))


def _section(draft: Draft, key: str) -> SectionLine:
    return next((line for line in section_lines(draft, locale()) if line.key == key), None) or abort(404)
