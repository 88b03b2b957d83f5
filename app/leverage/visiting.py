"""How much a dealer weighs, and when he is due (rules G3 and G4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from app.leverage.result import Confidence, Result, found, refuse
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Percent

# From rarely to often visited; N stands beside the ladder.
LADDER = ("D", "C", "B", "A")


@dataclass(frozen=True)
class DealerSales:
    """Our sales to a dealer over 12 months in minor units, the day of the last one (None: never), and the
    day he became a dealer."""

    dealer: str
    sales: int
    last_sale: date | None
    since: date


def value_classes(
    dealers: Iterable[DealerSales], today: date, months: int = 12, settings: Settings = DEFAULTS
) -> Result[dict[str, str]]:
    """Rule G3: dealer -> class by the cumulative share of those who sell more: A while it is below 60%, B
    below 90%, then C. Equal sales share the better class.

    New dealers are N, those without a sale for 90 days D; both stand outside the ranking. Fewer than five
    dealers, or sales of fewer than three `months`, are not ranked: the supervisor sets their class, and
    only N and D are returned.
    """
    dealers = list(dealers)
    inputs = {"dealers": dealers, "today": today, "months": months}
    outside = {each.dealer: _outside(each, today, settings) for each in dealers}
    known = {dealer: klass for dealer, klass in outside.items() if klass}
    ranked = [each for each in dealers if each.dealer not in known]
    doubt = _no_ranking(len(dealers), months, sum(each.sales for each in ranked), settings)
    if doubt and ranked:
        if not known:
            return refuse("G3", "not_ranked", doubt, inputs)
        return found("G3", known, inputs, confidence=Confidence.LOW, reason=doubt, code="not_ranked")
    step = Message(
        "A until {a} of sales are reached, B until {b}, then C.",
        {"a": Percent(settings.abc_a), "b": Percent(settings.abc_b)},
    )
    return found("G3", known | _ranked(ranked, settings), inputs, steps=[step])


def _no_ranking(dealers: int, months: int, total: int, settings: Settings) -> Message | None:
    if dealers < settings.abc_min_dealers:
        told = {"least": settings.abc_min_dealers}
        return Message("Fewer than {least} dealers: the supervisor sets the class by hand.", told)
    if months < settings.abc_min_months:
        told = {"least": settings.abc_min_months}
        return Message("Fewer than {least} months of sales: the supervisor sets the class by hand.", told)
    return None if total > 0 else Message("There are no sales to rank the dealers by.")


def _ranked(dealers: list[DealerSales], settings: Settings) -> dict[str, str]:
    total = sum(each.sales for each in dealers)
    classes, sold, before, last = {}, 0, Fraction(0), None
    for each in sorted(dealers, key=lambda each: -each.sales):
        if each.sales != last:
            before, last = Fraction(sold, total), each.sales
        sold += each.sales
        classes[each.dealer] = "A" if before < settings.abc_a else "B" if before < settings.abc_b else "C"
    return classes


def _outside(dealer: DealerSales, today: date, settings: Settings) -> str | None:
    if (today - dealer.since).days < settings.new_dealer_days:
        return "N"
    quiet = dealer.last_sale is None or (today - dealer.last_sale).days >= settings.lost_dealer_days
    return "D" if quiet else None


@dataclass(frozen=True)
class DealerState:
    """What decides how soon a dealer is visited: value class A to D or N, health grade or None, the day of
    the last visit or None, an interval or a day agreed by hand, and what makes him urgent."""

    value_class: str | None
    last_visit: date | None
    health: str | None = None
    own_interval: int | None = None
    agreed_day: date | None = None
    critical_open: bool = False
    complaint_open: bool = False
    promise_overdue: bool = False


@dataclass(frozen=True)
class Plan:
    """Days between visits, the day he is due, the last day within grace, and whether that has passed.
    `days_late` counts from the due day. `hurried`: why it is one step faster; empty if it is not."""

    interval: int
    due: date
    grace_until: date
    overdue: bool
    days_late: int
    hurried: tuple[Message, ...]
    phone_due: date | None = None


def visit_plan(state: DealerState, today: date, settings: Settings = DEFAULTS) -> Result[Plan]:
    """Rule G4: A 7, B 14, C 30, D 90 days, N weekly; one step faster for a problem dealer; due = last
    visit + interval, overdue after 2, 3 or 7 days of grace. A dealer never visited is due today."""
    inputs = {name: value for name, value in vars(state).items() if value is not None} | {"today": today}
    if state.value_class not in (*LADDER, "N") and state.own_interval is None:
        unknown = Message("The dealer has no value class yet: set one, or an interval.")
        return refuse("G4", "no_class", unknown, inputs)
    hurried = _hurry(state)
    interval = _interval(state, bool(hurried), settings)
    due = state.agreed_day or (state.last_visit + timedelta(days=interval) if state.last_visit else today)
    until = due + timedelta(days=_grace(interval, settings))
    plan = Plan(
        interval, due, until, today > until, max(0, (today - due).days), hurried, _phone(state, settings)
    )
    told = {"days": interval, "due": due}
    step = Message("A visit every {days} days: due on {due}.", told)
    if state.agreed_day is not None:
        step = Message("A visit every {days} days; but {due} was agreed with the dealer.", told)
    called = [Message("Call him by telephone on {day}.", {"day": plan.phone_due})] if plan.phone_due else []
    return found("G4", plan, inputs, steps=[step, *hurried, *called])


def _hurry(state: DealerState) -> tuple[Message, ...]:
    reasons = (
        (state.health == "D", Message("Sooner, because the health grade is D.")),
        (state.critical_open, Message("Sooner, because a critical finding is open.")),
        (state.complaint_open, Message("Sooner, because a complaint is unanswered.")),
        (state.promise_overdue, Message("Sooner, because a promise of ours is overdue.")),
    )
    return tuple(reason for holds, reason in reasons if holds)


def _interval(state: DealerState, hurried: bool, settings: Settings) -> int:
    steps = [getattr(settings, f"interval_{step.lower()}") for step in LADDER]
    days = state.own_interval or getattr(settings, f"interval_{str(state.value_class).lower()}")
    if hurried:
        # The next faster step of the ladder also for an interval set by hand.
        days = next((step for step in steps if step < days), days)
    return days


def _grace(interval: int, settings: Settings) -> int:
    if interval <= settings.interval_a:
        return settings.grace_a
    return settings.grace_b if interval <= settings.interval_b else settings.grace_c


def _phone(state: DealerState, settings: Settings) -> date | None:
    """A dealer of class D is called between his quarterly visits."""
    if state.value_class != "D" or state.last_visit is None:
        return None
    return state.last_visit + timedelta(days=settings.phone_interval_d)


@dataclass(frozen=True)
class DueVisit:
    """A visit that was due, its last day within grace, and the day it was made (None: not made)."""

    due: date
    grace_until: date
    made: date | None


def visit_compliance(
    visits: Iterable[DueVisit], today: date, settings: Settings = DEFAULTS
) -> Result[Fraction]:
    """Rule G4: on time / due over the last 90 days; a visit still within its grace is not counted yet."""
    first = today - timedelta(days=settings.rolling_days)
    recent = [visit for visit in visits if first < visit.due <= today]
    counted = [visit for visit in recent if visit.made is not None or today > visit.grace_until]
    on_time = sum(visit.made is not None and visit.made <= visit.grace_until for visit in counted)
    inputs = {"were_due": len(counted), "on_time": on_time, "today": today}
    if not counted:
        return refuse("G4", "none_due", Message("No visit was due in this time."), inputs)
    told = {"on_time": on_time, "due": len(counted)}
    step = Message("{on_time} of {due} visits were on time.", told)
    return found("G4", Fraction(on_time, len(counted)), inputs, steps=[step])


RULES = {"G3": value_classes, "G4": visit_plan}
