"""What became of a promise, told in a visit or outside of one; and a request that was approved."""

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from app.access import signed_in
from app.dealers.models import Dealer
from app.extensions import db
from app.fragments import wants_fragment
from app.promises.book import Made, missing, own_limit
from app.promises.cards import card_of
from app.promises.forms import PromiseForm, read_promise, read_settlement
from app.promises.models import Promise
from app.promises.queries import PENDING, events_of, last_event, new_days, promise_for
from app.promises.settling import SETTLED, NotOpen, Settlement, approve, replayed, settle
from app.promises.words import event_words, say_all
from app.visits.forms import phone_time, read_uuid
from app.visits.models import Visit
from app.visits.promises.answers import note_made, note_settled
from app.visits.promises.page import Told, desk_for, refused_form, said, told_of, words_of_forms
from app.visits.queries import open_visits_of, own_visit_for
from app.visits.views.blueprint import bp

ANYWHERE = (*SETTLED, "moved", "refused", "reopened")


@dataclass(frozen=True)
class Place:
    """The promise that something became of, and the open visit in which it was told, if it was."""

    promise: Promise
    visit: Visit | None

    def made(self) -> Made:
        """Who writes, when and where."""
        visit_id = self.visit.id if self.visit else None
        return Made(self.promise.dealer_id, current_user.id, phone_time(request.form), visit_id)

    @property
    def steps(self) -> tuple[str, ...]:
        """What may be told here; only what this very visit wrote down can have been a mistake."""
        here = self.visit and self.promise.visit_id == self.visit.id and self.promise.moves == 0
        return (*ANYWHERE, "removed") if here else ANYWHERE


@bp.get("/promises/<uuid:promise_id>")
@signed_in
def promise(promise_id: UUID):
    """One promise with all that happened to it, and what may become of it."""
    return _page(_readable(promise_id))


@bp.post("/promises/<uuid:promise_id>/settlement")
@signed_in
def settle_promise(promise_id: UUID):
    """Tell what became of a promise; a repeat changes nothing. 409 when it is settled already."""
    place = _place(promise_id)
    event_id, made = read_uuid(request.form, "id", default=uuid4()), place.made()
    if not replayed(place.promise, event_id, current_user.id):
        form = read_settlement(request.form, place.promise, event_id, made.day, place.steps)
        if form.settlement is None:
            return _card(place, Told(form.typed, said(form.errors)), 422)
        try:
            settle(place.promise, made, form.settlement)
        except NotOpen:
            return _settled_before(place)
        _note(place, made)
    return _stored(place, event_id)


@bp.post("/promises/<uuid:promise_id>/approval")
@signed_in
def approve_promise(promise_id: UUID):
    """Make a request a promise, with what it lacked; 422 while it still lacks something."""
    place = _place(promise_id)
    event_id, made = read_uuid(request.form, "id", default=uuid4()), place.made()
    if not replayed(place.promise, event_id, current_user.id):
        desk = desk_for(place.visit)
        form = read_promise(request.form, made.day, desk.locale, owner=place.promise.owner)
        if not form.is_taken:
            return _card(place, Told(approval=refused_form(form, event_id)), 422)
        try:
            settlement = Settlement(event_id, "approved", made.day)
            approve(place.promise, made, settlement, form.draft, own_limit(desk.settings))
        except NotOpen:
            return _settled_before(place) if place.promise.state != PENDING else _not_whole(place, form)
        _note(place, made)
    return _stored(place, event_id)


