"""The worked numbers of the rules on cash, entered as a ledger and balances."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from app.visits.judgement.evidence import DealerFacts
from tests.visits.judgement import plain

PAID_ON_DAY_5 = DealerFacts(id=1, grade="B", interval_days=14, own_interval=None, lead_days=5)


def ledger(rows, first=27, last=0) -> dict:
    """An answer with entries (days ago, in or out, category, amount)."""
    entries = [
        {"date": plain.ago(days).isoformat(), "direction": way, "category": category, "amount": amount}
        for days, way, category, amount in rows
    ]
    covers = {"covers_from": plain.ago(first).isoformat(), "covers_to": plain.ago(last).isoformat()}
    return {"cash_daily_purchase": {"ledger": entries, **covers}}


# 28 days: 420,000 in; out 252,000 of goods and running costs, 84,000 of them running, and 140,000 to us.
MONTH = ledger([
    (20, "in", "cash_sales", 420_000_00), (19, "out", "goods_others", 168_000_00),
    (18, "out", "wages", 36_000_00), (17, "out", "vehicles", 48_000_00), (16, "out", "goods_us", 140_000_00),
])  # fmt: skip
BALANCES = {"cash_on_hand": {"cash": 40_000_00}, "bank_balance": {"total": 100_000_00}}


def test_flow_and_cover():
    """Rules C2 and C3: 15,000 in and 14,000 out a day, 0.067 left over, ten days of cover."""
    judged = plain.judged(MONTH | BALANCES)
    flow = judged.figure("cash_flow").value
    assert (flow.avg_in, flow.avg_out) == (15_000_00, 14_000_00)
    assert judged.metrics["net_flow_ratio"] == Fraction(28, 420)
    assert judged.metrics["cash_cover_days"] == 10
    assert judged.figure("cash_cover").value.band == "red"
    assert judged.item_scores["bank_balance"] == Fraction(3, 10)


def test_affordable_with_rent_ahead():
    """Rule C4: 98,000 by payday alone, 59,000 when the rent of day 12 is seen."""
    rows = [
        (20, "in", "cash_sales", 420_000_00), (19, "out", "goods_others", 168_000_00),
        (18, "out", "vehicles", 84_000_00), (16, "out", "goods_us", 140_000_00),
    ]  # fmt: skip
    coming = {"cash_upcoming_out": {"any_due": "yes", "outflows": [
        {"date": plain.ago(-3).isoformat(), "category": "wages", "amount": 36_000_00},
        {"date": plain.ago(-12).isoformat(), "category": "rent", "amount": 60_000_00},
    ]}}  # fmt: skip
    judged = plain.judged(ledger(rows) | BALANCES | coming, dealer=PAID_ON_DAY_5)
    value = judged.figure("affordable").value
    assert (value.looks_like, value.amount) == (98_000_00, 59_000_00)
    assert value.binding_on == plain.TODAY + timedelta(days=12)
    assert judged.metrics["funding_gap"] is False


def test_credit_moves_the_day_we_are_paid():
    """Rule C4: delivered on day 5 and paid 25 days later, the rent of day 12 has been earned back by then:
    140,000 + 30 × (12,000 − 9,000) − 60,000 − 21,000."""
    rows = [
        (20, "in", "cash_sales", 420_000_00), (19, "out", "goods_others", 168_000_00),
        (18, "out", "vehicles", 84_000_00), (16, "out", "goods_us", 140_000_00),
    ]  # fmt: skip
    coming = {"cash_upcoming_out": {"any_due": "yes", "outflows": [
        {"date": plain.ago(-12).isoformat(), "category": "rent", "amount": 60_000_00},
    ]}}  # fmt: skip
    given = ledger(rows) | BALANCES | coming
    on_credit = replace(PAID_ON_DAY_5, credit_days=25)
    figure = plain.judged(given, dealer=on_credit).figure("affordable")
    assert (figure.value.pay_on, figure.value.amount) == (plain.TODAY + timedelta(days=30), 149_000_00)
    assert (figure.inputs["credit_days"], figure.inputs["pay_day"]) == (25, 30)
    assert plain.judged(given, dealer=PAID_ON_DAY_5).figure("affordable").value.amount == 95_000_00


def test_a_range_counts_by_its_careful_end():
    told = MONTH | {
        "cash_on_hand": {"cash": {"low": 40_000_00, "high": 80_000_00}},
        "bank_balance": {"total": 100_000_00},
    }
    judged = plain.judged(told)
    assert judged.metrics["cash_cover_days"] == 10
    assert judged.figure("cash_cover").confidence == "medium"


@pytest.mark.parametrize("first", [5, 3])
def test_less_than_seven_days_of_ledger_is_no_result(first):
    judged = plain.judged(
        ledger([(2, "in", "cash_sales", 100_00), (1, "out", "rent", 50_00)], first) | BALANCES
    )
    for key in ("cash_flow", "cash_cover", "affordable"):
        assert judged.figure(key).code == "short_ledger", key
    assert judged.metrics["cash_cover_days"] is None
    assert judged.item_scores.get("bank_balance") is None


def test_balances_older_than_a_week_are_not_used():
    old = plain.seen(BALANCES, on=plain.ago(8))
    judged = plain.judged({**MONTH, **old})
    assert judged.figure("cash_cover").code == "old_balance"
    assert judged.figure("affordable").code == "old_balance"


def test_the_best_day_to_order():
    """Rule C5: a week of 12,10,14,11,22,24,8 in and 20,9,9,16,8,6,3 out peaks on Sunday: order on Monday."""
    comes, goes = (12, 10, 14, 11, 22, 24, 8), (20, 9, 9, 16, 8, 6, 3)
    monday = date(2025, 4, 21)
    rows = []
    for number in range(28):
        days = (plain.TODAY - monday - timedelta(days=number)).days
        rows += [(days, "in", "cash_sales", comes[number % 7] * 1_000_00),
                 (days, "out", "goods_others", goes[number % 7] * 1_000_00)]  # fmt: skip
    judged = plain.judged(ledger(rows, first=29, last=2))
    assert judged.figure("purchase_day").value.weekday == 0
    assert judged.metrics["money_leaves"] is False


def test_money_that_leaves_the_business():
    """Rule C6: more than a fifth of what goes out is drawn by the owner."""
    rows = [
        (20, "in", "cash_sales", 100_00),
        (19, "out", "goods_us", 70_00),
        (18, "out", "owner_drawings", 30_00),
    ]
    judged = plain.judged(ledger(rows) | {"cash_categories": {"clarity": "rough"}})
    assert judged.metrics["money_leaves"] is True
    assert judged.item_scores["cash_categories"] == Fraction(1, 5)
    advice = judged.advice["cash_categories"]
    assert "30%" in str(advice.message("en"))


def test_cash_that_lasts_less_than_a_week_is_critical_unless_only_told():
    thin = MONTH | {"cash_on_hand": {"cash": 10_000_00}, "bank_balance": {"total": 20_000_00}}
    counted = plain.judged(thin)
    told = plain.judged(plain.seen(thin, "told"))
    severity = {True: {f.key: f.severity for f in counted.open_findings},
                False: {f.key: f.severity for f in told.open_findings}}  # fmt: skip
    assert severity[True]["bank_balance"] == "critical"
    assert severity[False]["bank_balance"] == "major"


def test_a_ledger_that_does_not_fit_its_days_is_refused_aloud():
    judged = plain.judged(ledger([(40, "in", "cash_sales", 100_00)]) | BALANCES)
    assert judged.figure("cash_flow").code == "bad_dates"
    assert judged.figure("affordable").reason is not None
