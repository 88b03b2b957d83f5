"""Taking in the photos of one form: decoded and stored outside of any transaction, then entered in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID, uuid5

from flask import abort
from sqlalchemy import select

from app.clock import utc_now, zone
from app.database import finish_reading
from app.extensions import db
from app.messages import Message
from app.photos.image import Limits, PhotoRefused, Processed, process
from app.photos.models import Photo
from app.photos.storage import PhotoStore, StoreUnavailable, keys_of
from app.visits.models import Visit
from app.visits.photos.pairs import pair_late
from app.visits.tallies.writing import add_late_photos


class TooLate(Exception):
    """The visit is finished and the photo was taken after its end."""


@dataclass(frozen=True)
class Parcel:
    """What one form brings: where it goes, whose it is, and when the phone says it was taken (None: unsaid).

    `replaces` is the photo that a retake is to stand for.
    """

    visit_id: UUID
    dealer_id: int
    user_id: int
    slot: str
    taken_at: datetime | None
    replaces: UUID | None = None


@dataclass(frozen=True)
class Receipt:
    """What became of a form's files: the photos that are stored, and a sentence for each that is not.

    `store_down` is the sentence of a store that cannot be used; the files after it were not tried.
    """

    stored: list[UUID]
    refused: list[Message]
    store_down: Message | None


@dataclass(frozen=True)
class _Ready:
    id: UUID
    picture: Processed


def ids_for(first: UUID, number: int) -> list[UUID]:
    """Ids for the files of one form: the phone minted the first, the others follow from it."""
    return [first, *(uuid5(first, str(n)) for n in range(1, number))]


def seen_before(parcel: Parcel, ids: Sequence[UUID]) -> set[UUID]:
    """Which of the photos are stored already; 404 when an id is somebody else's or of another place."""
    seen = db.session.scalars(select(Photo).where(Photo.id.in_(ids))).all()
    for photo in seen:
        if (photo.user_id, photo.visit_id, photo.slot) != (parcel.user_id, parcel.visit_id, parcel.slot):
            abort(404)
    return {photo.id for photo in seen}


def refuse_late(visit: Visit, taken_at: datetime | None) -> None:
    """TooLate for a photo taken after the end of its visit; one that only arrives later is welcome."""
    if not visit.is_open and (taken_at or utc_now()) > visit.end:
        raise TooLate


def take_in(
    parcel: Parcel, files: Sequence[tuple[UUID, BinaryIO]], store: PhotoStore, limits: Limits, section: int
) -> Receipt:
    """Decode and store each file, then enter the photos; commits. `section` is the bit of the slot's section.

    Ends the transaction under way: decoding takes long, and nobody may wait for it. TooLate as `refuse_late`.
    """
    finish_reading()
    ready, refused, down = [], [], None
    for photo_id, file in files:
        try:
            picture = process(file, limits)
            _put(store, photo_id, picture)
        except PhotoRefused as refusal:
            refused.append(refusal.message)
        except StoreUnavailable as trouble:
            down = trouble.message
            break
        else:
            ready.append(_Ready(photo_id, picture))
    return Receipt(_enter(parcel, ready, section), refused, down)


def _put(store: PhotoStore, photo_id: UUID, picture: Processed) -> None:
    # Both files before the row: a row without its files would be a photo that is lost.
    keys = keys_of(photo_id)
    store.put(keys.picture, picture.jpeg)
    store.put(keys.thumbnail, picture.thumbnail)


def _enter(parcel: Parcel, ready: list[_Ready], section: int) -> list[UUID]:
    if not ready:
        return []
    # The visit may have been finished while the pictures were decoded; its row is held until all are entered.
    found = select(Visit).where(Visit.id == parcel.visit_id, Visit.rep_id == parcel.user_id)
    visit = db.session.scalar(found.with_for_update()) or abort(404)
    refuse_late(visit, parcel.taken_at)
    known = seen_before(parcel, [each.id for each in ready])
    for each in ready:
        if each.id not in known:
            db.session.add(_row(parcel, each))
    if visit.is_open:
        _retire(parcel)
    else:
        visit.photo_sections |= section
        add_late_photos(visit, sum(each.id not in known for each in ready))
        pair_late(visit, parcel.slot)
    db.session.commit()
    return [each.id for each in ready]


def _row(parcel: Parcel, ready: _Ready) -> Photo:
    picture = ready.picture
    return Photo(
        id=ready.id, visit_id=parcel.visit_id, dealer_id=parcel.dealer_id, user_id=parcel.user_id,
        slot=parcel.slot, width=picture.width, height=picture.height, size=len(picture.jpeg),
        sha256=picture.sha256, dhash=picture.dhash, taken_at=_taken_at(parcel, picture),
    )  # fmt: skip


def _taken_at(parcel: Parcel, picture: Processed) -> datetime:
    """The phone's word, else the camera's, else now; a camera ahead of time is not believed."""
    now, shot = utc_now(), picture.taken_at
    if shot is not None and shot.tzinfo is None:
        shot = shot.replace(tzinfo=zone())
    return parcel.taken_at or (shot if shot and shot <= now else now)


def _retire(parcel: Parcel) -> None:
    """Take the photo away that a retake stands for."""
    old = db.session.get(Photo, parcel.replaces) if parcel.replaces else None
    if old is None or (old.visit_id, old.slot) != (parcel.visit_id, parcel.slot):
        return
    old.removed_at = old.removed_at or utc_now()
