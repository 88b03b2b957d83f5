"""Whose a dealer was at some time: he passes from rep to rep, and what one entered may arrive later.

And whose the next visit is: one that was planned by hand is over once a visit was made before its day.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import insert, literal, select, update

from app.clock import today, utc_now
from app.database import UtcDateTime
from app.dealers.models import Dealer, PastRep, PlannedVisit
from app.extensions import db


def note_reps(dealer_ids: Collection[int]) -> None:
    """Write down whose the dealers have been until now.

    To be called before that changes, or before they are given up. Commits nothing.
    """
    known = select(Dealer.id, Dealer.rep_id, literal(utc_now(), UtcDateTime)).where(Dealer.id.in_(dealer_ids))
    db.session.execute(insert(PastRep).from_select(["dealer_id", "rep_id", "until"], known))


def rep_at(dealer: Dealer, at: datetime) -> int | None:
    """The id of the user whose the dealer was at some time; None where nobody's: he had been given up."""
    found = select(PastRep.rep_id).where(PastRep.dealer_id == dealer.id, PastRep.until > at)
    past = db.session.scalar(found.order_by(PastRep.until, PastRep.id).limit(1))
    return past or (dealer.rep_id if dealer.active else None)


def visit_was_made(dealer_id: int, day: date, ended: datetime) -> None:
    """Count what was planned by hand for a later day as done by a visit of `day`; commits nothing.

    What was planned after the visit had `ended` holds: who planned it may have known. So does what is planned
    for today: whoever goes there just now goes on seeing the dealer.
    """
    planned = (PlannedVisit.dealer_id == dealer_id, PlannedVisit.replaced_at.is_(None))
    earlier = (PlannedVisit.day > max(day, today()), PlannedVisit.set_at <= ended)
    db.session.execute(update(PlannedVisit).where(*planned, *earlier).values(replaced_at=utc_now()))
