"""The geometry of the charts: where lines, dots and labels go; `components/charts.html` draws them.

All coordinates are those of the drawing's own box, whose size is given beside it; values are 0..100.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

RADAR_BOX = (420, 300)
_CENTRE, _RADIUS, _LABEL_AT = (210.0, 148.0), 94.0, 110.0
TREND_BOX = (320, 96)
_LEFT, _RIGHT, _TOP, _BOTTOM = 8.0, 312.0, 10.0, 86.0
FULL = 100.0


@dataclass(frozen=True)
class Spoke:
    """An axis of a radar: where it ends, its label with place and anchor (``start``, ``middle``, ``end``)."""

    label: str
    value: str
    end: tuple[float, float]
    at: tuple[float, float]
    anchor: str


@dataclass(frozen=True)
class Outline:
    """The values of one moment: path and dots. `closed`: every axis has a value, so that it may be filled."""

    path: str
    closed: bool
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Radar:
    """Axes, rings from the inmost, the outline of now and, where there is one, that of before."""

    spokes: tuple[Spoke, ...]
    rings: tuple[str, ...]
    now: Outline
    before: Outline | None


@dataclass(frozen=True)
class Line:
    """A course over time: path, dots, the height of the line to compare with (None: none), the last dot."""

    path: str
    dots: tuple[tuple[float, float], ...]
    border: float | None
    last: tuple[float, float] | None


def radar(
    labels: Sequence[str], now: Sequence[float | None], before: Sequence[float | None] | None = None
) -> Radar:
    """A radar of values on as many axes; None leaves a gap in the outline, as `before` nothing to compare."""
    number = len(labels)
    known = before is not None and any(value is not None for value in before)
    return Radar(
        spokes=tuple(_spoke(label, place, number, now[place]) for place, label in enumerate(labels)),
        rings=tuple(_ring(share, number) for share in (0.2, 0.4, 0.6, 0.8, 1.0)),
        now=_outline(now), before=_outline(before) if known else None,
    )  # fmt: skip


def course(points: Sequence[tuple[date, float | None]], border: float | None = None) -> Line:
    """A line over days, the oldest first; a day without a value breaks it."""
    days = [day for day, _value in points]
    first, span = (days[0], max(1, (days[-1] - days[0]).days)) if days else (None, 1)
    places = [
        None if value is None else (_across((day - first).days / span), _height(value))
        for day, value in points
    ]
    dots = tuple(place for place in places if place is not None)
    return Line(_path(places), dots, None if border is None else _height(border), dots[-1] if dots else None)


@dataclass(frozen=True)
class Part:
    """A stretch of a bar, in percent of its whole length: where it begins and how long it is."""

    x: float
    width: float


def stretches(values: Sequence[int], whole: int | None = None) -> list[Part]:
    """One bar cut into the shares of `values`, end to end; `whole` is what a full bar stands for (None: their
    sum). What is zero has no width."""
    total, parts, x = whole or sum(values) or 1, [], 0.0
    for value in values:
        width = round(100 * value / total, 2)
        parts.append(Part(round(x, 2), width))
        x += width
    return parts


def _spoke(label: str, place: int, number: int, value: float | None) -> Spoke:
    x, _y = at = _polar(place, number, _LABEL_AT)
    anchor = "middle" if abs(x - _CENTRE[0]) < 1 else "start" if x > _CENTRE[0] else "end"
    shown = "–" if value is None else str(round(value))
    return Spoke(label, shown, _polar(place, number, _RADIUS), at, anchor)


def _ring(share: float, number: int) -> str:
    corners = (_polar(place, number, _RADIUS * share) for place in range(number))
    return " ".join(f"{x},{y}" for x, y in corners)


def _outline(values: Sequence[float | None]) -> Outline:
    number = len(values)
    places = [
        None if value is None else _polar(place, number, _RADIUS * value / FULL)
        for place, value in enumerate(values)
    ]
    closed = None not in places
    # Round once more to the first, so that neighbours over the top are joined too.
    path = _path(places) + " Z" if closed else _path([*places, places[0]])
    return Outline(path, closed, tuple(place for place in places if place is not None))


def _polar(place: int, number: int, radius: float) -> tuple[float, float]:
    angle = 2 * pi * place / number - pi / 2
    return round(_CENTRE[0] + radius * cos(angle), 1), round(_CENTRE[1] + radius * sin(angle), 1)


def _across(share: float) -> float:
    return round(_LEFT + (_RIGHT - _LEFT) * share, 1)


def _height(value: float) -> float:
    return round(_BOTTOM - (_BOTTOM - _TOP) * min(max(value, 0.0), FULL) / FULL, 1)


def _path(places: Sequence[tuple[float, float] | None]) -> str:
    """Lines between neighbours that are both known; a gap lifts the pen."""
    steps, down = [], False
    for place in places:
        if place is not None:
            steps.append(f"{'L' if down else 'M'}{place[0]} {place[1]}")
        down = place is not None
    return " ".join(steps)
