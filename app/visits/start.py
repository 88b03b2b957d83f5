"""Starting a visit, and taking a mistaken one back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort
from sqlalchemy.exc import IntegrityError

from app.accounts.models import User
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


class AnotherVisitOpen(Exception):
    """The rep has a visit under way already; `visit` is that one."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit.id)
        self.visit = visit


def start_visit(
    user: User, dealer: Dealer, visit_id: UUID, mode: str, version_id: int, started_at: datetime,
    position: Position | None = None,
) -> Visit:  # fmt: skip
    """Start, or find again, the visit with the id minted on the phone; AnotherVisitOpen if one is under way.

    `version_id` is the checklist version that the visit pins. An id that belongs to another visit is 404.
    """
    if (seen := db.session.get(Visit, visit_id)) is not None:
        return seen if seen.rep_id == user.id and seen.dealer_id == dealer.id else abort(404)
    if (under_way := open_visit_of(user)) is not None:
        raise AnotherVisitOpen(under_way)
    visit = Visit(
        id=visit_id, dealer_id=dealer.id, rep_id=user.id, mode=mode,
        checklist_version_id=version_id, started_at=started_at,
    )  # fmt: skip
    if position is not None:
        visit.latitude, visit.longitude = position.latitude, position.longitude
        visit.accuracy_m = position.accuracy_m
    try:
        with db.session.begin_nested():
            db.session.add(visit)
    except IntegrityError:
        # Two phones started at the same moment; the unique index let one through.
        under_way = open_visit_of(user)
        if under_way is None:
            abort(404)
        if under_way.id == visit_id:
            return under_way  # the same start, sent twice
        raise AnotherVisitOpen(under_way) from None
    return visit