def _place(promise_id: UUID) -> Place:
    """The promise, held, if the user may tell what became of it: the dealer's rep, or a supervisor.

    In the user's own visit at that dealer it is told there, whoever's dealer he is; what was told before the
    end of the visit may arrive after it. 404 for strangers, 403 for an admin whose dealer he is not.
    """
    visit_id = read_uuid(request.form, "visit", default=None) if request.form.get("visit") else None
    visit = own_visit_for(current_user, visit_id, alone=True) if visit_id else None
    if visit is not None and (visit.is_open or phone_time(request.form) <= visit.end):
        held = select(Promise).where(Promise.id == promise_id, Promise.dealer_id == visit.dealer_id)
        found = db.session.scalar(held.with_for_update()) or abort(404)
        return Place(found, visit if visit.is_open else None)
    found = promise_for(current_user, promise_id, writing=True)
    if not _may_tell(db.session.get(Dealer, found.dealer_id)):
        abort(403)
    return Place(found, None)


def _may_tell(dealer: Dealer) -> bool:
    """Whether the user, who sees the dealer, may say outside of a visit what became of his promises."""
    return current_user.role != "admin" or dealer.rep_id == current_user.id


def _readable(promise_id: UUID) -> Promise:
    """The promise, if the user sees its dealer or has a visit to him under way; 404 for all others."""
    visited = [visit.dealer_id for visit in open_visits_of(current_user)]
    here = select(Promise).where(Promise.id == promise_id, Promise.dealer_id.in_(visited))
    return db.session.scalar(here) or promise_for(current_user, promise_id)


def _note(place: Place, made: Made) -> None:
    if place.visit is not None:
        note_settled(place.visit, current_user.id, made.at)
        if place.promise.visit_id == place.visit.id:
            note_made(place.visit, current_user.id, made.at)


def _stored(place: Place, event_id: UUID):
    if not wants_fragment():
        url = _back(place)
        db.session.commit()
        return redirect(url, 303)
    answer = _card(place, Told(stored=event_id))
    db.session.commit()
    return answer


def _back(place: Place) -> str:
    promise = place.promise
    if place.visit is None:
        return url_for("visits.promise", promise_id=promise.id)
    again = promise.id if request.form.get("state") == "removed" else None
    anchor = "new-promise" if again else f"p-{promise.id}"
    return url_for("visits.promises", visit_id=place.visit.id, again=again, _anchor=anchor)


def _settled_before(place: Place):
    return _card(
        place, Told(failed=_("Not saved: this promise was settled already. It stands as shown.")), 409
    )


def _not_whole(place: Place, form: PromiseForm):
    desk = desk_for(place.visit)
    lacks = missing(form.draft.terms, desk.today, own_limit(desk.settings)).missing
    failed = " ".join([_("Still a request."), *say_all(lacks)])
    return _card(place, Told(approval=refused_form(form, uuid4()), failed=failed), 422)


def _card(place: Place, told: Told, status: int = 200):
    """The promise as it stands now: its card for a phone, else the page of the promise."""
    if not wants_fragment():
        return _page(place.promise, told, place.visit), status
    values = _values(place.promise, told, place.visit)
    return render_template("promises/_card.html", **values), status


def _page(promise: Promise, told: Told | None = None, visit: Visit | None = None) -> str:
    dealer = db.session.get(Dealer, promise.dealer_id)
    under_way = [visit] if visit else open_visits_of(current_user)
    here = next((each for each in under_way if each.dealer_id == promise.dealer_id), None)
    values = _values(promise, told, here)
    return render_template("visits/promise.html", dealer=dealer, events=_history(promise), **values)


def _values(promise: Promise, told: Told | None, visit: Visit | None) -> dict:
    moved_to = new_days([promise]).get(promise.moved_to_id)
    may_tell = visit is not None or _may_tell(db.session.get(Dealer, promise.dealer_id))
    desk = replace(desk_for(visit), may_tell=may_tell)
    card = card_of(desk, promise, last_event(promise.id), moved_to)
    return {
        "card": card, "told_of": lambda card: told_of(card, told), "visit": visit, "fresh_id": uuid4,
        **words_of_forms(),
    }  # fmt: skip


def _history(promise: Promise) -> list[dict]:
    words = event_words()
    return [
        {
            "day": event.happened_on,
            "words": words[event.state],
            "by": name,
            "note": event.note,
        }
        for event, name in events_of(promise.id)
    ]
