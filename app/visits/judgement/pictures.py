"""Photos that were there before: the very file, or a picture that looks the same (rule J)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Row, Select, select, union_all
from sqlalchemy.orm import aliased

from app import clock
from app.extensions import db
from app.photos.models import Photo

# Bits of the 64 of a difference hash: pictures taken afresh from the same spot differ in more than that.
ALIKE_BITS = 2
# A hash with next to no edges is that of a dark or an empty picture, and such pictures all look alike.
FEWEST_EDGES = 12
# How far back the same place is looked at; a file used before is found however old it is.
LOOK_BACK = timedelta(days=400)
_BITS = 64


@dataclass(frozen=True)
class SeenPhotos:
    """Ids of a visit's photos: the `same` file came with an earlier visit, `alike` ones look like one."""

    same: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


NOTHING_SEEN = SeenPhotos()
_Mine, _Other = aliased(Photo, name="mine"), aliased(Photo, name="other")


def photos_seen_before(visit_ids: Iterable[UUID]) -> dict[UUID, SeenPhotos]:
    """What of some visits' photos was there before, by visit; visits without any are left out."""
    same, alike = {}, {}
    for row in db.session.execute(_wanted(list(visit_ids))):
        if _is_same(row):
            same.setdefault(row.visit_id, {})[str(row.id)] = None
        elif looks_alike(row.dhash, row.other_dhash):
            alike.setdefault(row.visit_id, {})[str(row.id)] = None
    return {
        visit_id: SeenPhotos(
            tuple(same.get(visit_id, ())),
            tuple(each for each in alike.get(visit_id, ()) if each not in same.get(visit_id, ())),
        )
        for visit_id in {**same, **alike}
    }


def earlier_photos(photo_ids: Iterable[UUID]) -> dict[UUID, Row]:
    """What each of some photos repeats: ``other_id``, ``other_visit_id``, ``other_taken_at``; the same file
    before one that looks alike, and of several the first."""
    wanted = list(photo_ids)
    found: dict[UUID, Row] = {}
    for row in db.session.execute(_wanted(wanted, by=_Mine.id)) if wanted else ():
        if _is_same(row) or looks_alike(row.dhash, row.other_dhash):
            best = found.get(row.id)
            if best is None or _rank(row) < _rank(best):
                found[row.id] = row
    return found


def _is_same(row: Row) -> bool:
    return row.sha256 == row.other_sha256


def _rank(row: Row) -> tuple:
    return not _is_same(row), row.other_taken_at


def looks_alike(one: int, other: int) -> bool:
    """Whether two difference hashes are of pictures that look the same; empty pictures tell nothing."""
    edges = (one & (2**_BITS - 1)).bit_count()
    if not FEWEST_EDGES <= edges <= _BITS - FEWEST_EDGES:
        return False
    return ((one ^ other) & (2**_BITS - 1)).bit_count() <= ALIKE_BITS


def _wanted(ids: list[UUID], by=None) -> Select:
    """Pairs that may be the same: each way of looking is a step into an index of its own."""
    mine = (_Mine.visit_id if by is None else by).in_(ids) & _Mine.removed_at.is_(None)
    earlier = (_Other.visit_id != _Mine.visit_id) & (_Other.received_at < _Mine.received_at)
    place = (_Other.dealer_id == _Mine.dealer_id) & (_Other.slot == _Mine.slot)
    recent = _Other.taken_at > clock.utc_now() - LOOK_BACK
    ways = (_Other.sha256 == _Mine.sha256, _Other.dhash == _Mine.dhash, place & recent)
    return union_all(*(select(*_COLUMNS).join(_Other, way & earlier).where(mine) for way in ways))


_COLUMNS = (
    _Mine.id, _Mine.visit_id, _Mine.sha256, _Mine.dhash, _Other.id.label("other_id"),
    _Other.visit_id.label("other_visit_id"), _Other.sha256.label("other_sha256"),
    _Other.dhash.label("other_dhash"), _Other.taken_at.label("other_taken_at"),
)  # fmt: skip
