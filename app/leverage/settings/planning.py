"""Thresholds of the plan of a week: how many visits fit a day, and which days are worked."""

from dataclasses import dataclass

from app.leverage.settings.knob import VISITS, knob
from app.messages import Message


@dataclass(frozen=True)
class PlanningSettings:
    """How the plan spreads visits over a week. Weekdays count from 0, Monday, as in `date.weekday`."""

    plan_visits_a_day: int = knob(
        8, 1, 30, Message("Most visits of a rep in a day"),
        Message(
            "Eight visits of three quarters of an hour and the ways between them fill a day. "
            "What is set for a day by hand comes on top."
        ), rule="G4", unit=VISITS,
    )  # fmt: skip
    plan_days: frozenset[int] = knob(
        frozenset(range(5)), frozenset(), frozenset(range(7)), Message("Days on which reps visit"),
        Message("The plan leaves the other days free, unless a visit is set for one by hand."), rule="G4",
    )  # fmt: skip
