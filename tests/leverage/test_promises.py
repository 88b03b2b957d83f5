"""Promises and the self score: rules H3 and H4."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from app.leverage.promises import Promise, Terms, completeness, kept_rate, standing
from app.leverage.scoring import ItemScore
from app.leverage.self_check import self_score

TODAY = date(2025, 5, 20)
WHOLE = Terms("us", "Deliver posters", "20 posters", None, TODAY, "own_limit")


def test_h3_a_whole_promise_is_open():
    value = completeness(WHOLE, TODAY).value
    assert (value.state, value.missing, value.for_dealer) == ("open", (), None)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"owner": None}, "Whose"),
        ({"owner": "someone"}, "Whose"),
        ({"action": "  "}, "What will be done"),
        ({"quantity": ""}, "How much"),
        ({"due": None}, "By which day"),
        ({"due": TODAY - timedelta(days=1)}, "in the past"),
        ({"approver": " "}, "Who approved"),
    ],
)
def test_h3_what_is_missing_makes_it_pending(change, words):
    value = completeness(replace(WHOLE, **change), TODAY).value
    assert value.state == "pending"
    assert len(value.missing) == 1
    assert words in str(value.missing[0])
    assert "request, not a promise" in str(value.for_dealer)


def test_h3_an_amount_stands_for_a_quantity_and_none_is_said_outright():
    assert completeness(replace(WHOLE, quantity="", amount=500), TODAY, 500).value.state == "open"
    assert completeness(replace(WHOLE, quantity="none"), TODAY).value.state == "open"


@pytest.mark.parametrize(
    ("amount", "approver", "limit", "state"),
    [
        (50_000, "own_limit", 50_000, "open"),
        (50_001, "own_limit", 50_000, "pending"),
        (50_001, "Ms Lin", 50_000, "open"),
        (1, "own_limit", None, "pending"),
    ],
)
def test_h3_above_the_own_limit_a_person_must_be_named(amount, approver, limit, state):
    terms = replace(WHOLE, amount=amount, approver=approver)
    assert completeness(terms, TODAY, limit).value.state == state


def test_h3_the_limit_is_the_reps_not_the_dealers():
    terms = replace(WHOLE, owner="dealer", amount=99_999_999, approver="owner")
    assert completeness(terms, TODAY, 0).value.state == "open"


def ago(days: int, state: str, owner: str = "us", **more) -> Promise:
    return Promise(owner, TODAY - timedelta(days=days), state, **more)


TEN = [
    *(ago(10 + at, "kept", kept_on=TODAY - timedelta(days=10 + at)) for at in range(7)),
    ago(20, "kept", kept_on=TODAY - timedelta(days=19)),
    ago(30, "broken"),
    ago(40, "withdrawn_by_dealer"),
]


def test_h3_example():
    result = kept_rate(TEN, "us", TODAY)
    assert result.value.strict == Fraction(7, 9)
    assert round(float(result.value.soft), 3) == 0.833
    assert result.value.band == "attention"
    assert str(result.value.said) == "7 of 9"
    assert "77.8%" in str(result.steps[0])


def test_h3_the_sides_are_counted_apart():
    theirs = [ago(3, "broken", "dealer")] * 3
    assert kept_rate([*TEN, *theirs], "us", TODAY).value.due == 9
    assert kept_rate([*TEN, *theirs], "dealer", TODAY).value.strict == 0


def test_h3_small_samples_are_told_as_counts():
    result = kept_rate(TEN[:2], "us", TODAY)
    assert result.code == "too_few_due"
    assert "2 of 2" in str(result.reason)
    assert str(kept_rate([*TEN[:3], ago(30, "broken")], "us", TODAY).value.said) == "3 of 4"
    assert str(kept_rate(TEN[:7] + TEN[:3], "us", TODAY).value.said) == "100%"
    assert kept_rate([], "us", TODAY).refused


@pytest.mark.parametrize(
    ("promise", "counts_as"),
    [
        (ago(0, "open"), "open"),
        (ago(1, "open"), "overdue"),
        (ago(14, "open"), "overdue"),
        (ago(15, "open"), "broken"),
        (ago(5, "superseded"), "superseded"),
        (ago(5, "superseded", moved=1), "kept_late"),
        (ago(5, "kept", kept_on=TODAY), "kept_late"),
        (ago(5, "kept"), "kept"),
        (ago(5, "pending"), "pending"),
    ],
)
def test_h3_what_a_promise_counts_as(promise, counts_as):
    assert standing(promise, TODAY) == counts_as


def test_h3_pending_moved_once_old_and_future_are_not_due():
    extra = [ago(2, "pending"), ago(2, "superseded"), ago(90, "broken"), ago(-1, "open")]
    assert kept_rate([*TEN, *extra], "us", TODAY).value.due == 9


def test_h3_a_second_postponement_counts_as_late():
    value = kept_rate([*TEN[:3], ago(2, "superseded", moved=1)], "us", TODAY).value
    assert (value.strict, value.soft) == (Fraction(3, 4), Fraction(7, 8))


@pytest.mark.parametrize(("kept", "band"), [(9, "good"), (8, "fair"), (7, "attention"), (6, "poor")])
def test_h3_bands(kept, band):
    promises = [ago(3, "kept")] * kept + [ago(3, "broken")] * (10 - kept)
    assert kept_rate(promises, "us", TODAY).value.band == band


def test_h4_self_score():
    items = [ItemScore("memo", 3, 1, TODAY), ItemScore("dress", 1, 0, TODAY), ItemScore("x", 2, None, None)]
    result = self_score(items)
    assert (result.value.score, result.value.coaching) == (Fraction(3, 4), False)
    assert result.confidence == "medium"
    assert self_score([ItemScore("dress", 1, 0.59, TODAY)]).value.coaching
    assert self_score([]).code == "nothing_answered"
