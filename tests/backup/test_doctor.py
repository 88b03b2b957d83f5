"""What the doctor looks at: each thing when it is well, when it is not, and what to do then."""

import os
import shutil
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest
from flask import current_app
from sqlalchemy import text, update

from app.backup import doctor
from app.backup.work import folder
from app.clock import utc_now
from app.extensions import db
from app.photos.opened import photo_store
from app.visits.models import Visit

Space = namedtuple("Space", "total used free")


@pytest.fixture(autouse=True)
def here(company):
    """A company's own installation, with a key beside its database."""
    key = Path(current_app.config["INSTANCE_DIR"]) / "secret.key"
    key.write_text("x" * 64)
    key.chmod(0o600)
    return key


def told(title: str) -> tuple[str, str]:
    """How one thing looks, and what is said of it."""
    return next(
        (each.sign.look, str(each.sign.words)) for each in doctor.examine() if each.title.text == title
    )


def test_a_sound_installation():
    looks = {each.title.text: each.sign.look for each in doctor.examine()}
    assert looks == {
        "Database": "good", "Photos": "good", "Free space": "good", "Backups": "warn", "HTTPS": "warn",
        "Clock": "good", "Versions": "good", "Secret key": "good",
    }  # fmt: skip


def test_tables_of_another_version():
    db.session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    db.session.commit()
    assert told("Database") == (
        "bad",
        "The tables are those of another version. Start Rounds with make run once.",
    )


def test_a_database_that_cannot_be_asked(monkeypatch):
    monkeypatch.setattr(doctor, "_newest_migration", lambda: db.session.execute(text("SELECT nothing")))
    look, words = told("Database")
    assert look == "bad" and words.startswith("Could not be looked at:")
    assert told("Clock")[0] == "good", "the rest is looked at all the same"


def test_a_store_that_cannot_be_written_to(monkeypatch):
    monkeypatch.setattr(type(photo_store()), "healthy", lambda _self: False)
    look, words = told("Photos")
    assert look == "bad" and "See that PHOTO_STORE can be written to" in words


@pytest.mark.parametrize(("free", "look"), [(0.5, "bad"), (1.5, "warn"), (50, "good")])
def test_room_on_the_disk(monkeypatch, free, look):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Space(0, 0, int(free * doctor.GIGABYTE)))
    assert told("Free space")[0] == look


@pytest.mark.parametrize(("days", "look"), [(0, "good"), (3, "good"), (8, "warn")])
def test_how_old_the_last_backup_is(days, look):
    kept = folder() / "rounds-1.zip"
    kept.write_bytes(b"x")
    then = (utc_now() - timedelta(days=days, minutes=1)).timestamp()
    os.utime(kept, (then, then))
    found, words = told("Backups")
    assert found == look and "Keep a copy elsewhere" in words
    assert not days or f"{days} days old" in words


def test_https(monkeypatch):
    assert told("HTTPS")[0] == "warn"
    monkeypatch.setitem(current_app.config, "SESSION_COOKIE_SECURE", True)
    assert told("HTTPS")[0] == "good"


def test_a_clock_that_is_behind_what_is_stored():
    db.session.execute(update(Visit).values(received_at=utc_now() + timedelta(hours=2)))
    db.session.commit()
    look, words = told("Clock")
    assert look == "bad" and "Set it, and use NTP" in words


def test_packages_that_are_not_those_that_were_tried(monkeypatch):
    monkeypatch.setattr(doctor, "_required", lambda: "Flask==0.1  # old\nnothing-of-the-kind==1.0\n")
    assert told("Versions") == ("warn", "Not as tried: Flask. Run make run once.")


def test_a_key_that_others_can_read(here):
    here.chmod(0o644)
    look, words = told("Secret key")
    assert look == "warn" and "chmod 600 secret.key" in words


def test_the_page_and_the_command_say_the_same(company):
    lines = company.test_cli_runner().invoke(args=["doctor"]).output
    for each in doctor.examine():
        assert f"{each.title}: {each.sign.words}" in lines
