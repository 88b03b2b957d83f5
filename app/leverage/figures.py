"""Arithmetic that the rules share: exact numbers, ratios that know their limits."""

from fractions import Fraction

Number = int | float | Fraction


def exact(value: Number) -> Fraction:
    """A number as it was typed: 0.1 is one tenth, not the nearest binary."""
    if type(value) is Fraction:
        return value
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def ratio(part: Number, whole: Number) -> Fraction | None:
    """part / whole, or None where there is no whole to compare with."""
    return exact(part) / exact(whole) if whole else None


def nearest(value: Number) -> int:
    """The nearest whole number, half up: what a reader expects of 2.5."""
    return int((exact(value) + Fraction(1, 2)) // 1)
