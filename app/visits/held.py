"""A visit as an ordinary write holds it: few columns, and nobody finishes it before the write is stored."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort
from sqlalchemy import bindparam, select

from app.accounts.models import User
from app.prepared import Prepared
from app.visits.models import Ends, Visit


@dataclass(frozen=True)
class Held(Ends):
    """As much of a Visit as an answer needs; each tap asks for it, and building a whole one takes longer."""

    id: UUID
    dealer_id: int
    checklist_version_id: int
    mode: str
    ended_at: datetime | None
    finished_at: datetime | None


AnyVisit = Visit | Held

# Put together once: every tap asks it. Several may write to a visit, but none may finish it meanwhile.
_HELD = Prepared(
    select(
        Visit.id, Visit.dealer_id, Visit.checklist_version_id, Visit.mode, Visit.ended_at, Visit.finished_at
    )
    .where(Visit.id == bindparam("visit"), Visit.rep_id == bindparam("rep"))
    .with_for_update(read=True)
)  # fmt: skip


def held_for(user: User, visit_id: UUID) -> Held:
    """The visit, if it is `user`'s own to write in, open or finished; 404 otherwise.

    It cannot be finished elsewhere until this transaction ends.
    """
    found = _HELD.rows({"visit": visit_id, "rep": user.id})
    return Held(*found[0]) if found else abort(404)
