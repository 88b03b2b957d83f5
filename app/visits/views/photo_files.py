"""One photo: its files for those who may read the visit, its caption, and taking it away."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from flask import abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from app import i18n
from app.access import signed_in
from app.checklists.queries import checklist
from app.clock import utc_now
from app.database import finish_reading
from app.extensions import db
from app.forms import clean
from app.fragments import vouched, wants_fragment
from app.photos.models import Photo
from app.photos.opened import photo_store
from app.photos.storage import PhotoMissing, StoreUnavailable, content_type, keys_of
from app.visits.forms import phone_time, read_uuid
from app.visits.models import Visit
from app.visits.photos.page import shots_of
from app.visits.photos.slots import dom_id, place_in
from app.visits.queries import visits_for
from app.visits.views.blueprint import bp

CAPTION_LENGTH = 200
YEAR = 365 * 24 * 3600


@bp.get("/photos/<uuid:photo_id>")
@signed_in
def photo(photo_id: UUID):
    """The picture, to those who may read its visit."""
    return _file(photo_id, keys_of(photo_id).picture)


@bp.get("/photos/<uuid:photo_id>/thumbnail")
@signed_in
def thumbnail(photo_id: UUID):
    """The small picture, to those who may read its visit."""
    return _file(photo_id, keys_of(photo_id).thumbnail)


def _file(photo_id: UUID, key: str):
    _readable(photo_id)
    answer = make_response()
    answer.set_etag(key)  # the files of a photo never change
    answer.cache_control.private = answer.cache_control.immutable = True
    answer.cache_control.max_age = YEAR
    answer.last_modified = datetime(2000, 1, 1, tzinfo=UTC)
    if request.if_none_match.contains(key):
        answer.status_code = 304
        return answer
    finish_reading()
    try:
        answer.data = photo_store().get(key)
    except PhotoMissing:
        abort(404)
    except StoreUnavailable as trouble:
        return _store_down(trouble)
    answer.content_type = content_type(key)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _readable(photo_id: UUID) -> None:
    """404 for a photo that was taken away, or of a visit or a self-check that `current_user` may not read."""
    visits = visits_for(current_user).with_only_columns(Visit.id)
    found = (
        select(Photo.slot, Photo.user_id, Visit.checklist_version_id)
        .join(Visit, Visit.id == Photo.visit_id)
        .where(Photo.id == photo_id, Photo.removed_at.is_(None), Photo.visit_id.in_(visits))
    )
    row = db.session.execute(found).first() or abort(404)
    if row.user_id == current_user.id or current_user.role == "supervisor":
        return
    content = checklist(row.checklist_version_id)
    item = content.by_key[row.slot.partition(".")[0]]
    if content.section(item.section).audience == "self":
        abort(404)


def _store_down(trouble: StoreUnavailable):
    page = render_template(
        "errors/error.html", status=503, happened=_("The photo cannot be shown just now."),
        next_step=i18n.say(trouble.message),
    )  # fmt: skip
    return page, 503


@bp.post("/photos/<uuid:photo_id>/caption")
@signed_in
def caption(photo_id: UUID):
    """Set what stands below a photo of the rep's own visit, until its end; a repeat changes nothing."""
    photo, visit = _own(photo_id)
    typed = clean(request.form.get("caption"))
    if typed != photo.caption and not visit.is_open and phone_time(request.form) > visit.end:
        return _told(photo, visit, _("This visit is finished, so the caption stays as it was."), 409, typed)
    if len(typed) > CAPTION_LENGTH:
        error = _("At most %(most)s characters; this has %(given)s.", most=CAPTION_LENGTH, given=len(typed))
        return _told(photo, visit, error, 422, typed)
    photo.caption = typed
    answer, written = _told(photo, visit), read_uuid(request.form, "id", default=photo_id)
    if wants_fragment():
        answer = answer[0] + vouched(_place(photo, visit), written)
    db.session.commit()
    return answer


@bp.post("/photos/<uuid:photo_id>/removal")
@signed_in
def remove_photo(photo_id: UUID):
    """Take a photo of the rep's own open visit away; a repeat finds it taken away."""
    photo, visit = _own(photo_id, removed_too=True)
    place = _place(photo, visit)
    if photo.removed_at is None:
        if not visit.is_open:
            return _told(photo, visit, _("This visit is finished, so its photos stay."), 409)
        photo.removed_at = utc_now()
    answer = vouched(place, read_uuid(request.form, "id", default=photo_id)) if wants_fragment() else None
    db.session.commit()
    return answer or redirect(place, 303)


def _own(photo_id: UUID, removed_too: bool = False) -> tuple[Photo, Visit]:
    found = (
        select(Photo, Visit)
        .join(Visit, Visit.id == Photo.visit_id)
        .where(Photo.id == photo_id, Visit.rep_id == current_user.id)
        .with_for_update()
    )
    if not removed_too:
        found = found.where(Photo.removed_at.is_(None))
    row = db.session.execute(found).first() or abort(404)
    return row.Photo, row.Visit


def _place(photo: Photo, visit: Visit) -> str:
    return url_for("visits.photos", visit_id=visit.id, _anchor=dom_id(photo.slot))


def _told(photo: Photo, visit: Visit, error: str | None = None, status: int = 200, typed=None):
    if error is None and not wants_fragment():
        return redirect(_place(photo, visit), 303)
    db.session.flush()
    shot = shots_of(visit.id, [photo.id])[photo.slot][0]
    values = {
        "visit_id": visit.id, "shot": shot, "fresh_id": uuid4, "error": error, "typed": typed,
        "place": place_in(checklist(visit.checklist_version_id), photo.slot),
    }  # fmt: skip
    page = "visits/_photo.html" if wants_fragment() else "visits/caption.html"
    return render_template(page, **values), status
