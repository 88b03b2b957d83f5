"""What a visit left behind that tells whether it was done in earnest (rule J)."""

from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt
from typing import Any

from sqlalchemy import func, select

from app.checklists.answers import same_answer
from app.checklists.content import Checklist
from app.extensions import db
from app.leverage.trust import VisitTrace
from app.visits.gaps import asked
from app.visits.judgement.assemble import WAYS_OUT, says_something
from app.visits.judgement.pictures import NOTHING_SEEN, SeenPhotos, photos_seen_before
from app.visits.models import Visit
from app.visits.progress import is_counted

EARTH_KM = 6371


_END = func.coalesce(Visit.ended_at, Visit.finished_at)  # as `Visit.end`


def trace_of(
    visit: Visit,
    checklist: Checklist,
    answers: Mapping[str, Any],
    last: Mapping[str, Any],
    pictured: bool,
) -> VisitTrace:
    """The trace of a finished visit, with the rep's visit before it; `last` are the answers before it, and
    `pictured` says whether it has photos at all."""
    photos = photos_seen_before([visit.id]).get(visit.id, NOTHING_SEEN) if pictured else NOTHING_SEEN
    return VisitTrace(
        **told_by_answers(visit, checklist, answers, last), **told_by_photos(photos),
        **told_by_the_way(visit), **told_by_clock(visit, answers),
    )  # fmt: skip


def told_by_the_way(visit: Visit) -> dict[str, Any]:
    """How far the rep's visit before was, in place and in time."""
    before = db.session.execute(
        select(Visit.id, Visit.started_at, _END.label("end"), Visit.latitude, Visit.longitude)
        .where(Visit.rep_id == visit.rep_id, Visit.finished_at.is_not(None), Visit.id != visit.id)
        .order_by(Visit.finished_at.desc())
        .limit(1)
    ).first()
    if before is None:
        return {}
    # The one before may have been later: a visit without a signal arrives when it can.
    between = max(visit.started_at - before.end, before.started_at - visit.end).total_seconds() / 60
    return {
        "km_from_last": _km(before, visit), "minutes_from_last": between,
        "began_before_last_ended": between < 0, "last_visit": str(before.id),
    }  # fmt: skip


def told_by_answers(
    visit: Any, checklist: Checklist, answers: Mapping[str, Any], last: Mapping[str, Any]
) -> dict[str, Any]:
    """How long it took, how much of what was asked is answered, how much of it is as last time."""
    items = [item for item in asked(checklist, visit.mode) if is_counted(item)]
    given = {key: answer for key, answer in answers.items() if says_something(answer)}
    out = sum(answer.state in WAYS_OUT for answer in answers.values())
    compared = [key for key in given if key in last and key in checklist.by_key]
    same = sum(
        same_answer(checklist.by_key[key], last[key].answer.value, given[key].value) for key in compared
    )
    return {
        "minutes": (visit.end - visit.started_at).total_seconds() / 60,
        "answered": len(given) + out,
        "asked": len(items),
        "compared": len(compared),
        "same_as_last": same,
    }


def told_by_photos(seen: SeenPhotos) -> dict[str, Any]:
    """Which photos were there before."""
    return {"photos_seen_before": len(seen.same), "seen_photos": seen.same, "alike_photos": seen.alike}


def told_by_clock(visit: Any, answers: Mapping[str, Any]) -> dict[str, Any]:
    """By how much the phone's clock was off the server's, and what it dated before the visit's start."""
    times = [(visit.started_at, visit.received_at)]
    times += [(answer.answered_at, answer.received_at) for answer in answers.values()]
    ahead = [(phone - server).total_seconds() / 60 for phone, server in times]
    ahead.append(abs(visit.clock_off) / 60)  # found out and put right before it was stored
    early = [(visit.started_at - answer.answered_at).total_seconds() / 60 for answer in answers.values()]
    return {"minutes_off": max(ahead), "minutes_early": max(early, default=None)}


def _km(before: Any, now: Any) -> float | None:
    """The distance between two check-ins as the crow flies."""
    if None in (before.latitude, before.longitude, now.latitude, now.longitude):
        return None
    north, east = radians(now.latitude - before.latitude), radians(now.longitude - before.longitude)
    level = cos(radians(before.latitude)) * cos(radians(now.latitude))
    return 2 * EARTH_KM * asin(sqrt(sin(north / 2) ** 2 + level * sin(east / 2) ** 2))
