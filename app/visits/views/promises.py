"""The promises of a visit: what was promised earlier, what is promised today, or that nothing is."""

from uuid import UUID, uuid4

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from app import i18n
from app.access import signed_in
from app.extensions import db
from app.fragments import say_stored, wants_fragment
from app.promises.book import Made, made_before, make_promise, own_limit
from app.promises.forms import read_promise
from app.visits.forms import phone_time, read_uuid
from app.visits.models import Visit
from app.visits.promises.answers import note_made
from app.visits.promises.page import (
    NewPromise,
    blank_form,
    desk_for,
    promise_page,
    refused_form,
    told_of,
    words_of_forms,
)
from app.visits.queries import own_visit_for
from app.visits.views.blueprint import bp
from app.visits.views.closed import closed


@bp.get("/visits/<uuid:visit_id>/promises")
@signed_in
def promises(visit_id: UUID):
    """Earlier promises to settle, and the form of a new one; ``?again=<id>`` fills it with one taken back."""
    visit = own_visit_for(current_user, visit_id)
    if not visit.is_open:
        return redirect(url_for("visits.report", visit_id=visit.id), 303)
    again = request.args.get("again", type=UUID)
    return _page(visit, blank_form(visit, again, i18n.locale()))


@bp.post("/visits/<uuid:visit_id>/promises")
@signed_in
def make(visit_id: UUID):
    """Write a promise down; a repeat finds it. 422 for what cannot be taken, 409 after the visit's end."""
    visit = own_visit_for(current_user, visit_id, alone=True)
    promise_id, at = read_uuid(request.form, "id", default=uuid4()), phone_time(request.form)
    made, desk = Made(visit.dealer_id, current_user.id, at, visit.id), desk_for(visit)
    if made_before(promise_id, made) is None:
        if not visit.is_open:
            return closed(visit)
        form = read_promise(request.form, made.day, desk.locale)
        if not form.is_taken:
            return _answer(visit, refused_form(form, promise_id), 422)
        make_promise(promise_id, made, form.draft, own_limit(desk.settings))
        note_made(visit, current_user.id, at)
    return _stored(visit, promise_id)


@bp.post("/visits/<uuid:visit_id>/promises/none")
@signed_in
def no_promises(visit_id: UUID):
    """The rep says that nothing was promised today; a repeat, or a promise made before, changes nothing."""
    visit = own_visit_for(current_user, visit_id, alone=True)
    if not visit.is_open:
        return closed(visit)
    note_made(visit, current_user.id, phone_time(request.form))
    place = url_for("visits.hub", visit_id=visit_id)
    answer = say_stored(place, read_uuid(request.form, "id", default=visit_id))
    db.session.commit()
    return answer


def _stored(visit: Visit, promise_id: UUID):
    if not wants_fragment():
        place = url_for("visits.promises", visit_id=visit.id, _anchor=f"p-{promise_id}")
        db.session.commit()
        return redirect(place, 303)
    blank = blank_form(visit, None, i18n.locale())
    # Rendered before the end of the transaction, so that nothing has to be looked up again after it.
    answer = _answer(visit, NewPromise(blank.id, blank.typed, stored=promise_id))
    db.session.commit()
    return answer


def _answer(visit: Visit, form: NewPromise, status: int = 200):
    """What a phone swaps in: the form, and with a stored promise the list of today's."""
    if not wants_fragment():
        return _page(visit, form, status)
    values = _values(visit, form)
    fragment = "visits/_promise_made.html" if form.stored else "visits/_new_promise.html"
    return render_template(fragment, **values), status


def _page(visit: Visit, form: NewPromise, status: int = 200):
    return render_template("visits/promises.html", **_values(visit, form)), status


def _values(visit: Visit, form: NewPromise) -> dict:
    return {
        "visit": visit, "dealer": visit.dealer, "page": promise_page(visit, desk_for(visit)), "form": form,
        "told_of": told_of, "fresh_id": uuid4, **words_of_forms(),
    }  # fmt: skip
