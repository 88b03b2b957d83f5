"""Corrections of answers of finished visits."""

from functools import cache, partial

from sqlalchemy import Integer, Row, Select, bindparam, or_, select

from app import i18n
from app.accounts.models import User
from app.checklists.queries import built_in
from app.extensions import db
from app.timeline.entries import CorrectionEntry, Cursor, Filters, Stop
from app.timeline.scope import Scope
from app.timeline.span import Span, not_beyond, older
from app.visits.models import CORRECTION, Answer, Visit

_COLUMNS = (
    Answer.id, Answer.received_at, Answer.visit_id, Answer.item_key, Answer.value, Answer.reason,
    Visit.rep_id, Visit.checklist_version_id, Visit.finished_at, User.display_name.label("by"),
)  # fmt: skip


def corrections(scope: Scope, filters: Filters, span: Span) -> list[Stop]:
    """The dealer's corrections; those to a self-check only for the rep and his supervisor."""
    if not filters.shows("corrections"):
        return []
    wanted = _wanted(span.is_open, span.is_endless, filters.section, scope.viewer.role == "supervisor")
    values = {"dealer": scope.dealer.id, "viewer": scope.viewer.id, **span.values}
    return [_stop(scope, row) for row in db.session.connection().execute(wanted, values)]


@cache  # most dealers have no correction, and making this question costs more than the answer
def _wanted(newest: bool, endless: bool, section: int | None, sees_all: bool) -> Select:
    found = (
        select(*_COLUMNS)
        .join(Visit, Visit.id == Answer.visit_id)
        .join(User, User.id == Answer.user_id)
        .where(Answer.dealer_id == bindparam("dealer"), Answer.kind == CORRECTION)
        .order_by(Answer.received_at.desc(), Answer.id.desc())
        .limit(bindparam("most", type_=Integer))
    )
    sections = built_in().sections
    if not newest:
        found = found.where(older(Answer.received_at, Answer.id))
    if not endless:
        found = found.where(not_beyond(Answer.received_at))
    if section is not None:
        found = found.where(Answer.item_key.in_([item.key for item in sections[section].items]))
    if not sees_all:
        private = [item.key for section in sections if section.audience == "self" for item in section.items]
        found = found.where(or_(Answer.item_key.not_in(private), Visit.rep_id == bindparam("viewer")))
    return found


def _stop(scope: Scope, row: Row) -> Stop:
    place = Cursor(row.received_at, row.id)
    return Stop(place, "correction", version=(row.by, scope.names), make=partial(_entry, scope, row))


def _entry(scope: Scope, row: Row) -> CorrectionEntry:
    item = scope.checklist(row.checklist_version_id).by_key[row.item_key]
    return CorrectionEntry(
        cursor=Cursor(row.received_at, row.id),
        day=scope.day(row.received_at),
        stamp=i18n.iso_date(row.received_at),
        by=row.by,
        visit_id=row.visit_id,
        visit_day=scope.day(row.finished_at),
        title=item.title.in_locale(scope.locale),
        words=scope.reader.short(item, row.value),
        reason=row.reason,
    )
