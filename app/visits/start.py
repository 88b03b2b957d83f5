"""Starting a visit, and taking a mistaken one back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort

from app.accounts.models import User
from app.clock import utc_now
from app.database import insert_into
from app.dealers.models import Dealer
from app.extensions import db
from app.visits.models import Visit
from app.visits.queries import open_visit_of


@dataclass(frozen=True)
class Position:
    """Where the phone was at the start: degrees, and metres of accuracy. Recorded, never a gate."""

    latitude: float
    longitude: float
    accuracy_m: int


@dataclass(frozen=True)
class Begun:
    """When a visit began (aware), whether without a signal, seconds that the phone was ahead, and where.

    `passed_on`: the visit was the rep's to make then, and is somebody else's by now.
    """

    at: datetime
    offline: bool = False
    clock_off: int = 0
    position: Position | None = None
    passed_on: bool = False


class AnotherVisitOpen(Exception):
    """The rep has a visit under way already; `visit` is that one."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit.id)
        self.visit = visit


def start_visit(
    user: User, dealer: Dealer, visit_id: UUID, mode: str, version_id: int, begun: Begun
) -> Visit:  # fmt: skip
    """Start, or find again, the visit with the id minted on the phone; AnotherVisitOpen if one is under way.

    A visit that began without a signal took place whatever else is open: it is kept beside the other, and
    the rep finishes both. `version_id` is the checklist version that the visit pins. An id that belongs to
    another visit is 404.
    """
    if (seen := _found(user, dealer, visit_id)) is not None:
        return seen
    under_way = open_visit_of(user)
    if under_way is not None and not begun.offline:
        raise AnotherVisitOpen(under_way)
    row = _row(user, dealer, visit_id, mode, version_id, begun)
    # Two phones, or one twice, may start at the same moment: an index lets one through.
    if not _insert(row | {"aside": under_way is not None}):
        if (seen := _found(user, dealer, visit_id)) is not None:
            return seen
        if not begun.offline:
            raise AnotherVisitOpen(open_visit_of(user) or abort(409))
        _insert(row | {"aside": True})
    return _found(user, dealer, visit_id) or abort(409)


def _found(user: User, dealer: Dealer, visit_id: UUID) -> Visit | None:
    seen = db.session.get(Visit, visit_id)
    if seen is not None and (seen.rep_id, seen.dealer_id) != (user.id, dealer.id):
        abort(404)
    return seen


def _row(user: User, dealer: Dealer, visit_id: UUID, mode: str, version_id: int, begun: Begun) -> dict:
    where = begun.position
    return {
        "id": visit_id, "dealer_id": dealer.id, "rep_id": user.id, "mode": mode,
        "checklist_version_id": version_id, "started_at": begun.at, "received_at": utc_now(),
        "clock_off": begun.clock_off, "passed_on": begun.passed_on, "latitude": where and where.latitude,
        "longitude": where and where.longitude, "accuracy_m": where and where.accuracy_m,
    }  # fmt: skip


def _insert(row: dict) -> bool:
    counted = {"preserve_rowcount": True}
    inserting = insert_into(Visit.__table__).on_conflict_do_nothing()
    return db.session.connection().execute(inserting, row, execution_options=counted).rowcount == 1
