"""What limits an order: the event's size, freshness, floor and cash (rule A9)."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from app.leverage.result import Confidence, Result, found, refuse, rounded
from app.leverage.safety_stock.target import Situation
from app.leverage.settings import DEFAULTS, Settings, as_text
from app.messages import Message, Money


@dataclass(frozen=True)
class Event:
    """A festival, a heat wave, a promotion: its factor on demand, and why, in the rep's words."""

    factor: Fraction
    reason: str


@dataclass(frozen=True)
class Freshness:
    """What decides how much can be sold young enough; None where it is not known.

    ``limit`` is the part of the shelf life at which this dealer's customers refuse.
    """

    shelf_days: int | None = None
    age_on_arrival: int | None = None
    limit: Fraction | None = None


@dataclass(frozen=True)
class Want:
    """An order that competes for cash: whole cases, the price of one in minor units, days until empty."""

    key: Hashable
    cases: int
    case_price: int | None
    days_left: Fraction | None
    minimum_cases: int = 0


def event_factor(event: Event | None, *, settings: Settings = DEFAULTS) -> Result[Fraction]:
    """Rule A9, first: the factor on the target.

    Refuses with ``bad_event`` what is out of its limits, with ``no_reason`` what is not explained.
    """
    if event is None:
        return found("A9", Fraction(1), {"factor": 1})
    inputs = {"factor": event.factor, "event": event.reason}
    if not settings.event_low <= event.factor <= settings.event_high:
        limits = {"low": as_text(settings.event_low), "high": as_text(settings.event_high)}
        reason = Message("The event factor has to lie between {low} and {high}.", limits)
        return refuse("A9", "bad_event", reason, inputs)
    if not event.reason.strip():
        return refuse("A9", "no_reason", Message("Say which event raises or lowers sales."), inputs)
    told = {"event": event.reason.strip(), "factor": rounded(Fraction(event.factor), 2)}
    step = Message("{event}: {factor} times the usual sales are expected.", told)
    return found("A9", Fraction(event.factor), inputs, steps=[step])


def freshness_cap(
    rate: Fraction | int, freshness: Freshness, situation: Situation, *, settings: Settings = DEFAULTS
) -> Result[Fraction]:
    """Rule A9, second: units of which the last still leaves before the customers' age limit.

    Refuses with ``shelf_unknown`` without shelf life or age on arrival.
    """
    limit = settings.accept_age if freshness.limit is None else freshness.limit
    there = situation.sellable + situation.in_transit
    inputs = {"rate": Fraction(rate), "shelf_days": freshness.shelf_days, "limit": limit,
              "age_on_arrival": freshness.age_on_arrival, "there": there}  # fmt: skip
    if freshness.shelf_days is None or freshness.age_on_arrival is None:
        reason = Message("Shelf life or age on arrival is not known, so freshness does not limit the order.")
        return refuse("A9", "shelf_unknown", reason, inputs)
    days = limit * freshness.shelf_days - freshness.age_on_arrival
    cap = max(Fraction(0), rate * days - there)
    told = {"days": rounded(days), "rate": rounded(rate, 2), "there": there, "cap": rounded(cap)}
    step = Message("Fresh for {days} more days on arrival: {rate} × {days} − {there}, at most {cap}.", told)
    return found("A9", cap, inputs, steps=[step])


def share_floor(wants: Sequence[Want], free_cases: int) -> dict[Hashable, int]:
    """Rule A9, third: cases for each key on a floor that holds `free_cases` of all, soonest empty first.

    A part that is below the smallest order is not ordered at all.
    """
    return _shared([replace(want, case_price=1) for want in wants], free_cases)


def share_cash(wants: Sequence[Want], affordable: int) -> Result[dict[Hashable, int]]:
    """Rule A9, fourth: cases for each key out of `affordable` minor units, soonest empty first.

    What fits is left alone. A product without a price cannot be charged: it stays as it is, and the
    confidence falls. A part that is below the smallest order is not ordered at all.
    """
    unpriced = [want for want in wants if want.cases and want.case_price is None]
    inputs = {"affordable": affordable, "wanted": sum(want.cases * (want.case_price or 0) for want in wants),
              "unpriced": len(unpriced)}  # fmt: skip
    funded, steps = _shared(wants, affordable), []
    told = {"wanted": Money(inputs["wanted"]), "affordable": Money(max(0, affordable))}
    if inputs["wanted"] > affordable:
        steps.append(Message("All costs {wanted}, {affordable} can be paid: soonest empty first.", told))
    if not unpriced:
        return found("A9", funded, inputs, steps=steps)
    reason = Message("{unpriced} products have no price and were not checked against cash.", inputs)
    return found("A9", funded, inputs, confidence=Confidence.MEDIUM, reason=reason, steps=steps)


def _shared(wants: Sequence[Want], limit: int) -> dict[Hashable, int]:
    left, given = max(0, limit), {}
    for want in sorted(wants, key=lambda want: (want.days_left is None, want.days_left or 0)):
        cases = given[want.key] = _cases_for(want, left)
        left -= cases * (want.case_price or 0)
    return given


def _cases_for(want: Want, left: int) -> int:
    if want.case_price is None or want.case_price == 0:
        return want.cases
    cases = min(want.cases, floor(left / Fraction(want.case_price)))
    return 0 if cases < want.cases and cases < want.minimum_cases else cases
