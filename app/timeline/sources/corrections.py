"""Corrections of answers of finished visits."""

from sqlalchemy import literal, select, tuple_

from app import i18n
from app.accounts.models import User
from app.database import UtcDateTime
from app.extensions import db
from app.timeline.entries import CorrectionEntry, Cursor, Filters
from app.timeline.scope import Scope
from app.visits.models import CORRECTION, Answer, Visit


def corrections(scope: Scope, filters: Filters, before: Cursor | None, limit: int) -> list[CorrectionEntry]:
    """The dealer's corrections; those to a self-check only for the rep and his supervisor."""
    if not filters.shows("corrections"):
        return []
    found = (
        select(Answer, Visit.rep_id, Visit.checklist_version_id, Visit.finished_at, User.display_name)
        .join(Visit, Visit.id == Answer.visit_id)
        .join(User, User.id == Answer.user_id)
        .where(Answer.dealer_id == scope.dealer.id, Answer.kind == CORRECTION)
        .order_by(Answer.received_at.desc(), Answer.id.desc())
        .limit(limit)
    )
    if before is not None:
        place = tuple_(literal(before.at, UtcDateTime), literal(before.id, Answer.id.type))
        found = found.where(tuple_(Answer.received_at, Answer.id) < place)
    entries = []
    for row in db.session.execute(found):
        content = scope.checklist(row.checklist_version_id)
        item = content.by_key[row.Answer.item_key]
        number = [section.key for section in content.sections].index(item.section)
        private = content.sections[number].audience == "self" and not scope.may_see_self(row.rep_id)
        if filters.has_section(number) and not private:
            entries.append(_entry(scope, row, item))
    return entries


def _entry(scope: Scope, row, item) -> CorrectionEntry:
    answer = row.Answer
    return CorrectionEntry(
        cursor=Cursor(answer.received_at, answer.id),
        day=scope.day(answer.received_at),
        stamp=i18n.iso_date(answer.received_at),
        by=row.display_name,
        visit_id=answer.visit_id,
        visit_day=scope.day(row.finished_at),
        title=item.title.in_locale(scope.locale),
        words=scope.reader.short(item, answer.value),
        reason=answer.reason,
    )
