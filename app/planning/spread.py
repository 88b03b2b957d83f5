"""Which visit falls on which day: by due date, the latest first, no more on a day than can be done."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import heapify, heappop, heappush

from app.leverage.settings import DEFAULTS


@dataclass(frozen=True)
class Pace:
    """How many visits a rep can do in a day, and on which weekdays (0: Monday) he visits."""

    a_day: int = DEFAULTS.plan_visits_a_day
    days: frozenset[int] = DEFAULTS.plan_days

    def works(self, day: date) -> bool:
        return day.weekday() in self.days


@dataclass(frozen=True)
class DueVisit:
    """A dealer that is due: when (None: never visited, so today), how often, whether something hurries, and
    the day that somebody set for his next visit (it holds whatever else is on that day)."""

    dealer_id: int
    due: date | None
    interval_days: int
    hurried: bool = False
    set_for: date | None = None


@dataclass(frozen=True)
class Spread:
    """The dealers of each day, the most urgent first, and those for whom there was no room until the end."""

    days: Mapping[date, tuple[int, ...]]
    left_over: tuple[int, ...] = field(default=())


def days_between(first: date, last: date) -> list[date]:
    """Every day from one to another, both included."""
    return [first + timedelta(days=each) for each in range((last - first).days + 1)]


@dataclass(frozen=True, order=True)
class _Turn:
    """When a visit is given its day: what was set first, so that the others see the room it leaves."""

    chosen: bool
    due: date
    calm: bool
    dealer_id: int
    visit: DueVisit = field(compare=False)
    again: bool = field(default=False, compare=False)


def spread(
    visits: Iterable[DueVisit], today: date, until: date, away: Collection[date] = (), done_today: int = 0,
    pace: Pace = Pace(),
) -> Spread:  # fmt: skip
    """Put visits on the working days from `today` to `until`, but for those `away`, as far as `pace` allows.

    The longest overdue comes first, of the same day those that something hurries. Each gets the first day
    with room that is not before its due day, else the last one before it, else it is left over. A dealer
    whose interval is short comes again after it. `done_today`: visits that were made today already.
    """
    room = {day: pace.a_day for day in days_between(today, until) if pace.works(day) and day not in away}
    if today in room:
        room[today] -= done_today
    days: dict[date, list[int]] = {}
    left_over: list[int] = []
    queue = [_first_turn(visit, today) for visit in visits]
    heapify(queue)
    while queue:
        turn = heappop(queue)
        if turn.due > until:
            continue
        day = _day_of(turn, room, today)
        if day is not None:
            days.setdefault(day, []).append(turn.dealer_id)
            room[day] = room.get(day, 0) - 1
            heappush(queue, _next_turn(turn.visit, day))
        elif not turn.again:
            left_over.append(turn.dealer_id)
    return Spread({day: tuple(days[day]) for day in sorted(days)}, tuple(left_over))


def _first_turn(visit: DueVisit, today: date) -> _Turn:
    due = visit.due or today
    if visit.set_for:
        due = min(due, visit.set_for)
    return _Turn(visit.set_for is None, due, not visit.hurried, visit.dealer_id, visit)


def _next_turn(visit: DueVisit, day: date) -> _Turn:
    due = day + timedelta(days=max(visit.interval_days, 1))
    return _Turn(True, due, not visit.hurried, visit.dealer_id, visit, again=True)


def _day_of(turn: _Turn, room: Mapping[date, int], today: date) -> date | None:
    if turn.visit.set_for and not turn.again:
        return max(turn.visit.set_for, today)
    free = [day for day, left in room.items() if left > 0]
    later = [day for day in free if day >= turn.due]
    if later:
        return later[0]
    return max(free, default=None) if not turn.again else None
