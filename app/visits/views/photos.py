"""The photos screen: taking photos in, captions, taking photos away; and showing a photo to those who may."""

from uuid import UUID, uuid4

from flask import abort, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import FileStorage

from app import i18n
from app.access import signed_in
from app.checklists.queries import checklist
from app.fragments import wants_fragment
from app.photos.opened import photo_store, upload_limits
from app.visits.forms import phone_time, read_uuid
from app.visits.models import Visit
from app.visits.photos.page import photo_page, shots_of
from app.visits.photos.slots import Place, dom_id, place_in, section_bit
from app.visits.photos.uploads import Parcel, Receipt, TooLate, ids_for, refuse_late, seen_before, take_in
from app.visits.queries import own_visit_for
from app.visits.views.blueprint import bp


@bp.get("/visits/<uuid:visit_id>/photos")
@signed_in
def photos(visit_id: UUID):
    """Every place of the rep's own open visit that takes photos."""
    visit = own_visit_for(current_user, visit_id)
    if not visit.is_open:
        return redirect(url_for("visits.report", visit_id=visit.id), 303)
    return _page(visit)


def _page(visit: Visit, slot: str | None = None, errors: list[str] | None = None, status: int = 200):
    content = checklist(visit.checklist_version_id)
    page = render_template(
        "visits/photos.html", visit=visit, dealer=visit.dealer, page=photo_page(visit, content),
        errors={slot: errors} if errors else {}, fresh_id=uuid4,
    )  # fmt: skip
    return page, status


@bp.post("/visits/<uuid:visit_id>/photos")
@signed_in
def upload(visit_id: UUID):
    """Take in the photos of one form; each is stored before it is said to have arrived."""
    visit = own_visit_for(current_user, visit_id)
    content = checklist(visit.checklist_version_id)
    place = place_in(content, request.form.get("slot") or "") or abort(404)
    files = [file for file in request.files.getlist("photo") if file.filename]
    parcel = _parcel(visit, place)
    if not files:
        return _refused(visit_id, place, [_("Choose a photo, or take one.")], 422)
    ids = ids_for(read_uuid(request.form, "id", default=uuid4()), len(files))
    try:
        receipt = _take(visit, parcel, list(zip(ids, files, strict=True)), section_bit(content, place))
    except TooLate:
        sentence = _("This visit is finished, and the photo was taken after its end.")
        return _refused(visit_id, place, [sentence], 409)
    return _told(visit_id, place, receipt)


def _parcel(visit: Visit, place: Place) -> Parcel:
    taken_at = phone_time(request.form, "taken_at") if request.form.get("taken_at") else None
    replaces = read_uuid(request.form, "replaces") if request.form.get("replaces") else None
    return Parcel(visit.id, visit.dealer_id, current_user.id, place.code, taken_at, replaces)


def _take(visit: Visit, parcel: Parcel, files: list[tuple[UUID, FileStorage]], section: int) -> Receipt:
    seen = seen_before(parcel, [photo_id for photo_id, _file in files])
    new = [(photo_id, file.stream) for photo_id, file in files if photo_id not in seen]
    if not new:
        return Receipt([photo_id for photo_id, _file in files], [], None)
    refuse_late(visit, parcel.taken_at)
    receipt = take_in(parcel, new, photo_store(), upload_limits(), section)
    return Receipt([*seen, *receipt.stored], receipt.refused, receipt.store_down)


def _told(visit_id: UUID, place: Place, receipt: Receipt):
    """The photos that arrived; or the sentences of those that did not, and then no word of the others."""
    sentences = [i18n.say(message) for message in receipt.refused]
    if receipt.store_down is not None:
        current_app.logger.error("photo store: %s", receipt.store_down)
        return _refused(visit_id, place, [*sentences, i18n.say(receipt.store_down)], 503)
    if sentences:
        return _refused(visit_id, place, sentences, 422)
    if not wants_fragment():
        return redirect(url_for("visits.photos", visit_id=visit_id, _anchor=dom_id(place.code)), 303)
    shots = shots_of(visit_id, receipt.stored).get(place.code, [])
    return "".join(_shot(visit_id, place, shot) for shot in shots)


def _shot(visit_id: UUID, place: Place, shot) -> str:
    values = {"visit_id": visit_id, "place": place, "shot": shot, "fresh_id": uuid4}
    return render_template("visits/_photo.html", error=None, typed=None, **values)


def _refused(visit_id: UUID, place: Place, sentences: list[str], status: int):
    if wants_fragment():
        return render_template("visits/_photo_refused.html", sentences=sentences), status
    visit = own_visit_for(current_user, visit_id)
    if visit.is_open:
        return _page(visit, place.code, sentences, status)
    page = render_template(
        "errors/error.html", status=status, happened=_("The photo was not kept."),
        next_step=" ".join(sentences),
    )  # fmt: skip
    return page, status
