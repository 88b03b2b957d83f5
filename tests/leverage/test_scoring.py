"""Scores and grades: rules G1, G2 and G5."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from app.leverage.scoring import ItemScore, dimension_score, health_grade, overall_score, trend

TODAY = date(2025, 5, 20)
SIX = {"s2": 72, "s3": 58, "s4": 64, "s5": 70, "s6": 61, "s7": 66}


def items(*pairs: tuple[int, float | None], **common) -> list[ItemScore]:
    told = {"answered_on": TODAY, **common}
    return [ItemScore(f"i{at}", weight, score, **told) for at, (weight, score) in enumerate(pairs)]


EXAMPLE = ((3, 1), (2, 0.5), (2, None), (1, 0), (2, 0.75))


def test_g1_example():
    value = dimension_score(items(*EXAMPLE), TODAY).value
    assert value.score == Fraction("68.75")
    assert value.coverage == Fraction(4, 5)
    assert not value.capped


def test_g1_unanswered_is_not_zero_but_too_much_of_it_refuses():
    assert dimension_score(items((3, 1), (2, None)), TODAY).value.score == 100
    result = dimension_score(items((59, 1), (41, None)), TODAY)
    assert (result.code, result.inputs["coverage"]) == ("not_enough_data", Fraction(59, 100))
    assert "59%" in str(result.reason)


@pytest.mark.parametrize(
    ("mode", "days", "counts"),
    [
        ("quick", 45, True),
        ("quick", 46, False),
        ("full", 120, True),
        ("full", 121, False),
        ("profile", 365, True),
        ("profile", 366, False),
    ],
)
def test_g1_answers_count_while_they_are_valid(mode, days, counts):
    old = items((1, 1), answered_on=TODAY - timedelta(days=days), mode=mode)
    assert dimension_score(old, TODAY).refused is not counts


def test_g1_a_critical_finding_caps():
    held = [*items(*EXAMPLE), ItemScore("c", 1, 1, TODAY, critical=True)]
    result = dimension_score(held, TODAY)
    assert (result.value.score, result.value.capped) == (59, True)
    assert "caps the score at 59" in str(result.steps[-1])
    low = dimension_score([ItemScore("c", 1, 0.2, TODAY, critical=True)], TODAY)
    assert (low.value.score, low.value.capped) == (20, True)


def test_g1_unweighted_items_are_no_section():
    assert dimension_score(items((0, 1)), TODAY).code == "no_items"
    assert dimension_score([], TODAY).code == "no_items"


def test_g2_example():
    value = overall_score(SIX).value
    assert value.score == Fraction("65.3")
    assert value.grade == "C"


def test_g2_without_cash_the_other_weights_stand_in():
    result = overall_score({**SIX, "s4": None})
    assert round(float(result.value.score), 1) == 65.6
    assert result.confidence == "medium"


def test_g2_fewer_than_four_give_no_overall():
    assert overall_score({"s2": 72, "s3": 58, "s4": 64, "s5": None}).code == "too_few_dimensions"
    assert overall_score({}).refused


def test_g2_the_self_section_never_counts():
    assert overall_score({**SIX, "s1": 0, "s0": 0}).value.score == Fraction("65.3")


@pytest.mark.parametrize(
    ("score", "critical", "grade"),
    [
        (85, False, "A"), (84.99, False, "B"), (70, False, "B"), (69.9, False, "C"), (60, False, "C"),
        (59.9, False, "D"), (99, True, "C"), (72, True, "C"), (59, True, "D"),
    ],
)  # fmt: skip
def test_g2_health_grades(score, critical, grade):
    assert health_grade(score, critical) == grade


def test_g5_trend():
    value = trend(SIX, {**SIX, "s3": 70, "s4": None}, {"wh_fifo": 4, "wh_tidy": 2, "mkt_routes": 3}).value
    assert value.changes["s3"] == -12
    assert value.changes["s2"] == 0
    assert "s4" not in value.changes
    assert value.repeated == ("wh_fifo", "mkt_routes")


def test_g5_without_an_audit_says_so():
    result = trend(SIX, {})
    assert (result.code, result.confidence, result.value.changes) == ("no_audit", "low", {})
