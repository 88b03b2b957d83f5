"""Thresholds of age, expiry and freshness (rules B2 to B4)."""

from dataclasses import dataclass
from fractions import Fraction

from app.leverage.settings.knob import DAYS, SHARE, TIMES, knob
from app.messages import Message

_TABLE = Message("A published local rule for shops; used here as the latest alarm.")
_WEIGHT = Message("How much a lot of this class counts in the freshness score.")


@dataclass(frozen=True)
class FreshnessSettings:
    """From which part of its shelf life a lot is called what."""

    accept_age: Fraction = knob(
        "1/3", "0.1", "0.9", Message("Share of shelf life after which large shops may refuse"),
        Message("Delivery within the first third is a published trade custom."),
        rule="B2", tag="V", unit=SHARE,
    )  # fmt: skip
    push_first_age: Fraction = knob(
        "1/2", "0.1", "0.95", Message("Share of shelf life from which a lot goes first"),
        Message("At half its life a lot has to be sold before fresh ones."), rule="B2", unit=SHARE,
    )  # fmt: skip
    old_age: Fraction = knob(
        "2/3", "0.1", "0.95", Message("Share of shelf life from which a lot is old"),
        Message("Normal sale in shops ends here under the one-third custom."), rule="B2", tag="V", unit=SHARE,
    )  # fmt: skip
    near_age: Fraction = knob(
        "3/4", "0.2", "0.99", Message("Share of shelf life from which a lot is near expiry"),
        Message("Trade practice: act while a quarter of the life is left."), rule="B2", tag="W", unit=SHARE,
    )  # fmt: skip
    near_age_short: Fraction = knob(
        "4/5", "0.2", "0.99", Message("The same for a short shelf life"),
        Message("Trade practice for goods that keep a month at most."), rule="B2", tag="W", unit=SHARE,
    )  # fmt: skip
    short_shelf_days: int = knob(
        30, 1, 120, Message("A shelf life up to this is short"),
        Message("Trade practice for goods that keep a month at most."), rule="B2", tag="W", unit=DAYS,
    )  # fmt: skip
    near_days_year: int = knob(
        45, 1, 180, Message("Alarm before expiry: shelf life of a year or more"), _TABLE,
        rule="B2", tag="V", unit=DAYS,
    )  # fmt: skip
    near_days_half_year: int = knob(
        20, 1, 90, Message("Alarm before expiry: six months to a year"), _TABLE,
        rule="B2", tag="V", unit=DAYS,
    )  # fmt: skip
    near_days_quarter: int = knob(
        15, 1, 60, Message("Alarm before expiry: 90 days to six months"), _TABLE,
        rule="B2", tag="V", unit=DAYS,
    )  # fmt: skip
    near_days_month: int = knob(
        10, 1, 30, Message("Alarm before expiry: 30 to 90 days"), _TABLE,
        rule="B2", tag="V", unit=DAYS,
    )  # fmt: skip
    near_days_fortnight: int = knob(
        5, 1, 15, Message("Alarm before expiry: 16 to 30 days"), _TABLE,
        rule="B2", tag="V", unit=DAYS,
    )  # fmt: skip
    near_days_short: int = knob(
        4, 1, 14, Message("Alarm before expiry: 15 days or less, at most"), _TABLE,
        rule="B2", tag="V", unit=DAYS,
    )  # fmt: skip
    too_old_times: Fraction = knob(
        "2", "1", "5", Message("Shelf lives after which a production date is not believed"),
        Message("Such a date is a slip of the finger far more often than a lot."), rule="B2", unit=TIMES,
    )  # fmt: skip
    freshness_f1: Fraction = knob("1", "0", "1", Message("Freshness weight: fresh"), _WEIGHT, rule="B3")
    freshness_f2: Fraction = knob("0.8", "0", "1", Message("Freshness weight: normal"), _WEIGHT, rule="B3")
    freshness_f3: Fraction = knob(
        "0.5", "0", "1", Message("Freshness weight: push first"), _WEIGHT, rule="B3"
    )
    freshness_f4: Fraction = knob("0.25", "0", "1", Message("Freshness weight: old"), _WEIGHT, rule="B3")
    freshness_f5: Fraction = knob(
        "0.1", "0", "1", Message("Freshness weight: near expiry"), _WEIGHT, rule="B3"
    )
    freshness_f6: Fraction = knob("0", "0", "1", Message("Freshness weight: expired"), _WEIGHT, rule="B3")
