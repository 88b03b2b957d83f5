"""The photos screen: each place with what was taken there now and, beside it, at the last visit that did."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, literal, select, union_all
from sqlalchemy.orm import aliased

from app.checklists.answers import photo_required
from app.checklists.content import Checklist
from app.extensions import db
from app.photos.models import Photo
from app.visits.gaps import WAYS_OUT, Material, asked, takes_photos
from app.visits.models import Answer, Visit
from app.visits.photos.slots import Place, dom_id, places_of
from app.visits.queries import answers_of


@dataclass(frozen=True)
class Shot:
    """A photo that arrived. `used_before`: the very same file was sent in at another visit."""

    id: UUID
    slot: str
    caption: str
    taken_at: datetime
    received_at: datetime
    used_before: bool


@dataclass(frozen=True)
class PhotoSlot:
    """A place with its photos; `before` is the newest of an earlier visit."""

    place: Place
    needed: bool
    shots: list[Shot]
    before: Shot | None

    @property
    def dom_id(self) -> str:
        """Its id on the page."""
        return dom_id(self.place.code)


@dataclass(frozen=True)
class PhotoPage:
    """Named places first, then those that the answers or the mode call for, then all others."""

    named: list[PhotoSlot]
    needed: list[PhotoSlot]
    others: list[PhotoSlot]


def photo_page(visit: Visit, checklist: Checklist) -> PhotoPage:
    """Every place that the visit's mode asks for, and any other that holds a photo already."""
    shots = shots_of(visit.id)
    keys = {slot.partition(".")[0] for slot in shots} | {item.key for item in asked(checklist, visit.mode)}
    items = [item for item in checklist.by_key.values() if item.key in keys]
    places = [place for item in items for place in places_of(item)]
    before = _before(visit, [place.code for place in places])
    answers = answers_of(visit.id)
    slots = [
        PhotoSlot(place, _needed(place, answers.get(place.item.key), visit.mode),
                  shots.get(place.code, []), before.get(place.code))
        for place in places
    ]  # fmt: skip
    named = [slot for slot in slots if slot.place.named]
    rest = [slot for slot in slots if not slot.place.named]
    needed, others = ([slot for slot in rest if slot.needed is needed] for needed in (True, False))
    return PhotoPage(named, needed, others)


def photo_tally(checklist: Checklist, material: Material) -> tuple[int, int]:
    """Of the places that need a photo by now, how many have one, and how many there are."""
    needed = _needing(checklist, material)
    return sum(code in material.photo_slots for code in needed), len(needed)


def places_without(checklist: Checklist, material: Material) -> list[str]:
    """The codes of the places that need a photo by now and have none."""
    return [code for code in _needing(checklist, material) if code not in material.photo_slots]


def _needing(checklist: Checklist, material: Material) -> list[str]:
    return [
        place.code for item in asked(checklist, material.mode) for place in places_of(item)
        if _needed(place, material.answers.get(item.key), material.mode)
    ]  # fmt: skip


def shots_of(visit_id: UUID, photo_ids: list[UUID] | None = None) -> dict[str, list[Shot]]:
    """The photos of a visit by slot, oldest first; only those of `photo_ids` when given."""
    twin = aliased(Photo)
    elsewhere = exists().where(twin.sha256 == Photo.sha256, twin.visit_id != Photo.visit_id)
    found = (
        select(*_COLUMNS, elsewhere.label("used_before"))
        .where(Photo.visit_id == visit_id, Photo.removed_at.is_(None))
        .order_by(Photo.taken_at, Photo.id)
    )
    if photo_ids is not None:
        found = found.where(Photo.id.in_(photo_ids))
    by_slot = defaultdict(list)
    for row in db.session.execute(found):
        by_slot[row.slot].append(Shot(*row))
    return dict(by_slot)


_COLUMNS = (Photo.id, Photo.slot, Photo.caption, Photo.taken_at, Photo.received_at)


def _before(visit: Visit, codes: list[str]) -> dict[str, Shot]:
    """The newest photo of each slot from another visit: a seek in the index for each, flat over the years."""
    if not codes:
        return {}
    slots = union_all(*(select(literal(code).label("slot")) for code in codes)).subquery()
    newest = (
        select(Photo.id)
        .where(Photo.dealer_id == visit.dealer_id, Photo.slot == slots.c.slot)
        .where(Photo.visit_id != visit.id, Photo.removed_at.is_(None))
        .order_by(Photo.taken_at.desc())
        .limit(1)
        .correlate(slots)
        .scalar_subquery()
    )
    found = select(*_COLUMNS).join(slots, Photo.id == newest)
    return {row.slot: Shot(*row, used_before=False) for row in db.session.execute(found)}


def _needed(place: Place, answer: Answer | None, mode: str) -> bool:
    if answer is not None and answer.state in WAYS_OUT:
        return False
    return takes_photos(place.item) or photo_required(place.item, answer.value if answer else None, mode)
