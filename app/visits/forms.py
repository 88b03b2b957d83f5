"""Reading what a phone posts along with every write: ids, revisions, its own time, its position."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from flask import abort, request

from app.clock import local, utc_now, zone
from app.visits.entries import Write
from app.visits.finish import Ended
from app.visits.start import Begun, Position

FAST_CLOCK = timedelta(minutes=10)
ON_THE_WAY = timedelta(minutes=3)  # what a request may take: a clock that is less off cannot be told
SENT_AT = "X-Sent-At"
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
    """The phone's time of an entry, put right; ours where it gave none, or one in the future."""
    now = utc_now()
    told = _moment(form.get(name))
    try:
        told = told and told - clock_off()
    except OverflowError:
        return now
    return told if told and told <= now + FAST_CLOCK and told.year >= 2000 else now


def clock_off() -> timedelta:
    """By how much the clock of the phone that sends is ahead of ours, as the time of sending reveals.

    Nothing where it said none, or where the way here may have taken the difference.
    """
    sent = _moment(request.headers.get(SENT_AT))
    off = sent - utc_now() if sent else timedelta(0)
    return off if abs(off) > ON_THE_WAY else timedelta(0)


def day_of(moment: datetime) -> date:
    """The local day on which something was entered; it may reach the server days later."""
    return local(min(moment, utc_now())).date()


def _moment(typed: str | None) -> datetime | None:
    try:
        told = datetime.fromisoformat((typed or "").strip())
    except ValueError:
        return None
    return told if told.tzinfo else told.replace(tzinfo=zone())


def read_ended(form: Mapping[str, str]) -> Ended | None:
    """When a visit ended, where the phone says so; a plain form says nothing: it ends when it arrives."""
    if _moment(form.get("answered_at")) is None:
        return None
    return Ended(phone_time(form), round(clock_off().total_seconds()))


def read_begun(form: Mapping[str, str]) -> Begun:
    """When and where a visit began, and whether that was without a signal: said so, or long ago."""
    at = phone_time(form, "started_at")
    offline = bool(form.get("offline")) or utc_now() - at > ON_THE_WAY
    return Begun(at, offline, round(clock_off().total_seconds()), read_position(form))


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
