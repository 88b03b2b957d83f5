"""What was sold between the last count and this one (rule A3), a day."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.leverage.result import rounded
from app.leverage.safety_stock import MISMATCH_QUESTIONS, Count, CountPair, Movements, demand, sold_net
from app.leverage.settings import Settings
from app.messages import Message
from app.visits.stock.values import CountValues


@dataclass(frozen=True)
class Sold:
    """Base units sold in `days` on which there were some; or, in `problems`, why the counts cannot be right
    and what to ask first."""

    units: int | None
    days: int
    problems: tuple[Message, ...] = ()

    @property
    def per_day(self) -> int | float:
        """Units a day, to one place; for a sale without a problem."""
        return rounded(Fraction(self.units, self.days))


def sold_between(
    last_on: date, last: CountValues, today: date, now: CountValues, received: int | None,
    settings: Settings,
) -> Sold | None:  # fmt: skip
    """Rule A3 over two counts; `received` stands where the rep left our records as they are. Free goods count
    as sold where the company says that they come with every sale.

    None where nothing can be said: one of the two was not counted, or both were on one day.
    """
    if last.counted is None or now.counted is None or today <= last_on:
        return None
    moved = Movements(
        received=received if now.received is None else now.received,
        disposed=now.disposed or 0,
        returned_to_us=now.returned or 0,
        transferred_out=now.transferred_out or 0,
        free_goods=now.free_goods or 0,
    )
    counted = Count(today, now.counted, now.unsellable, moved, now.empty_since)
    pair = CountPair(Count(last_on, last.counted, last.unsellable), counted)
    result = sold_net(pair)
    if result.code == "count_mismatch":
        return Sold(None, pair.days, (result.reason, MISMATCH_QUESTIONS[0]))
    if result.refused:
        return None
    return Sold(demand(pair, result.value, settings=settings), pair.days_in_stock or pair.days)
