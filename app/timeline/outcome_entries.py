"""What a visit led to, as its entry on the timeline shows it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FindingMark:
    """A finding that a visit opened (``open``) or closed (``close``)."""

    title: str
    state: str
    severity: str


@dataclass(frozen=True)
class ScoreMark:
    """A score after a visit and before it (None: the first), in whole points; `grade` of the overall one."""

    key: str
    title: str
    now: int
    before: int | None
    grade: str | None


@dataclass(frozen=True)
class OrderMark:
    """An order in words, by cases: suggested (None: nothing was), agreed, and the reason for the difference.

    `figure` is the key of the figure behind it.
    """

    figure: str
    product: str
    suggested: str | None
    agreed: str
    reason: str


@dataclass(frozen=True)
class VisitOutcome:
    """What one visit led to, as far as the filters ask for it."""

    findings: list[FindingMark]
    scores: list[ScoreMark]
    orders: list[OrderMark]

    def __bool__(self) -> bool:
        return bool(self.findings or self.scores or self.orders)
