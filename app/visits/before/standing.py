"""How a dealer stood after his last visit: scores, open findings, lots at risk; and why he is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.checklists.content import Checklist
from app.dealers.models import Dealer
from app.extensions import db
from app.i18n import say
from app.leverage.findings import OpenFinding, worst_first
from app.leverage.settings import Settings
from app.leverage.visiting import DealerState, visit_plan
from app.promises.models import Promise
from app.visits.findings.words import advice_text, finding_text
from app.visits.judgement.live import stored_judgement
from app.visits.judgement.models import Finding, Score
from app.visits.leverage_page import LotAtRisk, lots_at_risk
from app.visits.models import Answer, LastAnswer

VOICE = "visit_dealer_voice"


@dataclass(frozen=True)
class OpenHere:
    """An open finding: its item, title and words, what to say of it, since when, at how many visits found."""

    id: UUID
    key: str
    section: str
    title: str
    text: str
    advice: str
    severity: str
    critical: bool
    opened_on: date
    visits: int


def last_scores(dealer: Dealer) -> dict[str, float]:
    """The scores after the dealer's last visit, by dimension; without enough data one is absent."""
    if dealer.last_visit_id is None:
        return {}
    found = select(Score.dimension, Score.value).where(Score.visit_id == UUID(dealer.last_visit_id))
    return dict(db.session.execute(found.where(Score.value.is_not(None))).all())


def open_findings(dealer_id: int, checklist: Checklist, locale: str) -> list[OpenHere]:
    """What is open at a dealer's, the worst first: the first is the purpose to propose."""
    found = select(Finding).where(Finding.dealer_id == dealer_id, Finding.closed_at.is_(None))
    rows = {row.item_key: row for row in db.session.scalars(found)}
    known = [OpenFinding(row.item_key, row.severity, row.opened_on, row.visits) for row in rows.values()]
    ordered = (rows[each.key] for each in worst_first(known))
    return [_open_here(row, checklist, locale) for row in ordered if row.item_key in checklist.by_key]


def _open_here(row: Finding, checklist: Checklist, locale: str) -> OpenHere:
    item = checklist.by_key[row.item_key]
    return OpenHere(
        id=row.id, key=row.item_key, section=item.section, title=item.title.in_locale(locale),
        text=finding_text(row, checklist, locale), advice=advice_text(row, checklist, locale),
        severity=row.severity, critical=row.critical,
        opened_on=row.opened_on, visits=row.visits,
    )  # fmt: skip


def proposed_goal(findings: list[OpenHere]) -> str:
    """The purpose to propose: the worst open finding in words; empty where nothing is open."""
    worst = findings[0] if findings else None
    return "" if worst is None else f"{worst.title}: {worst.text}" if worst.text else worst.title


def last_risks(dealer: Dealer) -> list[LotAtRisk]:
    """The lots at risk that the last visit found, the dearest first."""
    judgement = stored_judgement(UUID(dealer.last_visit_id)) if dealer.last_visit_id else None
    return lots_at_risk(judgement) if judgement else []


def due_reasons(dealers: Iterable[Dealer], today: date, settings: Settings) -> dict[int, str]:
    """Why each of some dealers is due sooner than his interval says (rule G4); the others are absent."""
    by_id = {dealer.id: dealer for dealer in dealers}
    if not by_id:
        return {}
    critical, health = _critical(by_id), _health(by_id)
    promised, complained = _overdue(by_id, today), _complaints(by_id)
    states = {
        dealer_id: DealerState(
            value_class=dealer.grade, last_visit=dealer.last_visit_on, health=health.get(dealer_id),
            critical_open=dealer_id in critical, complaint_open=dealer_id in complained,
            promise_overdue=dealer_id in promised,
        )
        for dealer_id, dealer in by_id.items()
    }  # fmt: skip
    plans = {key: visit_plan(state, today, settings).value for key, state in states.items()}
    return {key: say(plan.hurried[0]) for key, plan in plans.items() if plan and plan.hurried}


def _critical(dealers: Mapping[int, Dealer]) -> set[int]:
    found = select(Finding.dealer_id).where(Finding.dealer_id.in_(dealers), Finding.closed_at.is_(None))
    return set(db.session.scalars(found.where(Finding.critical)))


def _health(dealers: Mapping[int, Dealer]) -> dict[int, str]:
    visits = [UUID(dealer.last_visit_id) for dealer in dealers.values() if dealer.last_visit_id]
    found = select(Score.dealer_id, Score.grade).where(Score.visit_id.in_(visits))
    return dict(db.session.execute(found.where(Score.dimension == "overall")).all()) if visits else {}


def _overdue(dealers: Mapping[int, Dealer], today: date) -> set[int]:
    found = select(Promise.dealer_id).where(Promise.dealer_id.in_(dealers), Promise.state == "open")
    return set(db.session.scalars(found.where(Promise.owner == "us", Promise.due < today)))


def _complaints(dealers: Mapping[int, Dealer]) -> set[int]:
    found = (
        select(LastAnswer.dealer_id, Answer.value)
        .join(Answer, Answer.id == LastAnswer.answer_id)
        .where(LastAnswer.dealer_id.in_(dealers), LastAnswer.item_key == VOICE)
    )
    rows = db.session.execute(found)
    return {dealer_id for dealer_id, value in rows if (value.get("about") or "none") != "none"}
