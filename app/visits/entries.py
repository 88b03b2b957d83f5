"""Writing one entry of a visit: stored, found again, or kept beside the entry that came first.

The phone mints the id of each write. If the answer to a write is lost, the phone sends it again and gets the
first one's result. If what the rep typed has changed since, it is a new write with a new id that names the
lost ones as `previous`; either one of those or the revision it has seen must be the current one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import SimpleNamespace
from typing import Any, Literal
from uuid import UUID

from flask import abort
from sqlalchemy import Row, Select, and_, bindparam, or_, select, update

from app.clock import utc_now
from app.database import insert_into
from app.extensions import db
from app.prepared import Prepared
from app.visits.held import AnyVisit
from app.visits.models import CONFLICT, ENTRY, LATE, Answer, OrderEntry, StockCount, Visit
from app.visits.order.models import OrderTerm


class Written(SimpleNamespace):
    """What an entry says that was stored just now; to build a row of it would cost what a question does."""

    is_blank = Answer.is_blank


AnyEntry = Answer | StockCount | OrderEntry | OrderTerm | Written


@dataclass(frozen=True)
class Write:
    """What the phone says of a write: its id, what it was based on, and the phone's time (aware).

    `previous` are the writes of the same entry whose answers were lost on the way back.
    """

    id: UUID
    base_revision: int
    answered_at: datetime
    previous: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Outcome:
    """The entry that is current after a write, and on a conflict the entry that came too late.

    An entry that was stored just now is given as it was written, without being read again. Of what arrived
    after the end of its visit, the late entry itself.
    """

    status: Literal["stored", "replayed", "conflict", "late"]
    entry: AnyEntry
    late: AnyEntry | None = None


def write_entry(
    visit: AnyVisit, user_id: int, key: Mapping[str, Any], write: Write, values: Mapping
) -> Outcome:
    """Store `values` as the next revision of the visit's entry under `key`; commits nothing.

    `key` is ``{"item_key": …}`` for an answer, ``{"product_id": …}`` for a count, and for what was agreed to
    order ``{"ordered_product_id": …}``, ``{"term": …}`` for a term of the order. 404 when the id of the write
    belongs to somebody else or to another entry.
    """
    seen, current = _look_up(_model(key), visit, key, write.id)
    if seen is not None:
        return _replay(seen, current, visit, user_id, key)
    return _store(visit, user_id, key, write, values, current)


def write_next(
    visit: Visit, user_id: int, key: Mapping[str, Any], write: Write, values: Mapping, current: Answer | None
) -> Outcome:
    """`write_entry` for a caller who holds the visit alone and has read its `current` entry under `key`."""
    if current is not None and current.id == write.id:
        return Outcome("replayed", current)
    return _store(visit, user_id, key, write, values, current)


def replayed(visit: AnyVisit, user_id: int, key: Mapping[str, Any], write_id: UUID) -> Outcome | None:
    """What became of a write that was stored before, or None; 404 as for `write_entry`."""
    seen, current = _look_up(_model(key), visit, key, write_id)
    return None if seen is None else _replay(seen, current, visit, user_id, key)


def write_after(visit: Visit, user_id: int, key: Mapping[str, Any], write: Write, values: Mapping) -> Outcome:
    """Store as a late entry what was entered before the end of `visit`, which is finished; commits nothing.

    Of several the one that was given last stands, whichever came first; a finished visit's own entry stays
    what it was judged by. The caller holds the visit alone. 404 as for `write_entry`.
    """
    model = _model(key)
    seen, current = _look_up(model, visit, key, write.id)
    if seen is not None:
        return _replay(seen, current, visit, user_id, key)
    before = db.session.scalars(_rows(model, visit, key, LATE)).all()
    own = [entry for entry in (_whole(model, current), *before) if entry is not None]
    overtaken = any(entry.answered_at >= write.answered_at for entry in own)
    for entry in before:
        entry.superseded = entry.superseded or not overtaken
    db.session.flush()
    late = model(
        id=write.id, visit_id=visit.id, dealer_id=visit.dealer_id, user_id=user_id, kind=LATE,
        revision=1 + max((entry.revision for entry in own), default=0), superseded=overtaken,
        answered_at=write.answered_at, received_at=utc_now(), **key, **values,
    )  # fmt: skip
    db.session.add(late)
    db.session.flush()
    return Outcome("late", late)


def settle(visit: Visit, key: Mapping[str, Any], chosen: UUID) -> AnyEntry:
    """End a conflict: the chosen one of the current and the late entries becomes, or stays, the current one.

    404 when `chosen` is neither. A repeat finds the conflict settled and changes nothing. The caller holds
    the visit alone: of two phones that settle at once, the second sees what the first did.
    """
    model = _model(key)
    current = db.session.scalar(_rows(model, visit, key, ENTRY)) or abort(404)
    late = list(db.session.scalars(_rows(model, visit, key, CONFLICT)))
    if chosen not in {current.id, *(entry.id for entry in late)}:
        abort(404)
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


_MODELS = {
    "item_key": Answer, "product_id": StockCount, "ordered_product_id": OrderEntry, "term": OrderTerm,
}  # fmt: skip


def _model(key: Mapping[str, Any]) -> type[AnyEntry]:
    ((name, _value),) = key.items()
    return _MODELS[name]


def _rows(model, visit: Visit, key: Mapping[str, Any], kind: str) -> Select:
    return select(model).filter_by(visit_id=visit.id, kind=kind, superseded=False, **key)


def _look_up(model, visit: AnyVisit, key: Mapping[str, Any], write_id: UUID):
    """What decides about a write: of the row of its id, if it was stored before, and of the current entry."""
    ((name, value),) = key.items()
    wanted = {"visit": visit.id, "value": value, "write": write_id}
    found = _looking_up(model, name).rows(wanted)
    seen = next((row for row in found if row.id == write_id), None)
    return seen, next((row for row in found if _is_current(row, visit, value)), None)


# The questions of a write are put together once: each tap asks them, and asking costs more than the answer.
@cache
def _looking_up(model, name: str) -> Prepared:
    current = and_(
        model.visit_id == bindparam("visit"), getattr(model, name) == bindparam("value"),
        model.is_kind(ENTRY), ~model.superseded,
    )  # fmt: skip
    columns = (model.id, model.visit_id, model.user_id, model.revision, model.kind, model.superseded)
    subject = getattr(model, name).label("subject")
    return Prepared(select(*columns, subject).where(or_(model.id == bindparam("write"), current)))


def _is_current(row: Row, visit: AnyVisit, value) -> bool:
    return (row.visit_id, row.subject, row.kind, row.superseded) == (visit.id, value, ENTRY, False)


def _whole(model, row: Row | None):
    """The entry of a row that was looked up; the ordinary write does without it."""
    return None if row is None else db.session.get(model, row.id, populate_existing=True)


def _replay(seen: Row, current: Row | None, visit: AnyVisit, user_id: int, key: Mapping[str, Any]) -> Outcome:
    ((_name, value),) = key.items()
    ours = (seen.user_id, seen.visit_id, seen.subject) == (user_id, visit.id, value)
    if not ours or seen.kind not in (ENTRY, CONFLICT, LATE):
        abort(404)
    model = _model(key)
    if seen.kind == LATE:
        return Outcome("late", _whole(model, seen))
    if seen.kind == CONFLICT and not seen.superseded:
        return Outcome("conflict", _whole(model, current), _whole(model, seen))
    return Outcome("replayed", _whole(model, current))


def _store(visit: AnyVisit, user_id: int, key: Mapping[str, Any], write: Write, values: Mapping, current):
    model = _model(key)
    row = {
        "id": write.id, "visit_id": visit.id, "dealer_id": visit.dealer_id, "user_id": user_id,
        "answered_at": write.answered_at, "received_at": utc_now(), "superseded": False, **key, **values,
    }  # fmt: skip
    if _follows(current, write) and _append(model, row, current):
        return Outcome("stored", Written(**row))
    return _keep_late(model, row, write, visit, user_id, key)


def _follows(current, write: Write) -> bool:
    # Without a current entry there is nothing to lose, whatever revision the phone believes it has seen.
    return current is None or write.base_revision == current.revision or current.id in write.previous


def _append(model, row: dict, current) -> bool:
    """Insert the next revision; False when another writer was faster (the unique index tells)."""
    row |= {"kind": ENTRY, "revision": current.revision + 1 if current else 1}
    if not _insert(model, row):
        return False
    if current is not None:
        _superseding(model).count({"row": current.id})
    return True


@cache
def _superseding(model) -> Prepared:
    table = model.__table__
    return Prepared(update(table).where(table.c.id == bindparam("row")).values(superseded=True))


def _keep_late(
    model, row: dict, write: Write, visit: AnyVisit, user_id: int, key: Mapping[str, Any]
) -> Outcome:
    row |= {"kind": CONFLICT, "revision": write.base_revision + 1}
    kept = _insert(model, row)
    db.session.expire_all()
    seen, current = _look_up(model, visit, key, write.id)
    if not kept:  # the same write arrived twice at the same moment, and the other one was stored
        return _replay(seen, current, visit, user_id, key)
    return Outcome("conflict", _whole(model, current), _whole(model, seen))


def _insert(model, row: dict) -> bool:
    return _inserting(model, tuple(row)).count(row) == 1


@cache
def _inserting(model, columns: tuple[str, ...]) -> Prepared:
    # ON CONFLICT instead of a caught error: PostgreSQL would otherwise need a savepoint round every write.
    return Prepared(insert_into(model.__table__).on_conflict_do_nothing(), columns)
