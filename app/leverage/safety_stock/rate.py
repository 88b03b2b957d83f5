"""Units sold a day: which counts to use (rule A4), first visits (A5), contradictions and dead stock (A6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from app.leverage.result import Confidence, Result, found, lowest, refuse, rounded
from app.leverage.safety_stock.inputs import CountPair
from app.leverage.safety_stock.sales import confidence_of, sold_net
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message

MONTH = 30


@dataclass(frozen=True)
class Rate:
    """Units sold a day.

    ``basis`` is ``interval``, ``pooled``, ``shipped``, ``stated`` or ``previous``; ``days`` are the days on
    which there was something to sell. ``at_least`` is True if true demand may be higher.
    """

    per_day: Fraction
    sold: int
    days: int
    pairs: int
    basis: str
    at_least: bool = False


def selling_rate(
    pairs: Sequence[CountPair],
    *,
    shipped_30_days: int | None = None,
    stated_month: int | None = None,
    settings: Settings = DEFAULTS,
) -> Result[Rate]:
    """The rate to work with: rule A4, or A5 without an earlier count, or the previous rate (A6).

    A rate that stands in for an unusable interval keeps the interval's ``code``, e.g. ``count_mismatch``.
    """
    rate = daily_rate(pairs, settings=settings)
    if rate.code == "first_visit":
        return first_estimate(shipped_30_days=shipped_30_days, stated_month=stated_month)
    if not rate.refused or len(pairs) < 2:
        return rate
    previous = daily_rate(pairs[:-1], settings=settings)
    if previous.refused:
        return rate
    value = replace(previous.value, basis="previous")
    told = Message("The rate of the interval before is used: {rate} a day.", {"rate": rounded(value.per_day)})
    return found(
        "A6", value, previous.inputs, confidence=Confidence.LOW, reason=rate.reason, code=rate.code,
        steps=[*rate.steps, told],
    )  # fmt: skip


def daily_rate(pairs: Sequence[CountPair], *, settings: Settings = DEFAULTS) -> Result[Rate]:
    """Rule A4: the rate of the newest interval; short ones are taken together, days without stock left out.

    `pairs` are oldest first (`pair_up`). Refuses with ``first_visit``, or as `sold_net` does.
    """
    if not pairs:
        return refuse("A4", "first_visit", Message("This product was never counted here before."))
    newest = sold_net(pairs[-1])
    if newest.refused:
        return replace(newest, formula_id="A4")
    used = _pairs_to_use(pairs, settings)
    sales = [sold_net(pair) for pair in used]
    days = sum(pair.days if pair.days_in_stock is None else pair.days_in_stock for pair in used)
    sold = sum(demand(pair, sale.value, settings=settings) for pair, sale in zip(used, sales, strict=True))
    at_least = any(pair.days_in_stock is None for pair in used)
    rate = Rate(Fraction(sold, days), sold, days, len(used), _basis(used), at_least)
    sure = _sureness(used, sales, settings)
    return found(
        "A4", rate, {**newest.inputs, "sold": sold, "days_in_stock": days, "intervals": len(used)},
        confidence=sure.value, reason=sure.reason, steps=[*_sums(sales), *_steps(rate), *sure.steps],
    )  # fmt: skip


def first_estimate(*, shipped_30_days: int | None = None, stated_month: int | None = None) -> Result[Rate]:
    """Rule A5: a rate without an earlier count, from our shipments of 30 days, else from his own word.

    Nothing shipped says nothing about what he sells, so it is passed over. Refuses with ``first_visit``.
    """
    inputs = {"shipped_30_days": shipped_30_days, "stated_month": stated_month}
    known = (("shipped", shipped_30_days), ("stated", stated_month))
    basis, volume = next(((name, given) for name, given in known if given and given > 0), (None, 0))
    if basis is None:
        missing = Message("First count: no shipments and no stated volume to go by, so no suggestion yet.")
        return refuse("A5", "first_visit", missing, inputs)
    told = {"volume": volume, "rate": rounded(Fraction(volume, MONTH), 2)}
    step = (
        Message("We shipped {volume} in 30 days: {volume} ÷ 30 = {rate} a day.", told)
        if basis == "shipped"
        else Message("Sales as told: {volume} a month; {volume} ÷ 30 = {rate} a day.", told)
    )
    sure = confidence_of(None)
    rate = Rate(Fraction(volume, MONTH), volume, MONTH, 0, basis)
    return found("A5", rate, inputs, confidence=sure.value, reason=sure.reason, steps=[step])


def dead_stock(
    stock: int,
    days_without_sale: int,
    *,
    days_listed: int | None = None,
    out_of_season: bool = False,
    settings: Settings = DEFAULTS,
) -> Result[bool]:
    """Rule A6: True if stock lies there and nothing has sold for a month.

    A product listed for less than `new_product_days`, or out of season, is exempt.
    """
    inputs = {"stock": stock, "days_without_sale": days_without_sale, "days_listed": days_listed,
              "out_of_season": out_of_season}  # fmt: skip
    new = days_listed is not None and days_listed < settings.new_product_days
    dead = stock > 0 and days_without_sale >= settings.dead_stock_days and not new and not out_of_season
    told = {"stock": stock, "days": days_without_sale}
    steps = [Message("{stock} in stock and none sold for {days} days.", told)] if dead else []
    return found("A6", dead, inputs, steps=steps)


def _pairs_to_use(pairs: Sequence[CountPair], settings: Settings) -> list[CountPair]:
    """The newest pair, and, if it is short, earlier ones up to two weeks or the first unusable one."""
    used = [pairs[-1]]
    if pairs[-1].days >= settings.pool_below_days:
        return used
    for pair in reversed(pairs[:-1]):
        enough = sum(each.days for each in used) >= settings.pool_days or len(used) >= settings.pool_pairs
        if enough or sold_net(pair).refused:
            break
        used.insert(0, pair)
    return used


def demand(pair: CountPair, sold: int, *, settings: Settings = DEFAULTS) -> int:
    """Rule A3, last: what has to be there for `sold` units: with free goods, where these come with a sale."""
    return sold + (pair.now.moved.free_goods if settings.count_free_goods else 0)


def _basis(used: Sequence[CountPair]) -> str:
    return "pooled" if len(used) > 1 else "interval"


def _sureness(used: list[CountPair], sales: list[Result[int]], settings: Settings) -> Result[Confidence]:
    newest, total = used[-1].days, sum(pair.days for pair in used)
    doubts = [sale.reason for sale in sales if sale.reason]
    if newest < settings.pool_below_days and total < settings.pool_days:
        doubts.append(Message("All usable counts together cover only {days} days.", {"days": total}))
    if any(pair.days_in_stock is None for pair in used):
        doubts.insert(0, Message("It ran out on an unknown day: true demand is at least this."))
    by_app = all(count.by_app for pair in used for count in (pair.last, pair.now))
    known_gap = any(pair.sold_out and pair.days_in_stock is not None for pair in used)
    sure = confidence_of(newest, by_app=by_app, stock_out=known_gap, doubts=tuple(doubts), settings=settings)
    return replace(sure, value=lowest(sure.value, *(sale.confidence for sale in sales)))


def _sums(sales: list[Result[int]]) -> list[Message]:
    return [step for sale in sales for step in sale.steps]


def _steps(rate: Rate) -> list[Message]:
    told = {"sold": rate.sold, "days": rate.days, "rate": rounded(rate.per_day, 2), "pairs": rate.pairs}
    steps = []
    if rate.basis == "pooled":
        steps.append(Message("{pairs} short intervals are taken together.", told))
    steps.append(Message("{sold} sold in {days} days with stock: {sold} ÷ {days} = {rate} a day.", told))
    return steps
