"""Portfolio: rules E1 to E7, on the test data of the rules."""

from dataclasses import replace
from fractions import Fraction

import pytest

from app.leverage.attention import Resources, attention_index, share_change
from app.leverage.portfolio import Line, concentration, our_weight
from app.leverage.positioning import (
    Month,
    Standing,
    attainment,
    product_role,
    product_tail,
    stock_return,
    suggested_positions,
)
from app.leverage.settings import Settings

LINES = (
    Line("X", "X", False, "drinks", 400, 6_000, 500),
    Line("Our water", "We", True, "drinks", 150, 7_200, 900),
    Line("Y", "Y", False, "drinks", 300, 4_000, 400),
    Line("Z", "Z", False, "drinks", 100, 9_000, 1_200),
)


def test_e1_share_and_rank():
    value = our_weight(LINES).value
    assert (value.sales, value.our_sales) == (5_580_000, 1_080_000)
    assert round(float(value.sales_share), 3) == 0.194
    assert value.sales_rank == 3
    assert (value.profit, value.our_profit) == (575_000, 135_000)
    assert round(float(value.profit_share), 3) == 0.235
    assert value.profit_rank == 2
    assert round(float(value.fair_share), 2) == 0.94


def test_e1_a_missing_margin_leaves_the_profit_share_unknown():
    result = our_weight((*LINES[:3], replace(LINES[3], margin=None)))
    assert result.value.profit_share is None
    assert result.value.sales_rank == 3
    assert result.confidence == "medium"
    assert "margin is missing" in str(result.reason)


def test_e1_a_product_without_volume_is_left_out_and_said():
    result = our_weight((*LINES, Line("W", "W", False, margin=100)))
    assert result.value.sales == 5_580_000
    assert "1 products have no volume" in str(result.reason)


def test_e1_too_little_of_his_sales_covered():
    assert our_weight(LINES, total_sales=6_000_000).confidence == "high"
    assert our_weight(LINES, total_sales=8_000_000).confidence == "medium"


def test_e1_losses_leave_no_profit_share():
    losing = tuple(replace(line, margin=-100) for line in LINES)
    assert our_weight(losing).value.profit_share is None


def test_e1_refuses_without_sales_or_without_ours():
    assert our_weight(()).code == "no_sales"
    assert our_weight((replace(LINES[1], volume=0),)).code == "no_sales"
    assert our_weight(LINES[:1]).code == "ours_missing"


def test_e2_concentration():
    value = concentration(LINES).value
    assert round(value.index) == 2947
    assert round(float(value.effective_brands), 1) == 3.4
    assert (value.level, value.on_top) == ("concentrated", "rival")


def test_e2_who_is_on_top():
    ours = tuple(replace(line, ours=not line.ours) for line in LINES[:2])
    assert concentration(ours).value.on_top == "ours"
    equal = tuple(Line(str(n), str(n), n == 0, volume=1, price=1) for n in range(12))
    assert concentration(equal).value.level == "spread"
    assert concentration(equal).value.on_top == "none"
    assert concentration(equal[:2]).value.on_top == "none"
    assert concentration(equal[:6]).value.level == "middling"
    assert concentration(()).code == "no_sales"


def test_e1_the_tail_of_the_range():
    small = tuple(Line(f"s{n}", "s", False, volume=1, margin=1) for n in range(5))
    value = product_tail((*LINES, *small)).value
    assert value.names == ("s0", "s1", "s2", "s3", "s4")
    assert value.of_products == Fraction(5, 9)
    assert product_tail(LINES).value.names == ()
    assert product_tail((*LINES, Line("W", "W", False))).code == "no_profit"
    assert product_tail((replace(LINES[0], margin=0),)).code == "no_profit"


@pytest.mark.parametrize(
    ("ours", "other", "now", "before", "klass"),
    [
        (10_800, 24_000, 100, 100, "dog"),
        (10_800, 24_000, 110, 100, "question"),
        (24_000, 24_000, 110, 100, "star"),
        (30_000, 24_000, 109, 100, "cow"),
        (30_000, 24_000, 100, 0, "new"),
        (30_000, 0, 120, 100, "star"),
    ],
)
def test_e3_class(ours, other, now, before, klass):
    assert product_role(Standing(ours, other, now, before)).value.klass == klass


def test_e3_an_unknown_past_is_not_a_new_product():
    refused = product_role(Standing(30_000, 24_000, 100, None))
    assert (refused.value, refused.code) == (None, "no_history")
    assert product_role(Standing(1, 1, 120, None, same_months_last_year=100)).value.klass == "star"


