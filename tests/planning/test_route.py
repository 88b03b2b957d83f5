"""The order in which to drive: worked cases, and what must hold of any."""

from hypothesis import given
from hypothesis import strategies as st

from app.planning.route import distance_km, length_km, route

PLACES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def test_a_degree_of_latitude_is_111_km():
    assert round(distance_km((31.0, 120.0), (32.0, 120.0))) == 111
    assert distance_km((31.0, 120.0), (31.0, 120.0)) == 0


def test_shanghai_to_suzhou_is_about_84_km():
    assert round(distance_km((31.2304, 121.4737), (31.2989, 120.5853))) in range(83, 87)


def test_a_row_of_places_is_driven_along():
    row = {"a": (31.0, 120.0), "b": (31.1, 120.0), "c": (31.2, 120.0), "d": (31.3, 120.0)}
    found = route(["b", "d", "a", "c"], row)
    assert "".join(found) in ("abcd", "dcba")
    assert round(length_km([row[stop] for stop in found])) == 33


def test_a_crossing_is_taken_out():
    square = {1: (0.0, 0.0), 2: (0.0, 1.0), 3: (1.0, 1.0), 4: (1.0, 0.0)}
    found = route([1, 3, 2, 4], square)
    assert round(length_km([square[stop] for stop in found])) == 334


def test_what_has_no_position_comes_last_in_the_order_given():
    assert route(["x", "b", "y", "a"], {"a": (0.0, 0.0), "b": (0.0, 1.0)}) == ["b", "a", "x", "y"]
    assert route([3, 1, 2], {}) == [3, 1, 2]
    assert route([], {}) == []


@given(st.lists(st.one_of(st.none(), PLACES), max_size=10))
def test_no_stop_is_lost_or_doubled_and_the_way_is_never_longer(positions):
    places = {stop: place for stop, place in enumerate(positions) if place is not None}
    given_order = list(range(len(positions)))
    found = route(given_order, places)
    assert sorted(found) == given_order
    before = length_km([places[stop] for stop in given_order if stop in places])
    assert length_km([places[stop] for stop in found if stop in places]) <= before + 1e-9
