"""Deleting sensitive facts once their time has passed, a visit at a time.

Rows that are only ever added (answers, their revisions, corrections) stay, so that nobody can say that there
was nothing; what they said is replaced by a mark. A visit remembers the day on which it was done.
"""

from calendar import monthrange
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from app import clock
from app.accounts.audit import record
from app.accounts.models import Company
from app.checklists.answers import DELETED
from app.checklists.documents import items_of
from app.checklists.models import ChecklistVersion
from app.checklists.queries import document_of
from app.dealers.models import Dealer
from app.extensions import db
from app.photos.models import Photo
from app.visits.judgement.models import DiversionVerdict, Finding, FindingEvent, VisitResults
from app.visits.models import Answer, LastAnswer, Visit
from app.visits.retention.reduced import reduced_document, reduced_memory, reduced_summary

BATCH = 200
# Findings that were closed by hand after their visit's facts had gone are looked for this far back.
LATELY = timedelta(days=7)


def purge() -> int:
    """Delete what is due by the company's settings; of how many visits there was something to delete.

    Commits after each visit, so that it may be stopped at any time, and goes on where it was. A second run
    finds nothing.
    """
    months = db.session.scalar(select(Company.sensitive_months))
    if months is None:
        db.session.rollback()
        return 0
    before, keys, done = _months_ago(clock.today(), months), sensitive_keys(), 0
    while visits := _due(before):
        for visit_id in visits:
            _purge_visit(visit_id, keys)
            db.session.commit()
            done += 1
    _purge_findings(keys)
    if done:
        record("facts_deleted", visits=done, before=before.isoformat())
    db.session.commit()
    return done


def sensitive_keys() -> set[str]:
    """The items that are sensitive in any version of the checklist."""
    versions = db.session.scalars(select(ChecklistVersion.id)).all()
    return {
        item["key"] for version in versions for _section, item in items_of(document_of(version))
        if item.get("sensitive")
    }  # fmt: skip


def _months_ago(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _due(before: date) -> list[UUID]:
    moment = clock.begins(before)
    found = select(Visit.id).where(Visit.finished_at < moment, Visit.sensitive_deleted_on.is_(None))
    visits = list(db.session.scalars(found.order_by(Visit.finished_at).limit(BATCH)))
    db.session.rollback()  # nothing is held between two visits
    return visits


def _purge_visit(visit_id: UUID, keys: set[str]) -> None:
    visit = db.session.scalars(select(Visit).where(Visit.id == visit_id).with_for_update()).one()
    given = (Answer.visit_id == visit_id, Answer.item_key.in_(keys))
    db.session.execute(delete(LastAnswer).where(LastAnswer.answer_id.in_(select(Answer.id).where(*given))))
    db.session.execute(update(Answer).where(*given).values(value=dict(DELETED), note="", reason=""))
    visit.summary = reduced_summary(visit.summary, keys) if visit.summary else visit.summary
    visit.surprises = None
    visit.sensitive_deleted_on = clock.today()
    last = Dealer.last_visit_id == str(visit_id)
    db.session.execute(update(Dealer).where(Dealer.id == visit.dealer_id, last).values(diversion=None))
    of_visit = DiversionVerdict.visit_id == visit_id
    db.session.execute(update(DiversionVerdict).where(of_visit).values(note=""))
    _purge_photos(visit_id, keys)
    results = db.session.get(VisitResults, visit_id)
    if results is not None:
        results.document = reduced_document(results.document, keys)
        results.memory = reduced_memory(results.memory, keys)
    closed = (Finding.last_visit_id == visit_id, Finding.closed_at.is_not(None))
    _blank_findings(select(Finding.id).where(*closed, Finding.item_key.in_(keys)))


def _purge_photos(visit_id: UUID, keys: set[str]) -> None:
    # Without its row a file is claimed by nothing; `flask photos sweep`, which runs daily too, removes it.
    photos = db.session.execute(select(Photo.id, Photo.slot).where(Photo.visit_id == visit_id))
    ids = [photo_id for photo_id, slot in photos if slot.partition(".")[0] in keys]
    db.session.execute(delete(Photo).where(Photo.id.in_(ids)))


def _purge_findings(keys: set[str]) -> None:
    lately = clock.utc_now() - LATELY
    found = select(Finding.id).join(Visit, Visit.id == Finding.last_visit_id)
    found = found.where(Visit.sensitive_deleted_on.is_not(None), Finding.closed_at >= lately)
    _blank_findings(found.where(Finding.item_key.in_(keys)))


def _blank_findings(found) -> None:
    ids = list(db.session.scalars(found))
    if ids:
        db.session.execute(update(Finding).where(Finding.id.in_(ids)).values(places={}, closed_reason=""))
        db.session.execute(update(FindingEvent).where(FindingEvent.finding_id.in_(ids)).values(reason=""))
