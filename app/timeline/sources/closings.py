"""Findings that a person closed between visits, and verdicts on diversion, with the reason given."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy import Row, bindparam, select

from app import i18n
from app.accounts.models import User
from app.checklists.queries import whole_checklist
from app.timeline.entries import Cursor, Filters, Stop
from app.timeline.scope import Scope
from app.timeline.sources.parts import Asked, Part, columns
from app.visits.findings.diversion import ITEM, verdict_words
from app.visits.judgement.models import DiversionVerdict, Finding, FindingEvent


@dataclass(frozen=True)
class ClosingEntry:
    """A finding closed by hand, or what a supervisor made of signs of diversion; days as in a VisitEntry."""

    cursor: Cursor
    day: str
    stamp: str
    by: str
    title: str
    reason: str
    visit_id: UUID | None = None


def shows(filters: Filters) -> bool:
    """Whether closings are wanted."""
    return filters.shows("findings")


def parts(asked: Asked) -> list[Part]:
    """The dealer's findings closed by hand; those that a visit closed stand with the visit."""
    told = columns(
        "findings", at=FindingEvent.happened_at, id=FindingEvent.id, by=User.display_name,
        words=FindingEvent.reason, item_key=Finding.item_key,
    )  # fmt: skip
    found = (
        select(*told)
        .join(Finding, Finding.id == FindingEvent.finding_id)
        .join(User, User.id == FindingEvent.user_id)
        .where(FindingEvent.dealer_id == bindparam("dealer"), FindingEvent.visit_id.is_(None))
    )
    if asked.section is not None:
        keys = [item.key for item in whole_checklist().sections[asked.section].items]
        found = found.where(Finding.item_key.in_(keys))
    return [Part(found, FindingEvent.happened_at, FindingEvent.id), *_verdicts(asked)]


def _verdicts(asked: Asked) -> list[Part]:
    """The verdicts on the dealer's signs of diversion, which belong to the section of that question."""
    if asked.section is not None and ITEM not in asked.items:
        return []
    told = columns(
        "findings", at=DiversionVerdict.decided_at, id=DiversionVerdict.id, by=User.display_name,
        words=DiversionVerdict.note, what=DiversionVerdict.verdict, visit_id=DiversionVerdict.visit_id,
    )  # fmt: skip
    found = select(*told).join(User, User.id == DiversionVerdict.user_id)
    found = found.where(DiversionVerdict.dealer_id == bindparam("dealer"))
    return [Part(found, DiversionVerdict.decided_at, DiversionVerdict.id)]


def stop(scope: Scope, row: Row) -> Stop:
    """Where a closing or a verdict stands on the timeline; the evidence of one may be deleted in time."""
    if row.what is not None:
        made = partial(_verdict, scope, row)
        return Stop(Cursor(row.at, row.id), "verdict", version=(row.by, row.words), make=made)
    return Stop(Cursor(row.at, row.id), "closing", version=row.by, make=partial(_entry, scope, row))


def _verdict(scope: Scope, row: Row) -> ClosingEntry:
    return ClosingEntry(
        cursor=Cursor(row.at, row.id), day=scope.day(row.at), stamp=i18n.iso_date(row.at), by=row.by,
        title=verdict_words()[row.what], reason=row.words, visit_id=row.visit_id,
    )  # fmt: skip


def _entry(scope: Scope, row: Row) -> ClosingEntry:
    item = whole_checklist().by_key.get(row.item_key)
    return ClosingEntry(
        cursor=Cursor(row.at, row.id), day=scope.day(row.at), stamp=i18n.iso_date(row.at), by=row.by,
        title=item.title.in_locale(scope.locale) if item else row.item_key, reason=row.words,
    )  # fmt: skip
