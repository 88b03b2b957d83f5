"""Corrections of answers of finished visits."""

import json
from functools import partial

from sqlalchemy import Row, Text, and_, bindparam, cast, or_, select

from app import i18n
from app.accounts.models import User
from app.timeline.entries import CorrectionEntry, Cursor, Filters, Stop
from app.timeline.scope import Scope
from app.timeline.sources.parts import Asked, Part, columns
from app.visits.gaps import MEMO_ITEM
from app.visits.models import CORRECTION, Answer, Visit


def shows(filters: Filters) -> bool:
    """Whether corrections are wanted."""
    return filters.shows("corrections")


def parts(asked: Asked) -> list[Part]:
    """The dealer's corrections; those to a self-check only for the rep and his supervisor."""
    told = columns(
        "corrections", at=Answer.received_at, id=Answer.id, by=User.display_name, words=Answer.reason,
        value=cast(Answer.value, Text), item_key=Answer.item_key, visit_id=Answer.visit_id,
        rep_id=Visit.rep_id, version_id=Visit.checklist_version_id, finished_at=Visit.finished_at,
    )  # fmt: skip
    found = (
        select(*told)
        .join(Visit, Visit.id == Answer.visit_id)
        .join(User, User.id == Answer.user_id)
        .where(Answer.dealer_id == bindparam("dealer"), Answer.is_kind(CORRECTION))
        .where(Answer.item_key != MEMO_ITEM)  # what became of the minutes has entries of its own
    )
    if asked.section is not None:
        found = found.where(Answer.item_key.in_(asked.items))
    if not asked.sees_all:
        # Spelt out, because a NOT IN is put together anew whenever it is asked.
        shared = and_(*(Answer.item_key != key for key in asked.private))
        found = found.where(or_(shared, Visit.rep_id == bindparam("viewer")))
    return [Part(found, Answer.received_at, Answer.id)]


def stop(scope: Scope, row: Row) -> Stop:
    """Where a correction stands on the timeline."""
    place = Cursor(row.at, row.id)
    known = (row.by, scope.names, row.words)
    return Stop(place, "correction", version=known, make=partial(_entry, scope, row))


def _entry(scope: Scope, row: Row) -> CorrectionEntry:
    item = scope.checklist(row.version_id).by_key[row.item_key]
    return CorrectionEntry(
        cursor=Cursor(row.at, row.id),
        day=scope.day(row.at),
        stamp=i18n.iso_date(row.at),
        by=row.by,
        visit_id=row.visit_id,
        visit_day=scope.day(row.finished_at),
        title=item.title.in_locale(scope.locale),
        words=scope.reader.short(item, json.loads(row.value)),
        reason=row.words,
    )
