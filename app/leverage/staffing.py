"""Calls the dealer's people make, need to make and could make (rules D1, D2 and D5)."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from app.leverage.figures import Number, exact, nearest
from app.leverage.result import Result, found, refuse, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Percent


@dataclass(frozen=True)
class Visits:
    """Visits made in a period; `outlets` is ``grocery`` or ``supermarket``; `effective` ended in an order
    or a task done, None if not recorded."""

    visits: int
    field_reps: Number
    days: int
    effective: int | None = None
    outlets: str = "grocery"


@dataclass(frozen=True)
class VisitRate:
    """Visits per rep per day, all and effective, beside the target for this kind of outlet."""

    per_day: Fraction
    effective_per_day: Fraction | None
    target: int

    @property
    def of_target(self) -> Fraction:
        return self.per_day / self.target


def visits_per_day(facts: Visits, settings: Settings = DEFAULTS) -> Result[VisitRate]:
    """Rule D1: visits / (field reps x working days)."""
    inputs = vars(facts)
    person_days = exact(facts.field_reps) * facts.days
    if person_days <= 0:
        return refuse("D1", "no_field_reps", Message("Nobody visits outlets, so there is no rate."), inputs)
    target = (
        settings.visits_per_day_supermarket if facts.outlets == "supermarket" else settings.visits_per_day
    )
    effective = None if facts.effective is None else facts.effective / person_days
    rate = VisitRate(facts.visits / person_days, effective, target)
    step = Message(
        "{visits} visits ÷ ({reps} people × {days} days) = {rate} a day each; {target} is usual.",
        {"visits": facts.visits, "reps": rounded(exact(facts.field_reps)), "days": facts.days,
         "rate": rounded(rate.per_day), "target": target},
    )  # fmt: skip
    return found("D1", rate, inputs, steps=[step])


@dataclass(frozen=True)
class OutletGroup:
    """Outlets that are visited equally often, e.g. 60 outlets four times a month."""

    outlets: int
    visits_per_month: Number


@dataclass(frozen=True)
class NeededReps:
    """Calls a month, the people they take exactly, and the whole people that makes."""

    calls: Fraction
    exact: Fraction
    reps: int


def needed_reps(
    groups: tuple[OutletGroup, ...],
    settings: Settings = DEFAULTS,
    *,
    visits_a_day: int | None = None,
    working_days: int | None = None,
) -> Result[NeededReps]:
    """Rule D2: calls a month / (visits a day x working days), rounded up."""
    a_day = settings.visits_per_day if visits_a_day is None else visits_a_day
    days = settings.working_days if working_days is None else working_days
    inputs = {"groups": groups, "visits_per_day": a_day, "working_days": days}
    calls = sum((group.outlets * exact(group.visits_per_month) for group in groups), Fraction(0))
    if a_day <= 0 or days <= 0:
        return refuse("D2", "no_working_days", Message("Visits a day and days must be above zero."), inputs)
    if not groups:
        return refuse("D2", "no_outlets", Message("No outlets are recorded, so no need is known."), inputs)
    people = calls / (a_day * days)
    step = Message(
        "{calls} calls a month ÷ ({a_day} a day × {days} days) = {people}, so {reps} people.",
        {"calls": rounded(calls), "a_day": a_day, "days": days, "people": rounded(people, 2),
         "reps": ceil(people)},
    )  # fmt: skip
    return found("D2", NeededReps(calls, people, ceil(people)), inputs, steps=[step])


@dataclass(frozen=True)
class LabourUse:
    """Share of possible calls that are needed, free calls a week, and ``idle``, ``fair`` or ``overload``."""

    utilisation: Fraction
    free_calls_a_week: int
    verdict: str


def labour_use(calls: Number, reps: Number, settings: Settings = DEFAULTS) -> Result[LabourUse]:
    """Rule D5: needed calls a month / (reps x visits a day x days). The talking point is the free calls."""
    days, a_day = settings.working_days, settings.visits_per_day
    possible = exact(reps) * a_day * days
    inputs = {"calls": calls, "reps": reps, "visits_per_day": a_day, "working_days": days}
    if possible <= 0:
        return refuse("D5", "no_field_reps", Message("Nobody visits outlets, so there is no use."), inputs)
    use = exact(calls) / possible
    free = max(Fraction(0), (possible - exact(calls)) / days * settings.working_days_week)
    verdict = "overload" if use > settings.overload else "idle" if use < settings.labour_idle else "fair"
    step = Message(
        "{calls} calls of {possible} possible are {use}; about {free} calls a week are free.",
        {"calls": rounded(exact(calls)), "possible": rounded(possible), "use": Percent(use),
         "free": nearest(free)},
    )  # fmt: skip
    return found("D5", LabourUse(use, nearest(free), verdict), inputs, steps=[step])


RULES = {"D1": visits_per_day, "D2": needed_reps, "D5": labour_use}
