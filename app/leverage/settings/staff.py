"""Thresholds of staff (rules D)."""

from dataclasses import dataclass
from fractions import Fraction

from app.leverage.settings.knob import DAYS, PEOPLE, POINTS, SHARE, TIMES, knob
from app.messages import Message

_DRIVER = Message("How heavily this behaviour weighs; only seen or documented cases count in full.")
_PAY = Message("A usual range; outside it, ask how the pay is meant to work.")


@dataclass(frozen=True)
class StaffSettings:
    """What a dealer's people can do in a day, and what about them raises a question."""

    visits_per_day: int = knob(
        20, 1, 80, Message("Visits a day: groceries"),
        Message("A published distributor model: ordinary groceries, 18 minutes each."), rule="D1", tag="V",
    )  # fmt: skip
    visits_per_day_supermarket: int = knob(
        7, 1, 40, Message("Visits a day: supermarkets"),
        Message("The same model: small supermarkets, 45 minutes each."), rule="D1", tag="V",
    )  # fmt: skip
    working_days: int = knob(
        26, 1, 31, Message("Working days a month"), Message("A six-day week."), rule="D1", unit=DAYS
    )
    working_days_week: int = knob(
        6, 1, 7, Message("Working days a week"), Message("A six-day week."), rule="D5", unit=DAYS
    )
    part_timer: Fraction = knob(
        "0.5", "0", "1", Message("A part-timer counts as"), Message("Half a head."), rule="D3", unit=PEOPLE
    )
    min_peers: int = knob(
        5, 2, 50, Message("Fewest dealers to compare with"),
        Message("Below this a median says nothing and could point at one dealer."), rule="D3",
    )  # fmt: skip
    sales_variable_low: Fraction = knob(
        "0.3", "0", "1", Message("Sales pay: lowest usual commission share"), _PAY, rule="D4", unit=SHARE
    )
    sales_variable_high: Fraction = knob(
        "0.6", "0", "1", Message("Sales pay: highest usual commission share"), _PAY, rule="D4", unit=SHARE
    )
    driver_variable_low: Fraction = knob(
        "0.2", "0", "1", Message("Driver pay: lowest usual commission share"), _PAY, rule="D4", unit=SHARE
    )
    driver_variable_high: Fraction = knob(
        "0.4", "0", "1", Message("Driver pay: highest usual commission share"), _PAY, rule="D4", unit=SHARE
    )
    labour_idle: Fraction = knob(
        "0.6", "0", "1.5", Message("Use of labour below which much of it is idle"),
        Message("Below this, the same people can serve more outlets."), rule="D5", unit=TIMES,
    )  # fmt: skip
    overload: Fraction = knob(
        "1.1", "0.5", "3", Message("Use of labour above which it is overload"),
        Message("One tenth more than planned can be worked for a while."), rule="D5", unit=TIMES,
    )  # fmt: skip
    driver_skimming: int = knob(40, 0, 100, Message("Driver: keeps money"), _DRIVER, rule="D6", unit=POINTS)
    driver_picking: int = knob(20, 0, 100, Message("Driver: picks routes"), _DRIVER, rule="D6", unit=POINTS)
    driver_uncooperative: int = knob(
        15, 0, 100, Message("Driver: does not cooperate"), _DRIVER, rule="D6", unit=POINTS
    )
    driver_private: int = knob(15, 0, 100, Message("Driver: private runs"), _DRIVER, rule="D6", unit=POINTS)
    driver_detours: int = knob(10, 0, 100, Message("Driver: detours"), _DRIVER, rule="D6", unit=POINTS)
    driver_heard: Fraction = knob(
        "0.5", "0", "1", Message("Driver: weight of what was only heard"),
        Message("Hearsay counts half and is never critical by itself."), rule="D6", unit=SHARE,
    )  # fmt: skip
    driver_amber: int = knob(
        20, 0, 100, Message("Driver points: amber from"), _DRIVER, rule="D6", unit=POINTS
    )
    driver_red: int = knob(40, 0, 100, Message("Driver points: red from"), _DRIVER, rule="D6", unit=POINTS)
    detour_amber: Fraction = knob(
        "1.2", "1", "3", Message("Driven over planned distance: amber above"),
        Message("Traffic and one-way streets explain a fifth."), rule="D6", unit=TIMES,
    )  # fmt: skip
    detour_red: Fraction = knob(
        "1.35", "1", "3", Message("Driven over planned distance: red above"),
        Message("A third more has another cause."), rule="D6", unit=TIMES,
    )  # fmt: skip
    fuel_flag: Fraction = knob(
        "0.15", "0", "1", Message("Fuel above the vehicle's own median"),
        Message("Compared with the same vehicle's last three months only."), rule="D6", unit=SHARE,
    )  # fmt: skip
