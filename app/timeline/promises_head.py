"""What stands between us and a dealer, above his timeline: how many promises each side kept, what is open;
and the kept rate of a side, opened."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.leverage.promises import KeptRate
from app.leverage.result import Result
from app.leverage.settings import DEFAULTS, Settings
from app.promises.cards import Card, Desk, cards_of
from app.promises.queries import OPEN, PENDING, open_or_counted, rates_of
from app.promises.words import rate_words
from app.visits.figures.opening import Opened, opened_today

LOOKS = {"good": "good", "fair": "info", "attention": "warn", "poor": "bad"}


@dataclass(frozen=True)
class Rate:
    """A side's kept rate: the look of its badge, and its words ("7 of 9")."""

    look: str
    text: str


@dataclass(frozen=True)
class PromisesHead:
    """Both kept rates of the last 90 days, and the open promises and requests, the earliest day first."""

    ours: Rate
    theirs: Rate
    open: list[Card]
    overdue: int


def promises_head(dealer_id: int, today: date, locale: str, settings: Settings = DEFAULTS) -> PromisesHead:
    """One query for both."""
    rows = open_or_counted(dealer_id, today, settings)
    rates = rates_of((row for row in rows if row.state != PENDING), today, settings)
    waiting = [row for row in rows if row.state in (OPEN, PENDING)]
    desk = replace(Desk(today, locale, settings), may_tell=False)
    overdue = sum(row.state == OPEN and row.due < today for row in waiting)
    return PromisesHead(_rate(rates.ours), _rate(rates.theirs), cards_of(desk, waiting), overdue)


@dataclass(frozen=True)
class KeptPage:
    """A side's kept rate opened, and the promises that it looked at, the latest day first."""

    figure: Opened
    cards: list[Card]


def kept_page(
    dealer_id: int, owner: str, today: date, locale: str, settings: Settings = DEFAULTS
) -> KeptPage:
    """The rate of one of OWNERS as the dealer's page shows it today."""
    rows = [row for row in open_or_counted(dealer_id, today, settings) if row.owner == owner]
    rates = rates_of((row for row in rows if row.state != PENDING), today, settings)
    rate = rates.ours if owner == "us" else rates.theirs
    first = today - timedelta(days=settings.rolling_days)
    due = [row for row in rows if row.due is not None and first < row.due <= today and row.state != PENDING]
    desk = replace(Desk(today, locale, settings), may_tell=False)
    return KeptPage(opened_today(f"kept_rate:{owner}", rate), cards_of(desk, due[::-1]))


def _rate(rate: Result[KeptRate]) -> Rate:
    return Rate("plain" if rate.refused else LOOKS[rate.value.band], rate_words(rate))
