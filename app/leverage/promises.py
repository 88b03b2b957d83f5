"""Promises of both sides: what makes one complete, what became of it, how many were kept (rule H3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from app.leverage.result import Confidence, Result, found, refuse
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Money, Percent

OWNERS = ("us", "dealer")
STATES = ("pending", "open", "kept", "kept_late", "broken", "withdrawn_by_dealer", "superseded")
WITHIN_OWN_LIMIT = "own_limit"
SMALL_SAMPLE = 10


@dataclass(frozen=True)
class Terms:
    """A promise as written: `owner` ``us`` or ``dealer``; `quantity` in words, ``none`` said outright
    where there is none; `amount` in minor units; `approver` ``own_limit`` or the name of a person."""

    owner: str | None
    action: str
    quantity: str = ""
    amount: int | None = None
    due: date | None = None
    approver: str = ""


@dataclass(frozen=True)
class Completeness:
    """``open`` if nothing is missing, else ``pending``, with what is missing in words."""

    state: str
    missing: tuple[Message, ...]
    for_dealer: Message | None = None


def completeness(terms: Terms, today: date, own_limit: int | None = None) -> Result[Completeness]:
    """Rule H3: a promise names owner, action, quantity or amount (or an explicit none), a day not before
    `today`, and who approved it. An amount above the rep's `own_limit` (minor units, None: he has none)
    needs a named person; until then the dealer is told that it is only a request."""
    inputs = {**vars(terms), "today": today, "own_limit": own_limit}
    missing = tuple(_missing(terms, today))
    above = _above_limit(terms, own_limit)
    if above:
        missing += (above,)
    if not missing:
        return found("H3", Completeness("open", ()), inputs)
    told = {"date": terms.due} if terms.due and terms.due >= today else None
    for_dealer = (
        Message("This is a request, not a promise: the answer comes by {date}.", told)
        if told
        else Message("This is a request, not a promise.")
    )
    return found("H3", Completeness("pending", missing, for_dealer), inputs, steps=missing)


def _missing(terms: Terms, today: date) -> Iterable[Message]:
    if terms.owner not in OWNERS:
        yield Message("Whose promise is it?")
    if not terms.action.strip():
        yield Message("What will be done?")
    if not terms.quantity.strip() and terms.amount is None:
        yield Message("How much? Say “none” if there is no quantity.")
    if terms.due is None:
        yield Message("By which day?")
    elif terms.due < today:
        yield Message("The day is in the past.")
    if not terms.approver.strip():
        yield Message("Who approved it?")


def _above_limit(terms: Terms, own_limit: int | None) -> Message | None:
    approved = terms.approver.strip() not in ("", WITHIN_OWN_LIMIT)
    if terms.owner != "us" or terms.amount is None or approved or terms.amount <= (own_limit or 0):
        return None
    return Message("{amount} is above your own limit: name the person who approves it.",
                   {"amount": Money(terms.amount)})  # fmt: skip


@dataclass(frozen=True)
class Promise:
    """A promise on record. `moved` counts how often its day was put off to reach this one; a superseded
    promise is one whose day was put off."""

    owner: str
    due: date
    state: str
    kept_on: date | None = None
    moved: int = 0


def standing(promise: Promise, today: date, settings: Settings = DEFAULTS) -> str:
    """What a promise counts as today: one of STATES, or ``overdue`` for one that is open past its day.

    Kept after its day is ``kept_late``. Open for more than 14 days past its day is ``broken``. Put off a
    second time is ``kept_late``: the first time is forgiven."""
    if promise.state == "kept" and promise.kept_on is not None and promise.kept_on > promise.due:
        return "kept_late"
    if promise.state == "superseded" and promise.moved >= 1:
        return "kept_late"
    if promise.state == "open" and today > promise.due:
        broken = today > promise.due + timedelta(days=settings.broken_after_days)
        return "broken" if broken else "overdue"
    return promise.state


_NOT_COUNTED = ("withdrawn_by_dealer", "superseded", "pending")


@dataclass(frozen=True)
class KeptRate:
    """Promises due in the last 90 days: strict share (on time), soft share (late counts half), the counts
    behind them, and ``good``, ``fair``, ``attention`` or ``poor``. `said` is how to show it: "3 of 4"
    while there are few."""

    strict: Fraction
    soft: Fraction
    on_time: int
    late: int
    due: int
    band: str
    said: Message


def kept_rate(
    promises: Iterable[Promise], owner: str, today: date, settings: Settings = DEFAULTS
) -> Result[KeptRate]:
    """Rule H3, one side at a time: on time / due, over the promises due within the last 90 days.

    Withdrawn by the dealer, put off once, and pending are not counted. Fewer than three due: refused, with
    the counts in the reason."""
    first = today - timedelta(days=settings.rolling_days)
    recent = [each for each in promises if each.owner == owner and first < each.due <= today]
    states = [standing(each, today, settings) for each in recent]
    counted = [state for state in states if state not in _NOT_COUNTED]
    return rate_of(counted.count("kept"), counted.count("kept_late"), len(counted), owner, today, settings)


def rate_of(
    on_time: int, late: int, due: int, owner: str, today: date, settings: Settings = DEFAULTS
) -> Result[KeptRate]:
    """`kept_rate` of promises that were counted elsewhere, over whatever time."""
    inputs = {"owner": owner, "today": today, "due": due, "on_time": on_time, "late": late}
    told = {"kept": on_time, "due": due}
    if due < settings.kept_min_due or not due:
        few = Message("Too few promises were due for a rate: {kept} of {due} kept on time.", told)
        return refuse("H3", "too_few_due", few, inputs)
    strict, soft = Fraction(on_time, due), (on_time + late * settings.late_share) / due
    small = due < SMALL_SAMPLE
    said = Message("{kept} of {due}", told) if small else Message("{share}", {"share": Percent(strict)})
    value = KeptRate(strict, soft, on_time, late, due, _band(strict, settings), said)
    step = Message(
        "{kept} of {due} due promises were kept on time, {late} late: {strict}, or {soft} with the late.",
        {**told, "late": late, "strict": Percent(strict, 1), "soft": Percent(soft, 1)},
    )
    confidence = Confidence.MEDIUM if small else Confidence.HIGH
    reason = Message("Only {due} promises were due.", {"due": due}) if small else None
    return found("H3", value, inputs, confidence=confidence, reason=reason, steps=[step])


def _band(strict: Fraction, settings: Settings) -> str:
    borders = (settings.kept_good, "good"), (settings.kept_fair, "fair"), (settings.kept_low, "attention")
    return next((band for border, band in borders if strict >= border), "poor")


RULES = {"H3": kept_rate}
