"""Our other dealers as they were on days long past, for judging visits of years at once.

A visit is measured against what its dealers' peers had sold and told by its own day, as it would have been
had it been judged then: with today's peers a dealer who is new would have been an old one from his first
visit on, and whoever is large now would have been large always.
"""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from sqlalchemy import select

from app import clock
from app.dealers.models import Dealer
from app.extensions import db
from app.visits.judgement.evidence import Peers
from app.visits.judgement.peers import COMPARED, sales_on, shares_of
from app.visits.models import ENTRY, Answer, Visit


class PeersThen:
    """The peers of any day, each day's read once; one for all dealers that are judged together.

    Who is active, and in what city, is taken as it is today: when that changed is not on record.
    """

    def __init__(self) -> None:
        self._days: dict[date, Peers] = {}

    def on(self, day: date) -> Peers:
        """What was known of all dealers at the end of a day (rules D3 and G3)."""
        if day not in self._days:
            self._days[day] = Peers(shares_of(self._told(day)), *sales_on(day), self._tiers)
        return self._days[day]

    def _told(self, day: date) -> Iterator[tuple[int, str, dict]]:
        for on, *answer in self._answers:
            if on > day:
                return
            yield tuple(answer)

    @cached_property
    def _tiers(self) -> dict[int, str]:
        found = select(Dealer.id, Dealer.city_tier).where(Dealer.city_tier.is_not(None))
        return dict(db.session.execute(found).all())

    @cached_property
    def _answers(self) -> list[tuple[date, int, str, dict]]:
        """Every answer about people and sales that was given at a finished visit, oldest first."""
        found = (
            select(Visit.finished_at, Answer.dealer_id, Answer.item_key, Answer.value)
            .join(Visit, Visit.id == Answer.visit_id)
            .where(Answer.item_key.in_(COMPARED), Answer.kind == ENTRY, ~Answer.superseded)
            .where(Visit.finished_at.is_not(None), Answer.state.in_(("answered", "unchanged")))
            .order_by(Visit.finished_at, Visit.id)
        )
        return [(clock.local(at).date(), *row) for at, *row in db.session.execute(found)]
