"""A dealer's life, day by day: deliveries, the rep's visit, sales, spoilage, orders, money, people."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from app.sample.crew import Crew
from app.sample.deals import DEAL_REASON, MORE_THAN_ASKED, cases_of, deal_on, in_the_deal
from app.sample.demand import cases_to_order, dispatch, wanted
from app.sample.goods import GOODS, Goods
from app.sample.plan import BREAKER, DIVERTER, DRY, IMPROVER, LOADED, WAVED, DealerPlan, PlannedVisit
from app.sample.shelf import Counted, Delivery, Shelf
from app.sample.till import Till
from app.sample.traits import Traits

OTHERS_PRICE = 5_700  # what a case of other brands costs on average, minor units
CALLS_NOT_BEFORE = 4  # days before a visit at which he waits for the rep with his order
DIVERSION_DAYS = 160  # how long before the last visit the diverter began


@dataclass(frozen=True)
class OrderLine:
    """Cases of a product agreed at a visit, as units too, why it is more than the 1.5x rule asks for, and how
    many cases that would be, as he reckons."""

    product_id: int
    cases: int
    units: int
    reason: str
    asked: int
    goods: Goods


@dataclass(frozen=True)
class Encounter:
    """A visit as it happens: what was counted and ordered; everything else is read off the dealer himself."""

    visit: PlannedVisit
    index: int
    counts: tuple[Counted, ...]
    order: tuple[OrderLine, ...]
    sold_30: dict[int, int]  # units of the last 30 days by product


class DealerLife:
    """The dealer of a plan. `receipts` fills up while `encounters` is walked through."""

    def __init__(self, plan: DealerPlan, product_ids: tuple[int, ...], seed: int) -> None:
        self.plan = plan
        self.rng = rng = Random(f"life {seed} {plan.number}")
        self.first = plan.visits[0].on.toordinal() - plan.warm_up
        self.last = plan.visits[-1].on.toordinal()
        self.traits = Traits(plan.kind, self.last - self.first, rng)
        self.shelves = [
            Shelf(
                GOODS[at],
                product_ids[at],
                GOODS[at].pace * GOODS[at].case_size * plan.size * rng.uniform(0.5, 1.5),
            )
            for at in plan.carried
        ]
        share = rng.uniform(0.1, 0.32)
        self.till = Till(share, rng.random(), self._daily_sales() / share, rng)
        since = self._year(self.first) - rng.randint(1, 9)
        self.crew = Crew(plan.size, share, since, self._daily_cases(), rng)
        self._habit_of_order = 0.0 if plan.kind in (BREAKER, IMPROVER, WAVED) else 0.3
        # Does the rep write down every lot?
        self.meticulous = plan.rep < 2 or plan.kind == WAVED or rng.random() < 0.4
        self.opens_at = rng.choice((390, 420, 420, 450, 480))  # minutes after midnight
        self.closes_at = self.opens_at + rng.choice((600, 660, 690))
        self.open_book = self._open_book()
        self.receipts: list[tuple[int, Delivery]] = []
        self.owed_us = 0
        self.answer_due: int | None = None  # the day by which we said we would answer his last complaint
        self._tempting = in_the_deal([GOODS[at] for at in plan.carried])
        self._ordered = self.first - 7
        self._met: int | None = None  # the day of the last visit
        self._visit_days = [visit.on.toordinal() for visit in plan.visits]
        self._sold: deque[list[int]] = deque(maxlen=30)

    def _daily_sales(self) -> float:
        return sum(
            shelf.rate / shelf.goods.case_size * (shelf.goods.case_price + shelf.goods.case_margin)
            for shelf in self.shelves
        )

    def _daily_cases(self) -> float:
        """Cases of all brands that he moves a day."""
        ours = sum(shelf.rate / shelf.goods.case_size for shelf in self.shelves)
        return ours + self.till.turnover * (1 - self.till.share) / OTHERS_PRICE

    def _year(self, day: int) -> int:
        return date.fromordinal(day).year

    def _open_book(self) -> str:
        """How far he lets us look at his money: the item cash_consent."""
        if self.plan.kind == LOADED:
            return "full"
        return self.rng.choices(("full", "range", "verbal", "decline"), (35, 30, 20, 15))[0]

    def encounters(self, until: int) -> Iterator[Encounter]:
        """Live through every day before `until` (an ordinal) and stop at each visit."""
        visits = {visit.on.toordinal(): (index, visit) for index, visit in enumerate(self.plan.visits)}
        for shelf in self.shelves:
            self._stock_up(shelf)
        for day in range(self.first, until):
            today = date.fromordinal(day)
            self._receive(day)
            if day in visits:
                index, visit = visits[day]
                yield self._meet(day, index, visit)
            self._trade(day, today)
            if today.day == 1:
                self.crew.month()
                self.traits.month()

    def _stock_up(self, shelf: Shelf) -> None:
        dispatch(shelf, max(1, round(shelf.rate * 12 / shelf.goods.case_size)), self.first, 0, self.rng)

    def _receive(self, day: int) -> None:
        for shelf in self.shelves:
            if shelf.coming:
                self.receipts += [(shelf.product_id, delivery) for delivery in shelf.receive(day)]

    def _meet(self, day: int, index: int, visit: PlannedVisit) -> Encounter:
        full = visit.mode == "full"
        every_lot = full or visit.rolled == "s3_warehouse" or self.meticulous
        counts = tuple(
            shelf.count(full or (every_lot and shelf.goods.is_key), shelf.goods.is_key)
            for shelf in self.shelves
        )
        sold = [sum(day_sold) for day_sold in zip(*self._sold, strict=True)] or [0] * len(self.shelves)
        by_product = {shelf.product_id: units for shelf, units in zip(self.shelves, sold, strict=True)}
        days, deal = (visit.agreed_next - visit.on).days, deal_on(self.plan, day)
        order = tuple(self._order(day, days, self._paces(counts, day), deal))
        encounter = Encounter(visit, index, counts, order, by_product)
        if full:
            self._clear_out()
        return encounter

    def _clear_out(self) -> None:
        """After an audit we take back what cannot be sold: all of it from the orderly, else what piles up."""
        for shelf in self.shelves:
            if self.traits["tidy"] > 0.35 or shelf.unsellable > 8 * shelf.goods.case_size:
                shelf.send_back()

    def _trade(self, day: int, today: date) -> None:
        rng, takings = self.rng, 0
        weekday, yearday = today.weekday(), today.timetuple().tm_yday
        careless = 0.012 * (1.2 - self.traits["tidy"])
        sold_today = []
        for number, shelf in enumerate(self.shelves):
            oldest_first = rng.random() < self.traits["fifo"] + self._habit_of_order
            sold = shelf.sell(wanted(shelf, yearday, weekday, self._push(day, number), rng), oldest_first)
            shelf.spoil(day, rng.randint(1, 3) if rng.random() < careless else 0, rng)
            takings += sold * (shelf.goods.case_price + shelf.goods.case_margin) // shelf.goods.case_size
            sold_today.append(sold)
        self._sold.append(sold_today)
        self._side_business(weekday)
        if weekday == 2 and day - self._ordered >= 6 and rng.random() < 0.85 and not self._waits(day):
            by_telephone = max(7, self.plan.interval_days // 2 + 3)
            tuple(self._order(day, by_telephone, [shelf.pace for shelf in self.shelves]))
        self.till.day(day, weekday, today.day, takings, self.owed_us)
        self.owed_us = 0

    def _waits(self, day: int) -> bool:
        """Whether he does not call: the rep comes within days, or, of class D, he buys from others by now."""
        soon = any(day <= visit <= day + CALLS_NOT_BEFORE for visit in self._visit_days)
        return soon or (self.plan.grade == "D" and day > self.last)

    def _paces(self, counts: tuple[Counted, ...], day: int) -> list[float]:
        """Units a day by product, as two counts show them; at a first visit as he sees them himself."""
        days = day - self._met if self._met else 0
        self._met = day
        return [
            counted.sold / days if days else shelf.pace
            for shelf, counted in zip(self.shelves, counts, strict=True)
        ]

    def diverting(self, day: int) -> bool:
        """Whether he sells outside his territory by now."""
        return self.plan.kind == DIVERTER and day > self.last - DIVERSION_DAYS

    def _push(self, day: int, number: int) -> float:
        return 4.0 if number < 3 and self.diverting(day) else 1.0

    def _side_business(self, weekday: int) -> None:
        if weekday == 4 and self.rng.random() < 0.15:
            self.rng.choice(self.shelves).give(self.rng.randint(1, 6), "free")
        if self.plan.kind == DIVERTER and self.rng.random() < 0.02:
            self.shelves[0].give(self.shelves[0].goods.case_size * 5, "transferred")

    def _order(self, day: int, days: int, paces: list[float], deal: float = 0) -> Iterator[OrderLine]:
        """Order what his habit tells him, or as much of a deal, and pay for it."""
        self._ordered = day
        rule, kind = self.traits["rule"], self.plan.kind
        habit = 0.5 + 0.3 * rule if kind == DRY else 1.0 + (1 - rule) * self.rng.uniform(-0.2, 0.3)
        for shelf, pace in zip(self.shelves, paces, strict=True):
            cases, asked = (
                cases_to_order(shelf, pace, min(days, 30), self.plan.lead_days, each) for each in (habit, 1.0)
            )
            tempted = cases_of(shelf, deal) if shelf.goods in self._tempting else 0
            if cases := max(cases, tempted):
                dispatch(shelf, cases, day, self.plan.lead_days, self.rng)
                self.owed_us += cases * shelf.goods.case_price
                reason = self.rng.choice(MORE_THAN_ASKED) if cases > 1.2 * asked else ""
                reason = DEAL_REASON if cases == tempted else reason
                units = cases * shelf.goods.case_size
                yield OrderLine(shelf.product_id, cases, units, reason, asked, shelf.goods)
