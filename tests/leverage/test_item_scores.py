"""Scores computed from answers, item by item, as the checklist states them."""

from fractions import Fraction

import pytest

from app.leverage.answered import Answered
from app.leverage.item_scores import ITEM_SCORES

HALF = Fraction(1, 2)
TOP = {"name": "Cola", "brand": "X", "ours": "no", "rival": "no", "why": "price"}
GROWTH = {"people_last": 10, "people_now": 12, "sales_last": 100, "sales_now": 110, "outlets_last": 0}


ALL_POINTS = ["points", "price", "display", "target"]
CHANNELS = [{"channel": "cvs", "share": 10}, {"channel": "super", "share": 9}]


def stages(*names: str) -> dict:
    return {"plan": [{"stage": name, "action": "x"} for name in names]}


def pay(ours: int, rival: int) -> dict:
    return {"ours_per_case": ours, "rival_per_case": rival}


def score(key: str, value: dict | None = None, grades: dict | None = None, **metrics):
    return ITEM_SCORES[key](Answered(value or {}, grades or {}, metrics))


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("mkt_vehicle_mix", {"all_on_board": "yes"}, 1),
        ("mkt_vehicle_mix", {"all_on_board": "no"}, None),
        ("mkt_vehicle_mix", {"all_on_board": "no", "must_carry_missing": ["p1"]}, None),
        ("mkt_best_sellers", {"top": []}, None),
        ("mkt_best_sellers", {"top": [TOP, {**TOP, "ours": "yes"}]}, 1),
        ("mkt_best_sellers", {"top": [TOP], "our_rank": 3}, 1),
        ("mkt_best_sellers", {"top": [TOP, {**TOP, "rival": "yes"}], "our_rank": 4}, HALF),
        ("mkt_best_sellers", {"top": [TOP]}, Fraction(3, 10)),
        ("mkt_service_plan", {"plan": []}, 0),
        ("mkt_service_plan", {}, None),
        ("mkt_service_plan", stages("before"), Fraction(1, 3)),
        ("mkt_service_plan", stages("before", "before"), Fraction(1, 3)),
        ("mkt_service_plan", stages("before", "during", "after"), 1),
        ("mkt_service_plan", {"plan": [{"stage": "before", "action": " "}]}, 0),
        ("wh_ventilation", {"signs": []}, None),
        ("wh_ventilation", {"signs": ["ok"]}, 1),
        ("wh_ventilation", {"signs": ["damp"]}, Fraction(7, 10)),
        ("wh_ventilation", {"signs": ["damp", "mould", "hot"]}, Fraction(1, 10)),
        ("wh_ventilation", {"signs": ["pest"]}, 0),
        ("wh_ventilation", {"signs": ["damp", "leak"]}, 0),
        ("staff_network", {"known": 7}, Fraction(7, 10)),
        ("staff_network", {}, None),
        ("staff_visit_regular", {"planned": 40, "actual": 30}, Fraction(3, 4)),
        ("staff_visit_regular", {"planned": 40, "actual": 50}, 1),
        ("staff_visit_regular", {"planned": 0, "actual": 5}, None),
        ("staff_training", {"sessions": 2, "ours": 0}, Fraction(2, 3)),
        ("staff_training", {"sessions": 9}, 1),
        ("prod_difference", {"comparison": []}, 0),
        ("prod_difference", {}, None),
        (
            "prod_difference",
            {
                "comparison": [
                    {"attribute": "price", "ours": "72", "theirs": "60", "verdict": "worse"},
                    {"attribute": "margin", "ours": "9", "theirs": "", "verdict": "better"},
                ]
            },
            Fraction(1, 6),
        ),
        ("prod_professionalism", {"can_state": ALL_POINTS, "brands_lost": 2}, Fraction(4, 5)),
        ("prod_professionalism", {"can_state": ["none"], "brands_lost": 0}, 0),
        ("prod_professionalism", {"can_state": ["price"], "brands_lost": 9}, 0),
        ("prod_professionalism", {}, None),
        ("ops_scale", GROWTH, Fraction(17, 20)),
        ("ops_scale", {"vehicles_last": 5, "vehicles_now": 4}, Fraction(3, 10)),
        ("ops_scale", {}, None),
        ("ops_channels", {"channels": CHANNELS}, Fraction(1, 4)),
        ("ops_channels", {"channels": [{"channel": c, "share": 20} for c in "abcde"]}, 1),
        ("ops_channels", {"channels": []}, None),
        ("self_principle", {"gave_way": ["none"]}, 1),
        ("self_principle", {"gave_way": ["price"]}, 0),
        ("self_principle", {"gave_way": []}, None),
    ],
)
def test_from_the_answer_alone(key, value, expected):
    assert score(key, value) == expected


