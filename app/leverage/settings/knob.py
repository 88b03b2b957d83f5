"""One threshold: its default, its limits, where the number comes from and why it is what it is."""

import re
import unicodedata
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from app.messages import Message

Number = int | Fraction | bool | str | frozenset[int]

DAYS = Message("days")
CASES = Message("cases")
SHARE = Message("share")
TIMES = Message("times")
POINTS = Message("points")
PEOPLE = Message("people")
MONTHS = Message("months")
ITEMS = Message("items")
VISITS = Message("visits")
YUAN = Message("yuan")

# Stated in the article, found in public material, weak or second-hand, derived here, assumed.
TAGS = {
    "S": Message("Stated in the article"),
    "V": Message("Found in published material"),
    "W": Message("Found, but weak or second-hand"),
    "D": Message("Follows from the arithmetic"),
    "A": Message("Assumed: adjust it to your trade"),
}

_DECIMAL = re.compile(r"-?\d{1,9}(\.\d{1,9})?")
_QUOTIENT = re.compile(r"\d{1,6}/[1-9]\d{0,5}")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_DAYS = re.compile(r"[1-7]{1,7}")


@dataclass(frozen=True)
class Knob:
    """A threshold as the admin's page lists it.

    `kind` is ``whole``, ``number``, ``switch``, ``time`` or ``days`` (weekdays, a set).
    """

    name: str
    kind: str
    default: Number
    low: Number
    high: Number
    label: Message
    why: Message
    unit: Message | None
    tag: str
    rule: str
    group: str

    def read(self, given: Any) -> Number:
        """The value for what was typed or stored; ValueError carries a Message in ``args[0]``."""
        if self.kind == "switch":
            return _read_switch(given)
        text = unicodedata.normalize("NFKC", str(given)).strip()
        if self.kind == "time":
            if not _CLOCK.fullmatch(text):
                raise ValueError(Message("Enter a time such as 08:00."))
            return text
        if self.kind == "days":
            return _read_days(text)
        value = _read_number(text, given)
        if self.kind == "whole" and value.denominator != 1:
            raise ValueError(Message("Enter a whole number."))
        if not self.low <= value <= self.high:
            limits = {"low": as_text(self.low), "high": as_text(self.high)}
            raise ValueError(Message("Enter a number from {low} to {high}.", limits))
        return int(value) if self.kind == "whole" else value


def knob(
    default: Number,
    low: Number,
    high: Number,
    label: Message,
    why: Message,
    *,
    rule: str,
    tag: str = "A",
    unit: Message | None = None,
) -> Any:
    """A dataclass field that is a threshold. A number given as text (``"1/3"``) is a fraction, exactly."""
    kind = _kind_of(default)
    exact = {"number": Fraction, "whole": int}.get(kind, lambda value: value)
    about = {"kind": kind, "low": exact(low), "high": exact(high), "label": label, "why": why}
    return field(default=exact(default), metadata={**about, "unit": unit, "tag": tag, "rule": rule})


def switch(default: bool, label: Message, why: Message, *, rule: str, tag: str = "A") -> Any:
    """A threshold that is only on or off."""
    return knob(default, False, True, label, why, rule=rule, tag=tag)


def as_text(value: Number) -> str:
    """The value as it is typed and stored: ``0.2``, ``1/3``, ``14``, ``on``, ``08:00``, ``12345`` for Monday
    to Friday."""
    if isinstance(value, frozenset):
        return "".join(str(day + 1) for day in sorted(value))
    if isinstance(value, bool):
        return "on" if value else "off"
    if not isinstance(value, Fraction):
        return str(value)
    scaled = value * 10**6
    return f"{float(value):g}" if scaled.denominator == 1 else str(value)


def _kind_of(default: Number) -> str:
    if isinstance(default, bool):
        return "switch"
    if isinstance(default, frozenset):
        return "days"
    if isinstance(default, str):
        return "time" if ":" in default else "number"
    return "whole"


def _read_switch(given: Any) -> bool:
    known = {"on": True, "true": True, "1": True, "off": False, "false": False, "0": False, "": False}
    try:
        return known[str(given).strip().lower()]
    except KeyError:
        raise ValueError(Message("Choose on or off.")) from None


def _read_days(text: str) -> frozenset[int]:
    if not _DAYS.fullmatch(text):
        raise ValueError(Message("Tick one day at least."))
    return frozenset(int(digit) - 1 for digit in text)


def _read_number(text: str, given: Any) -> Fraction:
    # A yes/no is no number, and "1e999999" would fill the memory: only plain digits are read.
    plain = _DECIMAL.fullmatch(text) or _QUOTIENT.fullmatch(text)
    if isinstance(given, bool) or not plain:
        raise ValueError(Message("Enter a number such as 14, 0.2 or 1/3."))
    return Fraction(text)
