"""How large an order he can pay without running dry (rule C4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from app.leverage.cash.book import doubt_of
from app.leverage.cash.inputs import OUT_CATEGORIES, Balance, Lump, MoneyRange, upper
from app.leverage.cash.money_flow import Flow, money_of
from app.leverage.result import Confidence, Result, found, lowest, refuse
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Money, Percent

LONGEST_CREDIT = 365


@dataclass(frozen=True)
class Outlook:
    """The days ahead, in minor units a day. `pay_day` is in how many days we are paid; 0 is today.

    The last `credit_days` of these are credit: he has the goods and does not owe the money yet.
    ``routine_out`` leaves out payments to us and whatever is listed among the lumps.
    """

    avg_in: Fraction | int
    routine_out: Fraction | int
    operating_out: Fraction | int
    lumps: tuple[Lump, ...] = ()
    pay_day: int = 0
    credit_days: int = 0


@dataclass(frozen=True)
class Affordable:
    """The largest order in minor units, and the day that binds it.

    ``lowest`` is the balance left on that day, ``looks_like`` what payday alone would allow. ``path`` are the
    balances of each day from today. ``gap`` is what is missing to the reserve on the tightest day of all.
    """

    amount: int
    pay_on: date
    binding_on: date
    lowest: int
    reserve: int
    looks_like: int
    gap: int
    gap_on: date
    path: tuple[int, ...]


def outlook_from(
    flow: Result[Flow], lumps: Sequence[Lump] = (), *, pay_day: int = 0, credit_days: int = 0
) -> Result[Outlook]:
    """The days ahead from the days recorded. Refuses as the flow does.

    Without categories every payment counts as routine and as running cost: the careful side, with low
    confidence.
    """
    if flow.refused:
        return refuse("C4", flow.code, flow.reason, flow.inputs)
    value, inputs = flow.value, {**flow.inputs, "pay_day": pay_day, "credit_days": credit_days}
    if value.out_by_category is None:
        outlook = Outlook(value.avg_in, value.avg_out, value.avg_out, tuple(lumps), pay_day, credit_days)
        reason = Message("The book has no categories, so every payment counts as a running cost.")
        return found("C4", outlook, inputs, confidence=Confidence.LOW, reason=reason)
    listed = {lump.category for lump in lumps if lump.category} | {"goods_us"}
    unlisted = (each for category, each in value.out_by_category.items() if category not in listed)
    routine = sum(unlisted, Fraction(0))
    outlook = Outlook(value.avg_in, routine, value.operating_out, tuple(lumps), pay_day, credit_days)
    return found("C4", outlook, inputs, confidence=flow.confidence, reason=flow.reason)


def affordable(
    balance: Balance, outlook: Result[Outlook] | Outlook, today: date, *, settings: Settings = DEFAULTS
) -> Result[Affordable]:
    """Rule C4: the lowest balance from the day we are paid to the horizon, less the reserve.

    Payments due today or overdue are taken off at once. Refuses with ``no_balance``, ``old_balance``,
    ``bad_amount``, ``bad_input``, or as the outlook does.
    """
    ahead = outlook if isinstance(outlook, Result) else found("C4", outlook, {})
    inputs = {**ahead.inputs, "cash": balance.cash, "bank": balance.bank, "balance_on": balance.on,
              "today": today}  # fmt: skip
    if ahead.refused:
        return refuse("C4", ahead.code, ahead.reason, inputs)
    plan = ahead.value
    if problem := _contradiction(balance, plan, today, settings):
        return refuse("C4", *problem, inputs)
    inputs |= {"avg_in": plan.avg_in, "routine_out": plan.routine_out, "operating_out": plan.operating_out,
               "lumps": plan.lumps, "pay_day": plan.pay_day}  # fmt: skip
    path = _path(balance.known, plan, today, max(settings.horizon_days, plan.pay_day), settings)
    value = _judge(path, settings.reserve_days * Fraction(plan.operating_out), plan.pay_day, today)
    sure = doubt_of(balance)
    ranged = any(isinstance(lump.amount, MoneyRange) for lump in plan.lumps)
    confidence = lowest(ahead.confidence, sure.confidence, Confidence.MEDIUM if ranged else Confidence.HIGH)
    reason = ahead.reason or sure.reason
    if ranged and reason is None:
        reason = Message("A payment was given as a range; its upper end counts.")
    return found("C4", value, inputs, confidence=confidence, reason=reason,
                 steps=_steps(balance.known, plan, value, today, settings))  # fmt: skip


def cases_for(amount: int, case_price: int) -> int:
    """Whole cases that an amount buys; prices are minor units."""
    return max(0, amount) // case_price


def cap_by_share(our_share: Fraction, amount: int) -> Result[int]:
    """Rule C4's hint of fairness, not a limit: our share of his purchases, of what he can pay in all.

    Refuses with ``bad_input`` a share outside 0 to 1.
    """
    inputs = {"our_share": our_share, "affordable": amount}
    if not 0 <= our_share <= 1:
        return refuse("C4", "bad_input", Message("A share lies between 0% and 100%."), inputs)
    cap = floor(our_share * amount)
    told = {"share": Percent(our_share), "amount": Money(amount), "cap": Money(cap)}
    step = Message("We are {share} of the purchases; {share} of {amount} is {cap}.", told)
    return found("C4", cap, inputs, steps=[step])


def _contradiction(balance: Balance, plan: Outlook, today: date, settings: Settings):
    if balance.known is None:
        return "no_balance", Message("Neither cash nor bank money is known.")
    amounts = (balance.known, plan.avg_in, plan.routine_out, plan.operating_out,
               *(upper(lump.amount) for lump in plan.lumps))  # fmt: skip
    if min(amounts) < 0:
        return "bad_amount", Message("An amount below zero cannot be.")
    age = (today - balance.on).days
    if age < 0:
        return "bad_input", Message("The balance is dated in the future.")
    if age > settings.balance_max_age_days:
        told = {"age": age, "most": settings.balance_max_age_days}
        return "old_balance", Message("The balance is {age} days old; {most} are the most.", told)
    if not 0 <= plan.pay_day <= LONGEST_CREDIT:
        return "bad_input", Message("The day we are paid lies between today and a year ahead.")
    return None


def _path(known: int, plan: Outlook, today: date, horizon: int, settings: Settings) -> list[Fraction]:
    due = [0] * (horizon + 1)
    for lump in plan.lumps:
        day = max(0, (lump.on - today).days)
        if day <= horizon:
            due[day] += upper(lump.amount)
    daily = settings.inflow_haircut * plan.avg_in - plan.routine_out
    path = [Fraction(known) - due[0]]
    for day in range(1, horizon + 1):
        path.append(path[-1] + daily - due[day])
    return path


def _judge(path: list[Fraction], reserve: Fraction, pay_day: int, today: date) -> Affordable:
    binding = min(range(pay_day, len(path)), key=path.__getitem__)
    tightest = min(range(len(path)), key=path.__getitem__)
    return Affordable(
        amount=max(0, floor(path[binding] - reserve)),
        pay_on=today + timedelta(days=pay_day),
        binding_on=today + timedelta(days=binding),
        lowest=floor(path[binding]),
        reserve=ceil(reserve),
        looks_like=max(0, floor(path[pay_day] - reserve)),
        gap=max(0, ceil(reserve - path[tightest])),
        gap_on=today + timedelta(days=tightest),
        path=tuple(floor(balance) for balance in path),
    )


def _steps(known: int, plan: Outlook, value: Affordable, today: date, settings: Settings) -> list[Message]:
    told = {
        "known": Money(known), "in": money_of(settings.inflow_haircut * plan.avg_in),
        "part": Percent(settings.inflow_haircut), "out": money_of(plan.routine_out), "pay": value.pay_on,
        "day": value.binding_on, "lowest": Money(value.lowest), "reserve": Money(value.reserve),
        "days": settings.reserve_days, "amount": Money(value.amount), "looks": Money(value.looks_like),
        "credit": plan.credit_days,
    }  # fmt: skip
    steps = [
        Message("In hand: {known}. Each day {in} come in ({part} of the average) and {out} go out.", told)
    ]
    for lump in sorted(plan.lumps, key=lambda lump: lump.on):
        if (lump.on - today).days < len(value.path):
            payment = {"day": lump.on, "amount": Money(upper(lump.amount)), "what": _named(lump)}
            steps.append(Message("{day}: {amount} due for {what}.", payment))
    if plan.credit_days:
        steps.append(Message("He pays {credit} days after delivery, so the sum looks that far ahead.", told))
    steps += [
        Message("We are paid on {pay}. From then on the tightest day is {day}, with {lowest} left.", told),
        Message("Kept back for {days} days of running costs: {reserve}", told),
        Message("Can be paid: {lowest} − {reserve} = {amount}", told)
        if value.amount
        else Message("Nothing is left for an order: {lowest} is not above the {reserve} kept back.", told),
    ]
    if value.looks_like > value.amount:
        steps.append(Message("On payday alone it would look like {looks}.", told))
    return steps


def _named(lump: Lump) -> Message:
    return OUT_CATEGORIES.get(lump.category, Message("a large payment"))
