"""Finished visits: what changed, what was counted, photographed and noted."""

from collections import defaultdict
from datetime import date, datetime
from functools import cache, partial
from uuid import UUID

from sqlalchemy import Integer, Row, Select, and_, bindparam, literal, or_, select

from app import i18n
from app.accounts.models import User
from app.checklists.content import Checklist
from app.extensions import db
from app.photos.models import Photo
from app.timeline.entries import Change, CountLine, Cursor, Filters, Note, PhotoPair, Stop, VisitEntry
from app.timeline.outcomes import KINDS as OUTCOMES
from app.timeline.outcomes import Outcomes, holds
from app.timeline.scope import Scope, self_mask
from app.timeline.span import Span, older
from app.visits.gaps import COUNTS_ITEM, ORDER_ITEM
from app.visits.models import MATTERS, Visit
from app.visits.photos.slots import title_of

SHOWN_CHANGES = 6


def visits(scope: Scope, filters: Filters, span: Span) -> list[Stop]:
    """The dealer's finished visits that hold something the filters ask for."""
    if filters.kind in ("corrections", "promises", "minutes", "comments"):
        return []
    found = defaultdict(list)
    values = {"dealer": scope.dealer.id, **span.values}
    for row in db.session.connection().execute(_wanted(span.is_open, filters), values):
        found[row.id].append(row)
    outcomes = Outcomes(scope, {visit_id: rows[0].finished_at for visit_id, rows in found.items()})
    stops = [_stop(scope, filters, rows, outcomes) for rows in found.values()]
    return sorted(stops, key=lambda stop: stop.cursor, reverse=True)


@cache  # readers ask the same few questions about every dealer
def _wanted(newest: bool, filters: Filters) -> Select:
    """A row for each photo of the visits, and one with blanks for a visit without any."""
    told = (Visit.id, Visit.finished_at, Visit.ended_at, Visit.rep_id, Visit.passed_on,
            Visit.sensitive_deleted_on)  # fmt: skip
    found = (
        select(*told, User.display_name.label("rep"))
        .join(User, User.id == Visit.rep_id)
        .where(Visit.dealer_id == bindparam("dealer"), Visit.finished_at.is_not(None))
        .order_by(Visit.finished_at.desc(), Visit.id.desc())
        .limit(bindparam("most", type_=Integer))
    )
    if not newest:
        found = found.where(older(Visit.finished_at, Visit.id))
    if filters != Filters():
        found = found.where(_holds(filters))
    page = found.subquery()
    shown = and_(Photo.visit_id == page.c.id, Photo.removed_at.is_(None), literal(filters.shows("photos")))
    photo = (Photo.id.label("photo_id"), Photo.slot, Photo.caption, Photo.taken_at)
    return select(*page.c, *photo).outerjoin(Photo, shown)


def _holds(filters: Filters):
    mask = -1 if filters.section is None else 1 << filters.section
    by_kind = {
        "changes": Visit.changed_sections.bitwise_and(mask) != 0,
        "notes": Visit.noted_sections.bitwise_and(mask) != 0,
        "photos": Visit.photo_sections.bitwise_and(mask) != 0,
        "counts": Visit.counted_products > 0,
    }
    if filters.kind in OUTCOMES:
        return Visit.id.in_(holds(filters.kind, bindparam("dealer")))
    if filters.kind:
        return by_kind[filters.kind]
    return or_(*(test for kind, test in by_kind.items() if kind != "counts"))


def _stop(scope: Scope, filters: Filters, rows: list[Row], outcomes: Outcomes) -> Stop:
    visit = rows[0]
    photos = []
    if visit.photo_id is not None:
        photos = sorted(rows, key=lambda photo: (photo.slot, photo.taken_at))
    sees_self = scope.may_see_self(visit.rep_id)
    shown = tuple((photo.photo_id, photo.caption) for photo in photos)
    return Stop(
        cursor=Cursor(visit.finished_at, visit.id),
        kind="visit",
        version=(visit.rep, sees_self, scope.names, shown, visit.sensitive_deleted_on),
        make=partial(_entry, scope, filters, visit, photos, outcomes),
    )


