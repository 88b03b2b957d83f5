"""Photos of a visit: taken in, repeated, refused, shown to those who may see them."""

import errno
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.photos.models import Photo
from app.photos.opened import photo_store
from app.photos.storage import keys_of
from app.visits.models import Visit
from tests import factories
from tests.photos.pictures import FORMATS, exif_notes, scene, written

OVERVIEW = "wh_overview_photo.overview"
PICTURE = written(scene(800, 600))
HTMX = {"HX-Request": "true"}


@pytest.fixture
def visit(cast):
    return factories.visit(cast)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


def send(client, visit, *files: bytes, slot=OVERVIEW, htmx=True, **fields):
    form = {"id": str(uuid4()), "slot": slot, **fields}
    form["photo"] = [(BytesIO(data), f"{n}.jpg") for n, data in enumerate(files or (PICTURE,))]
    address = f"/visits/{visit.id}/photos"
    return client.post(address, data=form, headers=HTMX if htmx else {}, content_type="multipart/form-data")


def stored(db, visit) -> list[Photo]:
    db.session.rollback()
    found = db.select(Photo).where(Photo.visit_id == visit.id).order_by(Photo.received_at)
    return list(db.session.scalars(found))


def iso(minutes_ago: float) -> str:
    return (datetime.now(UTC) - timedelta(minutes=minutes_ago)).isoformat()


def test_a_photo_arrives_with_a_receipt(rita, visit, db):
    photo_id = str(uuid4())
    answer = send(rita, visit, id=photo_id, taken_at=iso(3))
    assert answer.status_code == 200
    assert f'id="photo-{photo_id}"' in answer.text
    assert "Arrived" in answer.text
    (photo,) = stored(db, visit)
    assert (photo.slot, photo.width, photo.height) == (OVERVIEW, 800, 600)
    assert datetime.now(UTC) - photo.taken_at > timedelta(minutes=2)
    assert photo_store().get(keys_of(photo.id).picture).startswith(b"\xff\xd8")
    assert photo_store().get(keys_of(photo.id).thumbnail)[8:12] == b"WEBP"


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_of_a_phone_is_taken(rita, visit, kind):
    assert send(rita, visit, written(scene(), kind)).status_code == 200


def test_without_a_script_several_files_make_several_photos(rita, visit, db):
    first = str(uuid4())
    files = [written(scene(320 + n, 240)) for n in range(3)]
    answer = send(rita, visit, *files, id=first, htmx=False)
    assert answer.status_code == 303
    assert answer.location.endswith("#slot-wh_overview_photo-overview")
    assert len(stored(db, visit)) == 3
    send(rita, visit, *files, id=first, htmx=False)
    assert len(stored(db, visit)) == 3, "sent again, each file is the photo that it was"
    assert "3 photos arrived" in rita.get(f"/visits/{visit.id}/photos").text


def test_a_repeat_returns_the_first(rita, visit, db):
    photo_id = str(uuid4())
    send(rita, visit, id=photo_id)
    again = send(rita, visit, written(scene(400, 300)), id=photo_id)
    assert again.status_code == 200
    assert photo_id in again.text
    (photo,) = stored(db, visit)
    assert photo.width == 800


def test_an_id_of_somebody_else_or_of_another_slot_is_404(client, cast, sign_in, visit, db):
    photo_id = str(uuid4())
    other = factories.visit(cast, rep_id=cast.omar.id, dealer_id=cast.omars_dealer.id)
    assert send(sign_in(client, cast.omar), other, id=photo_id).status_code == 200
    kept = photo_store().get(keys_of(UUID(photo_id)).picture)
    rita = sign_in(client, cast.rita)
    assert send(rita, visit, written(scene(90, 90)), id=photo_id).status_code == 404
    assert photo_store().get(keys_of(UUID(photo_id)).picture) == kept
    assert stored(db, visit) == []
    mine = str(uuid4())
    send(rita, visit, id=mine)
    assert send(rita, visit, id=mine, slot="wh_tidy").status_code == 404


def test_strangers_and_other_roles_cannot_send(client, cast, sign_in, visit, db):
    for stranger in (cast.omar, cast.sol, cast.ada):
        assert send(sign_in(client, stranger), visit).status_code == 404
        assert client.get(f"/visits/{visit.id}/photos").status_code == 404
    assert stored(db, visit) == []


