"""A supervisor brings in what a rep's phone could not send: once, and told row by row."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid4
from zipfile import ZIP_STORED, ZipFile

import pytest
from sqlalchemy import func, select

from app.accounts.models import AuditEntry
from app.photos.models import Photo
from app.rescue import parcel, staged, views
from app.visits.models import Answer, Visit
from tests import factories
from tests.rescue.parcels import a_whole_visit, answer, by_a_clock, listing, photo, write, zipped


@pytest.fixture
def sol(client, cast, sign_in):
    return sign_in(client, cast.sol)


def upload(client, content: bytes, name="rounds.zip"):
    form = {"file": (BytesIO(content), name)}
    return client.post("/unsent/import", data=form, content_type="multipart/form-data")


def brought_in(client, content: bytes) -> str:
    """The page after everything in a file was tried."""
    place = upload(client, content)
    assert place.status_code == 303, place.text
    assert client.post(place.location).status_code == 303
    return client.get(place.location).text


def number(db, model) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(model.id)))


def test_a_whole_visit_comes_in_once_and_in_the_reps_name(sol, cast, db):
    visit = uuid4()
    content = zipped(listing(cast.rita, *a_whole_visit(cast.dealer, visit)))
    place = upload(sol, content)
    preview = sol.get(place.location).text
    assert "6 entries" in preview and "1 photo" in preview and "1 visit" in preview
    assert "My answer" in preview and "Nothing is stored yet" in preview
    assert number(db, Visit) == 0
    for _ in range(2):
        page = brought_in(sol, content)
        assert "6 stored, 0 to choose by the rep, 0 not taken" in page
        kept = db.session.get(Visit, visit)
        assert (kept.rep_id, kept.is_open) == (cast.rita.id, False)
        assert kept.end - kept.started_at == pytest.approx(timedelta(minutes=20), abs=timedelta(seconds=9))
        assert number(db, Photo) == 1
        assert db.session.scalar(select(Answer.user_id).where(Answer.item_key == "wh_tidy")) == cast.rita.id
        answers = number(db, Answer)
    assert number(db, Answer) == answers


def test_what_arrived_from_the_phone_meanwhile_is_not_stored_again(client, sol, cast, sign_in, db):
    visit = factories.visit(cast)
    entry = answer(visit.id)
    form = {"id": entry["id"], "revision": "0", "state": "answered", "grade": "4"}
    phone = sign_in(client.application.test_client(), cast.rita)
    assert phone.post(entry["url"], data=form).status_code == 303
    assert "1 stored" in brought_in(sol, zipped(listing(cast.rita, [entry])))
    assert number(db, Answer) == 1


def test_each_row_says_what_became_of_it(sol, cast, db):
    visit = factories.visit(cast)
    factories.answer(visit, "wh_tidy", {"grade": 1})
    rows = [
        answer(visit.id),  # beside what another phone sent
        answer(visit.id, "wh_ventilation", {"state": "answered", "signs": "ok"}),
        answer(visit.id, "wh_off_floor_wall", {"state": "answered", "clear": "perhaps"}),
        answer(uuid4()),
        write("once", f"/visits/{visit.id}/cancellation", visit.id),
        write("once", "https://elsewhere.example/visits", visit.id),
        write("once", "/admin/people", visit.id),
        write("finish", f"/visits/{visit.id}/submission", visit.id),
    ]
    page = brought_in(sol, zipped(listing(cast.rita, rows)))
    assert "1 stored, 1 to choose by the rep, 6 not taken" in page
    for words in (
        "the rep has to choose",
        "nothing that a phone sends",
        "nothing here for you",
        "Still needed",
    ):
        assert words in page
    assert db.session.get(Visit, visit.id).is_open


@pytest.mark.parametrize("hours", [5, -5])
def test_a_clock_that_was_off_is_put_right(sol, cast, db, hours):
    visit, ahead = uuid4(), timedelta(hours=hours)
    content = zipped(by_a_clock(listing(cast.rita, *a_whole_visit(cast.dealer, visit)), ahead))
    place = upload(sol, content)
    preview = sol.get(place.location).text
    assert f"clock was 5 hours {'fast' if hours > 0 else 'slow'}" in preview
    assert "6 stored" in brought_in(sol, content)
    kept, now = db.session.get(Visit, visit), datetime.now(UTC)
    close = timedelta(seconds=30)
    assert now - kept.started_at == pytest.approx(timedelta(minutes=40), abs=close)
    assert now - kept.end == pytest.approx(timedelta(minutes=20), abs=close)
    assert kept.clock_off == pytest.approx(3600 * hours, abs=30)
    tidy = db.session.scalar(select(Answer).where(Answer.item_key == "wh_tidy"))
    assert now - tidy.answered_at == pytest.approx(timedelta(minutes=30), abs=close)
    shot = db.session.scalar(select(Photo))
    assert now - shot.taken_at == pytest.approx(timedelta(minutes=31), abs=close)


def test_no_file_is_made_later_than_now(sol, cast, db):
    """A phone that never learned how far its clock is ahead still betrays it."""
    visit = uuid4()
    listed = by_a_clock(listing(cast.rita, *a_whole_visit(cast.dealer, visit)), timedelta(days=2))
    del listed["clock_off"]
    assert "6 stored" in brought_in(sol, zipped(listed))
    began = db.session.get(Visit, visit).started_at
    assert timedelta(minutes=30) < datetime.now(UTC) - began < timedelta(minutes=41)


def test_it_goes_on_where_its_time_ran_out(sol, cast, db, monkeypatch):
    monkeypatch.setattr(views, "PATIENCE", 0)
    visit = factories.visit(cast)
    keys = ("wh_tidy", "wh_ventilation")
    entries = [answer(visit.id, key, {"state": "not_seen"}) for key in keys]
    place = upload(sol, zipped(listing(cast.rita, entries))).location
    sol.post(place)
    assert "Go on" in sol.get(place).text
    assert number(db, Answer) == 1
    sol.post(place)
    assert "2 stored" in sol.get(place).text
    sol.post(place)
    assert number(db, Answer) == 2


def test_it_is_written_into_the_audit_log(sol, cast, db, client, sign_in):
    visit = factories.visit(cast)
    brought_in(sol, zipped(listing(cast.rita, [answer(visit.id)])))
    entry = db.session.query(AuditEntry).filter_by(action="unsent_imported").one()
    assert (entry.who, entry.subject, entry.facts) == ("sol", "Rita", {"stored": 1, "refused": 0})
    assert "brought in unsent entries of" in sign_in(client, cast.ada).get("/admin/audit").text


def test_for_whom(client, cast, sign_in, db):
    visit = factories.visit(cast)
    content = zipped(listing(cast.rita, [answer(visit.id)]))
    for name, status in (("rita", 403), ("omar", 403), ("ada", 303), ("sol", 303)):
        who = sign_in(client.application.test_client(), getattr(cast, name))
        assert upload(who, content).status_code == status
    place = upload(sign_in(client, cast.sol), content).location
    for name in ("rita", "ada"):  # what Sol uploaded is Sol's to confirm
        who = sign_in(client.application.test_client(), getattr(cast, name))
        assert who.get(place).status_code == (403 if name == "rita" else 404)
        assert who.post(place).status_code == (403 if name == "rita" else 404)
    vera = sign_in(client.application.test_client(), factories.supervisor_of(cast.other_team))
    told = upload(vera, content)
    assert told.status_code == 422
    assert "in none of your teams" in told.text
    assert number(db, Answer) == 0


@pytest.mark.parametrize("user", ["sol", "ada"])
def test_nobody_but_a_rep_has_unsent_entries(sol, cast, user):
    assert upload(sol, zipped(listing(getattr(cast, user), [answer(uuid4())]))).status_code == 422


def broken(**values) -> dict:
    return {
        "format": parcel.FORMAT,
        "user": "1",
        "name": "Rita",
        "exported_at": "2026-01-01T00:00:00Z",
    } | values


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a file that a phone exported"),
        (b"PK\x03\x04 torn", "not a file that a phone exported"),
        (zipped("no json"), "damaged"),
        (zipped("[]"), "damaged"),
        (zipped(json.dumps({"format": "another"})), "not a file that a phone exported"),
        (zipped(broken(writes=[], photos=[])), "nothing in this file"),
        (zipped(broken(writes=[{}], photos=[])), "damaged"),
        (zipped(broken(writes=[answer(uuid4(), id="x")], photos=[])), "damaged"),
        (zipped(broken(writes=[answer(uuid4(), at="yesterday")], photos=[])), "damaged"),
        (zipped(broken(writes=[answer(uuid4()) | {"url": 7}], photos=[])), "damaged"),
        (zipped(broken(writes=7, photos=[])), "damaged"),
        (zipped(broken(writes=[answer(uuid4())], photos=[], clock_off=1e300)), "damaged"),
        (zipped(broken(writes=[answer(uuid4())], photos=[], clock_off="NaN")), "damaged"),
        (zipped(broken(writes=[answer(uuid4())], photos=[], exported_at="9999-12-31T23:59:59Z")), "damaged"),
        (
            zipped(broken(writes=[answer(uuid4())] * (parcel.MOST_ENTRIES + 1), photos=[])),
            "unpacks to more",
        ),
        (zipped("[" * 200_000), "damaged"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(sol, content, said):
    before = set(staged.folder().iterdir())
    told = upload(sol, content)
    assert told.status_code == 422
    assert said in told.text
    assert set(staged.folder().iterdir()) == before


def test_a_zip_without_a_listing_or_without_a_photo(sol, cast):
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("holiday.txt", "x")
    assert "not a file that a phone exported" in upload(sol, out.getvalue()).text
    listed = listing(cast.rita, photos=[photo(uuid4())])
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("unsent.json", json.dumps(listed))
    assert "damaged" in upload(sol, out.getvalue()).text


def test_a_bomb_is_not_unpacked(sol, cast, monkeypatch):
    monkeypatch.setattr(parcel, "MOST_UNPACKED", 1_000_000)
    bomb = zipped(listing(cast.rita, [answer(uuid4())]), {"photos/x.jpeg": b"0" * 2_000_000})
    assert len(bomb) < 10_000
    assert "unpacks to more" in upload(sol, bomb).text
    monkeypatch.setattr(parcel, "MOST_LISTED", 100)
    assert "unpacks to more" in upload(sol, zipped(listing(cast.rita, [answer(uuid4())]))).text


def test_a_photo_that_is_damaged_is_told_and_the_others_come_in(sol, cast, db):
    visit = factories.visit(cast)
    whole, torn, large = photo(visit.id), photo(visit.id), photo(visit.id)
    files = {torn["file"]: b"no picture", large["file"]: b"0" * (13 * 1024 * 1024)}
    page = brought_in(sol, zipped(listing(cast.rita, photos=[whole, torn, large]), files))
    assert "1 stored, 0 to choose by the rep, 2 not taken" in page
    assert number(db, Photo) == 1


def test_a_torn_member_is_told(sol, cast):
    visit = factories.visit(cast)
    one = photo(visit.id)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as package:
        package.writestr("unsent.json", json.dumps(listing(cast.rita, photos=[one])))
        package.writestr(one["file"], b"A" * 1000)
    torn = out.getvalue().replace(b"A" * 1000, b"A" * 500 + b"B" * 500)
    assert "The file is damaged" in brought_in(sol, torn)


def test_no_file_was_chosen(sol):
    told = sol.post("/unsent/import", data={}, content_type="multipart/form-data")
    assert told.status_code == 422
    assert "Choose a file first" in told.text


def test_files_are_kept_for_a_day(sol, cast, monkeypatch):
    place = upload(sol, zipped(listing(cast.rita, [answer(uuid4())]))).location
    parcel_id = UUID(place.rsplit("/", 1)[1])
    assert staged.file_of(parcel_id).exists()
    monkeypatch.setattr(staged, "utc_now", lambda: datetime.now(UTC) + timedelta(days=2))
    staged.forget_old()
    assert sol.get(place).status_code == 404
    assert sol.get(f"/unsent/import/{uuid4()}").status_code == 404
