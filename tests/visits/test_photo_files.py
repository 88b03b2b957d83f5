"""One photo: who may look at it, its caption, taking it away, and the sweeping of lone files."""

from datetime import timedelta
from uuid import uuid4

import pytest

from app.clock import utc_now
from app.photos.models import Photo
from app.photos.opened import photo_store
from app.photos.storage import StoreUnavailable, keys_of
from tests import factories
from tests.visits.test_photos import HTMX, OVERVIEW, PICTURE, send


@pytest.fixture
def visit(cast):
    return factories.visit(cast)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


@pytest.fixture
def photo_id(rita, visit):
    made = str(uuid4())
    assert send(rita, visit, id=made).status_code == 200
    return made


@pytest.fixture(autouse=True)
def empty_store(app):
    yield
    for key in list(photo_store().keys()):
        photo_store().delete(key)


@pytest.mark.parametrize(("path", "kind"), [("", "image/jpeg"), ("/thumbnail", "image/webp")])
def test_files_are_private_and_never_change(rita, photo_id, path, kind):
    answer = rita.get(f"/photos/{photo_id}{path}")
    assert (answer.status_code, answer.content_type) == (200, kind)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    control = answer.headers["Cache-Control"]
    assert all(word in control for word in ("private", "immutable", "max-age=31536000"))
    assert "public" not in control
    again = rita.get(f"/photos/{photo_id}{path}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_only_those_who_may_read_the_visit_see_it(client, cast, sign_in, visit, photo_id):
    factories.finished(visit, cast)
    seen = {name: sign_in(client, getattr(cast, name)).get(f"/photos/{photo_id}").status_code
            for name in ("rita", "omar", "sol", "ada")}  # fmt: skip
    assert seen == {"rita": 200, "omar": 404, "sol": 200, "ada": 200}


def test_a_photo_of_the_self_check_is_for_rep_and_supervisor(client, cast, sign_in, visit):
    made = str(uuid4())
    assert send(sign_in(client, cast.rita), visit, id=made, slot="self_written_memo").status_code == 200
    seen = {name: sign_in(client, getattr(cast, name)).get(f"/photos/{made}/thumbnail").status_code
            for name in ("rita", "sol", "ada")}  # fmt: skip
    assert seen == {"rita": 200, "sol": 200, "ada": 404}


def test_a_stranger_gets_404_before_and_after_the_etag(client, cast, sign_in, photo_id):
    sign_in(client, cast.omar)
    etag = {"If-None-Match": f'"{keys_of(photo_id).picture}"'}
    assert client.get(f"/photos/{photo_id}", headers=etag).status_code == 404
    assert client.get(f"/photos/{uuid4()}").status_code == 404


def test_a_store_that_is_down_is_said(rita, photo_id, monkeypatch):
    from app.photos.contract import unreachable

    def down(*_):
        raise unreachable()

    monkeypatch.setattr(type(photo_store()), "get", down)
    answer = rita.get(f"/photos/{photo_id}")
    assert answer.status_code == 503
    assert "cannot be used just now" in answer.text
    assert "immutable" not in answer.headers["Cache-Control"]


def test_a_missing_file_is_404(rita, visit):
    assert rita.get(f"/photos/{factories.photo(visit, OVERVIEW).id}").status_code == 404


def test_a_caption_is_kept(rita, visit, photo_id, db):
    answer = rita.post(f"/photos/{photo_id}/caption", data={"caption": " Left  of the door "}, headers=HTMX)
    assert answer.status_code == 200
    assert "Left of the door" in answer.text
    assert rita.post(f"/photos/{photo_id}/caption", data={"caption": "At the back"}).status_code == 303
    assert db.session.scalar(db.select(Photo.caption)) == "At the back"


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_a_long_caption_gets_a_sentence_and_stays_in_its_box(rita, photo_id, db, headers):
    answer = rita.post(f"/photos/{photo_id}/caption", data={"caption": "ab" * 101}, headers=headers)
    assert answer.status_code == 422
    assert "At most 200 characters; this has 202." in answer.text
    assert "ab" * 101 in answer.text
    assert db.session.scalar(db.select(Photo.caption)) == ""


def test_a_photo_is_taken_away_once(rita, visit, photo_id, db):
    for headers, status in ((HTMX, 200), ({}, 303)):
        assert rita.post(f"/photos/{photo_id}/removal", headers=headers).status_code == status
    assert rita.get(f"/photos/{photo_id}").status_code == 404
    assert f"photo-{photo_id}" not in rita.get(f"/visits/{visit.id}/photos").text
    assert rita.post(f"/photos/{photo_id}/caption", data={"caption": "x"}).status_code == 404


def test_a_finished_visit_keeps_photo_and_caption(rita, visit, cast, photo_id, db):
    factories.finished(visit, cast)
    for headers in (HTMX, {}):
        for what in ("removal", "caption"):
            answer = rita.post(f"/photos/{photo_id}/{what}", data={"caption": "x"}, headers=headers)
            assert answer.status_code == 409
            assert "This visit is finished" in answer.text
    photo = db.session.scalar(db.select(Photo))
    assert (photo.caption, photo.removed_at) == ("", None)


def test_others_can_neither_caption_nor_remove(client, cast, sign_in, photo_id, db):
    for stranger in (cast.omar, cast.sol, cast.ada):
        sign_in(client, stranger)
        for what in ("removal", "caption"):
            assert client.post(f"/photos/{photo_id}/{what}", data={"caption": "x"}).status_code == 404
    assert db.session.scalar(db.select(Photo.removed_at)) is None


def test_the_sweeper_leaves_what_belongs_to_a_photo(app, photo_id, monkeypatch):
    lone = keys_of(uuid4())
    photo_store().put(lone.picture, PICTURE)
    run = app.test_cli_runner()
    assert "0 lone files" in run.invoke(args=["photos", "sweep"]).output, "younger than an hour"
    monkeypatch.setattr("app.photos.cli.utc_now", lambda: utc_now() + timedelta(hours=2))
    assert "1 lone files" in run.invoke(args=["photos", "sweep"]).output
    mine = keys_of(photo_id)
    assert set(photo_store().keys()) == {mine.picture, mine.thumbnail}


def test_the_sweeper_says_when_the_store_is_down(app, monkeypatch):
    from app.photos.contract import unreachable

    def down(*_):
        raise unreachable()

    monkeypatch.setattr(type(photo_store()), "tidy", down)
    result = app.test_cli_runner().invoke(args=["photos", "sweep"])
    assert result.exit_code == 1
    assert "cannot be used just now" in result.output
    assert issubclass(StoreUnavailable, Exception)
