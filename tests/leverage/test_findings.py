"""Findings that open, persist, close and repeat."""

from datetime import date

import pytest

from app.leverage.findings import OpenFinding, Outcome, severity_of, update_findings, worst_first

DAY = date(2025, 3, 1)
FIFO = OpenFinding("wh_fifo", "major", DAY, visits=2)


def event(before: OpenFinding | None, outcome: Outcome):
    events = update_findings([before] if before else [], [outcome])
    return events[0] if events else None


def test_a_trigger_opens():
    made = event(None, Outcome("wh_fifo", True, "major", 0.3, evidence="counted"))
    assert (made.kind, made.severity, made.visits, made.repeated) == ("open", "major", 1, False)
    assert made.evidence == "counted"


@pytest.mark.parametrize("triggered", [False, None])
def test_without_a_trigger_nothing_opens(triggered):
    assert event(None, Outcome("wh_fifo", triggered, "major", 0.6)) is None


@pytest.mark.parametrize(
    ("score", "triggered", "kind"),
    [(0.2, True, "persist"), (0.5, False, "persist"), (0.69, False, "persist"), (0.7, False, "close")],
)
def test_a_low_score_closes_only_from_0_7(score, triggered, kind):
    assert event(FIFO, Outcome("wh_fifo", triggered, "major", score)).kind == kind


def test_another_trigger_closes_when_it_is_gone():
    rival = OpenFinding("mkt_brands", "major", DAY)
    assert event(rival, Outcome("mkt_brands", False, "major", by_score=False)).kind == "close"
    assert event(rival, Outcome("mkt_brands", True, "major", by_score=False)).kind == "persist"


def test_what_nobody_looked_at_stays_open_silently():
    assert event(FIFO, Outcome("wh_fifo", None, "major")) is None
    assert update_findings([FIFO], []) == ()


def test_found_at_three_visits_is_repeated():
    made = event(FIFO, Outcome("wh_fifo", True, "major", 0.2))
    assert (made.visits, made.repeated) == (3, True)


def test_a_close_keeps_the_severity_it_had():
    before = OpenFinding("wh_expired", "critical", DAY)
    made = event(before, Outcome("wh_expired", False, "major", 1))
    assert (made.kind, made.severity, made.visits) == ("close", "critical", 1)


@pytest.mark.parametrize(
    ("severity", "critical", "evidence", "expected"),
    [
        ("major", False, "seen", "major"),
        ("major", True, "seen", "critical"),
        ("major", True, None, "critical"),
        ("major", True, "told", "major"),
        ("minor", True, "told", "minor"),
        ("critical", False, "told", "major"),
        ("critical", False, "counted", "critical"),
    ],
)
def test_what_was_only_heard_is_never_critical(severity, critical, evidence, expected):
    assert severity_of(Outcome("k", True, severity, critical=critical, evidence=evidence)) == expected


def test_hearsay_does_not_undo_what_was_seen():
    before = OpenFinding("staff_driver_skimming", "critical", DAY)
    told = Outcome("staff_driver_skimming", True, "major", 0, critical=True, evidence="told")
    assert event(before, told).severity == "critical"
    better = Outcome("staff_driver_skimming", True, "major", 0.4, critical=False, evidence="seen")
    assert event(before, better).severity == "major"


def test_repeated_first_then_the_worst():
    outcomes = [
        Outcome("a_minor", True, "minor", 0),
        Outcome("b_critical", True, "major", 0, critical=True),
        Outcome("wh_fifo", True, "major", 0),
    ]
    assert [made.key for made in update_findings([FIFO], outcomes)] == ["wh_fifo", "b_critical", "a_minor"]


def test_the_worst_open_finding_is_the_purpose_to_propose():
    old = OpenFinding("old", "major", DAY, 2)
    new = OpenFinding("new", "major", date(2025, 4, 1), 2)
    often = OpenFinding("often", "major", date(2025, 4, 1), 5)
    worst = OpenFinding("worst", "critical", date(2025, 4, 2), 1)
    assert [each.key for each in worst_first([new, old, often, worst])] == ["worst", "often", "old", "new"]
