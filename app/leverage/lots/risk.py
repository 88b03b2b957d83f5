"""How fresh the stock is in all (rule B3), and what of it will not sell in time (rule B4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from app.leverage.lots.age import LotAge, lot_age, near_share
from app.leverage.lots.inputs import Lot, ShelfLife
from app.leverage.result import Confidence, Result, found, refuse, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Money

_NEGATIVE = Message("A quantity below zero cannot be: please enter it again.")


@dataclass(frozen=True)
class LotRisk:
    """One lot: ``sells`` units leave before ``limit_on``, ``risk`` units do not; ``money`` in minor units."""

    produced_on: date
    quantity: int
    limit_on: date
    sells: int
    risk: int
    money: int | None


@dataclass(frozen=True)
class StockAtRisk:
    """All lots, oldest first, and their sums; ``money`` is None if the unit cost is not known."""

    risk: int
    sells: int
    money: int | None
    lots: tuple[LotRisk, ...]


def freshness_score(
    lots: Sequence[Lot], shelf: ShelfLife | None, today: date, *, settings: Settings = DEFAULTS
) -> Result[Fraction]:
    """Rule B3: from 0 (expired) to 1 (fresh), weighted by quantity; sealed lots are no longer stock.

    Lots without a class are left out and lower the confidence. Refuses with ``no_lots`` or ``bad_count``.
    """
    aged = [(lot, lot_age(lot, shelf, today, settings=settings)) for lot in lots if not lot.sealed]
    classed = [(lot.quantity, age.value) for lot, age in aged if not age.refused and age.value.code]
    total = sum(quantity for quantity, _ in classed)
    inputs = {"today": today, "lots": [(lot.dated, lot.quantity) for lot, _ in aged], "quantity": total}
    if any(lot.quantity < 0 for lot in lots):
        return refuse("B3", "bad_count", _NEGATIVE, inputs)
    if total <= 0:
        return refuse("B3", "no_lots", Message("No lot with a known shelf life is in stock."), inputs)
    parts = [(quantity, getattr(settings, f"freshness_{age.code.lower()}")) for quantity, age in classed]
    score = sum(quantity * weight for quantity, weight in parts) / Fraction(total)
    shown = " + ".join(f"{quantity} × {rounded(weight, 2)}" for quantity, weight in parts)
    told = {"sum": shown, "total": total, "score": rounded(score, 2)}
    steps = [Message("Freshness: ({sum}) ÷ {total} = {score}", told)]
    if len(classed) == len(aged):
        return found("B3", score, inputs, steps=steps)
    reason = Message("Some lots have no usable date and are left out.")
    return found("B3", score, inputs, confidence=Confidence.MEDIUM, reason=reason, steps=steps)


def stock_at_risk(
    lots: Sequence[Lot],
    shelf: ShelfLife | None,
    rate: Fraction | int | None,
    today: date,
    *,
    limit: Fraction | None = None,
    unit_cost: Fraction | int | None = None,
    settings: Settings = DEFAULTS,
) -> Result[StockAtRisk]:
    """Rule B4: at this rate, what of each lot is left when it reaches its limit age, oldest lot first.

    `limit` is the customers' part of the shelf life, else that of near expiry; `unit_cost` minor units.
    Sealed lots are left out. Refuses with ``no_rate``, ``no_lots``, ``bad_count``, ``bad_date`` or
    ``shelf_unknown``.
    """
    inputs = {"today": today, "rate": rate, "limit": limit, "unit_cost": unit_cost,
              "lots": [(lot.dated, lot.quantity) for lot in lots if not lot.sealed]}  # fmt: skip
    if rate is None or rate < 0:
        return refuse("B4", "no_rate", Message("Without a selling rate nothing can be said."), inputs)
    if any(lot.quantity < 0 for lot in lots):
        return refuse("B4", "bad_count", _NEGATIVE, inputs)
    stock = sorted((lot for lot in lots if not lot.sealed and lot.quantity > 0), key=lambda lot: lot.dated)
    if not stock:
        return refuse("B4", "no_lots", Message("No lots are recorded."), inputs)
    ages = [lot_age(lot, shelf, today, settings=settings) for lot in stock]
    for age in ages:
        if age.refused or age.code:
            reason = age.reason or Message("The shelf life is not known.")
            return refuse("B4", age.code, reason, inputs)
    risks = _walk(stock, [age.value for age in ages], Fraction(rate), limit, unit_cost, today, settings)
    money = None if unit_cost is None else sum(each.money for each in risks)
    risk, sells = sum(each.risk for each in risks), sum(each.sells for each in risks)
    value = StockAtRisk(risk, sells, money, tuple(risks))
    return found("B4", value, inputs, steps=_steps(value, rate))


def _walk(stock, ages: list[LotAge], rate: Fraction, limit, unit_cost, today, settings) -> list[LotRisk]:
    """Each lot gets the days up to its limit, less what the older ones have taken of them."""
    risks, taken = [], 0
    for lot, age in zip(stock, ages, strict=True):
        share = near_share(age.shelf_days, settings) if limit is None else limit
        limit_age = floor(share * age.shelf_days)
        can = max(Fraction(0), rate * max(0, limit_age - age.age_days) - taken)
        sells = min(lot.quantity, floor(can))
        taken += sells
        risk = lot.quantity - sells
        money = None if unit_cost is None else floor(risk * Fraction(unit_cost) + Fraction(1, 2))
        limit_on = today + timedelta(days=limit_age - age.age_days)
        risks.append(LotRisk(lot.dated, lot.quantity, limit_on, sells, risk, money))
    return risks


def _steps(value: StockAtRisk, rate: Fraction | int) -> list[Message]:
    steps = []
    for lot in value.lots:
        told = {"day": lot.produced_on, "limit": lot.limit_on, "rate": rounded(rate, 2), "sells": lot.sells,
                "quantity": lot.quantity, "risk": lot.risk}  # fmt: skip
        if lot.risk:
            steps.append(Message(
                "Lot {day}: at {rate} a day {sells} of {quantity} sell until {limit}; {risk} do not.", told
            ))  # fmt: skip
        else:
            steps.append(Message("Lot {day}: all {quantity} sell until {limit}.", told))
    if value.risk and value.money is not None:
        steps.append(Message("At cost that is {money}.", {"money": Money(value.money)}))
    return steps
