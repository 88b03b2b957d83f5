"""Reach and shape of the market: rules F1 to F4."""

from dataclasses import replace
from fractions import Fraction

import pytest

from app.leverage.coverage import Outlets, Vehicle, outlet_coverage, rep_load, vehicle_capacity
from app.leverage.market_shape import CELLS, Range, Reach, line_length, market_shape
from app.leverage.result import Confidence

GROUPS = (Outlets("grocery", 700, 250, 160), Outlets("supermarket", 100, 70, 48))
FLEET = (Vehicle(80, 2), Vehicle(80, 2), Vehicle(300, 1))


def test_f1_coverage():
    value = outlet_coverage(GROUPS, reps=4, vehicles=3).value
    assert value.coverage == Fraction(2, 5)
    assert value.ours_in_his == Fraction(13, 20)
    assert value.distribution == Fraction(26, 100)
    assert (value.per_rep, value.per_vehicle) == (80, 107)
    assert value.gap == 112
    assert value.band == "weak"


@pytest.mark.parametrize(
    ("supplied", "band"), [(90, "very_good"), (89, "good"), (70, "good"), (40, "weak"), (39, "low")]
)
def test_f1_bands(supplied, band):
    assert outlet_coverage((Outlets("grocery", 100, supplied, 0),)).value.band == band


def test_f1_unknown_area_gives_counts_only():
    result = outlet_coverage((GROUPS[0], replace(GROUPS[1], universe=None)))
    assert (result.value.coverage, result.value.distribution, result.value.band) == (None, None, None)
    assert result.value.gap == 112
    assert result.confidence == "medium"


def test_f1_outlets_that_nobody_looked_into_are_no_gap():
    result = outlet_coverage((Outlets("grocery", 20, 9, None), Outlets("super", 5, 2, 1)))
    value = result.value
    assert (value.coverage, value.gap) == (Fraction(11, 25), None)
    assert (value.ours_in_his, value.distribution) == (None, None)
    assert (result.confidence, str(result.reason.text)) == (
        Confidence.MEDIUM, "How many of his outlets have ours is not known.")  # fmt: skip


def test_f1_refuses_contradictions():
    assert outlet_coverage((Outlets("grocery", 10, 11, 0),)).code == "contradiction"
    assert outlet_coverage((Outlets("grocery", None, 10, 11),)).code == "contradiction"
    assert outlet_coverage(()).code == "no_outlets"
    assert outlet_coverage((Outlets("grocery", 10, 0, 0),)).value.ours_in_his is None


def test_f1_rep_load():
    value = rep_load(Fraction(720, 520), 4, outlets=320).value
    assert round(float(value.load), 2) == 0.35
    assert value.round_days == 4
    assert rep_load(1, 0).code == "no_field_reps"


def test_f2_capacity_and_peak():
    value = vehicle_capacity(FLEET, 430).value
    assert value.per_day == 527
    assert round(float(value.use), 3) == 0.816
    assert round(float(value.peak_use), 2) == 1.06
    assert value.peak_short == 32


def test_f2_broken_and_part_time_vehicles():
    assert vehicle_capacity((*FLEET, Vehicle(500, 2, running=False)), 430).value.per_day == 527
    assert vehicle_capacity((Vehicle(100, 2, days_out=13),)).value.per_day == 85
    assert vehicle_capacity((Vehicle(100, 2),)).value.use is None
    assert vehicle_capacity((Vehicle(100, 1, running=False),), 10).code == "no_vehicle"
    assert vehicle_capacity(FLEET, 0).value.peak_short == 0


def test_f3_example():
    value = line_length(Range(6, 86, 52)).value
    assert round(float(value.average), 1) == 14.3
    assert round(float(value.active_rate), 2) == 0.60
    assert (value.length, value.idle, value.reading) == ("long", 34, None)


@pytest.mark.parametrize(
    ("line", "length", "reading"),
    [
        (Range(6, 100, 80), "long", "able"),
        (Range(6, 100, 59), "long", "scattered"),
        (Range(6, 81, 52), "long", None),
        (Range(6, 80, 80), "medium", None),
        (Range(3, 20, 10), "short", None),
        (Range(2, 60, 10), "short", None),
        (Range(3, 20, 18, brands=1, new_items_in_a_year=0), "short", "dated"),
        (Range(3, 20, 18, brands=2, growing=True), "short", "focused"),
        (Range(3, 20, 18, brands=2), "short", None),
    ],
)
def test_f3_classes(line, length, reading):
    value = line_length(line).value
    assert (value.length, value.reading) == (length, reading)


@pytest.mark.parametrize(
    ("line", "code"),
    [(Range(1, 0, 0), "no_items"), (Range(1, 5, 6), "contradiction"), (Range(6, 5, 1), "contradiction")],
)
def test_f3_refusals(line, code):
    assert line_length(line).code == code


@pytest.mark.parametrize(
    ("reach", "network", "territory"),
    [
        (Reach(direct=0.6, outside=0.2), "short", "short"),
        (Reach(direct=0.4, outside=0.5), "long", "long"),
        (Reach(direct=0.5, outside=0.3), "mixed", "middle"),
        (Reach(direct=0.9, tiers=2, outside=0.3, counties=3), "long", "long"),
        (Reach(direct=0.9, tiers=1, km=30), "short", "short"),
        (Reach(direct=0.9, km=31), "short", None),
        (Reach(counties=4), None, "long"),
    ],
)
def test_f4_classes(reach, network, territory):
    result = market_shape(reach)
    assert (result.value.network, result.value.territory) == (network, territory)
    assert (result.confidence == "medium") == (None in (network, territory))


def test_f4_reads_as_the_article_does():
    shape = market_shape(Reach(direct=0.2, outside=0.8)).value
    assert "second-tier wholesalers" in str(shape.readings[0])
    assert "diversion must be consciously controlled" in str(shape.readings[1])
    assert shape.readings[2] == CELLS["long", "long"]
    assert len(shape.advice) == 2
    assert market_shape(Reach(direct=0.5, outside=0.3)).value.readings == ()
    assert market_shape(Reach()).code == "nothing_known"
