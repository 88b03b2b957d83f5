"""What the judgement of a visit counts of promises and of the words they are put in (rules H1, H3, H4)."""

from fractions import Fraction

import pytest

from tests import factories
from tests.promises.writing import make, settle, stored
from tests.visits.judgement.world import judged


def metric(visit, name: str):
    return judged(visit).metrics.get(name)


@pytest.mark.parametrize(
    ("fields", "found", "kept"),
    [
        ({}, 0, 0),
        ({"guard_seen": "J1"}, 1, 0),
        ({"action": "你放心", "as_request": "1"}, 1, 1),
        ({"action": "过两天送板子", "guard_reason": "quoted"}, 1, 0),
    ],
)
def test_phrases_found_and_forbidden_ones_that_stayed(rita, visit, fields, found, kept):
    make(rita, visit, **fields)
    assert (metric(visit, "phrases_found"), metric(visit, "phrases_kept")) == (found, kept)


@pytest.mark.parametrize(("field", "kept"), [("reply", 1), ("words", 0)])
def test_the_answer_to_a_complaint_is_read_the_dealers_words_are_not(rita, visit, field, kept):
    factories.answer(visit, "visit_dealer_voice", {"about": "money", field: "this stays just between us"})
    assert metric(visit, "phrases_kept") == kept


def test_whole_promises_of_those_made(rita, visit):
    assert metric(visit, "promises_made") == 0
    make(rita, visit)
    make(rita, visit, quantity="")
    assert (metric(visit, "promises_made"), metric(visit, "promises_complete")) == (2, 1)


def test_our_kept_rate(rita, visit, owed):
    assert metric(visit, "our_promises_overdue") == 1
    for _each in range(2):
        stored(visit, state="kept")
    settle(rita, owed.id, "broken", visit)
    assert metric(visit, "our_kept_rate") == Fraction(2, 3)
    assert metric(visit, "our_promises_overdue") == 0
