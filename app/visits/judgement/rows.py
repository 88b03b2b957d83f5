"""The rows that one judged visit makes: its results, scores, order lines, findings and their events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from app.clock import utc_now
from app.leverage.findings import CLOSE, OPEN
from app.leverage.result import places_to_plain
from app.visits.judgement.document import write_down, write_memory
from app.visits.judgement.evidence import Evidence
from app.visits.judgement.judgement import Judgement

STEPS = ("needed", "after_freshness", "after_cash")  # of an order line: what judging knows of it


@dataclass(frozen=True)
class Rows:
    """The rows that one judged visit makes, as mappings of their columns."""

    results: Mapping[str, Any]
    scores: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    opened: list[dict[str, Any]]
    changed: list[dict[str, Any]]
    events: list[dict[str, Any]]


def rows_of(judgement: Judgement, evidence: Evidence, rep_id: int, at: datetime) -> Rows:
    """The rows of a judgement. Ids follow from visit and item, so that judging again makes the same."""
    made = {**_made(judgement, evidence), "at": at, "rep": rep_id}
    return Rows(
        results={
            "visit_id": judgement.visit_id,
            "document": write_down(judgement),
            "memory": write_memory(judgement.memory),
        },
        scores=list(_scores(judgement, evidence, at)),
        lines=list(_lines(judgement, evidence, at)),
        **_findings(judgement, evidence, made),
    )


def _scores(judgement: Judgement, evidence: Evidence, at: datetime) -> Iterable[dict[str, Any]]:
    common = {
        "visit_id": judgement.visit_id, "dealer_id": judgement.dealer_id, "scored_at": at,
        "full_audit": evidence.mode == "full",
    }  # fmt: skip
    for key, result in judgement.dimensions.items():
        value = result.value
        yield common | {
            "dimension": key,
            "value": float(value.score) if value else None,
            "coverage": float(value.coverage if value else result.inputs.get("coverage") or 0),
            "capped": bool(value and value.capped),
            "grade": None,
        }
    whole, own = judgement.overall.value, judgement.self_score.value
    yield common | {
        "dimension": "overall", "value": float(whole.score) if whole else None, "coverage": None,
        "capped": bool(whole and whole.capped), "grade": whole.grade if whole else None,
    }  # fmt: skip
    yield common | {
        "dimension": "self", "value": float(own.score * 100) if own else None, "coverage": None,
        "capped": False, "grade": None,
    }  # fmt: skip


def _lines(judgement: Judgement, evidence: Evidence, at: datetime) -> Iterable[dict[str, Any]]:
    """What was suggested beside what was agreed; a product of which neither is known has no line."""
    common = {
        "visit_id": judgement.visit_id, "dealer_id": judgement.dealer_id, "revision": 1,
        "answered_at": at, "received_at": utc_now(),
    }  # fmt: skip
    for line in judgement.order:
        agreed = evidence.agreed.get(line.product_id)
        if agreed is None and line.needed is None:
            continue
        said = {"agreed": agreed.units, "reason": agreed.reason} if agreed else {"agreed": None, "reason": ""}
        steps = {name: getattr(line, name) for name in STEPS}
        yield common | {"product_id": line.product_id} | steps | said


def _made(judgement: Judgement, evidence: Evidence) -> dict[str, Any]:
    """Ids of the findings by item: of those open before, and of those that open now."""
    opened = {event.key for event in judgement.events if event.kind == OPEN}
    new = {key: uuid5(judgement.visit_id, f"finding:{key}") for key in opened}
    return {"ids": {**evidence.finding_ids, **new}, "sections": _sections(judgement)}


def _sections(judgement: Judgement) -> dict[str, str]:
    return {finding.key: finding.section for finding in judgement.open_findings}


def _findings(judgement: Judgement, evidence: Evidence, made: dict[str, Any]) -> dict[str, list]:
    opened, changed, events = [], [], []
    for event in judgement.events:
        finding_id = made["ids"][event.key]
        advice = judgement.advice.get(event.key)
        # What closes has no advice any more, but its text is still read in the history.
        places = places_to_plain(advice.places if advice else evidence.finding_places.get(event.key, {}))
        state = {
            "severity": event.severity, "critical": event.critical, "evidence": event.evidence,
            "places": places, "visits": event.visits, "last_visit_id": judgement.visit_id,
        }  # fmt: skip
        closed = event.kind == CLOSE
        if event.kind == OPEN:
            opened.append(
                state
                | {
                    "id": finding_id, "dealer_id": judgement.dealer_id, "item_key": event.key,
                    "section": made["sections"][event.key], "opened_on": judgement.today,
                    "opened_visit_id": judgement.visit_id, "closed_at": None, "closed_by": None,
                    "closed_reason": "",
                }
            )  # fmt: skip
        else:
            ends = {"closed_at": made["at"] if closed else None, "closed_by": made["rep"] if closed else None}
            changed.append(
                {"of_finding": finding_id} | {f"new_{name}": each for name, each in (state | ends).items()}
            )
        events.append(_event_row(judgement, event, finding_id, made))
    return {"opened": opened, "changed": changed, "events": events}


def _event_row(judgement: Judgement, event, finding_id: UUID, made: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": uuid5(judgement.visit_id, f"{event.kind}:{event.key}"), "finding_id": finding_id,
        "dealer_id": judgement.dealer_id, "visit_id": judgement.visit_id, "user_id": made["rep"],
        "kind": event.kind, "severity": event.severity, "reason": "", "happened_at": made["at"],
    }  # fmt: skip
