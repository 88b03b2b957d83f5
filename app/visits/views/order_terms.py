"""Writing the terms of a visit's order: each is kept by itself, and the chains follow."""

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app import i18n
from app.access import signed_in
from app.extensions import db
from app.fragments import wants_fragment
from app.thresholds.queries import current_settings
from app.visits.entries import Outcome, Write, replayed, settle, write_after, write_entry
from app.visits.forms import day_of, read_uuid, read_write
from app.visits.judgement.live import judgement_of
from app.visits.late import hold_for_late
from app.visits.models import Visit
from app.visits.order.page import order_page
from app.visits.order.term_forms import TermForm, read_term
from app.visits.order.term_rows import term_key, term_status
from app.visits.order.terms import TERMS, term_now
from app.visits.queries import own_visit_for
from app.visits.views.blueprint import bp
from app.visits.views.closed import closed_line, late_kept
from app.visits.views.order import order_screen


@bp.post("/visits/<uuid:visit_id>/order/terms/<term>")
@signed_in
def order_term(visit_id: UUID, term: str):
    """Keep a term of the order; 422 in words, 409 beside another write or after the end; a repeat gets the
    first one's result."""
    visit, key = own_visit_for(current_user, visit_id, writing=True), _key_of(term)
    write = read_write(request.form)
    form = read_term(term, request.form, current_settings(), day_of(write.answered_at))
    outcome = replayed(visit, current_user.id, key, write.id)
    if not visit.is_open and (outcome is None or outcome.status == "late"):
        return _after_the_end(visit, term, form, write, outcome)
    if outcome is None and form.errors:
        return _refused(visit, term, form)
    if outcome is None:
        values = {"value": form.value, "reason": form.reason}
        outcome = write_entry(visit, current_user.id, key, write, values)
    answer = _answer(visit, term, outcome, write.id)
    db.session.commit()
    return answer


def _after_the_end(visit: Visit, term: str, form: TermForm, write: Write, outcome: Outcome | None):
    """What was entered before the end is kept as a late entry; the visit was judged without it."""
    if outcome is None:
        held = hold_for_late(current_user, visit, write)
        if held is None:
            return _closed(term)
        if form.errors:
            return _refused(held, term, form)
        values = {"value": form.value, "reason": form.reason}
        outcome = write_after(held, current_user.id, _key_of(term), write, values)
    return late_kept(visit, term_key(term), outcome, write.id)


def _key_of(term: str) -> dict[str, str]:
    return {"term": term} if term in TERMS else abort(404)


def _answer(visit: Visit, term: str, outcome: Outcome, written: UUID):
    conflict = outcome.status == "conflict"
    if not wants_fragment():
        place = url_for("visits.order", visit_id=visit.id, _anchor=term_key(term))
        return order_screen(visit, status=409) if conflict else redirect(place, 303)
    late = term_now(outcome.late) if outcome.late is not None else None
    now = term_now(outcome.entry)
    page = order_page(visit, judgement_of(visit, pictured=False)) if visit.is_open else None
    shown = render_template(
        "visits/_order_term_status.html", visit=visit, term=term, now=now, late=late, page=page,
        status=term_status(term, now, late, written),
    )  # fmt: skip
    return shown, 409 if conflict else 200


def _refused(visit: Visit, term: str, form: TermForm):
    if not wants_fragment():
        return order_screen(visit, term=(term, form), status=422)
    errors = {name: i18n.say(message) for name, message in form.errors.items()}
    return render_template("visits/_answer_refused.html", key=term_key(term), errors=errors), 422


def _closed(term: str):
    words = _("Its order can no longer be changed. Agree on a new one at the next visit.")
    return closed_line(term_key(term), words)


@bp.post("/visits/<uuid:visit_id>/order/terms/<term>/settlement")
@signed_in
def settle_order_term(visit_id: UUID, term: str):
    """Keep one of two answers that were given to the same term; a repeat changes nothing."""
    visit, key = own_visit_for(current_user, visit_id, alone=True), _key_of(term)
    if not visit.is_open:
        return _closed(term)
    settle(visit, key, read_uuid(request.form, "chosen"))
    db.session.commit()
    return redirect(url_for("visits.order", visit_id=visit_id, _anchor=term_key(term)), 303)
