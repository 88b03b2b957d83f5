"""What the reps did, and how the scores moved: sums over days, whatever the number of visits."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.accounts.models import User
from app.charts import Line, Part, Radar, course, radar, stretches
from app.dashboards.scope import Scope
from app.extensions import db
from app.leverage.result import rounded
from app.leverage.scoring import DIMENSIONS
from app.visits.tallies.models import EVIDENCE_SUMS, SCORE_SUMS, SUMS, WORK_SUMS, RepDay, TeamDay

MOST_REPS = 8


@dataclass(frozen=True)
class Active:
    """What a rep, or all, did: visits, those of them that were due and those made in time (rule G4), full
    audits, minutes each, answers by evidence in percent, photos."""

    rep_id: int | None
    name: str
    visits: int
    were_due: int
    on_time: int
    full_audits: int
    minutes: int | None
    evidence: tuple[int, ...]
    photos: int

    @property
    def bar(self) -> list[Part]:
        return stretches(self.evidence)


@dataclass(frozen=True)
class Moved:
    """A score on average over the visits of the period, and of the period before, in whole points as they are
    shown, and the change between these."""

    key: str
    title: str
    now: int | float | None
    before: int | float | None
    change: int | float | None
    times: int


@dataclass(frozen=True)
class Activity:
    """All reps together, the busiest of them (`more` if there are others), and the scores of their visits:
    a row each, a radar of the sections, the line of the overall one with its days."""

    whole: Active
    reps: list[Active]
    more: bool
    scores: list[Moved]
    chart: Radar
    line: Line
    points: list[tuple[date, int | float | None]]


def activity_of(scope: Scope, titles: dict[str, str]) -> Activity:
    """What was done in a scope, in two questions; `titles` are the names of the scores."""
    reps = db.session.execute(_reps(scope)).all()
    spans = _spans(scope, db.session.execute(_by_day(scope)).all())
    before, now = spans[0], [row for span in spans[1:] for row in span]
    scores = [_moved(*names, titles, now, before) for names in SCORE_SUMS]
    sections = [each for each in scores if each.key in DIMENSIONS]
    points = [
        (end, _mean(rows, "overall_sum", "overall_times"))
        for end, rows in zip(scope.ends, spans[1:], strict=True)
    ]
    return Activity(
        _active(None, "", {name: sum(getattr(row, name) for row in now) for name in WORK_SUMS}),
        [_active(row.id, row.display_name, row._mapping) for row in reps[: scope.most(MOST_REPS)]],
        len(reps) > scope.most(MOST_REPS), scores,
        radar([each.title for each in sections], [each.now for each in sections],
              [each.before for each in sections]),
        course(points), points,
    )  # fmt: skip


def _active(rep_id: int | None, name: str, sums) -> Active:
    visits = int(sums["visits"])
    return Active(
        rep_id, name, visits, int(sums["were_due"]), int(sums["on_time"]), int(sums["full_audits"]),
        round(int(sums["minutes"]) / visits) if visits else None,
        tuple(int(sums[grade]) for grade in EVIDENCE_SUMS), int(sums["photos"]),
    )  # fmt: skip


def _moved(name: str, total: str, times: str, titles: dict[str, str], now: list, before: list) -> Moved:
    here, there = _mean(now, total, times), _mean(before, total, times)
    change = here - there if here is not None and there is not None else None
    return Moved(name, titles[name], here, there, change, int(sum(getattr(row, times) for row in now)))


def _mean(rows: list, total: str, times: str) -> int | float | None:
    number = sum(getattr(row, times) for row in rows)
    # Sums of fractions are off by a hair, which would show where they lie between two points.
    return rounded(round(sum(getattr(row, total) for row in rows) / number, 6), 0) if number else None


def _spans(scope: Scope, days: list) -> list[list]:
    """The rows of the period before (first), and of each span of the period."""
    spans: list[list] = [[] for _ in range(len(scope.ends) + 1)]
    for row in days:
        spans[0 if row.day < scope.first else 1 + bisect_left(scope.ends[:-1], row.day)].append(row)
    return spans


def _by_day(scope: Scope):
    sums = (func.sum(getattr(TeamDay, name)).label(name) for name in SUMS)
    found = select(TeamDay.day, *sums).where(TeamDay.day >= scope.first_before, scope.of_teams(TeamDay))
    return found.group_by(TeamDay.day)


def _reps(scope: Scope):
    sums = {name: func.sum(getattr(RepDay, name)).label(name) for name in WORK_SUMS}
    # Not the bare column: SQLite would go through all years in the order of the key rather than sort a month.
    rep_id = (RepDay.rep_id + 0).label("rep_id")
    busiest = (
        select(rep_id, *sums.values())
        .where(RepDay.day >= scope.first, scope.of_teams(RepDay))
        .group_by(rep_id)
        .order_by(sums["visits"].desc(), rep_id)
        .limit(scope.most(MOST_REPS) + 1)
        .subquery()
    )
    names = select(User.id, User.display_name, *(busiest.c[name] for name in WORK_SUMS))
    return names.join(busiest, busiest.c.rep_id == User.id).order_by(busiest.c.visits.desc(), User.id)
