"""Saving one answer, and ending a conflict between two of them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from app import i18n, transaction
from app.access import signed_in
from app.checklists.content import Checklist
from app.checklists.queries import checklist
from app.checklists.specs import Item
from app.extensions import db
from app.fragments import draw, vouched, wants_fragment
from app.visits.entries import Outcome, Write, replayed, settle, write_entry
from app.visits.forms import day_of, read_uuid, read_write
from app.visits.gaps import on_minutes, on_promises
from app.visits.held import AnyVisit, held_for
from app.visits.late import hold_for_late, keep_late_answer
from app.visits.queries import answers_of, own_visit_for
from app.visits.reading import context_for, reader_for
from app.visits.row_status import status_after
from app.visits.section.forms import AnswerForm, read_answer
from app.visits.section.page import sheet_of
from app.visits.section.questions import question, side
from app.visits.views.blueprint import bp
from app.visits.views.closed import closed, late_kept
from app.visits.views.sections import find_section, render_section
from app.visits.words import evidence_words, state_words


@bp.post("/visits/<uuid:visit_id>/answers/<item_key>")
@signed_in
def answer(visit_id: UUID, item_key: str):
    """Store one write of an answer; a repeat gets the first one's result."""
    visit = held_for(current_user, visit_id)
    content = checklist(visit.checklist_version_id)
    item, key, write = _item(content, item_key), {"item_key": item_key}, read_write(request.form)
    if not visit.is_open:
        return _after_the_end(visit, content, item, write)
    form = _read(visit, item, write)
    if form.errors:
        return _refused(visit, content, item, form)
    outcome = write_entry(visit, current_user.id, key, write, _values(visit, item, form))
    return _answered(visit, content, item, outcome, write.id)


def _read(visit: AnyVisit, item: Item, write: Write) -> AnswerForm:
    return read_answer(item, request.form, context_for(item, visit.dealer_id, day_of(write.answered_at)))


def _after_the_end(visit: AnyVisit, content: Checklist, item: Item, write: Write):
    """A repeat gets the first one's result; what was answered before the end is kept as a late entry."""
    outcome = replayed(visit, current_user.id, {"item_key": item.key}, write.id)
    if outcome is None:
        held = hold_for_late(current_user, visit, write)
        if held is None:
            return closed(visit, item.key)
        form = _read(held, item, write)
        if form.errors:
            return _refused(held, content, item, form)
        outcome = keep_late_answer(held, item.key, write, _values(held, item, form))
    if outcome.status == "late":
        return late_kept(visit, item.key, outcome, write.id)
    return _answered(visit, content, item, outcome, write.id)


@bp.post("/visits/<uuid:visit_id>/answers/<item_key>/settlement")
@signed_in
def settlement(visit_id: UUID, item_key: str):
    """The rep picks one of two answers that were given at the same time."""
    visit = own_visit_for(current_user, visit_id, alone=True)
    content = checklist(visit.checklist_version_id)
    item = _item(content, item_key)
    if not visit.is_open:
        return closed(visit, item_key)
    chosen = read_uuid(request.form, "chosen")
    settle(visit, {"item_key": item_key}, chosen)
    place = _place(visit_id, item)
    if not wants_fragment():
        db.session.commit()
        return redirect(place, 303)
    sheet = sheet_of(visit, current_user.id, find_section(content, item.section), reader_for(visit.dealer_id))
    values = {
        "q": question(sheet, item), "visit": visit, "evidence_words": evidence_words(),
        "state_words": state_words(), "whole": False,
    }  # fmt: skip
    row = render_template("visits/_question.html", **values)
    row += vouched(place, read_uuid(request.form, "id", default=chosen))
    db.session.commit()
    return row


def _item(content: Checklist, key: str) -> Item:
    """An item that can be answered; computed ones cannot, and promises have a screen of their own."""
    item = content.by_key.get(key)
    if item is None or on_promises(item) or all(field.type == "computed" for field in item.fields):
        abort(404)
    return item


def _values(visit: AnyVisit, item: Item, form: AnswerForm) -> Mapping[str, Any]:
    """What is stored; a note on written minutes leaves what became of them as it is."""
    if not on_minutes(item) or form.values["state"] != "answered":
        return form.values
    current = answers_of(visit.id, [item.key]).get(item.key)
    return {**form.values, "value": current.value if current else {}}


def _place(visit_id: UUID, item: Item) -> str:
    whole = "1" if request.form.get("all") else None
    return url_for("visits.section", visit_id=visit_id, section_key=item.section, all=whole, _anchor=item.key)


def _answered(visit: AnyVisit, content: Checklist, item: Item, outcome: Outcome, written: UUID):
    """What the phone is told, after the commit; the answer names the id that is stored."""
    conflict = outcome.status == "conflict"
    if not wants_fragment():
        place, section = _place(visit.id, item), find_section(content, item.section)
        db.session.commit()
        if not conflict:
            return redirect(place, 303)
        return render_section(own_visit_for(current_user, visit.id), content, section, _whole()), 409
    status = status_after(item, outcome.entry, visit.mode, outcome.late)
    sides = _sides(visit, item, outcome) if conflict else []
    visit_id = visit.id
    transaction.commit()
    values = {"status": status, "written": written, "sides": sides, "visit_id": visit_id}
    return draw("visits/_answer_status.html", **values), 409 if conflict else 200


def _sides(visit: AnyVisit, item: Item, outcome: Outcome) -> list:
    reader = reader_for(visit.dealer_id)
    return [side(reader, item, each) for each in (outcome.entry, outcome.late)]


def _whole() -> bool:
    return bool(request.form.get("all"))


def _refused(visit: AnyVisit, content: Checklist, item: Item, form: AnswerForm):
    if not wants_fragment():
        section = find_section(content, item.section)
        whole = own_visit_for(current_user, visit.id)
        return render_section(whole, content, section, _whole(), {item.key: form}), 422
    errors = {name: i18n.say(message) for name, message in form.errors.items()}
    return render_template("visits/_answer_refused.html", key=item.key, errors=errors), 422