def test_e3_relative_share_and_season():
    assert product_role(Standing(10_800, 24_000, 1, 1)).value.relative_share == Fraction(9, 20)
    assert product_role(Standing(1, 1, 120, 200, same_months_last_year=100)).value.klass == "star"


def test_e3_suggested_positions():
    # Medians: 225 cases, margin 650.
    assert suggested_positions(LINES).value == {
        "X": "volume",
        "Our water": "profit",
        "Y": "volume",
        "Z": "profit",
    }
    pair = (Line("a", "a", True, volume=10, margin=9), Line("b", "b", True, volume=5, margin=3))
    assert suggested_positions(pair).value == {"a": "core", "b": "tail"}
    assert suggested_positions(pair[:1]).code == "too_few_products"


def test_e4_attainment():
    value = attainment(Month(180, 96, 16, 26, shipped=130)).value
    assert round(float(value.rate), 3) == 0.867
    assert round(float(value.due_by_now), 1) == 110.8
    assert value.unsold == 34
    assert round(float(value.gap), 1) == 14.8


@pytest.mark.parametrize(
    ("month", "code"),
    [
        (Month(0, 96, 16, 26), "no_target"),
        (Month(180, 96, 0, 26), "no_days"),
        (Month(180, 96, 27, 26), "no_days"),
    ],
)
def test_e4_refusals(month, code):
    assert attainment(month).code == code


def test_e4_unknown_shipments_stay_unknown():
    assert attainment(Month(180, 200, 26, 26)).value.unsold is None
    assert attainment(Month(180, 200, 26, 26)).value.gap == 0


def test_e5_return_on_stock_money():
    """9 a case on 150 cases a month, 93.75 cases at 72 in stock: 1,350 on 6,750."""
    assert stock_return(900, 7_200, 150, Fraction(375, 4)).value == Fraction(1, 5)
    assert stock_return(900, 7_200, 150, 0).code == "no_stock"


@pytest.mark.parametrize(("stock", "code"), [(15, None), (Fraction(1499, 100), "thin_stock")])
def test_e5_hardly_any_stock_has_no_return(stock, code):
    """150 cases a month are 5 a day: three days of sales are 15 cases."""
    result = stock_return(900, 7_200, 150, stock)
    assert result.code == code
    assert code is None or str(result.reason).startswith("Not enough data: on average 3 days of sales")
    assert stock_return(900, 7_200, 0, Fraction(1, 10)).value == 0, "nothing sold earns nothing"


def test_e5_what_is_too_little_is_a_setting():
    less = Settings(return_least_days=2)
    assert stock_return(900, 7_200, 150, 14, less).value == Fraction(900 * 150, 14 * 7_200)


def test_e6_attention_index():
    value = attention_index(Resources(0.12, 0.10, 0.15, 0.14), our_weight(LINES).value.profit_share).value
    assert value.resource_share == Fraction("0.1275")
    assert round(float(value.index), 2) == 0.54
    assert value.verdict == "low"


@pytest.mark.parametrize(
    ("share", "index", "verdict"),
    [(0.2, 1, "fair"), (0.25, Fraction(4, 5), "slightly_low"), (0.04, 2, "fair")],
)
def test_e6_verdicts_and_cap(share, index, verdict):
    value = attention_index(Resources(floor=0.2, staff_time=0.2), share).value
    assert (value.index, value.verdict) == (index, verdict)


@pytest.mark.parametrize(
    ("resources", "share", "code"),
    [
        (Resources(floor=0.2), 0.2, "too_few_parts"),
        (Resources(0.2, 0.2), 0.02, "share_too_small"),
        (Resources(0.2, 0.2), None, "no_profit_share"),
    ],
)
def test_e6_without_an_index_the_rating_stands_in(resources, share, code):
    assert attention_index(resources, share).code == code
    assert attention_index(resources, share).refused
    rated = attention_index(resources, share, rating=2)
    assert (rated.value.index, rated.value.verdict, rated.confidence) == (None, "low", "low")


@pytest.mark.parametrize(
    ("before", "now", "cases_before", "cases_now", "reading"),
    [
        (0.2, 0.18, 100, 110, "rival_grows"),
        (0.2, 0.18, 100, 90, "both_fall"),
        (0.2, 0.2, 100, 90, "not_fallen"),
        (0.2, 0.1, 0, 10, "rival_grows"),
    ],
)
def test_e7_share_beside_volume(before, now, cases_before, cases_now, reading):
    assert share_change(before, now, cases_before, cases_now).value.reading == reading
