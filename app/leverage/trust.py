"""Marks that ask a supervisor to look twice at a visit (rule J). They blame nobody."""

from dataclasses import dataclass
from fractions import Fraction

from app.leverage.figures import Number, exact
from app.leverage.result import Result, found, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message

# Faster than any road between two dealers, stops left out.
IMPOSSIBLE_KM_PER_HOUR = 150
# Positions taken indoors are off by tens of metres, sometimes more.
POSITION_SLACK_KM = 1
# An answer sheet shorter than this repeats itself by chance.
FEWEST_TO_COMPARE = 5
# Phones set their clocks by the network, and are not off by more than this unless somebody sets them.
CLOCK_SLACK_MINUTES = 5


@dataclass(frozen=True)
class VisitTrace:
    """What a visit left behind; None is not known. `minutes`: from start to finish. `same_as_last` of
    `compared` answers equal last time's. `photos_seen_before` were used at an earlier visit.
    `km_from_last` and `minutes_from_last`: from the visit before, by the positions at check-in.
    `minutes_off`: how far the phone's clock was from the server's; `minutes_early`: how long before the
    start the first answer is dated, by the same phone. `seen_photos` are ids of those used before,
    `alike_photos` of those that look like an earlier one, `last_visit` the id of the visit before."""

    minutes: Number | None
    answered: int
    asked: int
    compared: int = 0
    same_as_last: int = 0
    photos_seen_before: int = 0
    km_from_last: Number | None = None
    minutes_from_last: Number | None = None
    began_before_last_ended: bool = False
    minutes_off: Number | None = None
    minutes_early: Number | None = None
    seen_photos: tuple[str, ...] = ()
    alike_photos: tuple[str, ...] = ()
    last_visit: str | None = None


@dataclass(frozen=True)
class CheckMark:
    """A mark's code (``too_short``, ``all_the_same``, ``photo_seen_before``, ``photo_looks_alike``,
    ``impossible_way``, ``overlap``, ``clock_off``) and what was noticed."""

    code: str
    text: Message


def check_marks(trace: VisitTrace, settings: Settings = DEFAULTS) -> Result[tuple[CheckMark, ...]]:
    """Rule J: under four minutes with every answer given, all answers as last time, a photo used before or
    much like an earlier one, a way that cannot be travelled, two visits at once, a clock that was wrong. A
    supervisor looks; nothing follows by itself."""
    marks = [
        CheckMark(code, text)
        for code, text in (
            ("too_short", _too_short(trace, settings)),
            ("all_the_same", _all_the_same(trace)),
            ("photo_seen_before", _photo_seen_before(trace)),
            ("photo_looks_alike", _photo_looks_alike(trace)),
            ("impossible_way", _impossible_way(trace)),
            ("overlap", _overlap(trace)),
            ("clock_off", _clock_off(trace)),
        )
        if text
    ]
    return found("J", tuple(marks), vars(trace), steps=[mark.text for mark in marks])


def _too_short(trace: VisitTrace, settings: Settings) -> Message | None:
    full = trace.asked and trace.answered >= trace.asked
    # A visit that ends before it begins tells of the clock, not of haste.
    if trace.minutes is None or not full or not 0 <= trace.minutes < settings.short_visit_minutes:
        return None
    told = {"count": trace.answered, "minutes": rounded(exact(trace.minutes))}
    return Message("All {count} answers in {minutes} minutes.", told)


def _all_the_same(trace: VisitTrace) -> Message | None:
    if trace.compared < FEWEST_TO_COMPARE or trace.same_as_last < trace.compared:
        return None
    return Message("All {count} answers are the same as last time.", {"count": trace.compared})


def _photo_seen_before(trace: VisitTrace) -> Message | None:
    if not trace.photos_seen_before:
        return None
    return Message("Photos used at an earlier visit already: {count}.", {"count": trace.photos_seen_before})


def _photo_looks_alike(trace: VisitTrace) -> Message | None:
    if not trace.alike_photos:
        return None
    told = {"count": len(trace.alike_photos)}
    return Message("Photos that look just like those of an earlier visit: {count}.", told)


def _impossible_way(trace: VisitTrace) -> Message | None:
    if trace.km_from_last is None or trace.minutes_from_last is None or trace.minutes_from_last < 0:
        return None
    reach = Fraction(IMPOSSIBLE_KM_PER_HOUR, 60) * exact(trace.minutes_from_last) + POSITION_SLACK_KM
    if exact(trace.km_from_last) <= reach:
        return None
    told = {"km": rounded(exact(trace.km_from_last)), "minutes": rounded(exact(trace.minutes_from_last))}
    return Message("{km} km from the last visit in {minutes} minutes.", told)


def _overlap(trace: VisitTrace) -> Message | None:
    if not trace.began_before_last_ended:
        return None
    return Message("The visit began before the one before it had ended.")


def _clock_off(trace: VisitTrace) -> Message | None:
    if trace.minutes_off is not None and trace.minutes_off > CLOCK_SLACK_MINUTES:
        told = {"minutes": rounded(exact(trace.minutes_off), 0)}
        return Message("The phone's clock was {minutes} minutes off.", told)
    if trace.minutes_early is not None and trace.minutes_early > CLOCK_SLACK_MINUTES:
        told = {"minutes": rounded(exact(trace.minutes_early), 0)}
        return Message("By the phone's clock, answers were given {minutes} minutes before the start.", told)
    return None


RULES = {"J": check_marks}
