"""Whether all is well with this installation, and what to do where it is not."""

import importlib.metadata
import os
import re
import shutil
import sqlite3
import stat
import sys
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from flask import current_app
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from app.backup.work import kept_backups
from app.clock import local, utc_now
from app.extensions import db
from app.messages import Message
from app.photos.models import Photo
from app.photos.opened import photo_store
from app.photos.storage import StoreUnavailable
from app.visits.models import Visit
from config import ROOT

GIGABYTE = 1024**3
OLD_BACKUP = timedelta(days=7)
AHEAD = timedelta(minutes=10)
GOOD, WARN, BAD = "good", "warn", "bad"


class Sign(NamedTuple):
    """What a look at one thing told: `look` is good, warn or bad; `words` say how it is, and what to do."""

    look: str
    words: Message


class Examined(NamedTuple):
    """A thing that was looked at, and its sign."""

    title: Message
    sign: Sign


def examine() -> list[Examined]:
    """Look at the whole installation; what cannot be looked at is a bad sign, not an error."""
    return [Examined(title, _looked_at(check)) for title, check in CHECKS]


def _looked_at(check) -> Sign:
    try:
        return check()
    except (SQLAlchemyError, OSError, StoreUnavailable) as error:
        current_app.logger.warning("%s: %s", check.__name__, error)
        db.session.rollback()
        told = str(error).splitlines()[0][:200]
        return Sign(BAD, Message("Could not be looked at: {error}", {"error": told}))


def _database() -> Sign:
    kind = "PostgreSQL" if db.engine.dialect.name == "postgresql" else "SQLite"
    if kind == "SQLite" and (told := db.session.scalar(text("PRAGMA quick_check(1)"))) != "ok":
        damaged = "The database file is damaged ({told}). Stop Rounds and restore the last backup."
        return Sign(BAD, Message(damaged, {"told": told}))
    if db.session.scalar(text("SELECT version_num FROM alembic_version")) != _newest_migration():
        return Sign(BAD, Message("The tables are those of another version. Start Rounds with make run once."))
    return Sign(GOOD, Message("{kind}, sound and up to date.", {"kind": kind}))


def _newest_migration() -> str:
    # Alembic would tell as well, and would weigh on every server that is never asked for its health.
    scripts = (ROOT / "migrations" / "versions").glob("*.py")
    return re.search(r"^revision = ['\"](\w+)['\"]", max(scripts).read_text(), re.M)[1]


def _photos() -> Sign:
    store = photo_store()
    if not store.healthy():
        return Sign(BAD, Message("No photo can be kept just now. See that PHOTO_STORE can be written to."))
    # A listing of the store costs less than asking for each file.
    listed = store.keys()
    there = {UUID(key.partition(".")[0]) for key in listed if key.endswith(".jpg")}
    rows = db.session.execute(select(Photo.id, Photo.removed_at)).all()
    missing = sum(1 for row in rows if row.removed_at is None and row.id not in there)
    counts = {"count": len(rows), "missing": missing, "lone": len(there - {row.id for row in rows})}
    if missing:
        lost = "{missing} of {count} photos have no file. Restore them from a backup."
        return Sign(BAD, Message(lost, counts))
    if counts["lone"]:
        swept = "{count} photos, all there; {lone} files belong to none. Run: flask photos sweep"
        return Sign(WARN, Message(swept, counts))
    return Sign(GOOD, Message("{count} photos, all there.", counts))


def _space() -> Sign:
    free = shutil.disk_usage(current_app.config["INSTANCE_DIR"]).free
    told = {"free": round(free / GIGABYTE, 1)}
    if free < GIGABYTE:
        return Sign(BAD, Message("Only {free} GB free. Make room, or soon nothing can be kept.", told))
    return Sign(GOOD if free > 2 * GIGABYTE else WARN, Message("{free} GB free.", told))


def _backups() -> Sign:
    kept = kept_backups()
    if not kept:
        return Sign(WARN, Message("There is none. Make one, and keep a copy elsewhere."))
    age = utc_now() - kept[0].made_at
    words = Message("The last one is {days} days old. Keep a copy elsewhere.", {"days": age.days})
    if not age.days:
        words = Message("The last one was made within a day. Keep a copy elsewhere.")
    return Sign(GOOD if age < OLD_BACKUP else WARN, words)


def _https() -> Sign:
    if current_app.config["SESSION_COOKIE_SECURE"]:
        return Sign(GOOD, Message("On: cookies go over HTTPS only."))
    return Sign(WARN, Message("Off. Without it phones cannot work where there is no signal: see the README."))


def _clock() -> Sign:
    newest = db.session.scalar(select(func.max(Visit.received_at)))
    if newest is not None and newest > utc_now() + AHEAD:
        return Sign(BAD, Message("This machine's clock is behind what it has stored. Set it, and use NTP."))
    now, own = utc_now(), local(utc_now())
    told = {"now": f"{own:%Y-%m-%d %H:%M}", "utc": f"{now:%H:%M}"}
    return Sign(GOOD, Message("It is {now} at the company ({utc} UTC).", told))


def _versions() -> Sign:
    lines = (line.partition("#")[0].partition(";")[0] for line in _required().splitlines())
    pinned = dict(line.replace(" ", "").split("==", 1) for line in lines if "==" in line)
    other = [name for name, version in pinned.items() if _installed(name) not in (None, version)]
    if other:
        names = ", ".join(sorted(other)[:8])
        return Sign(WARN, Message("Not as tried: {names}. Run make run once.", {"names": names}))
    told = f"Python {sys.version_info.major}.{sys.version_info.minor}, SQLite {sqlite3.sqlite_version}"
    return Sign(GOOD, Message("{told}, packages as pinned.", {"told": told}))


def _required() -> str:
    return (ROOT / "requirements.txt").read_text()


def _installed(name: str) -> str | None:
    try:
        return importlib.metadata.version(name.partition("[")[0])
    except importlib.metadata.PackageNotFoundError:
        return None


def _secret() -> Sign:
    path = Path(current_app.config["INSTANCE_DIR"]) / "secret.key"
    if os.name == "posix" and path.exists() and path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        return Sign(WARN, Message("Others on this machine can read secret.key. Run: chmod 600 secret.key"))
    return Sign(GOOD, Message("Nobody else on this machine can read it."))


CHECKS = (
    (Message("Database"), _database), (Message("Photos"), _photos), (Message("Free space"), _space),
    (Message("Backups"), _backups), (Message("HTTPS"), _https), (Message("Clock"), _clock),
    (Message("Versions"), _versions), (Message("Secret key"), _secret),
)  # fmt: skip
