"""How much should be there: the classic card (rule A1), its normalised form (A2), and keeping to it (A7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.leverage.result import Confidence, Result, found, refuse, rounded
from app.leverage.safety_stock.sales import MISMATCH_QUESTIONS
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message


@dataclass(frozen=True)
class Situation:
    """Where a product stands today, in base units and days.

    ``next_days`` is the planned time until the next chance to order; ``lead_days`` from order to receipt,
    None if it is not known.
    """

    sellable: int
    next_days: int
    lead_days: int | None = None
    in_transit: int = 0


@dataclass(frozen=True)
class Card:
    """The classic card: units sold, 1.5 times of them, and what is missing of it."""

    sold: int
    target: Fraction
    order: Fraction


@dataclass(frozen=True)
class Target:
    """The normalised target. ``need`` may be below zero; ``order`` never is.

    ``governed_by`` is ``period`` or ``lead``; ``covers_days`` is how long stock and goods on the way last.
    """

    target: Fraction
    need: Fraction
    order: Fraction
    governed_by: str
    covers_days: Fraction | None


@dataclass(frozen=True)
class Ratio:
    """Stock before the order over one period's sales; ``band`` is ``low``, ``fits`` or ``high``."""

    ratio: Fraction
    band: str
    label: Message


def classic_card(
    last_count: int, received: int, current_count: int, *, settings: Settings = DEFAULTS
) -> Result[Card]:
    """Rule A1: the card as it is taught, for equal intervals. Refuses with ``count_mismatch``."""
    sold = last_count + received - current_count
    inputs = {"last": last_count, "received": received, "now": current_count}
    total = {"sum": f"{last_count:,} + {received:,} − {current_count:,}", "sold": sold}
    step = Message("Sold since the last count: {sum} = {sold}", total)
    if sold < 0:
        reason = Message("There are {more} more than last count and deliveries explain.", {"more": -sold})
        return refuse("A1", "count_mismatch", reason, inputs, steps=[step, *MISMATCH_QUESTIONS])
    card = card_of(sold, current_count, settings=settings)
    return found("A1", card, inputs, steps=[step, *_card_steps(card, current_count, settings)])


def card_of(sold: int, stock: int, *, in_transit: int = 0, settings: Settings = DEFAULTS) -> Card:
    """The classic card for a known number of units sold."""
    target = settings.k_safety * sold
    return Card(sold, target, max(Fraction(0), target - stock - in_transit))


def normalised_target(
    rate: Fraction | int,
    situation: Situation,
    *,
    event_factor: Fraction | int = 1,
    settings: Settings = DEFAULTS,
) -> Result[Target]:
    """Rule A2: rate × the longer of 1.5 periods and period plus lead time, less what is there and coming.

    `event_factor` multiplies the target (rule A9). Refuses with ``bad_input`` on figures below zero.
    """
    inputs = {"rate": Fraction(rate), "next_days": situation.next_days, "lead_days": situation.lead_days,
              "sellable": situation.sellable, "in_transit": situation.in_transit,
              "event_factor": Fraction(event_factor)}  # fmt: skip
    negative = min(situation.sellable, situation.in_transit, situation.lead_days or 0, rate) < 0
    if situation.next_days <= 0 or negative:
        reason = Message("Stock, rate and days must not be below zero, and the next visit must be ahead.")
        return refuse("A2", "bad_input", reason, inputs)
    period = settings.k_safety * situation.next_days
    reach = situation.next_days + (situation.lead_days or 0)
    target = rate * max(period, Fraction(reach)) * event_factor
    there = situation.sellable + situation.in_transit
    need = target - there
    value = Target(target, need, max(Fraction(0), need), "lead" if reach > period else "period",
                   Fraction(there) / rate if rate else None)  # fmt: skip
    steps = _target_steps(rate, situation, value, event_factor, settings)
    if situation.lead_days is None:
        unknown = Message("The delivery time is not known; a long one would need more stock.")
        return found("A2", value, inputs, confidence=Confidence.MEDIUM, reason=unknown, steps=steps)
    return found("A2", value, inputs, steps=steps)


def stock_ratio(
    sellable: int, rate: Fraction | int, next_days: int, *, settings: Settings = DEFAULTS
) -> Result[Ratio]:
    """Rule A7: sellable stock, counted before the order, over the sales of a period.

    Refuses with ``not_selling`` without sales.
    """
    inputs = {"sellable": sellable, "rate": Fraction(rate), "next_days": next_days}
    period = rate * next_days
    if period <= 0:
        return refuse("A7", "not_selling", Message("Nothing sells, so stock cannot be compared."), inputs)
    ratio = Fraction(sellable) / period
    told = {"stock": sellable, "period": rounded(period), "ratio": rounded(ratio, 2)}
    step = Message("Stock over the sales of a period: {stock} ÷ {period} = {ratio}", told)
    if ratio < settings.adherence_low:
        value = Ratio(ratio, "low", Message("Low: it may run out"))
    elif ratio > settings.adherence_high:
        value = Ratio(ratio, "high", Message("High: stock piles up"))
    else:
        value = Ratio(ratio, "fits", Message("Fits the rule"))
    return found("A7", value, inputs, steps=[step])


def adherence(ratios: Sequence[Ratio], dead: int = 0) -> Result[Fraction]:
    """Rule A7: the share of key products whose stock fits the rule; of `dead` more the stock lies there and
    does not sell (rule A6), which fits no rule. Refuses with ``no_products``."""
    if not ratios and not dead:
        return refuse("A7", "no_products", Message("No key product has a count and a rate yet."))
    fitting = sum(ratio.band == "fits" for ratio in ratios)
    told = {"fitting": fitting, "all": len(ratios) + dead, "dead": dead}
    steps = [Message("{fitting} of {all} products fit the rule.", told)]
    if dead:
        steps.append(Message("{dead} of them do not sell at all.", told))
    inputs = {"fitting": fitting, "products": told["all"]}
    return found("A7", Fraction(fitting, told["all"]), inputs, steps=steps)


def _card_steps(card: Card, stock: int, settings: Settings) -> list[Message]:
    told = {"k": rounded(settings.k_safety, 2), "sold": card.sold, "target": rounded(card.target),
            "stock": stock, "order": rounded(card.order)}  # fmt: skip
    return [
        Message("Should be there: {k} × {sold} = {target}", told),
        Message("Missing: {target} − {stock}, so order {order}.", told),
    ]


def _target_steps(rate, situation: Situation, value: Target, factor, settings: Settings) -> list[Message]:
    told = {"rate": rounded(rate, 2), "k": rounded(settings.k_safety, 2), "next": situation.next_days,
            "lead": situation.lead_days, "target": rounded(value.target), "have": situation.sellable,
            "coming": situation.in_transit, "need": rounded(value.need), "factor": rounded(factor, 2),
            "plain": rounded(value.target / factor)}  # fmt: skip
    if value.governed_by == "period":
        steps = [Message("Next order in {next} days, and half as long again to be safe: "
                         "{rate} × {k} × {next} = {plain}", told)]  # fmt: skip
    else:
        steps = [Message("Next order in {next} days, and its goods take {lead} days: "
                         "{rate} × ({next} + {lead}) = {plain}", told)]  # fmt: skip
    if factor != 1:
        steps.append(Message("Because of the event: {plain} × {factor} = {target}", told))
    steps.append(Message("In stock {have}, on the way {coming}: {target} − {have} − {coming} = {need}", told))
    if value.need <= 0 and value.covers_days is not None:
        days = {"days": rounded(value.covers_days)}
        steps.append(Message("Nothing to order: what is there lasts {days} days.", days))
    return steps
