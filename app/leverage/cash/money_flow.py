"""Money in and out a day (rule C2), and how long what is there lasts (rule C3)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.leverage.cash.book import NEGATIVE, doubt_of, ledger_level
from app.leverage.cash.inputs import OPERATING, Balance, Ledger, Spoken, lower, upper
from app.leverage.result import Confidence, Result, found, lowest, refuse, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Money, Percent

COVER_BANDS = {
    "critical": Message("Running out"),
    "red": Message("Low"),
    "amber": Message("Tight"),
    "green": Message("Comfortable"),
}


@dataclass(frozen=True)
class Flow:
    """What came and went. Averages are minor units a day; ``ratio`` is net over inflow, None without any.

    ``operating_out`` and ``out_by_category`` (a day) are None without categories.
    """

    days: int
    inflow: int
    outflow: int
    avg_in: Fraction
    avg_out: Fraction
    net: int
    ratio: Fraction | None
    operating_out: Fraction | None
    out_by_category: dict[str | None, Fraction] | None


@dataclass(frozen=True)
class CashCover:
    """Days that cash and bank last at all outflows, and at running costs only; band and its label."""

    days: Fraction
    operating_days: Fraction | None
    band: str
    label: Message


def flow(source: Ledger | Spoken, today: date, *, settings: Settings = DEFAULTS) -> Result[Flow]:
    """Rule C2: averages over the calendar days covered, closed days included.

    What is only told counts with the least inflow and the largest outflow. Refuses with ``short_ledger``
    below seven days, or as `ledger_level` does.
    """
    level = ledger_level(source, today)
    if level.refused:
        return refuse("C2", level.code, level.reason, level.inputs)
    days = source.days if isinstance(source, Spoken) else (source.last - source.first).days + 1
    value = _flow_of(source, days)
    inputs = {**level.inputs, "days": days, "inflow": value.inflow, "outflow": value.outflow}
    if days < settings.ledger_min_days:
        reason = Message("Only {days} days are covered; {needed} are needed.",
                         {"days": days, "needed": settings.ledger_min_days})  # fmt: skip
        return refuse("C2", "short_ledger", reason, inputs)
    confidence, reason = level.confidence, level.reason
    if days < settings.ledger_sure_days:
        short = Message("Only {days} days are covered.", {"days": days})
        confidence, reason = Confidence.LOW, reason or short
    return found("C2", value, inputs, confidence=confidence, reason=reason, steps=_flow_steps(value))


def cash_cover(balance: Balance, flow: Result[Flow], *, settings: Settings = DEFAULTS) -> Result[CashCover]:
    """Rule C3: (cash + bank) over all outflows a day. A range counts with its lower bound.

    Refuses with ``no_balance``, ``no_outflow``, ``bad_amount`` or as the flow does.
    """
    inputs = {"cash": balance.cash, "bank": balance.bank, "balance_on": balance.on}
    if flow.refused:
        return refuse("C3", flow.code, flow.reason, {**inputs, **flow.inputs})
    inputs |= {"avg_out": flow.value.avg_out, "operating_out": flow.value.operating_out}
    if balance.known is None:
        return refuse("C3", "no_balance", Message("Neither cash nor bank money is known."), inputs)
    if balance.known < 0:
        return refuse("C3", "bad_amount", NEGATIVE, inputs)
    if flow.value.avg_out == 0:
        return refuse("C3", "no_outflow", Message("No money went out, so nothing can be compared."), inputs)
    days = balance.known / flow.value.avg_out
    operating = balance.known / flow.value.operating_out if flow.value.operating_out else None
    band = _band(days, settings)
    sure = doubt_of(balance)
    return found(
        "C3", CashCover(days, operating, band, COVER_BANDS[band]), inputs,
        confidence=lowest(flow.confidence, sure.confidence), reason=sure.reason or flow.reason,
        steps=_cover_steps(balance.known, flow.value, days, operating),
    )  # fmt: skip


def money_of(amount: Fraction | int) -> Money:
    """A daily average to show, in whole minor units."""
    return Money(int(rounded(amount, 0)))


def _flow_of(source: Ledger | Spoken, days: int) -> Flow:
    if isinstance(source, Spoken):
        inflow, outflow, by_category = lower(source.inflow), upper(source.outflow), None
    else:
        inflow, outflow = source.total("in"), source.total("out")
        by_category = _by_category(source, days) if source.has_categories and days > 0 else None
    operating = None
    if by_category is not None:
        operating = sum((by_category.get(each, Fraction(0)) for each in OPERATING), Fraction(0))
    net = inflow - outflow
    ratio = Fraction(net, inflow) if inflow else None
    spread = max(days, 1)
    return Flow(days, inflow, outflow, Fraction(inflow, spread), Fraction(outflow, spread), net, ratio,
                operating, by_category)  # fmt: skip


def _by_category(ledger: Ledger, days: int) -> dict[str | None, Fraction]:
    categories = {row.category for row in ledger.rows if row.direction == "out"}
    return {category: Fraction(ledger.total("out", category), days) for category in categories}


def _band(days: Fraction, settings: Settings) -> str:
    borders = (("critical", settings.cash_critical_days), ("red", settings.cash_red_days),
               ("amber", settings.cash_amber_days))  # fmt: skip
    return next((band for band, border in borders if days < border), "green")


def _flow_steps(value: Flow) -> list[Message]:
    told = {"days": value.days, "in": Money(value.inflow), "out": Money(value.outflow),
            "avg_in": money_of(value.avg_in), "avg_out": money_of(value.avg_out),
            "net": Money(value.net)}  # fmt: skip
    steps = [
        Message("In {days} days {in} came in: {avg_in} a day.", told),
        Message("In {days} days {out} went out: {avg_out} a day.", told),
    ]
    if value.ratio is not None:
        told["ratio"] = Percent(value.ratio, 1)
        steps.append(Message("Left over: {in} − {out} = {net}, {ratio} of what came in.", told))
    return steps


def _cover_steps(known: int, value: Flow, days: Fraction, operating: Fraction | None) -> list[Message]:
    told = {"known": Money(known), "out": money_of(value.avg_out), "days": rounded(days)}
    steps = [Message("{known} in hand ÷ {out} going out a day = {days} days", told)]
    if operating is not None:
        running = {"known": Money(known), "out": money_of(value.operating_out), "days": rounded(operating)}
        steps.append(Message("On running costs alone: {known} ÷ {out} = {days} days", running))
    return steps
