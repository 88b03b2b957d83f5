"""A section of the visit: its questions, a row each; and "nothing changed since last time"."""

from collections.abc import Mapping
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app import i18n
from app.access import signed_in
from app.accounts.audit import record_opened
from app.checklists.content import Checklist
from app.checklists.queries import checklist
from app.checklists.specs import Section
from app.extensions import db
from app.fragments import say_stored
from app.visits.forms import phone_time, read_uuid
from app.visits.models import Visit
from app.visits.queries import own_visit_for
from app.visits.reading import reader_for
from app.visits.section.forms import AnswerForm
from app.visits.section.page import section_page, sheet_of
from app.visits.section.unchanged import copy_unchanged, needs_fresh, repeatable
from app.visits.views.blueprint import bp
from app.visits.views.closed import closed
from app.visits.words import evidence_words, state_words


@bp.get("/visits/<uuid:visit_id>/sections/<section_key>")
@signed_in
def section(visit_id: UUID, section_key: str):
    """The questions of a section; ``?all=1`` shows those that a quick visit leaves out."""
    visit = own_visit_for(current_user, visit_id)
    if not visit.is_open:
        return redirect(url_for("visits.report", visit_id=visit.id, _anchor=section_key))
    content = checklist(visit.checklist_version_id)
    found = find_section(content, section_key)
    if any(item.sensitive for item in found.items):
        record_opened(visit.dealer.code)
    return render_section(visit, content, found, bool(request.args.get("all")))


def find_section(content: Checklist, key: str) -> Section:
    """The section of that key; 404 for an unknown one."""
    return next((section for section in content.sections if section.key == key), None) or abort(404)


def render_section(
    visit: Visit, content: Checklist, section: Section, whole: bool = False,
    refused: Mapping[str, AnswerForm] | None = None,
) -> str:  # fmt: skip
    """The page of a section; `refused` forms are shown as they were typed, with what is wrong."""
    page = section_page(visit, current_user.id, content, section, i18n.locale(), whole, refused)
    return render_template(
        "visits/section.html", visit=visit, dealer=visit.dealer, page=page, whole=whole,
        evidence_words=evidence_words(), state_words=state_words(),
    )  # fmt: skip


@bp.post("/visits/<uuid:visit_id>/sections/<section_key>/unchanged")
@signed_in
def unchanged(visit_id: UUID, section_key: str):
    """Copy the last answers of the section's open questions, where they may stand for today."""
    visit = own_visit_for(current_user, visit_id, writing=True)
    if not visit.is_open:
        return closed(visit)
    content = checklist(visit.checklist_version_id)
    section = find_section(content, section_key)
    sheet = sheet_of(visit, current_user.id, section, reader_for(visit.dealer_id))
    asked = [item for item in section.items if sheet.material.asks(item)]
    items = section.items if request.form.get("all") else asked
    again = repeatable(items, sheet)
    copied = copy_unchanged(visit, current_user.id, again, sheet, phone_time(request.form))
    fresh = len(needs_fresh([item for item in asked if item not in again], sheet))
    whole = "1" if request.form.get("all") else None
    place = url_for("visits.section", visit_id=visit_id, section_key=section_key, all=whole)
    said = _said(copied, fresh)
    answer = say_stored(place, read_uuid(request.form, "id", default=visit_id), said)
    db.session.commit()
    flash(said, "info")
    return answer


def _said(copied: int, fresh: int) -> str:
    said = ngettext("%(num)s answer copied as unchanged.", "%(num)s answers copied as unchanged.", copied)
    if fresh:
        said += " " + ngettext(
            "%(num)s question needs a fresh answer.", "%(num)s questions need a fresh answer.", fresh
        )
    return said if copied else _("Nothing to copy: every question here needs a fresh answer.")
