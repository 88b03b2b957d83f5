"""Whatever is missing, half entered or contradictory: a visit is judged, and each refusal has its reason."""

from dataclasses import replace

import pytest

from app.leverage.lots import Lot
from app.visits.judgement.document import read_back, write_down
from app.visits.judgement.evidence import AgreedLine
from tests.visits.judgement import plain
from tests.visits.judgement.answers import FULL

STOCK = (
    plain.stock(plain.count(14, 180, [(plain.ago(90), 100)]), plain.count(0, 90, [(plain.ago(90), 60)])),
    plain.stock(plain.count(0, 30), of=plain.product(8, case_price=None, case_margin=None, shelf_days=None)),
)


def halves():
    """FULL with one field of one answer taken away, and with every table of it emptied in turn."""
    for key, value in FULL.items():
        for name in value:
            yield pytest.param(key, {k: v for k, v in value.items() if k != name}, id=f"{key} without {name}")
            if isinstance(value[name], list):
                yield pytest.param(key, value | {name: []}, id=f"{key} with no {name}")
                yield pytest.param(key, value | {name: _bare(value[name])}, id=f"{key} with half {name}")


def _bare(rows):
    """Rows with nothing in them but their first cell, as they are while being entered."""
    return [dict(list(row.items())[:1]) if isinstance(row, dict) else row for row in rows]


def refusals_have_reasons(judged):
    return all(figure.reason is not None for figure in judged.figures.values() if figure.value is None)


@pytest.mark.parametrize(("key", "value"), list(halves()))
def test_a_part_may_be_missing(key, value):
    judged = plain.judged(FULL | {key: value}, stock=STOCK)
    assert refusals_have_reasons(judged)
    assert read_back(judged.visit_id, write_down(judged)).figures.keys() == judged.figures.keys()


def test_nothing_at_all():
    judged = plain.judged()
    assert refusals_have_reasons(judged)
    assert judged.overall.value is None and judged.order == () and judged.cards.value.cards == ()
    assert all(result.value is None for result in judged.dimensions.values())


REFUSED = {
    "cash_flow": ("C2", "no_ledger"), "cash_cover": ("C3", "no_balance"), "affordable": ("C4", "no_balance"),
    "purchase_day": ("C5", "short_ledger"), "direction": ("C6", "no_ledger"),
    "needed_reps": ("D2", "no_outlets"), "sales_per_head": ("D3", "not_known"),
    "labour_use": ("D5", "not_known"), "attention": ("E6", "too_few_parts"), "coverage": ("F1", "no_outlets"),
    "rep_load": ("F1", "not_known"), "vehicles": ("F2", "no_vehicle"), "value_class": ("G3", "no_sales"),
    "visit_compliance": ("G4", "none_due"), "kept_rate:us": ("H3", "too_few_due"),
    "kept_rate:dealer": ("H3", "too_few_due"), "promises_whole": ("H3", "nothing_to_compare"),
    "followed_up": ("H4", "nothing_to_compare"),
    "sold:7": ("A3", "first_visit"), "rate:7": ("A5", "first_visit"), "target:7": ("A2", "first_visit"),
    "adherence:7": ("A7", "first_visit"), "order:7": ("A9", "first_visit"), "cover:7": ("B5", "no_rate"),
}  # fmt: skip


@pytest.mark.parametrize("key", REFUSED)
def test_of_a_first_visit_without_answers_nothing_is_guessed(key):
    figure = plain.judged(stock=(plain.stock(plain.count(0, 100)),)).figures[key]
    assert (figure.value, figure.formula_id, figure.code) == (None, *REFUSED[key])
    assert figure.reason is not None


@pytest.mark.parametrize(
    "lots",
    [
        [(plain.ago(-3), 10)],
        [(plain.ago(2000), 10)],
        [(plain.ago(30), 500)],
        [(plain.ago(30), 0)],
    ],
    ids=["made in the future", "made long ago", "more than counted", "empty"],
)
def test_impossible_lots(lots):
    now = plain.count(0, 90, lots)
    judged = plain.judged(stock=(plain.stock(plain.count(14, 180, lots), now),))
    assert refusals_have_reasons(judged)


@pytest.mark.parametrize("counted", [0, 10_000_000])
def test_extreme_counts(counted):
    judged = plain.judged(stock=(plain.stock(plain.count(14, 180), plain.count(0, counted)),))
    assert refusals_have_reasons(judged)


def test_more_unsellable_than_counted():
    judged = plain.judged(stock=(plain.stock(plain.count(14, 10), plain.count(0, 5, unsellable=9)),))
    assert judged.figure("sold", 7).code == "bad_count"
    assert judged.order[0].needed is None


def test_two_counts_on_one_day():
    judged = plain.judged(stock=(plain.stock(plain.count(0, 180), plain.count(0, 90)),))
    assert judged.figure("sold", 7).code == "first_visit"


def test_a_lot_printed_with_the_month_alone():
    lots = (Lot(plain.ago(40), 60, month_only=True),)
    now = replace(plain.count(0, 60), lots=lots)
    assert plain.judged(stock=(plain.stock(plain.count(14, 90), now),)).figure("freshness", 7).value == 1


def test_an_order_without_any_count_of_it():
    judged = plain.judged(agreed={99: AgreedLine(48)})
    assert judged.metrics["order_over_suggestion"] is None