def _entry(scope: Scope, filters: Filters, visit: Row, photos: list[Row], outcomes: Outcomes) -> VisitEntry:
    row = outcomes.visit(visit.id)
    content, summary = scope.checklist(row.version_id), row.summary
    end = visit.ended_at or visit.finished_at
    hidden = 0 if scope.may_see_self(visit.rep_id) else self_mask(content)
    changes = [each for each in _parts(filters, summary["changes"], hidden) if filters.shows("changes")]
    notes = [each for each in _parts(filters, summary["notes"], hidden) if filters.shows("notes")]
    outcome = outcomes.of(visit.id, content, filters, hidden)
    if outcome and outcome.orders:  # they stand in a table of their own
        changes = [each for each in changes if each["key"] != ORDER_ITEM]
    shown_photos = _in_section(filters, content, photos)
    show_counts = filters.shows("counts") and (filters.section is None or _is_stock(content, filters.section))
    shown = len(changes) if filters.whole else SHOWN_CHANGES
    return VisitEntry(
        cursor=Cursor(visit.finished_at, visit.id),
        day=scope.day(end),
        stamp=i18n.iso_date(end),
        rep=visit.rep,
        mode=row.mode,
        minutes=max(1, round((end - row.started_at).total_seconds() / 60)),
        arrived=_arrived(scope, visit.finished_at, end),
        passed_on=visit.passed_on,
        changes=[_change(scope, content, each) for each in changes[:shown]],
        more_changes=len(changes[shown:]),
        counts=[_count(scope, each) for each in summary["counts"]] if show_counts else [],
        photos=[_pair(scope, content, each, summary["before"]) for each in shown_photos],
        notes=[Note(_title(scope, content, each["key"]), each["note"]) for each in notes],
        outcome=outcome,
    )


def _arrived(scope: Scope, heard: datetime, end: datetime) -> str:
    return f"{scope.day(heard)} {i18n.show_time(heard)}" if heard - end > MATTERS else ""


def _parts(filters: Filters, parts: list[dict], hidden: int) -> list[dict]:
    asked = [part for part in parts if filters.has_section(part["section"])]
    return [part for part in asked if not hidden >> part["section"] & 1]


def _is_stock(content: Checklist, number: int) -> bool:
    return any(item.key == COUNTS_ITEM for item in content.sections[number].items)


def _in_section(filters: Filters, content: Checklist, photos: list[Row]) -> list[Row]:
    if filters.section is None:
        return photos
    keys = {item.key for item in content.sections[filters.section].items}
    return [photo for photo in photos if photo.slot.partition(".")[0] in keys]


def _title(scope: Scope, content: Checklist, key: str) -> str:
    return content.by_key[key].title.in_locale(scope.locale)


def _change(scope: Scope, content: Checklist, change: dict) -> Change:
    item = content.by_key[change["key"]]
    now, old = (scope.reader.short(item, change[when]) for when in ("value", "old"))
    return Change(item.title.in_locale(scope.locale), now, old)


def _count(scope: Scope, count: dict) -> CountLine:
    counted, last = (_figure(scope, count[when]) for when in ("counted", "last"))
    return CountLine(scope.products.get(count["product"], "?"), counted, last)


def _figure(scope: Scope, quantity: int | None) -> str:
    return "–" if quantity is None else i18n.number_in(scope.locale, quantity)


def _pair(scope: Scope, content: Checklist, photo: Row, before: dict) -> PhotoPair:
    earlier = before.get(photo.slot)
    return PhotoPair(
        title=title_of(content, photo.slot).in_locale(scope.locale),
        id=photo.photo_id,
        caption=photo.caption,
        day=scope.day(photo.taken_at),
        before_id=UUID(earlier[0]) if earlier else None,
        before_day=scope.day(date.fromisoformat(earlier[1])) if earlier else "",
    )
