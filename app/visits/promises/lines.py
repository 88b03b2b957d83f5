"""Promises as one line each: falling due on Today, owed both ways before a visit, made and settled at one."""

from dataclasses import dataclass, replace
from datetime import date

from app.accounts.models import User
from app.promises.cards import Card, Desk, card_of, cards_of
from app.promises.queries import events_at, falling_due, made_at, new_days, owed_both_ways
from app.visits.gaps import EARLIER_PROMISES, NEW_PROMISES, Material
from app.visits.models import Visit


@dataclass(frozen=True)
class DueLine:
    """A promise that falls due or is overdue, with whom."""

    card: Card
    dealer_id: int
    dealer: str


@dataclass(frozen=True)
class OwedLines:
    """What is open between us and a dealer, requests too, the earliest day first."""

    ours: list[Card]
    theirs: list[Card]


@dataclass(frozen=True)
class VisitPromises:
    """What a visit promised, and what it settled of earlier promises."""

    made: list[Card]
    settled: list[Card]


@dataclass(frozen=True)
class PromiseTile:
    """The hub's tile: due promises settled of all that were due, and how many were made (None: not said)."""

    done: int
    total: int
    made: int | None


def due_lines(user: User, today: date, locale: str) -> list[DueLine]:
    """Ten at most, over all dealers of `user`, by day."""
    desk = _reading(today, locale)
    return [
        DueLine(card_of(desk, row.Promise), row.Dealer.id, row.Dealer.name_in(locale))
        for row in falling_due(user, today)
    ]


def owed_lines(dealer_id: int, today: date, locale: str) -> OwedLines:
    """What we owe a dealer, and what he owes us."""
    owed, desk = owed_both_ways(dealer_id), _reading(today, locale)
    return OwedLines(cards_of(desk, owed.ours), cards_of(desk, owed.theirs))


def promises_at(visit: Visit, today: date, locale: str) -> VisitPromises:
    """The promises of a visit for its report."""
    desk = _reading(today, locale)
    rows = [row for row in events_at(visit.id) if row.PromiseEvent.state != "approved"]
    days = new_days(row.Promise for row in rows)
    settled = [
        card_of(desk, row.Promise, row.PromiseEvent, days.get(row.Promise.moved_to_id)) for row in rows
    ]
    return VisitPromises(cards_of(desk, made_at(visit.id)), settled)


def promise_tile(material: Material) -> PromiseTile:
    """How far an open visit has come with its promises."""
    known = {key: answer.value for key, answer in material.answers.items()}
    settled = known.get(EARLIER_PROMISES, {}).get("settled", 0)
    made = known.get(NEW_PROMISES, {}).get("made")
    return PromiseTile(settled, settled + material.due_promises, made)


def _reading(today: date, locale: str) -> Desk:
    return replace(Desk(today, locale), may_tell=False)
