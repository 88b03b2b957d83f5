"""Whose a dealer was at some time: he passes from rep to rep, and what one entered may arrive later."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import insert, literal, select

from app.clock import utc_now
from app.database import UtcDateTime
from app.dealers.models import Dealer, PastRep
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
