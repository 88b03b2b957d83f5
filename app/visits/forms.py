"""Reading what a phone posts along with every write: ids, revisions, its own time, its position."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from flask import abort

from app.clock import utc_now, zone
from app.visits.entries import Write
from app.visits.start import Position

FAST_CLOCK = timedelta(minutes=10)
MOST_LOST = 50


def read_uuid(form: Mapping[str, str], name: str, default: UUID | None = None) -> UUID:
    """The UUID under `name`; `default` when it is blank, 400 when it is no UUID."""
    typed = (form.get(name) or "").strip()
    if not typed:
        return default or abort(400)
    try:
        return UUID(typed)
    except ValueError:
        abort(400)


def phone_time(form: Mapping[str, str], name: str = "answered_at") -> datetime:
    """The phone's time of an entry; the server's where the phone gave none or one in the future."""
    now = utc_now()
    try:
        told = datetime.fromisoformat((form.get(name) or "").strip())
    except ValueError:
        return now
    told = told if told.tzinfo else told.replace(tzinfo=zone())
    return told if told <= now + FAST_CLOCK and told.year >= 2000 else now


def read_write(form: Mapping[str, str]) -> Write:
    """Id, base revision and time of a write; a plain form without a script has its id from the page.

    400 for a form without a single field: its body was lost on the way, and nothing is not an answer.
    """
    if not form:
        abort(400)
    revision = (form.get("revision") or "0").strip()
    if not revision.isdecimal() or len(revision) > 6:
        abort(400)
    return Write(
        id=read_uuid(form, "id", default=uuid4()),
        base_revision=int(revision),
        answered_at=phone_time(form),
        previous=_lost_writes(form),
    )


def _lost_writes(form: Mapping[str, str]) -> frozenset[UUID]:
    try:
        return frozenset(UUID(typed) for typed in (form.get("previous") or "").split()[:MOST_LOST])
    except ValueError:
        abort(400)


def read_position(form: Mapping[str, str]) -> Position | None:
    """The position at the start, or None where the phone gave none that can be a place on earth."""
    try:
        latitude, longitude = float(form["latitude"]), float(form["longitude"])
        accuracy = float(form.get("accuracy") or 0)
    except (KeyError, ValueError):
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180 and 0 <= accuracy < 10**7):
        return None
    return Position(latitude, longitude, round(accuracy))
