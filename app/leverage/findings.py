"""Findings across visits: what opens, what persists, what closes, what keeps coming back.

A pure function of the findings open before and of today's answers. Closing by hand, with a reason, is not
decided here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.leverage.figures import Number, exact
from app.leverage.settings import DEFAULTS, Settings

SEVERITIES = ("info", "minor", "major", "critical")
HEARSAY = "told"
OPEN, PERSIST, CLOSE = "open", "persist", "close"


@dataclass(frozen=True)
class OpenFinding:
    """A finding open before today; `visits`: at how many it was found."""

    key: str
    severity: str
    opened_on: date
    visits: int = 1


@dataclass(frozen=True)
class Outcome:
    """What today's answer to an item amounts to.

    `triggered`: its trigger holds; None where the item was not looked at or does not tell. `by_score`: its
    trigger is a low score, so it closes only from 0.7 on, not already when the trigger is gone. `severity`
    is the finding's own, raised while the `critical` test holds. `evidence` as answered."""

    key: str
    triggered: bool | None
    severity: str
    score: Number | None = None
    by_score: bool = True
    critical: bool = False
    evidence: str | None = None


@dataclass(frozen=True)
class FindingEvent:
    """One of ``open``, ``persist``, ``close`` (with the severity it had). `visits`: at how many visits it was
    found, today included; `repeated`: at three or more."""

    kind: str
    key: str
    severity: str
    critical: bool
    evidence: str | None
    visits: int
    repeated: bool


def update_findings(
    open_before: Iterable[OpenFinding], outcomes: Iterable[Outcome], settings: Settings = DEFAULTS
) -> tuple[FindingEvent, ...]:
    """What today's answers do to the findings: repeated ones first, then by severity.

    A finding whose item was not looked at today stays open without an event and is not counted again: what
    nobody checked has not been found once more."""
    before = {finding.key: finding for finding in open_before}
    events = [
        event
        for outcome in outcomes
        if (event := _event(before.get(outcome.key), outcome, settings)) is not None
    ]
    return tuple(sorted(events, key=_order))


def severity_of(outcome: Outcome, before: OpenFinding | None = None) -> str:
    """The finding's severity today. What was only heard never makes it critical, though it stays so if it
    was: hearsay that it goes on does not undo what was seen."""
    severity = "critical" if outcome.critical else outcome.severity
    was_critical = before is not None and before.severity == "critical"
    if severity == "critical" and outcome.evidence == HEARSAY and not was_critical:
        return outcome.severity if outcome.severity != "critical" else "major"
    return severity


def worst_first(findings: Iterable[OpenFinding]) -> list[OpenFinding]:
    """By severity, then by how often found, then the oldest: the first is the purpose to propose."""
    return sorted(
        findings,
        key=lambda each: (-SEVERITIES.index(each.severity), -each.visits, each.opened_on, each.key),
    )


def _event(before: OpenFinding | None, outcome: Outcome, settings: Settings) -> FindingEvent | None:
    if outcome.triggered is None:
        return None
    if before is None:
        return _made(OPEN, outcome, severity_of(outcome), 1, settings) if outcome.triggered else None
    if not outcome.triggered and _good_enough(outcome, settings):
        return _made(CLOSE, outcome, before.severity, before.visits, settings)
    return _made(PERSIST, outcome, severity_of(outcome, before), before.visits + 1, settings)


def _good_enough(outcome: Outcome, settings: Settings) -> bool:
    if not outcome.by_score:
        return True
    return outcome.score is not None and exact(outcome.score) >= settings.finding_closes


def _made(kind: str, outcome: Outcome, severity: str, visits: int, settings: Settings) -> FindingEvent:
    return FindingEvent(
        kind, outcome.key, severity, severity == "critical", outcome.evidence, visits,
        visits >= settings.repeat_visits,
    )  # fmt: skip


def _order(event: FindingEvent) -> tuple:
    return (not event.repeated, -SEVERITIES.index(event.severity), event.key)
