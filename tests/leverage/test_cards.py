"""Leverage cards and what they cost: rule I."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from app.leverage.cards import Fact, Improvement, choose_cards, freshness, strength, unfilled
from app.leverage.levers import LEVERAGE
from app.leverage.scoring import DIMENSIONS
from app.leverage.stakes import idle_calls_cost, overstock_cost, risk_cost, stockout_cost
from app.messages import Message, Money

TODAY = date(2025, 5, 20)
RISK = Fact(
    "near_expiry", "major", "counted", TODAY, {"sku": "Cola", "rate": 2, "sellable": 10, "risk": 50},
    at_stake=240_000, photo="p1",
)  # fmt: skip
PUSH = Fact("push_low", "major", "document", TODAY, {"ours": Money(100), "rival": Money(150)})
GAP = Fact("outlets_missing", "minor", "counted", TODAY, {"gap": 112})
PAYDAY = Fact("pay_day", "info", "counted", TODAY, {"weekday": Message("Monday")})


def cards(*facts: Fact, **more):
    return choose_cards(facts, TODAY, **more).value.cards


def test_i_example():
    assert strength(RISK, TODAY, 2_000_000) == Fraction("3.36")


def test_i_money_at_stake():
    assert risk_cost(50, 4_800) == 240_000
    assert stockout_cost(9, Fraction("11.43"), 600) == 61_722
    assert overstock_cost(300 * 6_000) == 18_000
    assert idle_calls_cost(314, 250) == 78_500


def test_i_an_unknown_profit_leaves_the_money_out():
    assert strength(RISK, TODAY) == strength(RISK, TODAY, 0) == strength(RISK, TODAY, -5) == 3


def test_i_the_money_at_most_doubles():
    assert strength(RISK, TODAY, 1) == 6


@pytest.mark.parametrize(
    ("evidence", "photo", "expected"),
    [
        ("document", None, 3), ("counted", None, Fraction("2.7")), ("seen", None, Fraction("2.1")),
        ("told", None, Fraction("1.2")), ("seen", "p1", 3),
    ],
)  # fmt: skip
def test_i_evidence(evidence, photo, expected):
    assert strength(replace(RISK, evidence=evidence, photo=photo), TODAY) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, 1), (15, Fraction(3, 4)), (30, Fraction(1, 2)), (60, Fraction(1, 4)), (90, 0), (400, 0), (-1, 1)],
)
def test_i_freshness(days, expected):
    assert freshness(TODAY - timedelta(days=days), TODAY) == expected


def test_i_a_card_is_a_fact_a_cost_an_ask_and_a_give():
    (card,) = cards(RISK)
    assert str(card.fact) == "Cola: at 2 a day only 10 sell in time; 50 will not."
    assert str(card.cost) == "Those 50 cost 2,400."
    assert "50" in str(card.ask)
    assert str(card.give) == "An agreed swap quota, in writing."
    assert "photo" in str(card.question)
    assert (card.section, card.photo, card.seen_on) == ("s3", "p1", TODAY)
    assert "figure" in str(cards(PUSH)[0].question)


def test_i_without_money_the_cost_is_told_in_words():
    assert str(cards(replace(RISK, at_stake=None))[0].cost) == "What expires is lost."


def test_i_three_cards_one_a_section_the_strongest_first():
    old = Fact("old_lots", "critical", "document", TODAY, {"sku": "Cola", "old_qty": 60, "new_qty": 60})
    chosen = cards(GAP, RISK, PUSH, old, PAYDAY)
    assert [card.kind for card in chosen] == ["old_lots", "push_low", "outlets_missing"]
    assert len({card.section for card in chosen}) == 3


@pytest.mark.parametrize(
    "fact",
    [
        replace(GAP, places={}),
        replace(GAP, places={"gap": None}),
        replace(GAP, evidence="told"),
        replace(GAP, about="person"),
        replace(GAP, about="others"),
        replace(GAP, seen_on=TODAY - timedelta(days=90)),
    ],
)
def test_i_what_never_makes_a_card(fact):
    assert cards(fact) == ()


def test_i_a_zero_is_a_figure():
    assert cards(replace(RISK, places={"sku": "Cola", "rate": 0, "sellable": 0, "risk": 50}))


def test_i_nothing_else_of_a_fact_reaches_the_screen():
    (card,) = cards(replace(GAP, places={"gap": 112, "driver": "Wang"}))
    assert dict(card.fact.values) == {"gap": 112}


def test_i_opened_by_the_largest_improvement():
    small = Improvement("s3", Message("Tidier than last time."), 1)
    large = Improvement("s7", Message("{count} more outlets.", {"count": 12}), 5)
    torn = Improvement("s7", Message("{count} more outlets."), 50)
    worse = Improvement("s2", Message("Worse."), -3)
    result = choose_cards([RISK], TODAY, improvements=[small, worse, large, torn])
    assert result.value.opening == large
    assert choose_cards([RISK], TODAY, improvements=[worse]).value.opening is None
    assert choose_cards([], TODAY).value.cards == ()


def test_i_every_row_of_the_table_can_be_filled():
    for kind, row in LEVERAGE.items():
        assert row.section in ("s1", *DIMENSIONS)
        texts = [row.fact.text, row.cost.text, row.cost_in_words.text, row.ask.text, row.give.text]
        places = {name: 1 for text in texts for name in unfilled(text, {})}
        assert unfilled(row.cost.text, {}).count("cost") == 1
        assert "cost" not in unfilled(row.cost_in_words.text, {})
        assert cards(Fact(kind, "major", "counted", TODAY, places)), kind


def test_i_the_ten_rows():
    assert len(LEVERAGE) == 10
