"""In what order to drive to some places: straight lines, the nearest next, then crossings taken out."""

from collections.abc import Hashable, Mapping, Sequence
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0
LEAST_GAIN = 1e-6  # km: what a change must save, so that rounding cannot keep the search going

Place = tuple[float, float]  # latitude and longitude in degrees


def distance_km(one: Place, other: Place) -> float:
    """The straight line between two places on the earth's surface, in km."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, place)) for place in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def length_km(places: Sequence[Place]) -> float:
    """How long the way through some places is, in their order, without a way back."""
    return sum(distance_km(one, other) for one, other in zip(places, places[1:], strict=False))


def route(stops: Sequence[Hashable], places: Mapping[Hashable, Place]) -> list[Hashable]:
    """The stops in an order that is short to drive, beginning with any; never longer than the given order.

    `places` has the positions that are known. Stops without one come last, in the order given: where they
    lie is not known, so nothing is gained by putting them between others.
    """
    known = [stop for stop in stops if stop in places]
    unknown = [stop for stop in stops if stop not in places]
    found = _uncrossed(_nearest_next(known, places), places)
    shorter = _length(found, places) < _length(known, places) - LEAST_GAIN
    return (found if shorter else known) + unknown


def _nearest_next(stops: list, places: Mapping) -> list:
    left, way = list(stops[1:]), list(stops[:1])
    while left:
        nearest = min(left, key=lambda stop: distance_km(places[way[-1]], places[stop]))
        left.remove(nearest)
        way.append(nearest)
    return way


def _uncrossed(way: list, places: Mapping) -> list:
    """2-opt on an open path: a stretch is turned round for as long as that saves something."""
    better = True
    while better:
        better = False
        for first in range(len(way) - 1):
            for last in range(first + 1, len(way)):
                if _saved(way, first, last, places) > LEAST_GAIN:
                    way[first : last + 1] = way[first : last + 1][::-1]
                    better = True
    return way


def _saved(way: list, first: int, last: int, places: Mapping) -> float:
    """What turning the stretch from `first` to `last` round would save, in km."""

    def gap(one: int, other: int) -> float:
        return distance_km(places[way[one]], places[way[other]])

    saved = gap(first - 1, first) - gap(first - 1, last) if first > 0 else 0.0
    if last + 1 < len(way):
        saved += gap(last, last + 1) - gap(first, last + 1)
    return saved


def _length(way: list, places: Mapping) -> float:
    return length_km([places[stop] for stop in way])
