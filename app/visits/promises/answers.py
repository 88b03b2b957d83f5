"""The answers that the screen of promises gives to its checklist items: how many were settled and made."""

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from app import clock
from app.promises.queries import events_at, made_at, promises_due
from app.visits.entries import Write, write_entry
from app.visits.gaps import EARLIER_PROMISES, NEW_PROMISES
from app.visits.models import Answer, Visit
from app.visits.queries import answers_of


def note_settled(visit: Visit, user_id: int, at: datetime) -> None:
    """Keep how many promises the visit settled, and how many due ones are still open."""
    still_open = len(promises_due(visit.dealer_id, clock.today()))
    value = {"settled": len(events_at(visit.id)), "still_open": still_open}
    _note(visit, user_id, EARLIER_PROMISES, value, at)


def note_made(visit: Visit, user_id: int, at: datetime) -> None:
    """Keep how many promises were made; none is an answer too, once the rep has said so."""
    _note(visit, user_id, NEW_PROMISES, {"made": len(made_at(visit.id))}, at)


def _note(visit: Visit, user_id: int, key: str, value: dict, at: datetime) -> None:
    # The visit's row is held, so that nothing comes between looking at the answer and following it.
    current: Answer | None = answers_of(visit.id, [key]).get(key)
    if current is not None and current.value == value:
        return
    revision = current.revision if current else 0
    write = Write(_id_of(visit.id, key, revision), revision, at)
    values = {"state": "answered", "evidence": None, "value": value, "note": "", "reason": ""}
    write_entry(visit, user_id, {"item_key": key}, write, values)


def _id_of(visit_id: UUID, key: str, revision: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"rounds:{visit_id}:{key}:{revision}")
