"""How long the stock lasts (rule B5), and what a good warehouse keeps to (rule B6)."""

from dataclasses import dataclass
from fractions import Fraction

from app.leverage.result import Result, found, refuse, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message

# Published targets of retailers, a comparison line only: days of stock by category.
RETAIL_STOCK_DAYS = {"beverage": 15, "dry_food": 30, "frozen": 45, "personal_care": 45}

BANDS = {
    "out_now": ("critical", Message("Runs out before a delivery can come")),
    "short": ("major", Message("Does not last until the next visit")),
    "normal": ("info", Message("Normal")),
    "high": ("minor", Message("High")),
    "glut": ("major", Message("Glut")),
    "not_selling": ("minor", Message("Not selling")),
}


@dataclass(frozen=True)
class Cover:
    """Days that the stock lasts; None if nothing sells. ``total_days`` counts goods on the way too.

    ``severity`` is that of the band: critical, major, minor or info.
    """

    days: Fraction | None
    total_days: Fraction | None
    band: str
    severity: str
    label: Message


def days_of_cover(
    sellable: int,
    rate: Fraction | int | None,
    *,
    next_days: int,
    lead_days: int | None = None,
    in_transit: int = 0,
    settings: Settings = DEFAULTS,
) -> Result[Cover]:
    """Rule B5. Refuses with ``no_rate`` without a rate, and with ``bad_input`` on figures below zero."""
    inputs = {"sellable": sellable, "in_transit": in_transit, "rate": rate, "next_days": next_days,
              "lead_days": lead_days}  # fmt: skip
    if rate is None:
        return refuse("B5", "no_rate", Message("Without a selling rate nothing can be said."), inputs)
    if min(sellable, in_transit, rate, next_days, lead_days or 0) < 0:
        return refuse("B5", "bad_input", Message("A quantity below zero cannot be."), inputs)
    if rate == 0:
        return found("B5", _cover(None, None, "not_selling"), inputs, steps=[Message("Nothing sells.")])
    days, total = Fraction(sellable) / rate, Fraction(sellable + in_transit) / rate
    band = _band(days, total, next_days, lead_days, settings)
    told = {"have": sellable, "rate": rounded(rate, 2), "days": rounded(days), "coming": in_transit,
            "total": rounded(total)}  # fmt: skip
    steps = [Message("{have} in stock ÷ {rate} a day = {days} days", told)]
    if in_transit:
        steps.append(Message("With {coming} on the way: {total} days", told))
    return found("B5", _cover(days, total, band), inputs, steps=steps)


def warehouse_rule(*, settings: Settings = DEFAULTS) -> Result[int]:
    """Rule B6: centimetres that goods stand off floor and wall, with the other points of the regulations."""
    steps = [
        Message("At least {distance} cm off the floor and the wall.", {"distance": settings.off_floor_cm}),
        Message("Ventilated, and sorted by category."),
        Message("Food apart from everything else."),
        Message("Cleared out regularly."),
    ]
    return found("B6", settings.off_floor_cm, {"off_floor_cm": settings.off_floor_cm}, steps=steps)


def _band(days: Fraction, total: Fraction, next_days: int, lead_days: int | None, settings: Settings) -> str:
    # With an unknown delivery time only an empty floor with nothing coming is sure to run out first.
    if total < lead_days if lead_days is not None else total == 0:
        return "out_now"
    if total < next_days:
        return "short"
    if days <= settings.k_safety * next_days:
        return "normal"
    return "high" if days <= settings.overstock_days else "glut"


def _cover(days: Fraction | None, total: Fraction | None, band: str) -> Cover:
    return Cover(days, total, band, *BANDS[band])
