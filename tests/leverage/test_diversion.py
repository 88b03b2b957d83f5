"""Diversion risk: rule F5."""

import pytest

from app.leverage.diversion import (
    SIGNS,
    DiversionFacts,
    Outflow,
    diversion_risk,
    order_spike,
    stock_gap,
)


def test_f5_stock_gap():
    result = stock_gap(Outflow(800, 208, 1.2, 2))
    assert round(float(result.value), 3) == 0.376
    assert result.code == "stock_gap"
    assert "499" in str(result.steps[0])


def test_f5_explained_sales_are_no_sign():
    assert stock_gap(Outflow(500, 208, 1.2, 2)).code is None
    assert stock_gap(Outflow(100, 208, 1.2, 2)).value == 0
    assert stock_gap(Outflow(0, 208, 1.2, 2)).code == "no_sales"
    assert stock_gap(Outflow(-5, 208, 1.2, 2)).refused


@pytest.mark.parametrize(
    ("order", "event", "spike"), [(150, False, False), (151, False, True), (500, True, False)]
)
def test_f5_order_spike(order, event, spike):
    assert order_spike(order, (900, 100, 110, 90), event).value is spike


def test_f5_spike_needs_three_orders():
    assert order_spike(500, (100, 100)).code == "too_few_orders"


def test_f5_example():
    facts = DiversionFacts(stock_gap=True, spike=True, territory_long=True)
    value = diversion_risk(facts).value
    assert (value.points, value.level) == (45, "watch")
    assert value.signs == (("stock_gap", 20), ("spike", 15), ("territory_long", 10))


@pytest.mark.parametrize(
    ("signs", "points", "level"),
    [
        (set(), 0, "low"),
        ({"none"}, 0, "low"),
        ({"low_price"}, 20, "low"),
        ({"gift", "fake_return"}, 25, "watch"),
        ({"code_out"}, 60, "high"),
        (set(SIGNS), 100, "high"),
    ],
)
def test_f5_levels(signs, points, level):
    value = diversion_risk(DiversionFacts(frozenset(signs))).value
    assert (value.points, value.level) == (points, level)


def test_f5_a_sign_seen_and_computed_counts_once():
    facts = DiversionFacts(frozenset({"stock_gap"}), stock_gap=True)
    assert diversion_risk(facts).value.points == 20


@pytest.mark.parametrize(("share", "points"), [(0.7, 0), (0.71, 10), (None, 0)])
def test_f5_second_tier(share, points):
    assert diversion_risk(DiversionFacts(second_tier_share=share)).value.points == points


def test_f5_foreign_goods_make_him_a_victim_not_a_risk():
    value = diversion_risk(DiversionFacts(frozenset({"code_in"}))).value
    assert (value.points, value.victim) == (0, True)


def test_f5_near_a_border_natural_leakage_is_asked_first():
    result = diversion_risk(DiversionFacts(frozenset({"gift"}), near_border=True))
    assert result.value.natural_first
    assert "drift across" in str(result.steps[-1])


def test_f5_refusals():
    assert diversion_risk(DiversionFacts(frozenset({"ufo"}))).code == "unknown_sign"
    assert diversion_risk(DiversionFacts(frozenset({"none", "gift"}))).code == "contradiction"
