"""Settling promises: kept, broken, withdrawn, moved; a request approved or refused; a slip taken back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from flask import abort

from app import clock
from app.extensions import db
from app.promises.book import Draft, Made, is_whole, written
from app.promises.models import Promise, PromiseEvent
from app.promises.queries import OPEN, PENDING, last_event

SETTLED = ("kept", "kept_late", "broken", "withdrawn_by_dealer")
# What may happen to a promise in each state; `approve` is a verb of its own, what is settled is `reopened`.
STEPS = {
    OPEN: (*SETTLED, "moved", "removed"),
    PENDING: ("refused", "withdrawn_by_dealer", "removed"),
}
_BECOMES = {"moved": "superseded", "refused": "superseded", "removed": "superseded"}


class NotOpen(Exception):
    """The promise is not in a state that this can happen to; `promise` is as it stands."""

    def __init__(self, promise: Promise) -> None:
        super().__init__(promise.id)
        self.promise = promise


@dataclass(frozen=True)
class Settlement:
    """What became of a promise: the id of the write, a step of STEPS or ``reopened``, the day, a note.

    `new_due` is the new day of a moved one.
    """

    id: UUID
    state: str
    on: date
    note: str = ""
    new_due: date | None = None


def replayed(promise: Promise, event_id: UUID, user_id: int) -> PromiseEvent | None:
    """The event of that id, if it was stored before; 404 when it is another's or of another promise."""
    seen = db.session.get(PromiseEvent, event_id)
    if seen is not None and (seen.promise_id != promise.id or seen.user_id != user_id):
        abort(404)
    return seen


def settle(promise: Promise, made: Made, settlement: Settlement) -> Promise:
    """Let something become of `promise`; the promise that stands now: itself, or the one that took its place.

    A replay changes nothing. Raises NotOpen where the promise's state does not allow the step. A promise
    that is kept after its day is ``kept_late`` (rule H3).
    """
    if replayed(promise, settlement.id, made.user_id):
        return db.session.get(Promise, promise.moved_to_id) if promise.moved_to_id else promise
    if settlement.state == "reopened":
        return _reopen(promise, made, settlement)
    if settlement.state not in STEPS.get(promise.state, ()):
        raise NotOpen(promise)
    if settlement.state == "kept" and settlement.on > promise.due:
        settlement = Settlement(settlement.id, "kept_late", settlement.on, settlement.note)
    _record(promise, made, settlement)
    promise.state = _BECOMES.get(settlement.state, settlement.state)
    promise.settled_on = settlement.on
    db.session.flush()
    return _put_off(promise, made, settlement) if settlement.state == "moved" else promise


def approve(promise: Promise, made: Made, settlement: Settlement, draft: Draft, limit: int) -> Promise:
    """Make a request a promise, with what was missing filled in; NotOpen where it is none or not whole."""
    if replayed(promise, settlement.id, made.user_id):
        return promise
    if promise.state != PENDING or not is_whole(draft, made.day, limit):
        raise NotOpen(promise)
    _record(promise, made, settlement)
    for name, value in written(draft).items():
        setattr(promise, name, value)
    promise.state = OPEN
    db.session.flush()
    return promise


def _record(promise: Promise, made: Made, settlement: Settlement) -> None:
    event = PromiseEvent(
        id=settlement.id, promise_id=promise.id, dealer_id=promise.dealer_id, visit_id=made.visit_id,
        user_id=made.user_id, was=promise.state, state=settlement.state, happened_on=settlement.on,
        note=settlement.note, answered_at=made.at,
    )  # fmt: skip
    db.session.add(event)


def _successor_id(event_id: UUID) -> UUID:
    return uuid5(event_id, "moved")


def _put_off(promise: Promise, made: Made, settlement: Settlement) -> Promise:
    carried = ("dealer_id", "owner", "action", "quantity", "amount", "approver", "evidence", "guard_hits",
               "guard_rewritten", "guard_reason")  # fmt: skip
    successor = Promise(
        id=_successor_id(settlement.id), visit_id=made.visit_id or promise.visit_id, user_id=promise.user_id,
        due=settlement.new_due, state=OPEN, moves=promise.moves + 1, answered_at=made.at,
        **{name: getattr(promise, name) for name in carried},
    )  # fmt: skip
    db.session.add(successor)
    db.session.flush()
    promise.moved_to_id = successor.id
    db.session.flush()
    return successor


def may_reopen(promise: Promise, event: PromiseEvent | None) -> bool:
    """Whether what happened last may still be taken back: a slip, on the day it was entered."""
    if event is None or promise.state in (OPEN, PENDING) or event.state in ("removed", "reopened"):
        return False
    return clock.local(event.received_at).date() == clock.today()


def _reopen(promise: Promise, made: Made, settlement: Settlement) -> Promise:
    event = last_event(promise.id)
    if not may_reopen(promise, event):
        raise NotOpen(promise)
    if promise.moved_to_id:
        _take_away(promise)
    _record(promise, made, settlement)
    promise.state, promise.settled_on = event.was, None
    db.session.flush()
    return promise


def _take_away(promise: Promise) -> None:
    """Forget the promise that took this one's place, as long as nothing has become of it."""
    successor = db.session.get(Promise, promise.moved_to_id)
    if last_event(successor.id) or successor.state != OPEN:
        raise NotOpen(promise)
    promise.moved_to_id = None
    db.session.flush()
    db.session.delete(successor)
