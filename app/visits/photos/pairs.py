"""The photo before a visit's own in each slot: what the timeline sets beside it."""

from collections.abc import Iterable

from sqlalchemy import Select, select, union_all

from app import clock
from app.extensions import db
from app.photos.models import Photo
from app.visits.models import Visit


def photos_before(visit: Visit, slots: Iterable[str]) -> dict[str, list[str]]:
    """The newest photo of an earlier visit by slot: ``{slot: [photo id, ISO date]}``, where there is one.

    Earlier than the end of the visit: a photo may arrive when later visits have taken theirs.
    """
    latest = [_latest_before(visit, slot) for slot in slots]
    rows = db.session.execute(union_all(*latest)) if latest else ()
    return {row.slot: [str(row.id), clock.local(row.taken_at).date().isoformat()] for row in rows}


def _latest_before(visit: Visit, slot: str) -> Select:
    # Each of the slots is one step into the index, however many photos there are.
    found = (
        select(Photo.slot, Photo.id, Photo.taken_at)
        .where(Photo.dealer_id == visit.dealer_id, Photo.slot == slot, Photo.visit_id != visit.id)
        .where(Photo.removed_at.is_(None), Photo.taken_at <= visit.end)
        .order_by(Photo.taken_at.desc())
        .limit(1)
    )
    return select(found.subquery())


def pair_late(visit: Visit, slot: str) -> None:
    """Give a photo that arrived after the end of its visit the one before it, as those in time were given."""
    before = visit.summary["before"] if visit.summary else {}
    if visit.summary and slot not in before:
        visit.summary = visit.summary | {"before": before | photos_before(visit, [slot])}