@pytest.mark.parametrize(
    ("key", "value", "grades", "metrics", "expected"),
    [
        ("mkt_vehicle_mix", {"must_carry_missing": ["a"]}, {}, {"must_carry": 4}, Fraction(3, 4)),
        ("mkt_vehicle_mix", {"must_carry_missing": ["a", "b"]}, {}, {"must_carry": 1}, 0),
        ("mkt_terminal_control", {"direct_share": 60}, {"register": 0.5}, {}, Fraction("0.55")),
        ("mkt_terminal_control", {}, {"register": 1}, {}, 1),
        ("wh_fifo", {}, {"old_in_front": 1}, {"fifo_compliance": Fraction(3, 5)}, Fraction("0.76")),
        ("wh_fifo", {}, {"old_in_front": 0.5}, {}, HALF),
        ("wh_fifo", {}, {}, {"fifo_compliance": Fraction(3, 5)}, Fraction(3, 5)),
        ("wh_fifo", {}, {}, {}, None),
        ("wh_stock_counts", {}, {}, {"stock_adherence": HALF}, HALF),
        ("wh_stock_counts", {}, {}, {"stock_adherence": None}, None),
        ("wh_lots", {}, {}, {"freshness_score": Fraction("0.54")}, Fraction("0.54")),
        ("wh_near_expiry", {}, {}, {"near_expiry_value": 0, "stock_value": 1_000}, 1),
        ("wh_near_expiry", {}, {}, {"near_expiry_value": 25, "stock_value": 1_000}, HALF),
        ("wh_near_expiry", {}, {}, {"near_expiry_value": 80, "stock_value": 1_000}, 0),
        ("wh_near_expiry", {}, {}, {"near_expiry_value": 80, "stock_value": 0}, None),
        ("wh_safety_rule", {}, {"method": 0.5}, {"stock_adherence": 1}, Fraction(3, 4)),
        ("wh_safety_rule", {}, {"method": 0.5}, {}, HALF),
        ("cash_categories", {}, {"clarity": 0.5}, {"money_leaves": True}, Fraction(1, 5)),
        ("cash_categories", {}, {"clarity": 0}, {"money_leaves": True}, 0),
        ("cash_categories", {}, {"clarity": 1}, {}, 1),
        ("cash_categories", {}, {}, {"money_leaves": True}, None),
        ("staff_commission", pay(50, 100), {"scheme": 1}, {}, Fraction(4, 5)),
        ("staff_commission", pay(300, 100), {"scheme": 0.6}, {}, Fraction("0.76")),
        ("staff_commission", pay(0, 0), {"scheme": 1}, {}, 1),
        ("staff_commission", {"ours_per_case": 50}, {"scheme": 0.6}, {}, Fraction(3, 5)),
        ("staff_commission", pay(50, 50), {}, {}, None),
        ("prod_positioning", {}, {}, {"products": [{"role": "profit"}, {"role": None}]}, HALF),
        ("prod_positioning", {}, {}, {"products": []}, None),
        ("prod_attention", {}, {"grade": 0.5}, {"attention_index": HALF}, HALF),
        ("prod_attention", {}, {"grade": 0.5}, {"attention_index": 2}, Fraction(4, 5)),
        ("prod_attention", {}, {"grade": 0.75}, {"attention_index": None}, Fraction(3, 4)),
        ("ops_diversion_signs", {}, {}, {"diversion_points": 45}, Fraction("0.55")),
        ("ops_diversion_signs", {"signs": ["none"]}, {}, {}, None),
        ("self_no_jianghu", {"used": "no"}, {}, {"phrases_found": 0, "phrases_kept": 0}, 1),
        ("self_no_jianghu", {"used": "no"}, {}, {"phrases_found": 2, "phrases_kept": 0}, HALF),
        ("self_no_jianghu", {"used": "no"}, {}, {"phrases_found": 2, "phrases_kept": 1}, 0),
        ("self_no_jianghu", {"used": "yes"}, {}, {}, 0),
        ("self_no_jianghu", {}, {}, {}, None),
        ("self_responsible", {}, {}, {"findings_open_before": 4, "findings_followed_up": 3}, Fraction(3, 4)),
        ("self_responsible", {}, {}, {"findings_open_before": 0, "findings_followed_up": 0}, None),
        ("self_no_empty_promise", {}, {}, {"promises_made": 3, "promises_complete": 2}, Fraction(2, 3)),
        ("self_no_empty_promise", {}, {}, {"promises_made": 0}, 1),
        ("self_no_empty_promise", {}, {}, {}, None),
        ("self_ready_gate", {}, {}, {"self_score": Fraction(3, 4)}, Fraction(3, 4)),
        ("visit_prev_commitments", {}, {}, {"our_kept_rate": Fraction(7, 9)}, Fraction(7, 9)),
        ("visit_prev_commitments", {}, {}, {}, None),
    ],
)
def test_with_grades_and_metrics(key, value, grades, metrics, expected):
    assert score(key, value, grades, **metrics) == expected


@pytest.mark.parametrize("key", ITEM_SCORES)
def test_an_empty_answer_never_raises_and_stays_within_bounds(key):
    found = score(key)
    assert found is None or 0 <= found <= 1
