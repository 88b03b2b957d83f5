"""What an item's answer amounts to: its score, whether its trigger holds, whether it is critical.

The specs come from the checklist and are read by their attributes only, so this module needs none of it.
"""

import operator
from collections.abc import Callable
from typing import Any, Protocol

from app.leverage.answered import Answered
from app.leverage.figures import Number, exact
from app.leverage.item_scores import ITEM_SCORES
from app.leverage.item_scores.parts import Score

_TESTS: dict[str, Callable[..., bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "between": lambda figure, low, high: low <= figure <= high,
    "else": lambda figure: True,
}


class Band(Protocol):
    """A test on a figure, its limits, and the score where it holds."""

    test: str
    limits: tuple[float, ...]
    score: float


class ScoreSpec(Protocol):
    """``none``, ``field``, ``ticked``, ``bands`` or ``formula``."""

    kind: str
    field: str | None
    out_of: int | None
    metric: str | None
    bands: tuple[Band, ...]


class TriggerSpec(Protocol):
    """``never``, ``missing``, ``score_below``, ``option``, ``metric`` or ``formula``."""

    when: str
    value: float | None
    field: str | None
    any_of: tuple[str, ...]
    metric: str | None
    test: Band | None


class CriticalSpec(Protocol):
    """``never``, ``score`` (0), ``option`` or ``metric`` (below a limit)."""

    kind: str
    option: str | None
    metric: str | None
    below: float | None


def holds(band: Band, figure: Number) -> bool:
    """Whether a figure passes; limits are taken as typed, so that exactly 10% reaches 0.1."""
    return _TESTS[band.test](exact(figure), *map(exact, band.limits))


def item_score(key: str, spec: ScoreSpec, answered: Answered) -> Score:
    """The item's score 0..1, None where it carries none or the answer does not allow one."""
    if spec.kind == "field":
        grade = answered.grade(spec.field)
        return None if grade is None else exact(grade)
    if spec.kind == "ticked":
        known = answered.get(spec.field) is not None
        return min(exact(1), exact(len(answered.ticked(spec.field))) / spec.out_of) if known else None
    if spec.kind == "bands":
        figure = answered.metric(spec.metric)
        if figure is None:
            return None
        return next((exact(band.score) for band in spec.bands if holds(band, figure)), None)
    return ITEM_SCORES[key](answered) if spec.kind == "formula" else None


def trigger_holds(
    key: str, spec: TriggerSpec, score: Number | None, answered: Answered, missing: bool = False
) -> bool | None:
    """Whether what opens the finding holds; None where the answer does not tell. `missing`: the item, or
    the photo it asks for, was not given."""
    if spec.when == "missing":
        return missing
    if spec.when == "score_below":
        return None if score is None else exact(score) < exact(spec.value)
    if spec.when == "option":
        value = answered.get(spec.field)
        return None if value is None else bool(_codes(value) & set(spec.any_of))
    if spec.when == "metric":
        figure = answered.metric(spec.metric)
        return None if figure is None else holds(spec.test, figure)
    return ITEM_TRIGGERS[key](answered) if spec.when == "formula" else False


def critical_holds(spec: CriticalSpec, score: Number | None, answered: Answered) -> bool:
    """Whether the finding, if there is one, is critical. What is not known is not critical."""
    if spec.kind == "score":
        return score is not None and score == 0
    if spec.kind == "option":
        return any(spec.option in _codes(value) for value in answered.value.values())
    if spec.kind == "metric":
        figure = answered.metric(spec.metric)
        return figure is not None and exact(figure) < exact(spec.below)
    return False


def _codes(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    return {code for code in value if isinstance(code, str)} if isinstance(value, list | tuple) else set()


def _flag(name: str) -> Callable[[Answered], bool | None]:
    def trigger(answered: Answered) -> bool | None:
        value = answered.metric(name)
        return None if value is None else bool(value)

    return trigger


def _one_of(name: str, *values: str) -> Callable[[Answered], bool | None]:
    def trigger(answered: Answered) -> bool | None:
        value = answered.metric(name)
        return None if value is None else value in values

    return trigger


# Network and territory are always shown once known: information, neither good nor bad.
ITEM_TRIGGERS: dict[str, Callable[[Answered], bool | None]] = {
    "cash_upcoming_out": _flag("funding_gap"),
    "staff_efficiency_gap": _one_of("labour_verdict", "idle", "overload"),
    "ops_network_length": _flag("network_class"),
    "ops_region_length": _flag("territory_class"),
}
