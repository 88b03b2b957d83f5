"""Before you go in: the last visit in three lines, and what to look at this time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.checklists.content import Checklist
from app.dealers.models import Dealer
from app.extensions import db
from app.visits.models import LastAnswer, Visit
from app.visits.reading import Reader


@dataclass(frozen=True)
class LastVisit:
    """The dealer's last finished visit: when, by whom, and three changes at most: title and words."""

    id: UUID
    on: date
    rep: str
    pairs: list[tuple[str, str]]
    more: int


@dataclass(frozen=True)
class StalePart:
    """The section whose answers are oldest, and when it was last verified (None: never)."""

    key: str
    title: str
    verified_on: date | None


def last_visit(dealer: Dealer, checklist: Checklist, reader: Reader) -> LastVisit | None:
    """The last finished visit in three lines; None before the first."""
    if dealer.last_visit_id is None:
        return None
    found = select(Visit).where(Visit.id == UUID(dealer.last_visit_id)).options(joinedload(Visit.rep))
    visit = db.session.scalar(found)
    changes = [
        (item.title.in_locale(reader.locale), reader.short(item, change["value"]))
        for change in visit.summary["changes"]
        if (item := checklist.by_key.get(change["key"])) and change["key"] not in _self_keys(checklist)
    ]
    return LastVisit(visit.id, dealer.last_visit_on, visit.rep.display_name, changes[:3], len(changes[3:]))


def stalest_part(dealer_id: int, checklist: Checklist, locale: str) -> StalePart | None:
    """The dealer section that was verified longest ago or never: what a quick visit should add."""
    rows = db.session.execute(
        select(LastAnswer.item_key, LastAnswer.verified_on).where(LastAnswer.dealer_id == dealer_id)
    )
    newest: dict[str, date] = {}
    for key, verified_on in rows:
        if item := checklist.by_key.get(key):
            newest[item.section] = max(newest.get(item.section, date.min), verified_on)
    parts = [
        section
        for section in checklist.sections
        if section.audience == "dealer" and section.key != "s0_visit"
    ]
    if not parts:
        return None
    oldest = min(parts, key=lambda section: newest.get(section.key, date.min))
    return StalePart(oldest.key, oldest.title.in_locale(locale), newest.get(oldest.key))


def _self_keys(checklist: Checklist) -> set[str]:
    return {
        item.key for section in checklist.sections if section.audience == "self" for item in section.items
    }
