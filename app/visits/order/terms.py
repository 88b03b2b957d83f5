"""The terms of a visit's order: an event with its factor on sales, and how much the floor still holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select

from app.extensions import db
from app.leverage.result import rounded
from app.leverage.safety_stock import Event
from app.messages import Message
from app.visits.models import CONFLICT, ENTRY, Visit
from app.visits.order.models import EVENT, FLOOR, OrderTerm

TERMS = (EVENT, FLOOR)
USUAL = 100  # hundredths


@dataclass(frozen=True)
class TermNow:
    """What stands for a term: the entry's id, revision and time, its value (hundredths of a factor, or
    cases; None: nothing said), and the reason."""

    id: UUID
    revision: int
    at: datetime
    term: str
    value: int | None
    reason: str

    @property
    def words(self) -> Message:
        """What it says, in a few words."""
        if self.term == FLOOR:
            known = self.value is not None
            return Message("{cases} cases", {"cases": self.value}) if known else Message("not looked at")
        event = event_of(self.value, self.reason)
        if event is None:
            return Message("as usual")
        told = {"factor": rounded(event.factor, 2), "event": self.reason}
        return Message("{factor} times the usual: {event}", told)


def terms_in(visit: Visit) -> tuple[Mapping[str, TermNow], Mapping[str, TermNow]]:
    """The current terms of a visit's order, and those that came too late and wait for a choice."""
    found = select(OrderTerm).where(OrderTerm.visit_id == visit.id, ~OrderTerm.superseded)
    entries = db.session.scalars(found.order_by(OrderTerm.received_at)).all()
    now, late = (
        {entry.term: term_now(entry) for entry in entries if entry.kind == kind} for kind in (ENTRY, CONFLICT)
    )
    return now, late


def term_now(entry: OrderTerm) -> TermNow:
    """What an entry says."""
    return TermNow(entry.id, entry.revision, entry.answered_at, entry.term, entry.value, entry.reason)


def event_of(value: int | None, reason: str | None) -> Event | None:
    """The event as the rules take it; None in ordinary times."""
    if value is None or value == USUAL:
        return None
    return Event(Fraction(value, USUAL), reason or "")
