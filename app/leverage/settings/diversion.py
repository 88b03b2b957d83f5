"""Thresholds of diversion, goods sold outside the agreed area (rule F5)."""

from dataclasses import dataclass
from fractions import Fraction

from app.leverage.settings.knob import POINTS, SHARE, TIMES, knob
from app.messages import Message

_SIGN = Message("How heavily this sign weighs; signs are reasons to check, never proof.")


@dataclass(frozen=True)
class DiversionSettings:
    """How heavily each sign weighs, and from when the sum is looked at."""

    divert_code_out: int = knob(
        60, 0, 100, Message("Sign: batch found outside the area"), _SIGN, rule="F5", unit=POINTS
    )
    divert_low_price: int = knob(
        20, 0, 100, Message("Sign: sells below the floor price"), _SIGN, rule="F5", unit=POINTS
    )
    divert_stock_gap: int = knob(
        20, 0, 100, Message("Sign: sales do not fit the outlets"), _SIGN, rule="F5", unit=POINTS
    )
    divert_spike: int = knob(15, 0, 100, Message("Sign: sudden large order"), _SIGN, rule="F5", unit=POINTS)
    divert_fake_return: int = knob(15, 0, 100, Message("Sign: odd returns"), _SIGN, rule="F5", unit=POINTS)
    divert_far_car: int = knob(
        15, 0, 100, Message("Sign: vehicles from outside load"), _SIGN, rule="F5", unit=POINTS
    )
    divert_gift: int = knob(10, 0, 100, Message("Sign: gifts sold separately"), _SIGN, rule="F5", unit=POINTS)
    divert_territory_long: int = knob(
        10, 0, 100, Message("Sign: long territory"), _SIGN, rule="F5", unit=POINTS
    )
    divert_second_tier: int = knob(
        10, 0, 100, Message("Sign: most volume goes to second-tier dealers"), _SIGN, rule="F5", unit=POINTS
    )
    divert_watch: int = knob(25, 0, 100, Message("Diversion: watch from"), _SIGN, rule="F5", unit=POINTS)
    divert_high: int = knob(60, 0, 100, Message("Diversion: high from"), _SIGN, rule="F5", unit=POINTS)
    stock_gap_share: Fraction = knob(
        "0.3", "0", "1", Message("Part of sales the outlets cannot explain"),
        Message("Up to this, estimates of drops and volumes err."), rule="F5", unit=SHARE,
    )  # fmt: skip
    spike_times: Fraction = knob(
        "1.5", "1", "10", Message("A large order over the last three"),
        Message("Without an event, orders seldom grow by half."), rule="F5", unit=TIMES,
    )  # fmt: skip
    second_tier_share: Fraction = knob(
        "0.7", "0", "1", Message("Second-tier share that is a sign"),
        Message("Goods that change hands early are hard to follow."), rule="F5", unit=SHARE,
    )  # fmt: skip
