"""How old a lot is, and what that means for selling it (rule B2)."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from app.leverage.lots.inputs import Lot, ShelfLife
from app.leverage.result import Result, found, refuse
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Percent

CLASSES = {
    "F1": Message("Fresh"),
    "F2": Message("Normal"),
    "F3": Message("Sell first"),
    "F4": Message("Old"),
    "F5": Message("Near expiry"),
    "F6": Message("Expired"),
}
_MEANINGS = {
    "F1": Message("Any retailer takes it."),
    "F2": Message("Small shops take it; supermarkets may refuse."),
    "F3": Message("Push it first."),
    "F4": Message("Normal sale in shops ends here."),
    "F5": Message("Act today."),
    "F6": Message("Seal it off and never sell it."),
}
HALF_YEAR, YEAR = 180, 365


@dataclass(frozen=True)
class LotAge:
    """A lot's age. Without a known shelf life only ``age_days`` is known.

    ``used`` is the part of the shelf life that is gone; ``near_on`` the day it becomes near expiry.
    """

    age_days: int
    expires_on: date | None = None
    days_left: int | None = None
    shelf_days: int | None = None
    used: Fraction | None = None
    code: str | None = None
    near_on: date | None = None

    @property
    def label(self) -> Message | None:
        """The class in a word."""
        return CLASSES[self.code] if self.code else None

    @property
    def meaning(self) -> Message | None:
        """What the class means for selling."""
        return _MEANINGS[self.code] if self.code else None


def lot_age(
    lot: Lot, shelf: ShelfLife | None, today: date, *, settings: Settings = DEFAULTS
) -> Result[LotAge]:
    """Rule B2: age, expiry and class of a lot.

    Refuses with ``bad_date`` if the date cannot be: in the future, more than two shelf lives ago, or after
    its own expiry. On the expiry day itself goods are still for sale.
    """
    inputs = {"produced_on": lot.dated, "printed_expiry": lot.expires_on, "shelf_life": shelf, "today": today}
    age = (today - lot.dated).days
    if age < 0:
        told = {"day": lot.dated}
        reason = Message("The production date {day} is in the future: please take a photo.", told)
        return refuse("B2", "bad_date", reason, inputs)
    if lot.expires_on is None and shelf is None:
        step = Message("{days} days old; the shelf life is not known.", {"days": age})
        return found("B2", LotAge(age), inputs, steps=[step], code="shelf_unknown")
    expires = lot.expires_on or shelf.end_for(lot.dated)
    shelf_days = (expires - lot.dated).days
    if shelf_days <= 0 or age > settings.too_old_times * shelf_days:
        told = {"day": lot.dated}
        reason = Message("The dates of the lot {day} cannot be right: please take a photo.", told)
        return refuse("B2", "bad_date", reason, inputs)
    nominal = shelf.nominal_days if shelf and not lot.expires_on else shelf_days
    value = _aged(age, expires, shelf_days, nominal, today, settings)
    return found("B2", value, inputs, steps=_steps(value))


def near_share(shelf_days: int, settings: Settings = DEFAULTS) -> Fraction:
    """The part of a shelf life after which a lot is near expiry: later for short-lived goods."""
    return settings.near_age_short if shelf_days <= settings.short_shelf_days else settings.near_age


def alarm_days(shelf_days: int, settings: Settings = DEFAULTS) -> int:
    """The published near-expiry table: days before expiry, by shelf life in days."""
    if shelf_days <= 15:
        return min(settings.near_days_short, ceil(shelf_days / 4))
    table = (
        (YEAR, settings.near_days_year),
        (HALF_YEAR, settings.near_days_half_year),
        (90, settings.near_days_quarter),
        (30, settings.near_days_month),
        (16, settings.near_days_fortnight),
    )
    return next(days for shelf, days in table if shelf_days >= shelf)


def _aged(age, expires, shelf_days, nominal, today, settings: Settings) -> LotAge:
    used, left = Fraction(age, shelf_days), (expires - today).days
    alarm = alarm_days(nominal, settings)
    near = near_share(shelf_days, settings)
    near_age = min(ceil(near * shelf_days), shelf_days - alarm)
    code = _class_of(used, left, near, alarm, settings)
    near_on = today + timedelta(days=near_age - age)
    return LotAge(age, expires, left, shelf_days, used, code, near_on)


def _class_of(used: Fraction, left: int, near: Fraction, alarm: int, settings: Settings) -> str:
    """The gravest class whose test holds."""
    if left < 0:
        return "F6"
    if used >= near or left <= alarm:
        return "F5"
    borders = (("F4", settings.old_age), ("F3", settings.push_first_age), ("F2", settings.accept_age))
    return next((code for code, border in borders if used >= border), "F1")


def _steps(value: LotAge) -> list[Message]:
    told = {"age": value.age_days, "shelf": value.shelf_days, "used": Percent(value.used),
            "day": value.expires_on, "class": value.label, "meaning": value.meaning}  # fmt: skip
    return [
        Message("{age} of {shelf} days are used up ({used}); it expires on {day}.", told),
        Message("{class}: {meaning}", told),
    ]
