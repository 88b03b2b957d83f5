"""What was really sold between two counts (rule A3), and how far to trust it (rule A10)."""

from dataclasses import astuple

from app.leverage.result import Confidence, Result, found, refuse
from app.leverage.safety_stock.inputs import CountPair
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message

# Asked in this order: the cheapest explanation first, the accusation never.
MISMATCH_QUESTIONS = (
    Message("Shall we count again together?"),
    Message("Was there a delivery that we do not know of?"),
    Message("Did outlets bring goods back?"),
    Message("Was it counted in cases here and in single units there?"),
)


def sold_net(pair: CountPair) -> Result[int]:
    """Rule A3: units sold between two counts, without returns, damage, transfers and free goods.

    Refuses with ``bad_dates``, ``bad_count``, ``receipts_unknown`` or ``count_mismatch``; the last carries
    the sum and the four questions in ``steps`` (rule A6).
    """
    inputs = _inputs(pair)
    if problem := _contradiction(pair):
        return refuse("A3", *problem, inputs)
    moved = pair.now.moved
    gone_bad = _moved_unsellable(pair)
    terms = (pair.last.sellable, moved.received, -pair.now.sellable, -gone_bad, -moved.returned_to_us,
             -moved.transferred_out, -moved.free_goods, -moved.market_returns_unsellable)  # fmt: skip
    sold = sum(terms)
    inputs |= {"depletion": sum(terms[:3]), "moved_unsellable": gone_bad}
    steps = _steps(pair, gone_bad, terms, sold)
    if sold < 0:
        reason = Message("There are {more} more than last count and deliveries explain.", {"more": -sold})
        return refuse("A3", "count_mismatch", reason, inputs, steps=[*steps, *MISMATCH_QUESTIONS])
    doubt = _doubt(pair, gone_bad)
    confidence = Confidence.MEDIUM if doubt else Confidence.HIGH
    return found("A3", sold, inputs, confidence=confidence, reason=doubt, steps=steps)


def confidence_of(
    days: int | None,
    *,
    by_app: bool = True,
    stock_out: bool = False,
    mismatch: bool = False,
    doubts: tuple[Message, ...] = (),
    settings: Settings = DEFAULTS,
) -> Result[Confidence]:
    """Rule A10: how sure a rate is that comes from `days` between counts; `days` None is an estimate.

    ``reason`` is the gravest doubt, ``steps`` are all of them. `doubts` are further ones of the caller's.
    """
    inputs = {"days": days, "by_app": by_app, "stock_out": stock_out, "mismatch": mismatch}
    grave, light = _doubts_of(days, by_app, stock_out, mismatch, settings)
    light += doubts
    if grave or len(light) > 1:
        confidence = Confidence.LOW
    else:
        confidence = Confidence.MEDIUM if light else Confidence.HIGH
    reasons = grave + light
    return found("A10", confidence, inputs, reason=reasons[0] if reasons else None, steps=reasons[1:])


def _doubts_of(days, by_app, stock_out, mismatch, settings):
    grave = []
    if days is None:
        grave.append(Message("First estimate: there is no earlier count."))
    elif days > settings.long_interval_days:
        grave.append(Message("Long gap between counts; the season may have changed."))
    if mismatch:
        grave.append(Message("The last counts contradict each other."))
    light = []
    if stock_out:
        light.append(Message("The product ran out between the counts."))
    if days is not None and days < settings.pool_below_days:
        light.append(Message("The counts are only {days} days apart.", {"days": days}))
    if days is not None and settings.sure_interval_days < days <= settings.long_interval_days:
        light.append(Message("The counts are {days} days apart.", {"days": days}))
    if not by_app:
        light.append(Message("One of the counts was told or imported."))
    return tuple(grave), tuple(light)


def _contradiction(pair: CountPair) -> tuple[str, Message] | None:
    moved = pair.now.moved
    if pair.days <= 0:
        return "bad_dates", Message("The later count has to be on a later day.")
    quantities = (pair.last.counted, pair.now.counted, pair.last.unsellable or 0, pair.now.unsellable or 0,
                  *(value or 0 for value in astuple(moved)))  # fmt: skip
    if min(quantities) < 0:
        return "bad_count", Message("A quantity below zero cannot be: please enter it again.")
    if pair.last.sellable < 0 or pair.now.sellable < 0:
        return "bad_count", Message("More is set aside as unsellable than was counted in all.")
    if moved.received is None:
        return "receipts_unknown", Message("It is not known what was delivered since the last count.")
    return None


def _moved_unsellable(pair: CountPair) -> int:
    """What turned from sellable to unsellable in the period, on the floor still or gone already."""
    moved = pair.now.moved
    if pair.last.unsellable is None or pair.now.unsellable is None:
        return moved.disposed
    aside = pair.now.unsellable - pair.last.unsellable
    return aside + moved.disposed - moved.market_returns_unsellable


def _doubt(pair: CountPair, gone_bad: int) -> Message | None:
    if pair.last.unsellable is None or pair.now.unsellable is None:
        return Message("Nobody looked for unsellable goods.")
    if gone_bad < 0:
        return Message("{count} unsellable units left the floor without a record.", {"count": -gone_bad})
    return None


def _inputs(pair: CountPair) -> dict:
    moved = pair.now.moved
    return {
        "last_on": pair.last.on, "last": pair.last.sellable, "now_on": pair.now.on, "now": pair.now.sellable,
        "days": pair.days, "received": moved.received, "unsellable_last": pair.last.unsellable,
        "unsellable_now": pair.now.unsellable, "disposed": moved.disposed, "returned": moved.returned_to_us,
        "transferred_out": moved.transferred_out, "free_goods": moved.free_goods,
        "market_returns": moved.market_returns_unsellable,
    }  # fmt: skip


def _steps(pair: CountPair, gone_bad: int, terms: tuple[int, ...], sold: int) -> list[Message]:
    steps = [
        Message("Counted {last} on {last_on} and {now} on {now_on}; {received} came in between.", {
            "last": pair.last.sellable, "last_on": pair.last.on, "now": pair.now.sellable,
            "now_on": pair.now.on, "received": pair.now.moved.received})
    ]  # fmt: skip
    moved = pair.now.moved
    not_sold = (
        (gone_bad, Message("gone bad or damaged")),
        (moved.returned_to_us, Message("sent back to us")),
        (moved.transferred_out, Message("passed on to another dealer")),
        (moved.free_goods, Message("given as free goods")),
        (moved.market_returns_unsellable, Message("brought back bad by outlets")),
    )
    if gone_bad < 0:
        steps.append(Message("Sellable again: {quantity}.", {"quantity": -gone_bad}))
    for quantity, what in not_sold:
        if quantity > 0:
            steps.append(Message("Not sold: {quantity} {what}.", {"quantity": quantity, "what": what}))
    return [*steps, Message("Sold since the last count: {sum} = {sold}", {"sum": _sum(terms), "sold": sold})]


def _sum(terms: tuple[int, ...]) -> str:
    first, received, *rest = terms
    signed = (f"{'−' if term < 0 else '+'} {abs(term):,}" for term in rest if term)
    return " ".join([f"{first:,} + {received:,}", *signed])
