"""Scores, triggers and critical tests read from the specs of an item."""

from fractions import Fraction
from types import SimpleNamespace as Spec

import pytest

from app.leverage.answered import Answered
from app.leverage.judging import ITEM_TRIGGERS, critical_holds, holds, item_score, trigger_holds

UNKNOWN = Answered()


def band(test: str, *limits: float, score: float = 0) -> Spec:
    return Spec(test=test, limits=limits, score=score)


UTIL = Spec(
    kind="bands", metric="util", field=None, out_of=None,
    bands=(band("between", 0.6, 0.9, score=1), band("between", 0.4, 1.0, score=0.6), band("else", score=0.3)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("util", "score"), [(0.6, 1), (0.9, 1), (0.95, 0.6), (1.0, 0.6), (0.39, 0.3), (1.2, 0.3), (None, None)]
)
def test_bands_take_the_first_test_that_holds(util, score):
    found = item_score("mkt_vehicles", UTIL, Answered(metrics={"util": util}))
    assert found == score if score is None else float(found) == score


def test_a_border_is_reached_exactly():
    assert holds(band(">=", 0.1), Fraction(1, 10))
    assert not holds(band(">", 0.1), Fraction(1, 10))
    assert holds(band("<=", 0.1), Fraction(1, 10))
    assert not holds(band("<", 0.1), Fraction(1, 10))


def test_other_scores():
    ticked = Spec(kind="ticked", field="knows", out_of=4)
    assert item_score("k", ticked, Answered({"knows": ["price", "policy"]})) == 0.5
    assert item_score("k", ticked, Answered({"knows": ["none"]})) == 0
    assert item_score("k", ticked, UNKNOWN) is None
    assert item_score("k", Spec(kind="field", field="g"), Answered(grades={"g": 0.25})) == 0.25
    assert item_score("k", Spec(kind="field", field="g"), UNKNOWN) is None
    assert item_score("wh_ventilation", Spec(kind="formula"), Answered({"signs": ["ok"]})) == 1
    assert item_score("k", Spec(kind="none"), UNKNOWN) is None


@pytest.mark.parametrize(
    ("spec", "score", "answered", "missing", "expected"),
    [
        (Spec(when="never"), 0, UNKNOWN, True, False),
        (Spec(when="missing"), None, UNKNOWN, True, True),
        (Spec(when="missing"), None, UNKNOWN, False, False),
        (Spec(when="score_below", value=0.5), 0.4, UNKNOWN, False, True),
        (Spec(when="score_below", value=0.5), 0.5, UNKNOWN, False, False),
        (Spec(when="score_below", value=0.5), None, UNKNOWN, False, None),
        (Spec(when="option", field="f", any_of=("price",)), None, Answered({"f": ["price"]}), False, True),
        (Spec(when="option", field="f", any_of=("price",)), None, Answered({"f": "promo"}), False, False),
        (Spec(when="option", field="f", any_of=("price",)), None, UNKNOWN, False, None),
        (Spec(when="metric", metric="m", test=band(">", 1)), None, Answered(metrics={"m": 1.2}), False, True),
        (Spec(when="metric", metric="m", test=band(">", 1)), None, Answered(metrics={"m": 1}), False, False),
        (Spec(when="metric", metric="m", test=band(">", 1)), None, UNKNOWN, False, None),
    ],
)
def test_triggers(spec, score, answered, missing, expected):
    assert trigger_holds("k", spec, score, answered, missing) is expected


@pytest.mark.parametrize(
    ("key", "metrics", "expected"),
    [
        ("cash_upcoming_out", {"funding_gap": True}, True),
        ("cash_upcoming_out", {"funding_gap": False}, False),
        ("staff_efficiency_gap", {"labour_verdict": "idle"}, True),
        ("staff_efficiency_gap", {"labour_verdict": "fair"}, False),
        ("ops_network_length", {"network_class": "short"}, True),
        ("ops_region_length", {"territory_class": "middle"}, True),
    ],
)
def test_computed_triggers(key, metrics, expected):
    assert trigger_holds(key, Spec(when="formula"), None, Answered(metrics=metrics)) is expected
    assert trigger_holds(key, Spec(when="formula"), None, UNKNOWN) is None
    assert key in ITEM_TRIGGERS


@pytest.mark.parametrize(
    ("spec", "score", "answered", "expected"),
    [
        (Spec(kind="never"), 0, UNKNOWN, False),
        (Spec(kind="score"), 0, UNKNOWN, True),
        (Spec(kind="score"), 0.1, UNKNOWN, False),
        (Spec(kind="score"), None, UNKNOWN, False),
        (Spec(kind="option", option="hazard"), None, Answered({"mixed": "hazard"}), True),
        (Spec(kind="option", option="code_out"), None, Answered({"signs": ["gift", "code_out"]}), True),
        (Spec(kind="option", option="seen"), None, Answered({"sign": "heard", "gap": 5}), False),
        (Spec(kind="metric", metric="days", below=7), None, Answered(metrics={"days": 6.9}), True),
        (Spec(kind="metric", metric="days", below=7), None, Answered(metrics={"days": 7}), False),
        (Spec(kind="metric", metric="days", below=7), None, UNKNOWN, False),
    ],
)
def test_critical(spec, score, answered, expected):
    assert critical_holds(spec, score, answered) is expected
