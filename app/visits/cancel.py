"""Taking back a visit that was started by mistake."""

from sqlalchemy import delete, func, select

from app.extensions import db
from app.photos.models import Photo
from app.visits.before.self_check import BEFORE_THE_DOOR, GOAL
from app.visits.models import Answer, OrderEntry, StockCount, Visit


class NotEmpty(Exception):
    """The visit is finished or holds something that the rep entered at the dealer's."""


def cancel_visit(visit: Visit) -> None:
    """Delete an open visit that holds no more than what the start screen asked; NotEmpty otherwise."""
    if not visit.is_open or _entries(visit):
        raise NotEmpty
    db.session.execute(delete(Answer).where(Answer.visit_id == visit.id))
    db.session.execute(delete(Visit).where(Visit.id == visit.id))


def _entries(visit: Visit) -> int:
    at_start = (GOAL, *BEFORE_THE_DOOR)
    answers = select(func.count()).where(Answer.visit_id == visit.id, Answer.item_key.not_in(at_start))
    counts = select(func.count()).where(StockCount.visit_id == visit.id)
    photos = select(func.count()).where(Photo.visit_id == visit.id)
    orders = select(func.count()).where(OrderEntry.visit_id == visit.id)
    return sum(db.session.scalar(each) for each in (answers, counts, photos, orders))
