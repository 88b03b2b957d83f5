"""Check marks: rule J."""

from dataclasses import replace

import pytest

from app.leverage.trust import VisitTrace, check_marks

FINE = VisitTrace(minutes=12, answered=46, asked=46, compared=40, same_as_last=20)


def codes(**changes) -> list[str]:
    return [mark.code for mark in check_marks(replace(FINE, **changes)).value]


def test_an_ordinary_visit_has_no_mark():
    assert codes() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"minutes": 3.9}, ["too_short"]),
        ({"minutes": 4}, []),
        ({"minutes": 3, "answered": 20}, []),
        ({"minutes": None}, []),
        ({"minutes": 1, "answered": 0, "asked": 0}, []),
        ({"same_as_last": 40}, ["all_the_same"]),
        ({"same_as_last": 4, "compared": 4}, []),
        ({"photos_seen_before": 1}, ["photo_seen_before"]),
        ({"km_from_last": 100, "minutes_from_last": 20}, ["impossible_way"]),
        ({"km_from_last": 40, "minutes_from_last": 30}, []),
        ({"km_from_last": 0.8, "minutes_from_last": 0}, []),
        ({"km_from_last": 100, "minutes_from_last": None}, []),
        ({"began_before_last_ended": True}, ["overlap"]),
        ({"minutes": 2, "same_as_last": 40}, ["too_short", "all_the_same"]),
    ],
)
def test_j_marks(changes, expected):
    assert codes(**changes) == expected


def test_j_says_what_it_saw():
    assert str(check_marks(replace(FINE, minutes=2)).value[0].text) == "All 46 answers in 2 minutes."
