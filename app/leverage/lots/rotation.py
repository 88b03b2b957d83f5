"""Did the old lots leave first? (rule B1)"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.leverage.lots.inputs import Delivery, Lot, by_date
from app.leverage.result import Confidence, Result, found, refuse, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message

_KA_ORDER = Message("A supermarket asked for young dates, so this interval does not count.")


@dataclass(frozen=True)
class Fifo:
    """First in, first out between two counts.

    ``share`` is 1 if no newer unit left before an older one. ``overtaken`` units did; ``old_left`` is what
    stayed of the lots that should have gone. ``ignored`` were within the tolerance of opened pallets.
    ``reversed_deliveries`` are production dates that we delivered although newer goods lay there already.
    """

    share: Fraction
    overtaken: int
    old_left: int
    total: int
    violated: bool
    ignored: int = 0
    reversed_deliveries: tuple[date, ...] = ()


def fifo(
    last: Iterable[Lot],
    deliveries: Iterable[Delivery],
    now: Iterable[Lot],
    *,
    damaged: Mapping[date, int] | None = None,
    case_size: int = 1,
    ka_order: bool = False,
    settings: Settings = DEFAULTS,
) -> Result[Fifo]:
    """Rule B1: from all lots of one product at two counts and what came in between.

    `damaged` are units by production date that left without being sold. Refuses with ``ka_order``,
    ``first_visit``, ``lot_mismatch`` (a lot is larger than it can be) or ``nothing_left`` the floor.
    """
    before, came, after = by_date(last), by_date(deliveries), by_date(now)
    inputs = {"last": before, "received": came, "now": after, "damaged": dict(damaged or {})}
    if ka_order:
        return refuse("B1", "ka_order", _KA_ORDER, inputs)
    if not before:
        return refuse("B1", "first_visit", Message("Lots were not recorded at an earlier count."), inputs)
    ours = _reversed(before, came)
    dates = sorted({*before, *came, *after} - set(ours))
    out = {day: before.get(day, 0) + came.get(day, 0) - after.get(day, 0) - (damaged or {}).get(day, 0)
           for day in dates}  # fmt: skip
    negative = next((day for day in dates if out[day] < 0 or after.get(day, 0) < 0), None)
    if negative:
        return refuse("B1", "lot_mismatch", _too_large(negative), inputs)
    if sum(out.values()) <= 0:
        return refuse("B1", "nothing_left", Message("Nothing left the floor between the counts."), inputs)
    ideal = _ideal(out, before, came)
    value = _judge(out, ideal, before, after, ours, case_size, settings)
    return found("B1", value, inputs, **_doubt(ours), steps=_steps(out, ideal, value))


def fifo_quick(
    oldest_last: Lot | None,
    oldest_now: Lot | None,
    sold: int,
    *,
    case_size: int = 1,
    ka_order: bool = False,
    settings: Settings = DEFAULTS,
) -> Result[Fifo]:
    """Rule B1 with only the oldest lot of each count and the units `sold` between them.

    Refuses with ``first_visit``, ``other_lot`` (the old one is gone, or its date was misread),
    ``lot_mismatch`` or ``nothing_left``.
    """
    inputs = {"oldest_last": oldest_last, "oldest_now": oldest_now, "sold": sold}
    if ka_order:
        return refuse("B1", "ka_order", _KA_ORDER, inputs)
    if oldest_last is None or oldest_now is None:
        return refuse("B1", "first_visit", Message("The oldest lot was not recorded at both counts."), inputs)
    if oldest_last.dated != oldest_now.dated:
        return refuse("B1", "other_lot", Message("The oldest lot is another one than last time."), inputs)
    if oldest_now.quantity > oldest_last.quantity or min(oldest_now.quantity, sold) < 0:
        return refuse("B1", "lot_mismatch", _too_large(oldest_now.dated), inputs)
    if sold == 0:
        return refuse("B1", "nothing_left", Message("Nothing left the floor between the counts."), inputs)
    should_stay = max(0, oldest_last.quantity - sold)
    overtaken = min(sold, max(0, oldest_now.quantity - should_stay))
    value = _tolerated(overtaken, oldest_now.quantity, sold, True, case_size, settings)
    told = {"day": oldest_now.dated, "last": oldest_last.quantity, "now": oldest_now.quantity, "sold": sold}
    step = Message("Oldest lot {day}: {last} last time, {now} now, while {sold} were sold.", told)
    reason = Message("Only the oldest lot was recorded.")
    steps = [step, *_verdict(value)]
    return found("B1", value, inputs, confidence=Confidence.MEDIUM, reason=reason, steps=steps)


def _too_large(day: date) -> Message:
    return Message("The lot of {day} is larger than it can be: please look at its date again.", {"day": day})


def _reversed(before: Mapping[date, int], came: Mapping[date, int]) -> tuple[date, ...]:
    """Dates that arrived although newer goods lay there: our logistics' fault, not his."""
    newest = max((day for day, quantity in before.items() if quantity > 0), default=date.min)
    return tuple(day for day, quantity in came.items() if quantity > 0 and day < newest)


def _ideal(out: Mapping[date, int], before: Mapping[date, int], came: Mapping[date, int]) -> dict[date, int]:
    left, ideal = sum(out.values()), {}
    for day in out:
        ideal[day] = min(left, before.get(day, 0) + came.get(day, 0))
        left -= ideal[day]
    return ideal


def _judge(out, ideal, before, after, ours, case_size, settings) -> Fifo:
    overtaken = sum(max(0, out[day] - ideal[day]) for day in out)
    old_left = sum(after.get(day, 0) for day in out if out[day] < ideal[day])
    stayed = [day for day in out if before.get(day, 0) > 0 and after.get(day, 0) > 0]
    passed = any(out[new] > 0 for new in out for old in stayed[:1] if new > old)
    return _tolerated(overtaken, old_left, sum(out.values()), passed, case_size, settings, ours)


def _tolerated(overtaken, old_left, total, passed, case_size, settings, ours=()) -> Fifo:
    """Opened pallets are taken from both ends: a case, or a twentieth, is no violation."""
    tolerance = max(settings.fifo_tolerance_cases * case_size, settings.fifo_tolerance_share * total)
    if overtaken <= tolerance:
        return Fifo(Fraction(1), 0, old_left, total, False, overtaken, ours)
    return Fifo(1 - Fraction(overtaken, total), overtaken, old_left, total, passed, 0, ours)


def _doubt(ours: tuple[date, ...]) -> dict:
    if not ours:
        return {}
    told = {"day": ours[0]}
    reason = Message("We delivered goods of {day} although newer ones lay there; they are left out.", told)
    return {"confidence": Confidence.MEDIUM, "reason": reason, "code": "reversed_delivery"}


def _steps(out: Mapping[date, int], ideal: Mapping[date, int], value: Fifo) -> list[Message]:
    lots = [
        Message("Lot {day}: {out} left; oldest first, {ideal} would have.", {
            "day": day, "out": out[day], "ideal": ideal[day]})
        for day in out
    ]  # fmt: skip
    return [*lots, *_verdict(value)]


def _verdict(value: Fifo) -> list[Message]:
    told = {"old": value.old_left, "new": value.overtaken, "total": value.total, "ignored": value.ignored,
            "share": rounded(value.share, 2)}  # fmt: skip
    if not value.overtaken:
        return [Message("Old before new: {ignored} of {total} left out of turn, which is not counted.", told)]
    return [
        Message("{old} old ones are still here, yet {new} newer ones left first.", told),
        Message("First in, first out: 1 − {new} ÷ {total} = {share}", told),
    ]
