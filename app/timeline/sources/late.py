"""Answers and counts that reached the server after the end of their visit."""

import json
from functools import partial

from sqlalchemy import Row, String, Text, and_, bindparam, cast, literal, or_, select

from app import i18n
from app.accounts.models import User
from app.catalogue.models import Product
from app.checklists.queries import built_in
from app.extensions import db
from app.timeline.entries import Cursor, Filters, LateEntry, Stop
from app.timeline.scope import Scope
from app.timeline.sources.parts import Asked, Part, columns
from app.visits.gaps import COUNTS_ITEM
from app.visits.models import LATE, Answer, StockCount, Visit


def shows(filters: Filters) -> bool:
    """Whether late entries are wanted; they stand with the corrections."""
    return filters.shows("corrections")


def parts(asked: Asked) -> list[Part]:
    """The dealer's late answers and counts; those of a self-check only for the rep and his supervisor."""
    sections = built_in().sections
    found = _rows(Answer, "answer", Answer.item_key, Answer.value)
    if asked.section is not None:
        found = found.where(Answer.item_key.in_(asked.items))
    if not asked.sees_all:
        shared = and_(*(Answer.item_key != key for key in asked.private))
        found = found.where(or_(shared, Visit.rep_id == bindparam("viewer")))
    shown = [Part(found, Answer.received_at, Answer.id)]
    stock = [any(item.key == COUNTS_ITEM for item in section.items) for section in sections]
    if asked.section is None or stock[asked.section]:
        counts = _rows(StockCount, "count", cast(StockCount.product_id, String), StockCount.counted)
        shown.append(Part(counts, StockCount.received_at, StockCount.id))
    return shown


def _rows(model: type[Answer] | type[StockCount], what: str, subject, value):
    # The day of an entry stands where other events have the day of their visit: it is the same.
    told = columns(
        "late", what=literal(what), at=model.received_at, id=model.id, by=User.display_name,
        value=cast(value, Text), item_key=subject, visit_id=model.visit_id,
        version_id=Visit.checklist_version_id, finished_at=model.answered_at,
    )  # fmt: skip
    return (
        select(*told)
        .join(Visit, Visit.id == model.visit_id)
        .join(User, User.id == model.user_id)
        .where(model.dealer_id == bindparam("dealer"), model.is_kind(LATE))
    )


def stop(scope: Scope, row: Row) -> Stop:
    """Where a late entry stands on the timeline: at its arrival."""
    return Stop(
        Cursor(row.at, row.id), "late", version=(row.by, scope.names), make=partial(_entry, scope, row)
    )


def _entry(scope: Scope, row: Row) -> LateEntry:
    if row.what == "count":
        title = _product(scope, int(row.item_key))
        words = "–" if row.value is None else i18n.number_in(scope.locale, int(row.value))
    else:
        item = scope.checklist(row.version_id).by_key[row.item_key]
        title, words = item.title.in_locale(scope.locale), scope.reader.short(item, json.loads(row.value))
    return LateEntry(
        cursor=Cursor(row.at, row.id),
        day=scope.day(row.at),
        stamp=i18n.iso_date(row.at),
        by=row.by,
        visit_id=row.visit_id,
        given_day=scope.day(row.finished_at),
        given_time=i18n.show_time(row.finished_at),
        title=title,
        words=words,
    )


def _product(scope: Scope, product_id: int) -> str:
    return scope.products.get(product_id) or db.session.get(Product, product_id).name_in(scope.locale)
