"""Writing one entry of a visit: stored, found again, or kept beside the entry that came first.

The phone mints the id of each write. If the answer to a write is lost, the phone sends it again and gets the
first one's result. If what the rep typed has changed since, it is a new write with a new id that names the
lost one as `previous`; either that or the revision it has seen must be the current one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from flask import abort
from sqlalchemy import Select, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.clock import utc_now
from app.extensions import db
from app.visits.models import CONFLICT, ENTRY, Answer, StockCount, Visit


@dataclass(frozen=True)
class Write:
    """What the phone says of a write: its id, what it was based on, and the phone's time (aware)."""

    id: UUID
    base_revision: int
    answered_at: datetime
    previous: UUID | None = None


@dataclass(frozen=True)
class Outcome:
    """The entry that is current after a write, and on a conflict the entry that came too late."""

    status: Literal["stored", "replayed", "conflict"]
    entry: Answer | StockCount
    late: Answer | StockCount | None = None


def write_entry(visit: Visit, user_id: int, key: Mapping[str, Any], write: Write, values: Mapping) -> Outcome:
    """Store `values` as the next revision of the visit's entry under `key`; commits nothing.

    `key` is ``{"item_key": …}`` for an answer, ``{"product_id": …}`` for a count. 404 when the id of the
    write belongs to somebody else or to another entry.
    """
    model = Answer if "item_key" in key else StockCount
    if (seen := db.session.get(model, write.id)) is not None:
        return _replay(model, seen, visit, user_id, key)
    current = db.session.scalar(_current(model, visit, key))
    revision = current.revision if current else 0
    row = {
        "id": write.id, "visit_id": visit.id, "dealer_id": visit.dealer_id, "user_id": user_id,
        "answered_at": write.answered_at, "received_at": utc_now(), "superseded": False, **key, **values,
    }  # fmt: skip
    based_on_current = write.base_revision == revision or (current and current.id == write.previous)
    if based_on_current and _append(model, row, current, revision + 1):
        return Outcome("stored", db.session.get(model, write.id))
    db.session.execute(insert(model), [{**row, "kind": CONFLICT, "revision": write.base_revision + 1}])
    return Outcome("conflict", db.session.scalar(_current(model, visit, key)), db.session.get(model, write.id))


def settle(visit: Visit, key: Mapping[str, Any], chosen: UUID) -> Answer | StockCount:
    """End a conflict: the chosen one of the current and the late entries becomes, or stays, the current one."""
    model = Answer if "item_key" in key else StockCount
    current = db.session.scalar(_current(model, visit, key)) or abort(404)
    late = list(db.session.scalars(_rows(model, visit, key, CONFLICT)))
    for entry in late:
        if entry.id == chosen:
            current.superseded = True
            db.session.flush()
            entry.kind, entry.revision = ENTRY, current.revision + 1
            current = entry
        else:
            entry.superseded = True
    db.session.flush()
    return current


def _rows(model, visit: Visit, key: Mapping[str, Any], kind: str) -> Select:
    return select(model).filter_by(visit_id=visit.id, kind=kind, superseded=False, **key)


def _current(model, visit: Visit, key: Mapping[str, Any]) -> Select:
    return _rows(model, visit, key, ENTRY)


def _replay(model, seen, visit: Visit, user_id: int, key: Mapping[str, Any]) -> Outcome:
    ((name, value),) = key.items()
    if seen.user_id != user_id or seen.visit_id != visit.id or getattr(seen, name) != value:
        abort(404)
    current = db.session.scalar(_current(model, visit, key))
    if seen.kind == CONFLICT and not seen.superseded:
        return Outcome("conflict", current, seen)
    return Outcome("replayed", current)


def _append(model, row: dict, current, revision: int) -> bool:
    """Insert the next revision; False when another writer was faster (the unique index tells)."""
    try:
        with db.session.begin_nested():
            db.session.execute(insert(model), [{**row, "kind": ENTRY, "revision": revision}])
    except IntegrityError:
        return False
    if current is not None:
        db.session.execute(update(model).where(model.id == current.id).values(superseded=True))
    return True
