"""Any figure can be opened: its formula in words, its inputs by name, alive or from storage."""

import json
from datetime import date
from fractions import Fraction
from string import Formatter

import pytest

from app.leverage import cash, lots, safety_stock
from app.leverage.formulas import FORMULAS
from app.leverage.labels import LABELS
from app.leverage.opened import inputs_shown
from app.leverage.registry import RULES
from app.leverage.result import explain, message_from, rounded, to_plain
from app.messages import Message, Money, Percent

TODAY = date(2025, 5, 20)
BOOK = cash.Ledger(
    (cash.LedgerRow(date(2025, 4, 25), "in", 4_200_000, "cash_sales"),
     cash.LedgerRow(date(2025, 4, 26), "out", 1_400_000, "wages")),
    date(2025, 4, 22), date(2025, 5, 19),
)  # fmt: skip
IN_HAND = cash.Balance(cash.MoneyRange(100, 900), None, TODAY)
LOTS = [lots.Lot(date(2025, 1, 10), 60), lots.Lot(date(2025, 3, 20), 70)]
HALF_A_YEAR = lots.ShelfLife(days=180)
COUNTS = [safety_stock.Count(date(2025, 5, 1), 100), safety_stock.Count(TODAY, 40)]
RATE = safety_stock.selling_rate(safety_stock.pair_up(COUNTS))
LINE = safety_stock.OrderLine("cola", RATE, safety_stock.Situation(40, 14, 3), 24, 4_800, 5, 8)
ORDER = safety_stock.Order((LINE,), safety_stock.Event(Fraction(2), "New Year"), 20, 100_000)

RESULTS = (
    safety_stock.classic_card(10, 8, 4),
    safety_stock.normalised_target(10, safety_stock.Situation(68, 14)),
    safety_stock.sold_net(safety_stock.pair_up(COUNTS)[0]),
    RATE,
    safety_stock.first_estimate(stated_month=300),
    safety_stock.dead_stock(5, 40),
    safety_stock.stock_ratio(68, 10, 14),
    safety_stock.round_to_packs(574, 24),
    safety_stock.order_chains(ORDER)["cola"],
    safety_stock.share_cash([], 5),
    safety_stock.check_agreed(100, 150),
    safety_stock.confidence_of(50),
    lots.fifo(LOTS, [], [lots.Lot(date(2025, 1, 10), 50)]),
    lots.fifo_quick(LOTS[0], LOTS[0], 5),
    lots.lot_age(LOTS[0], HALF_A_YEAR, TODAY),
    lots.freshness_score(LOTS, HALF_A_YEAR, TODAY),
    lots.stock_at_risk(LOTS, HALF_A_YEAR, 2, TODAY, unit_cost=Fraction(100, 24)),
    lots.days_of_cover(150, 5, next_days=30),
    lots.warehouse_rule(),
    cash.ledger_level(BOOK, TODAY),
    cash.flow(BOOK, TODAY),
    cash.cash_cover(IN_HAND, cash.flow(BOOK, TODAY)),
    cash.affordable(IN_HAND, cash.outlook_from(cash.flow(BOOK, TODAY)), TODAY),
    cash.cap_by_share(Fraction(1, 4), 5_900_000),
    cash.best_purchase_day(BOOK, TODAY),
    cash.direction_flags(BOOK, TODAY),
    cash.sanity_figures(),
)


def test_every_rule_has_a_formula_in_words():
    assert set(FORMULAS) == set(RULES)


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: result.formula_id)
def test_a_figure_can_be_opened(result):
    assert result.formula_id in FORMULAS
    assert set(result.inputs) <= set(LABELS)
    assert len(inputs_shown(result.inputs)) >= len(result.inputs)
    for message in explain(result):
        places = {name for _, name, _, _ in Formatter().parse(message.text) if name}
        assert places <= set(message.values), message
        assert str(message)


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: result.formula_id)
def test_a_figure_survives_storage(result):
    stored = json.loads(json.dumps(to_plain(result)))
    assert stored["formula_id"] == result.formula_id
    assert [str(line.value) for line in inputs_shown(stored["inputs"])] == [
        str(line.value) for line in inputs_shown(result.inputs)
    ]
    assert [str(message_from(step)) for step in stored["steps"]] == [str(step) for step in result.steps]


def test_lots_are_shown_one_by_one():
    shown = inputs_shown(lots.freshness_score(LOTS, HALF_A_YEAR, TODAY).inputs)
    assert [(str(line.label), str(line.value)) for line in shown] == [
        ("As of", "2025-05-20"),
        ("Lots, lot of 2025-01-10", "60"),
        ("Lots, lot of 2025-03-20", "70"),
        ("Quantity", "130"),
    ]


def test_money_ranges_shares_and_gaps_are_written_out():
    shown = inputs_shown({
        "cash": cash.MoneyRange(10_000, 90_000), "bank": None, "our_share": Fraction(1, 4), "stock_out": True,
        "shelf_life": lots.ShelfLife(months=6), "avg_out": Fraction(100_000, 3), "inner": 5,
    })  # fmt: skip
    words = [str(line.value) for line in shown]
    assert words == ["100 to 900", "not known", "25.0%", "yes", "6 months", "333.33"]


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [(Fraction(499, 3), 1, 166.3), (Fraction(5, 2), 0, 3), (Fraction(-5, 2), 0, -2), (0.25, 1, 0.3)],
)
def test_figures_are_rounded_half_up(value, places, shown):
    assert rounded(value, places) == shown


def test_messages_keep_their_values_through_storage():
    inner = Message("Lot of {day}", {"day": TODAY})
    values = {"what": inner, "money": Money(5_900_000), "share": Percent(Fraction(1, 8), 1), "count": 3}
    told = Message("{what}: {money}, {share}, {count}", values)
    again = message_from(json.loads(json.dumps(to_plain(told))))
    assert str(again) == "Lot of 2025-05-20: 59,000, 12.5%, 3"