@pytest.mark.parametrize("slot", ["", "no", "wh_overview_photo", "wh_overview_photo.x", "wh_area", "x" * 300])
def test_a_place_that_takes_no_photos_is_404(rita, visit, db, slot):
    assert send(rita, visit, slot=slot).status_code == 404
    assert stored(db, visit) == []


def test_no_file_gets_a_sentence(rita, visit):
    for htmx in (True, False):
        headers = HTMX if htmx else {}
        answer = rita.post(f"/visits/{visit.id}/photos", data={"slot": OVERVIEW}, headers=headers)
        assert answer.status_code == 422
        assert "Choose a photo" in answer.text


HOSTILE = {
    "empty": b"", "text": b"MZ this is a program" * 100, "html": b"<html><script>alert(1)</script>",
    "half": PICTURE[: len(PICTURE) // 2], "gif": b"GIF89a" + b"\0" * 100,
    "bomb": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\0\xea\x60" * 2 + b"\x08\x06\0\0\0" + b"\0" * 40,
    "heavy": b"\xff\xd8\xff" + b"\0" * (12 * 1024 * 1024 + 1),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("htmx", [True, False])
def test_what_is_no_photo_gets_a_sentence_and_changes_nothing(rita, visit, db, name, htmx):
    send(rita, visit)
    answer = send(rita, visit, HOSTILE[name], htmx=htmx)
    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    assert len(stored(db, visit)) == 1
    assert len(list(photo_store().keys())) == 2, "the files of the one good photo"


@pytest.fixture(autouse=True)
def empty_store(app):
    yield
    for key in list(photo_store().keys()):
        photo_store().delete(key)


def test_one_bad_file_among_several_costs_only_itself(rita, visit, db):
    answer = send(rita, visit, PICTURE, b"nonsense", written(scene(300, 200)), htmx=False)
    assert answer.status_code == 422
    assert "not a photo" in answer.text
    assert len(stored(db, visit)) == 2


def test_a_form_that_is_too_large_gets_a_sentence(rita, visit, db):
    answer = send(rita, visit, b"\0" * 14 * 1024 * 1024)
    assert answer.status_code == 413
    assert "too large" in answer.text
    assert stored(db, visit) == []


def test_a_full_disk_is_said(rita, visit, db, monkeypatch):
    def full(self, *_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    for htmx in (True, False):
        answer = send(rita, visit, htmx=htmx)
        assert answer.status_code == 503
        assert "disk is full" in answer.text
    assert stored(db, visit) == []


def at_once(app, cast, sign_in, db, sends) -> list[int]:
    """The answers to requests that are all sent at the same moment, each by a browser of its own."""
    clients = [sign_in(app.test_client(), cast.rita) for _ in sends]
    db.session.rollback()

    def run(client, send_it):
        with app.app_context():
            return send_it(client).status_code

    with ThreadPoolExecutor(len(sends)) as pool:
        return list(pool.map(run, clients, sends))


def test_six_at_once_all_arrive(app, cast, visit, sign_in, db):
    pictures = [written(scene(640 + n, 480)) for n in range(6)]
    sends = [lambda client, picture=picture: send(client, visit, picture) for picture in pictures]
    assert at_once(app, cast, sign_in, db, sends) == [200] * 6
    assert sorted(photo.width for photo in stored(db, visit)) == list(range(640, 646))


def test_the_same_photo_six_times_at_once_is_one(app, cast, visit, sign_in, db):
    photo_id = str(uuid4())
    sends = [lambda client: send(client, visit, id=photo_id)] * 6
    assert at_once(app, cast, sign_in, db, sends) == [200] * 6
    assert len(stored(db, visit)) == 1


def test_a_photo_of_an_earlier_visit_is_flagged(rita, visit, cast, db):
    at = datetime.now(UTC) - timedelta(days=9)
    send(rita, visit)
    factories.finished(visit, cast, at)
    now = factories.visit(cast)
    assert "used before" in send(rita, now).text
    assert "used before" not in send(rita, now, written(scene(333, 222))).text
    assert rita.get(f"/visits/{now.id}/photos").text.count("used before") == 1
    assert len(stored(db, now)) == 2


def test_the_last_photo_stands_beside(rita, visit, cast):
    earlier = factories.visit(cast, finished_at=datetime.now(UTC) - timedelta(days=9), summary={})
    old = factories.photo(earlier, OVERVIEW, taken_at=datetime.now(UTC) - timedelta(days=9))
    factories.photo(earlier, OVERVIEW, taken_at=datetime.now(UTC) - timedelta(days=10))
    shown = rita.get(f"/visits/{visit.id}/photos").text
    assert f"/photos/{old.id}/thumbnail" in shown
    assert shown.count("Last time ") == 1


def test_needed_places_are_marked(rita, visit):
    assert rita.get(f"/visits/{visit.id}/photos").text.count(">needed<") == 2
    factories.answer(visit, "wh_mixed_categories", {"mixed": "yes"})
    shown = rita.get(f"/visits/{visit.id}/photos").text
    assert "Needed with these answers" in shown
    assert shown.count(">needed<") == 3
    assert 'id="slot-wh_overview_photo"' in shown, "where the list of gaps leads to"


def test_a_late_photo_of_a_finished_visit_is_taken(rita, visit, cast, db):
    factories.finished(visit, cast)
    answer = send(rita, visit, slot="wh_tidy", taken_at=iso(4))
    assert answer.status_code == 200
    assert len(stored(db, visit)) == 1
    assert db.session.get(Visit, visit.id).photo_sections == 1 << 3


def test_a_late_photo_stands_beside_the_one_before_it(rita, visit, cast, db):
    earlier, now = factories.visit(cast, rep_id=cast.omar.id), datetime.now(UTC)
    old = factories.photo(earlier, "wh_tidy", taken_at=now - timedelta(days=9))
    factories.finished(earlier, cast)
    factories.finished(visit, cast)
    later = factories.visit(cast)
    factories.photo(later, "wh_tidy", taken_at=now + timedelta(minutes=1))
    address = f"/dealers/{cast.dealer.id}?kind=photos"
    assert f"e-{visit.id}" not in rita.get(address).text
    assert send(rita, visit, slot="wh_tidy", taken_at=iso(4)).status_code == 200
    entry = rita.get(address).text.partition(f"e-{visit.id}")[2].partition("</li>")[0]
    assert f"/photos/{old.id}" in entry
    assert db.session.get(Visit, visit.id).summary["before"]["wh_tidy"][0] == str(old.id)


@pytest.mark.parametrize("taken_at", [lambda: iso(-5), lambda: "", lambda: "nonsense"])
def test_a_photo_taken_after_the_end_is_refused(rita, visit, cast, db, taken_at):
    factories.finished(visit, cast)
    for htmx in (True, False):
        answer = send(rita, visit, htmx=htmx, taken_at=taken_at())
        assert answer.status_code == 409
        assert "taken after its end" in answer.text
    assert stored(db, visit) == []


def test_the_camera_is_asked_when_the_phone_does_not_say(rita, visit, db):
    picture = written(scene(), exif=exif_notes(taken="2026:03:24 10:15:00", offset="+08:00"))
    send(rita, visit, picture)
    assert stored(db, visit)[0].taken_at == datetime(2026, 3, 24, 2, 15, tzinfo=UTC)


def test_a_retake_stands_for_the_photo_before(rita, visit, db):
    first = str(uuid4())
    send(rita, visit, id=first)
    send(rita, visit, written(scene(300, 200)), replaces=first)
    kept = [photo for photo in stored(db, visit) if photo.removed_at is None]
    assert [photo.width for photo in kept] == [300]


def test_a_refused_retake_leaves_the_photo(rita, visit, db):
    first = str(uuid4())
    send(rita, visit, id=first)
    assert send(rita, visit, b"nonsense", replaces=first).status_code == 422
    assert stored(db, visit)[0].removed_at is None


def test_the_page_asks_few_questions(rita, visit, cast, statements):
    send(rita, visit)
    with statements() as seen:
        assert rita.get(f"/visits/{visit.id}/photos").status_code == 200
    assert len(seen) <= 9, "\n".join(seen)


def test_a_full_audit_shows_its_places_too(client, cast, sign_in):
    visit = factories.visit(cast, mode="full")
    shown = sign_in(client, cast.rita).get(f"/visits/{visit.id}/photos").text
    assert 'id="slot-mkt_vehicle_mix"' in shown
    assert shown.count(">needed<") == 4


def test_the_report_and_the_timeline_name_the_place_of_a_photo(rita, cast, visit):
    factories.photo(visit, "wh_overview_photo.our_stack")
    factories.finished(visit, cast)
    for page in (f"/visits/{visit.id}/report", f"/dealers/{cast.dealer.id}?kind=photos"):
        assert "Our stack" in rita.get(page).text
