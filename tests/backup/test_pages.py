"""The admin's pages: making, downloading, uploading, removing and restoring a backup; how all is."""

import io
import re
import time
import zipfile
from importlib import import_module

import pytest
from sqlalchemy import select

from app.accounts.models import AuditEntry, Company, User
from app.accounts.sessions import new_sign_in
from app.backup.work import Word, folder, last_word, say
from app.extensions import db
from app.photos.models import Photo
from app.photos.opened import photo_store
from app.photos.storage import keys_of

PATIENCE = 180  # seconds


@pytest.fixture
def come_in(company):
    """A browser in which somebody of a role is signed in."""

    def signed_in(role):
        client = company.test_client()
        user = db.session.scalar(select(User).where(User.role == role).order_by(User.id))
        new_sign_in(user, remember=True)
        db.session.commit()
        cookie = user.get_id()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = cookie, True
        return client

    return signed_in


def ended(client, address):
    """What the page says at last."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        text = client.get(address).text
        if "hx-trigger" not in text:
            return text
        time.sleep(0.2)
    raise AssertionError("it never ended")


def only_backup():
    """The name of the one backup that is kept."""
    (path,) = folder().glob("rounds-*.zip")
    return path.name


@pytest.mark.parametrize("role", ["rep", "supervisor"])
def test_it_is_the_admins_alone(come_in, role):
    client = come_in(role)
    (folder() / "a.zip").write_bytes(b"x")
    for address in ("/admin/backups", "/admin/backups/a.zip", "/admin/doctor"):
        assert client.get(address).status_code == 403
    for address in ("", "/a.zip/removal", "/a.zip/restoration", "/uploads"):
        assert client.post(f"/admin/backups{address}").status_code == 403
    assert (folder() / "a.zip").exists()


def test_made_downloaded_changed_and_restored(company, come_in):
    client = come_in("admin")
    assert "No backup yet" in client.get("/admin/backups").text
    begun = client.post("/admin/backups")
    assert "The backup is made" in ended(client, begun.location)
    name = only_backup()
    got = client.get(f"/admin/backups/{name}")
    assert "manifest.json" in zipfile.ZipFile(io.BytesIO(got.data)).namelist()
    assert got.headers["Cache-Control"] == "no-store"
    db.session.scalars(select(Company)).one().name = "Another name"
    db.session.commit()
    begun = client.post(f"/admin/backups/{name}/restoration", data={"word": " Restore "})
    assert "Everything is restored" in ended(client, begun.location)
    db.session.rollback()
    assert db.session.scalars(select(Company.name)).all() == ["Qingxi Foods"]
    assert list(folder().glob("before-restore-*.zip"))
    assert client.get("/admin/backups").status_code == 302  # signed out by it
    assert db.session.scalar(select(AuditEntry.action).order_by(AuditEntry.id.desc())) == "backup_restored"


def test_without_the_word_nothing_is_restored(come_in):
    client = come_in("admin")
    ended(client, client.post("/admin/backups").location)
    answer = client.post(f"/admin/backups/{only_backup()}/restoration", data={"word": "yes"})
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.text


def test_one_at_a_time(come_in):
    client = come_in("admin")
    say(Word("00000000-0000-4000-8000-000000000001", "backup", "photos", 3, 9, "rounds-x.zip"))
    answer = client.post("/admin/backups")
    assert answer.status_code == 409
    assert "under way" in answer.text
    shown = client.get("/backups/00000000-0000-4000-8000-000000000001").text
    assert 'value="3"' in shown and 'max="9"' in shown
    assert client.get("/backups/00000000-0000-4000-8000-000000000002").status_code == 404


def test_work_that_died_is_said_to_be_over(come_in, monkeypatch):
    client = come_in("admin")
    say(Word("00000000-0000-4000-8000-000000000001", "backup", "photos", 3, 9, "rounds-x.zip"))
    monkeypatch.setattr(import_module("app.backup.work"), "SILENT", -1)
    assert "interrupted" in client.get("/backups/00000000-0000-4000-8000-000000000001").text
    assert client.get("/admin/backups").status_code == 200


def test_a_failure_is_said_in_words(company, come_in):
    client = come_in("admin")
    broken = folder() / "rounds-20260101-000000.zip"
    broken.write_bytes(b"PK not really")
    begun = client.post(f"/admin/backups/{broken.name}/restoration", data={"word": "restore"})
    text = ended(client, begun.location)
    assert "Choose another file" in text and "Nothing was changed" in text
    assert last_word().step == "failed"


def test_uploaded_ones_are_looked_at(come_in):
    client = come_in("admin")
    ended(client, client.post("/admin/backups").location)
    whole = (folder() / only_backup()).read_bytes()

    def send(content, name="b.zip"):
        file = (io.BytesIO(content), name)
        return client.post("/admin/backups/uploads", data={"file": file}, content_type="multipart/form-data")

    refused = send(b"no zip")
    assert refused.status_code == 422 and "not a backup of Rounds" in refused.text
    assert client.post("/admin/backups/uploads").status_code == 422
    assert not list(folder().glob("uploaded-*"))
    assert send(whole).status_code == 303
    (kept,) = folder().glob("uploaded-*.zip")
    assert kept.read_bytes() == whole


@pytest.mark.parametrize("name", ["../rounds.sqlite3", "word.json", "none.zip", "..%2Fsecret.key"])
def test_nothing_else_of_the_folder_can_be_had(come_in, name):
    client = come_in("admin")
    say(Word("x", "backup", "done", 1, 1, "a.zip"))
    assert client.get(f"/admin/backups/{name}").status_code == 404


def test_removed_and_removed_again(come_in):
    client = come_in("admin")
    (folder() / "rounds-1.zip").write_bytes(b"x")
    for _time in range(2):
        assert client.post("/admin/backups/rounds-1.zip/removal").status_code == 303
    assert not (folder() / "rounds-1.zip").exists()


def test_the_doctor_says_what_is_wrong_and_what_to_do(company, come_in):
    client = come_in("admin")
    text = client.get("/admin/doctor").text
    assert (
        "sound and up to date" in text and "There is none. Make one" in text and "1 photos, all there" in text
    )
    photo = db.session.scalar(select(Photo.id))
    photo_store().delete(keys_of(photo).picture)
    assert "1 of 1 photos have no file" in client.get("/admin/doctor").text
    photo_store().put("00000000-0000-4000-8000-000000000009.jpg", b"x")
    told = company.test_cli_runner().invoke(args=["doctor"])
    assert told.exit_code == 1 and re.search("BAD .*Photos", told.output)


def test_the_commands(company, tmp_path):
    run = company.test_cli_runner().invoke
    path = tmp_path / "by-hand.zip"
    assert "read again and sound" in run(args=["backup", str(path)]).output
    db.session.scalars(select(Company)).one().name = "Another name"
    db.session.commit()
    assert run(args=["restore", str(path)], input="n\n").exit_code == 1
    assert db.session.scalar(select(Company.name)) == "Another name"
    db.session.rollback()
    told = run(args=["restore", str(path), "--yes"])
    assert told.exit_code == 0 and "Everybody signs in again" in told.output
    db.session.rollback()
    assert db.session.scalar(select(Company.name)) == "Qingxi Foods"
