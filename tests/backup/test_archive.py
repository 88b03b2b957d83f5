"""A backup holds everything and comes back as it was, whatever database it goes into; or nothing changes."""

import json
import zipfile
from threading import Thread

import pytest
from sqlalchemy import func, select, text

from app.accounts.models import Company, SignIn, User
from app.backup import archive as archives
from app.backup.archive import TRANSIENT, Archive, BadArchive, plain
from app.backup.making import make_backup
from app.backup.restoring import restore_backup
from app.extensions import db
from app.photos.models import Photo
from app.photos.opened import photo_store
from app.photos.storage import keys_of
from app.promises.models import Promise
from app.visits.models import Answer, Visit


def quiet(*_how) -> None:
    """Nobody asks how far it is."""


def everything() -> dict[str, list]:
    """All rows of all tables that a backup takes along."""
    found = {}
    for table in db.metadata.sorted_tables:
        if table.name not in TRANSIENT:
            rows = db.session.execute(select(table).order_by(*table.primary_key.columns)).all()
            found[table.name] = [[plain(value) for value in row] for row in rows]
    db.session.rollback()
    return found


@pytest.fixture
def made(company, tmp_path):
    """A backup of the company."""
    path = tmp_path / "company.zip"
    make_backup(path, quiet)
    return path


def test_it_comes_back_as_it_was_on_another_machine(company, other, made):
    here = everything()
    assert sum(map(len, here.values())) > 20
    photo = db.session.scalar(select(Photo.id))
    with other.app_context():
        restore_backup(made, quiet)
        assert everything() == here
        assert db.session.scalar(select(Answer.note)).startswith("窗户都关着")
        assert photo_store().get(keys_of(photo).thumbnail) == f"picture {photo}.webp".encode()
        linked = db.session.scalar(select(Promise).where(Promise.moved_to_id.is_not(None)))
        assert db.session.get(Promise, linked.moved_to_id).moves == 1
        db.session.add(User(username="new", display_name="New", role="rep", password_hash="-"))
        db.session.commit()  # numbers go on after the highest that was brought along


def test_what_was_there_is_gone_and_everybody_is_signed_out(company, made):
    visit = db.session.scalar(select(Visit.id))
    user = db.session.scalar(select(User.id).order_by(User.id))
    db.session.add(SignIn(user_id=user, expires_at=db.session.scalar(select(Visit.started_at))))
    db.session.add(Company(name="Second"))
    db.session.commit()
    restore_backup(made, quiet)
    assert db.session.scalars(select(Company.name)).all() == ["Qingxi Foods"]
    assert db.session.scalar(select(func.count()).select_from(SignIn)) == 0
    assert db.session.scalar(select(Visit.id)) == visit


def test_work_goes_on_meanwhile_and_is_not_in_it(company, tmp_path):
    """A write in the middle is neither stopped nor half in."""
    wrote = []

    def meanwhile(step, done, _total):
        if step == "tables" and done == 3 and not wrote:
            writer = Thread(target=_add_company, args=(company, wrote))
            writer.start()
            writer.join(5)

    path = tmp_path / "busy.zip"
    manifest = make_backup(path, meanwhile)
    assert wrote == ["stored"]
    assert manifest.tables["companies"].rows == 1
    assert db.session.scalar(select(func.count()).select_from(Company)) == 2


def _add_company(app, wrote):
    with app.app_context():
        db.session.add(Company(name="Meanwhile"))
        db.session.commit()
        wrote.append("stored")


def _changed(path, name, content):
    """The same archive with one file of it replaced, or left out (None)."""
    other = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(other, "w") as after:
        for each in before.namelist():
            if each != name:
                after.writestr(each, before.read(each))
        if content is not None:
            after.writestr(name, content)
    return other


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tables/users.jsonl", b""),
        ("tables/users.jsonl", b"[1, 2]\n"),
        ("tables/users.jsonl", None),
        ("tables/visits.jsonl", b"\xff\xfe"),
        ("manifest.json", None),
        ("manifest.json", b"{}"),
        ("manifest.json", b'{"format": "rounds-backup-9", "tables": {}}'),
    ],
)
def test_a_damaged_one_is_refused_and_changes_nothing(company, made, name, content):
    here = everything()
    with pytest.raises(BadArchive):
        restore_backup(_changed(made, name, content), quiet)
    assert everything() == here


def test_a_photo_that_is_missing_in_it_is_noticed(company, made):
    photo = db.session.scalar(select(Photo.id))
    with pytest.raises(BadArchive):
        archives.verify(_changed(made, f"photos/{photo}.jpg", None))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip at all", b"%PDF-1.7"])
def test_what_is_no_archive_is_refused_in_words(tmp_path, content):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(BadArchive) as refused:
        Archive(path)
    assert "Choose another file" in refused.value.message.text


def test_one_of_a_newer_rounds_is_refused(company, made):
    with zipfile.ZipFile(made) as package:
        manifest = json.loads(package.read("manifest.json"))
    newer = _changed(made, "manifest.json", json.dumps(manifest | {"revision": "9999_unheard_of"}))
    here = everything()
    with pytest.raises(BadArchive) as refused:
        restore_backup(newer, quiet)
    assert "newer Rounds" in refused.value.message.text
    assert everything() == here


def test_one_of_an_older_rounds_is_brought_up_to_date(company, other, made):
    """The table of reviews came with a later migration: an archive from before has no word of it."""
    with zipfile.ZipFile(made) as package:
        manifest = json.loads(package.read("manifest.json"))
    older = {
        "revision": "0006",
        "tables": {
            name: each
            for name, each in manifest["tables"].items()
            if name in ("users", "teams", "team_members")
        },
    }
    with other.app_context():
        restore_backup(_changed(made, "manifest.json", json.dumps(manifest | older)), quiet)
        assert db.session.scalar(select(func.count()).select_from(User)) == 4
        assert db.session.scalar(text("SELECT count(*) FROM reviews")) == 0


def test_a_photo_without_a_file_is_told(company, tmp_path):
    photo_store().delete(keys_of(db.session.scalar(select(Photo.id))).picture)
    manifest = make_backup(tmp_path / "a.zip", quiet)
    assert (manifest.photos, manifest.missing) == (0, 1)


def test_nothing_is_left_of_one_that_failed(company, tmp_path):
    def full(step, _done, _total):
        if step == "photos":
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError):
        make_backup(tmp_path / "a.zip", full)
    assert not list(tmp_path.glob("a.zip*"))
