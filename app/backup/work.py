"""Backups beside the requests: a command of its own does the work and leaves word of how far it is.

A process, not a thread: restoring replaces what the server's threads stand on, and a killed server must not
take a half-made backup for a whole one. Word is one small file beside the backups, replaced as a whole.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import time
from uuid import uuid4

from flask import current_app

from app import i18n
from config import ROOT

SILENT = 120  # seconds without word: whoever worked at it is gone
ENDED = ("done", "failed")


@dataclass(frozen=True)
class Word:
    """How far the work is. `what` is backup or restore; `step` what is being worked at, else done or failed.

    `problem` says why it failed, in the language of whoever asked for it; `job` is unguessable.
    """

    job: str
    what: str
    step: str
    done: int
    total: int
    file: str
    problem: str = ""
    at: float = 0.0

    @property
    def is_over(self) -> bool:
        """Whether nobody works at it any more."""
        return self.step in ENDED or time() - self.at > SILENT

    @property
    def is_lost(self) -> bool:
        """Whether it ended without a word."""
        return self.step not in ENDED and self.is_over

    @property
    def percent(self) -> int:
        """Of the step under way."""
        return round(100 * self.done / self.total) if self.total else 0


@dataclass(frozen=True)
class Kept:
    """A backup in the folder: its name, its size in bytes, and when it was made."""

    name: str
    size: int
    made_at: datetime


def folder() -> Path:
    """Where backups lie; nobody else on the machine may read it."""
    made = Path(current_app.config["INSTANCE_DIR"]) / "backups"
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def kept_backups() -> list[Kept]:
    """The backups in the folder, newest first."""
    files = [path for path in folder().glob("*.zip") if path.is_file()]
    facts = [(path.name, path.stat()) for path in files]
    kept = [Kept(name, stat.st_size, datetime.fromtimestamp(stat.st_mtime, UTC)) for name, stat in facts]
    return sorted(kept, key=lambda each: each.made_at, reverse=True)


def backup_named(name: str) -> Path | None:
    """The file of a backup in the folder; None for any other name."""
    return next((folder() / each.name for each in kept_backups() if each.name == name), None)


def new_name(what: str = "rounds") -> str:
    """A name for a backup that is made now, in local time."""
    return f"{what}-{datetime.now():%Y%m%d-%H%M%S}.zip"


def say(word: Word) -> None:
    """Leave word of how far the work is."""
    path = _path()
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_text(json.dumps(asdict(word) | {"at": time()}))
    part.replace(path)


def last_word() -> Word | None:
    """How far the work is that was begun last; None if there never was any."""
    try:
        return Word(**json.loads(_path().read_text()))
    except (OSError, ValueError, TypeError):
        return None


def begin(what: str, path: Path) -> Word:
    """Start ``flask backup`` or ``flask restore`` on a file; the word that it goes on with."""
    word = Word(str(uuid4()), what, "waiting", 0, 0, path.name)
    say(word)
    command = [sys.executable, "-m", "flask", "--app", "wsgi", what, str(path), "--job", word.job]
    command += ["--locale", i18n.locale()]
    command += ["--yes", "--restart", str(os.getppid())] if what == "restore" else []
    with (folder() / "last.log").open("w") as log:
        subprocess.Popen(
            command, cwd=ROOT, env=_environment(), stdout=log, stderr=log, start_new_session=True
        )
    return word


def _environment() -> dict[str, str]:
    """What makes another process work on the same company as this one."""
    here = current_app.config
    return os.environ | {
        "INSTANCE_DIR": str(here["INSTANCE_DIR"]), "DATABASE_URL": here["SQLALCHEMY_DATABASE_URI"],
        "PHOTO_STORE": here["PHOTO_STORE"],
    }  # fmt: skip


def _path() -> Path:
    return folder() / "word.json"
