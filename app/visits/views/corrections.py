"""Correcting an answer of a finished visit: a new row with its reason, marked on the report."""

from uuid import UUID, uuid4

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app import i18n
from app.access import signed_in
from app.checklists.answers import asked_fields, form_values
from app.checklists.queries import checklist
from app.checklists.specs import Item
from app.extensions import db
from app.fragments import go
from app.visits.corrections import correct_answer
from app.visits.forms import phone_time, read_uuid
from app.visits.models import Visit
from app.visits.queries import own_visit_for
from app.visits.reading import Reader, reader_for
from app.visits.report import standing, words_of
from app.visits.section.controls import Desk, controls_of
from app.visits.section.forms import AnswerForm, read_correction
from app.visits.views.blueprint import bp
from app.visits.words import evidence_words, state_words


@bp.get("/visits/<uuid:visit_id>/corrections/<item_key>")
@signed_in
def correct(visit_id: UUID, item_key: str):
    """The answer as it stands, to be corrected; of an open visit, the question itself."""
    visit = own_visit_for(current_user, visit_id)
    item = _item(visit, item_key)
    if visit.is_open:
        return redirect(
            url_for("visits.section", visit_id=visit.id, section_key=item.section, all=1, _anchor=item.key)
        )
    return _page(visit, item)


@bp.post("/visits/<uuid:visit_id>/corrections/<item_key>")
@signed_in
def save_correction(visit_id: UUID, item_key: str):
    """Store a correction; a repeat of its id finds it stored. 409 while the visit is open."""
    visit = own_visit_for(current_user, visit_id, alone=True)
    item = _item(visit, item_key)
    if visit.is_open:
        return _still_open(visit, item)
    form = read_correction(item, request.form, reader_for(visit.dealer_id).context)
    correction_id = read_uuid(request.form, "id", default=uuid4())
    if form.errors:
        return _page(visit, item, form, correction_id), 422
    at = phone_time(request.form)
    correct_answer(visit, current_user.id, item.key, correction_id, at, form.values)
    db.session.commit()
    flash(_("Corrected. The report shows both the old and the new answer."), "good")
    return go(url_for("visits.report", visit_id=visit_id, _anchor=item_key))


def _still_open(visit: Visit, item: Item):
    """409: what is not finished is answered, not corrected; the answer can simply be changed."""
    place = {"section_key": item.section, "all": 1, "_anchor": item.key}
    url = url_for("visits.section", visit_id=visit.id, **place)
    return render_template("errors/still_open.html", visit=visit, url=url), 409


def _item(visit: Visit, key: str) -> Item:
    item = checklist(visit.checklist_version_id).by_key.get(key)
    return item if item is not None and asked_fields(item) else abort(404)


def _page(
    visit: Visit, item: Item, refused: AnswerForm | None = None, correction_id: UUID | None = None
) -> str:
    reader, answer = reader_for(visit.dealer_id), standing(visit.id, item.key)
    typed = refused.typed if refused else form_values(item, answer.value if answer else {}, reader.context)
    shown = refused.values if refused else _shown(answer)
    return render_template(
        "visits/correct.html", visit=visit, dealer=visit.dealer, item=item,
        was=words_of(item, answer, reader),
        controls=_controls(reader, item, typed, refused), shown=shown,
        errors={name: i18n.say(text) for name, text in (refused.errors if refused else {}).items()},
        correction_id=correction_id or uuid4(), evidence_words=evidence_words(), state_words=state_words(),
    )  # fmt: skip


def _controls(reader: Reader, item: Item, typed: dict, refused: AnswerForm | None) -> list:
    return controls_of(Desk(reader.context, reader.locale), item, typed, refused.errors if refused else {})


def _shown(answer) -> dict:
    if answer is None:
        return {"state": "answered", "evidence": None, "note": "", "reason": ""}
    state = answer.state if answer.state in state_words() else "answered"
    return {"state": state, "evidence": answer.evidence, "note": answer.note, "reason": ""}
