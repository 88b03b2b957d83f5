"""What the score functions share. A score is 0..1, or None where the answer does not allow one."""

from collections.abc import Callable
from fractions import Fraction

from app.leverage.answered import Answered
from app.leverage.figures import Number, exact

Score = Fraction | None


def clipped(value: Number) -> Fraction:
    """The value within 0..1."""
    return min(Fraction(1), max(Fraction(0), exact(value)))


def blend(first: Number | None, weight: str, second: Number | None) -> Score:
    """`weight` of the first and the rest of the second; the known one alone where the other is not."""
    if first is None or second is None:
        known = second if first is None else first
        return None if known is None else clipped(known)
    share = Fraction(weight)
    return share * clipped(first) + (1 - share) * clipped(second)


def metric(name: str) -> Callable[[Answered], Score]:
    """The score is a figure that a rule computed."""

    def score(answered: Answered) -> Score:
        value = answered.metric(name)
        return None if value is None else clipped(value)

    return score
