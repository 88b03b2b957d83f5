"""Calls, pay and drivers: rules D1 to D6."""

from fractions import Fraction

import pytest

from app.leverage.drivers import BEHAVIOURS, DriverFigures, DriverSign, driver_risk
from app.leverage.pay import Heads, Pay, pay_mix, sales_per_head
from app.leverage.staffing import OutletGroup, Visits, labour_use, needed_reps, visits_per_day

OURS = (OutletGroup(60, 4), OutletGroup(140, 2), OutletGroup(200, 1))


def test_d1_visits_per_rep_per_day():
    result = visits_per_day(Visits(2080, 4, 26, effective=1560))
    assert result.value.per_day == 20
    assert result.value.effective_per_day == 15
    assert result.value.target == 20
    assert result.formula_id == "D1"
    assert visits_per_day(Visits(182, 1, 26, outlets="supermarket")).value.of_target == 1


@pytest.mark.parametrize(("reps", "days"), [(0, 26), (4, 0)])
def test_d1_without_people_or_days_refuses(reps, days):
    assert visits_per_day(Visits(100, reps, days)).code == "no_field_reps"


def test_d2_needed_reps():
    value = needed_reps(OURS).value
    assert (value.calls, value.reps) == (720, 2)
    assert round(float(value.exact), 2) == 1.38


def test_d2_source_example():
    value = needed_reps((OutletGroup(6400, 1),), visits_a_day=40, working_days=24).value
    assert round(float(value.calls / 24)) == 267
    assert round(float(value.exact), 1) == 6.7
    assert value.reps == 7


def test_d2_refuses_without_outlets_or_capacity():
    assert needed_reps(()).code == "no_outlets"
    assert needed_reps(OURS, visits_a_day=0).code == "no_working_days"


def test_d3_sales_per_head():
    peers = (8_000_000, 9_000_000, 10_000_000, 12_000_000, 20_000_000)
    result = sales_per_head(130_000_000, Heads(13), peers)
    assert result.value.per_head == 10_000_000
    assert result.value.peer_median == 10_000_000
    assert result.value.of_peers == 1
    assert result.confidence == "high"


def test_d3_part_timers_are_half_a_head():
    value = sales_per_head(130_000_000, Heads(12, part_time=2, field=5)).value
    assert value.per_head == 10_000_000
    assert value.per_field_head == 26_000_000


def test_d3_fewer_than_five_peers_give_no_comparison():
    result = sales_per_head(130_000_000, Heads(13), (1, 2, 3, 4))
    assert result.value.peer_median is None
    assert result.value.of_peers is None
    assert "Fewer than 5" in str(result.reason)
    assert sales_per_head(130_000_000, Heads(0)).code == "no_heads"


@pytest.mark.parametrize(
    ("pay", "share", "verdict"),
    [
        (Pay(300_000, 200_000), Fraction(2, 5), "usual"),
        (Pay(300_000, 0), 0, "low"),
        (Pay(100_000, 400_000), Fraction(4, 5), "high"),
        (Pay(300_000, 200_000, job="driver"), Fraction(2, 5), "usual"),
        (Pay(300_000, 300_000, job="driver"), Fraction(1, 2), "high"),
    ],
)
def test_d4_pay_mix(pay, share, verdict):
    value = pay_mix(pay).value
    assert (value.variable_share, value.verdict) == (share, verdict)


def test_d4_push_ratio():
    assert pay_mix(Pay(1, 1, ours_per_case=100, rival_per_case=150)).value.push_ratio == Fraction(2, 3)
    assert pay_mix(Pay(1, 1, ours_per_case=0, rival_per_case=150)).value.push_ratio == 0
    assert pay_mix(Pay(1, 1, ours_per_case=100, rival_per_case=0)).value.push_ratio is None
    assert pay_mix(Pay(1, 1, rival_per_case=150)).value.push_ratio is None
    assert pay_mix(Pay(0, 0)).code == "no_pay"


def test_d5_labour_use():
    value = labour_use(720, 4).value
    assert round(float(value.utilisation), 2) == 0.35
    assert value.free_calls_a_week == 314
    assert value.verdict == "idle"


def test_d5_overload_has_no_free_calls():
    value = labour_use(2400, 4).value
    assert (value.verdict, value.free_calls_a_week) == ("overload", 0)
    assert labour_use(2100, 4).value.verdict == "fair"
    assert labour_use(720, 0).code == "no_field_reps"


def signs(*pairs: tuple[str, str]) -> tuple[DriverSign, ...]:
    return tuple(DriverSign(behaviour, evidence) for behaviour, evidence in pairs)


@pytest.mark.parametrize(
    ("noticed", "points", "band", "critical"),
    [
        ((), 0, "green", False),
        (signs(("skimming", "documented")), 40, "red", True),
        (signs(("skimming", "heard")), 20, "amber", False),
        (signs(("picking", "seen")), 20, "amber", False),
        (signs(("detours", "seen"), ("uncooperative", "heard")), Fraction(35, 2), "green", False),
        (signs(("picking", "seen"), ("private", "seen"), ("detours", "heard")), 40, "red", False),
        (signs(*((behaviour, "heard") for behaviour in BEHAVIOURS)), 50, "red", False),
        (signs(("skimming", "heard"), ("skimming", "seen")), 40, "red", True),
    ],
)  # fmt: skip
def test_d6_points(noticed, points, band, critical):
    value = driver_risk(noticed).value
    assert (value.points, value.band, value.critical) == (points, band, critical)


def test_d6_two_independent_sources_weigh_like_having_seen_it():
    value = driver_risk((DriverSign("skimming", "heard", sources=2),)).value
    assert (value.points, value.critical) == (40, True)


@pytest.mark.parametrize(
    ("actual", "band"), [(100, "green"), (120, "green"), (125, "amber"), (135, "amber"), (136, "red")]
)
def test_d6_detours(actual, band):
    assert driver_risk((), DriverFigures(planned_km=100, actual_km=actual)).value.detour_band == band


def test_d6_figures_are_unknown_until_recorded():
    value = driver_risk((), DriverFigures(collected=500, planned_km=0, actual_km=10, fuel=12)).value
    assert (value.cash_gap, value.detour_ratio, value.fuel_over) == (None, None, None)
    full = DriverFigures(collected=50_000, handed_in=48_000, fuel=11.6, fuel_median=10)
    value = driver_risk((), full).value
    assert (value.cash_gap, value.fuel_over) == (2_000, True)
    assert "11.6 litres on 100 km, 10 are usual: where" in str(driver_risk((), full).steps[-1])
    assert driver_risk((), DriverFigures(fuel=11.5, fuel_median=10)).value.fuel_over is False


def test_d6_refuses_an_unknown_sign():
    assert driver_risk((DriverSign("singing", "seen"),)).code == "unknown_sign"
