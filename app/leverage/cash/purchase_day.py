"""The weekday on which he has money and nobody else has it yet (rule C5)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate

from app.leverage.cash.book import ledger_level
from app.leverage.cash.inputs import Ledger
from app.leverage.result import Confidence, Result, found, refuse
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Money

WEEKDAYS = (
    Message("Monday"), Message("Tuesday"), Message("Wednesday"), Message("Thursday"), Message("Friday"),
    Message("Saturday"), Message("Sunday"),
)  # fmt: skip
WEEK = 7


@dataclass(frozen=True)
class PurchaseDay:
    """The best weekday, Monday being 0, and the next date to order on.

    ``basis`` is ``flows``, ``balances`` or ``stated``; ``cumulative`` are the medians added up from Monday.
    ``governed_by`` is ``stock`` if waiting for the weekday would let the stock run out, else ``cash``.
    """

    weekday: int
    label: Message
    basis: str
    order_on: date
    governed_by: str = "cash"
    cumulative: tuple[Fraction, ...] = ()


def best_purchase_day(
    ledger: Ledger | None,
    today: date,
    *,
    closing_balances: Mapping[date, int] | None = None,
    stated_day: int | None = None,
    lead_days: int | None = None,
    stock_out_on: date | None = None,
    settings: Settings = DEFAULTS,
) -> Result[PurchaseDay]:
    """Rule C5: the day after the weekday on which the money of the week is highest, by medians.

    Daily closing balances go before flows; with less than four weeks of either the dealer's own collection
    day stands in with low confidence, else it refuses with ``short_ledger``. A stock that would run out
    before the goods arrive goes before the weekday.
    """
    inputs = {"today": today, "stated_day": stated_day, "lead_days": lead_days, "stock_out_on": stock_out_on,
              "covers_from": ledger.first if ledger else None,
              "covers_to": ledger.last if ledger else None}  # fmt: skip
    result = (
        _by_balances(closing_balances or {}, today, inputs, settings)
        or _by_flows(ledger, today, inputs, settings)
        or _as_stated(stated_day, today, inputs)
    )
    if result is None:
        reason = Message("Not enough data: {weeks} weeks are needed.", {"weeks": settings.purchase_day_weeks})
        return refuse("C5", "short_ledger", reason, inputs)
    return _before_stock_out(result, today, lead_days, stock_out_on)


def _by_balances(balances, today, inputs, settings) -> Result[PurchaseDay] | None:
    if not balances or (max(balances) - min(balances)).days + 1 < settings.purchase_day_weeks * WEEK:
        return None
    by_weekday: dict[int, list[int]] = {}
    for day, amount in balances.items():
        by_weekday.setdefault(day.weekday(), []).append(amount)
    enough = settings.purchase_day_weeks
    medians = {each: _median(amounts) for each, amounts in by_weekday.items() if len(amounts) >= enough}
    if not medians:
        return None
    peak = max(medians, key=lambda weekday: (medians[weekday], -weekday))
    told = {"peak": WEEKDAYS[peak], "amount": Money(int(medians[peak]))}
    step = Message("{peak} closes with most: {amount} in a usual week.", told)
    return found("C5", _day_after(peak, "balances", today), inputs, steps=[step, _next(peak)])


def _by_flows(ledger: Ledger | None, today, inputs, settings) -> Result[PurchaseDay] | None:
    level = ledger and ledger_level(ledger, today)
    if not level or level.refused:
        return None
    days = (ledger.last - ledger.first).days + 1
    if days < settings.purchase_day_weeks * WEEK:
        return None
    medians = _weekday_nets(ledger, days)
    cumulative = tuple(accumulate(medians))
    peak = cumulative.index(max(cumulative))
    value = replace(_day_after(peak, "flows", today), cumulative=cumulative)
    steps = [
        Message("{weekday}: {net} in a usual week, {total} since Monday.", {
            "weekday": WEEKDAYS[weekday], "net": Money(int(net)), "total": Money(int(cumulative[weekday]))})
        for weekday, net in enumerate(medians)
    ]  # fmt: skip
    unproved = {"confidence": level.confidence, "reason": level.reason} if level.code else {}
    return found("C5", value, inputs, **unproved, steps=[*steps, _next(peak)])


def _weekday_nets(ledger: Ledger, days: int) -> list[Fraction]:
    """Median inflow less median outflow of each weekday; a covered day without entries counts as zero."""
    sums: dict[tuple[str, date], int] = {}
    for row in ledger.rows:
        sums[row.direction, row.on] = sums.get((row.direction, row.on), 0) + row.amount
    covered = [ledger.first + timedelta(days=number) for number in range(days)]
    nets = []
    for weekday in range(WEEK):
        same = [day for day in covered if day.weekday() == weekday]
        inflow, outflow = ([sums.get((way, day), 0) for day in same] for way in ("in", "out"))
        nets.append(_median(inflow) - _median(outflow))
    return nets


def _as_stated(stated_day: int | None, today: date, inputs) -> Result[PurchaseDay] | None:
    if stated_day not in range(WEEK):
        return None
    value = PurchaseDay(stated_day, WEEKDAYS[stated_day], "stated", _on_or_after(today, stated_day))
    reason = Message("Not enough data; this is the collection day as told.")
    return found("C5", value, inputs, confidence=Confidence.LOW, reason=reason)


def _before_stock_out(result: Result[PurchaseDay], today, lead_days, stock_out_on) -> Result[PurchaseDay]:
    if stock_out_on is None:
        return result
    latest = stock_out_on - timedelta(days=lead_days or 0)
    if result.value.order_on <= latest:
        return result
    value = replace(result.value, order_on=max(today, latest), governed_by="stock")
    told = {"out": stock_out_on, "on": value.order_on}
    step = Message("Stock runs out on {out}: order on {on}, and let cash decide how much.", told)
    return replace(result, value=value, steps=(*result.steps, step))


def _day_after(peak: int, basis: str, today: date) -> PurchaseDay:
    weekday = (peak + 1) % WEEK
    return PurchaseDay(weekday, WEEKDAYS[weekday], basis, _on_or_after(today, weekday))


def _next(peak: int) -> Message:
    told = {"peak": WEEKDAYS[peak], "day": WEEKDAYS[(peak + 1) % WEEK]}
    return Message("Money is highest after {peak}, so order on {day} morning, before others are paid.", told)


def _on_or_after(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % WEEK)


def _median(amounts: list[int]) -> Fraction:
    ordered = sorted(amounts)
    middle = len(ordered) // 2
    return Fraction(ordered[middle] + ordered[~middle], 2)
