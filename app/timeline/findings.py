"""A dealer's findings: open, closed, and those that keep coming back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, literal, select, tuple_

from app.accounts.models import User
from app.checklists.queries import whole_checklist
from app.extensions import db
from app.leverage.findings import SEVERITIES
from app.timeline.entries import Cursor
from app.visits.figures.found_in import figure_of_finding
from app.visits.findings.words import advice_text, finding_text
from app.visits.judgement.models import Finding
from app.visits.words import evidence_words

SHOWS = ("open", "repeated", "closed")
SIZE = 50


@dataclass(frozen=True)
class FindingLine:
    """One finding in the reader's words, and what to say about it. `text` and `advice` are empty where they
    name what only the visit knows. `figure` is the key of the figure behind its numbers."""

    id: UUID
    title: str
    text: str
    advice: str
    severity: str
    critical: bool
    evidence: str
    visits: int
    repeated: bool
    opened_on: date
    visit_id: UUID
    item_key: str
    figure: str | None
    closed_at: datetime | None
    closed_by: str | None
    closed_reason: str


@dataclass(frozen=True)
class FindingsPage:
    """The findings asked for, how many there are of each kind, and the cursor of older closed ones."""

    lines: list[FindingLine]
    counts: dict[str, int]
    older: Cursor | None


def findings_page(
    dealer_id: int, show: str, before: Cursor | None, repeat_visits: int, locale: str
) -> FindingsPage:
    """A dealer's findings of one of SHOWS: open by weight, closed newest first, a page at a time."""
    rows = db.session.execute(_wanted(dealer_id, show, before, repeat_visits)).all()
    more = show == "closed" and len(rows) > SIZE
    shown = rows[:SIZE] if show == "closed" else sorted(rows, key=_weight)
    last = shown[-1].Finding if more else None
    return FindingsPage(
        [_line(row, repeat_visits, locale) for row in shown], _counts(dealer_id, repeat_visits),
        Cursor(last.closed_at, last.id) if last else None,
    )  # fmt: skip


def _wanted(dealer_id: int, show: str, before: Cursor | None, repeat_visits: int) -> Select:
    found = (
        select(Finding, User.display_name.label("closer"))
        .outerjoin(User, User.id == Finding.closed_by)
        .where(Finding.dealer_id == dealer_id)
    )
    if show == "closed":
        found = found.where(Finding.closed_at.is_not(None))
        if before is not None:
            found = found.where(tuple_(Finding.closed_at, Finding.id) < _place(before))
        return found.order_by(Finding.closed_at.desc(), Finding.id.desc()).limit(SIZE + 1)
    # At most one finding of an item is open, so this list is as short as the checklist.
    found = found.where(Finding.closed_at.is_(None))
    return found.where(Finding.visits >= repeat_visits) if show == "repeated" else found


def _place(before: Cursor):
    return tuple_(literal(before.at, Finding.closed_at.type), literal(before.id, Finding.id.type))


def _counts(dealer_id: int, repeat_visits: int) -> dict[str, int]:
    is_open, often = Finding.closed_at.is_(None), Finding.visits >= repeat_visits
    counted = select(
        func.count().filter(is_open), func.count().filter(is_open & often), func.count().filter(~is_open)
    )
    numbers = db.session.execute(counted.where(Finding.dealer_id == dealer_id)).one()
    return dict(zip(SHOWS, numbers, strict=True))


def _weight(row) -> tuple:
    finding = row.Finding
    return -SEVERITIES.index(finding.severity), -finding.visits, finding.opened_on, finding.item_key


def _line(row, repeat_visits: int, locale: str) -> FindingLine:
    finding = row.Finding
    content = whole_checklist()
    item = content.by_key.get(finding.item_key)
    return FindingLine(
        id=finding.id, title=item.title.in_locale(locale) if item else finding.item_key,
        text=finding_text(finding, content, locale), advice=advice_text(finding, content, locale),
        severity=finding.severity, critical=finding.critical,
        evidence=evidence_words().get(finding.evidence, ""), visits=finding.visits,
        repeated=finding.visits >= repeat_visits, opened_on=finding.opened_on,
        visit_id=finding.last_visit_id, item_key=finding.item_key,
        figure=figure_of_finding(finding.item_key), closed_at=finding.closed_at,
        closed_by=row.closer, closed_reason=finding.closed_reason,
    )  # fmt: skip
