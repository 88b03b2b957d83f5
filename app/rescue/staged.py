"""Uploaded files, and what became of their entries; they lie in the instance folder for a day."""

import json
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from flask import current_app

from app.clock import utc_now
from app.rescue.replay import Fate

KEPT = timedelta(days=1)


def folder() -> Path:
    """Where uploaded files lie."""
    made = Path(current_app.config["INSTANCE_DIR"]) / "unsent"
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def file_of(parcel_id: UUID) -> Path:
    """The ZIP of a parcel."""
    return folder() / f"{parcel_id}.zip"


def owner_of(parcel_id: UUID) -> int | None:
    """Who uploaded a parcel; None where there is none (any more)."""
    notes = _notes(parcel_id)
    return notes["by"] if notes and file_of(parcel_id).exists() else None


def note_owner(parcel_id: UUID, user_id: int) -> None:
    """Write down who uploaded a parcel."""
    _write(parcel_id, {"by": user_id, "fates": []})


def fates_of(parcel_id: UUID) -> list[Fate]:
    """What became of the entries so far, in their order."""
    notes = _notes(parcel_id)
    return [Fate(**each) for each in notes["fates"]] if notes else []


def add_fates(parcel_id: UUID, done: int, fates: list[Fate]) -> None:
    """Write down what became of the entries after the first `done`, unless somebody else was faster."""
    notes = _notes(parcel_id)
    if len(notes["fates"]) == done:
        _write(parcel_id, notes | {"fates": notes["fates"] + [asdict(each) for each in fates]})


def forget_old() -> None:
    """Remove what was uploaded more than a day ago."""
    oldest = (utc_now() - KEPT).timestamp()
    for path in folder().iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _notes(parcel_id: UUID) -> dict | None:
    path = folder() / f"{parcel_id}.json"
    return json.loads(path.read_text()) if path.exists() else None


def _write(parcel_id: UUID, notes: dict) -> None:
    path = folder() / f"{parcel_id}.json"
    aside = path.with_suffix(".part")
    aside.write_text(json.dumps(notes))
    aside.replace(path)
