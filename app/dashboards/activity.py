"""What the reps did, and how the scores moved: sums over days, whatever the number of visits."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, func, select

from app.accounts.models import User
from app.charts import Line, Part, Radar, course, radar, stretches
from app.dashboards.scope import Scope
from app.extensions import db
from app.leverage.result import rounded
from app.leverage.scoring import DIMENSIONS
from app.visits.tallies.models import EVIDENCE_SUMS, SCORE_SUMS, SUMS, RepDay

MOST_REPS = 8
BEFORE = 0  # the span that stands for the whole period before
_SPANS = {7: 7, 30: 6, 90: 9}


@dataclass(frozen=True)
class Active:
    """What a rep, or all, did: visits, full audits, minutes each, answers by evidence in percent, photos."""

    rep_id: int | None
    name: str
    visits: int
    full_audits: int
    minutes: int | None
    evidence: tuple[int, ...]
    photos: int

    @property
    def bar(self) -> list[Part]:
        return stretches(self.evidence)


@dataclass(frozen=True)
class Moved:
    """A score on average over the visits of the period, and of the period before; change in points."""

    key: str
    title: str
    now: float | None
    before: float | None
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
    points: list[tuple[date, float | None]]


def activity_of(scope: Scope, titles: dict[str, str]) -> Activity:
    """What was done in a scope, in two questions; `titles` are the names of the scores."""
    reps = db.session.execute(_reps(scope)).all()
    spans = {row.span: row for row in db.session.execute(_by_span(scope))}
    now = [row for span, row in spans.items() if span != BEFORE]
    before = [spans[BEFORE]] if BEFORE in spans else []
    scores = [_moved(*names, titles, now, before) for names in SCORE_SUMS]
    sections = [each for each in scores if each.key in DIMENSIONS]
    points = [
        (end, _mean([spans[span]] if span in spans else [], "overall_sum", "overall_times"))
        for span, end in enumerate(_ends(scope), 1)
    ]
    return Activity(
        _active(None, "", {name: sum(getattr(row, name) for row in now) for name in SUMS}),
        [_active(row.id, row.display_name, row._mapping) for row in reps[:MOST_REPS]],
        len(reps) > MOST_REPS, scores,
        radar([each.title for each in sections], [each.now for each in sections],
              [each.before for each in sections]),
        course(points), points,
    )  # fmt: skip


def _active(rep_id: int | None, name: str, sums) -> Active:
    visits = int(sums["visits"])
    return Active(
        rep_id, name, visits, int(sums["full_audits"]),
        round(int(sums["minutes"]) / visits) if visits else None,
        tuple(int(sums[grade]) for grade in EVIDENCE_SUMS), int(sums["photos"]),
    )  # fmt: skip


def _moved(name: str, total: str, times: str, titles: dict[str, str], now: list, before: list) -> Moved:
    here, there = _mean(now, total, times), _mean(before, total, times)
    change = rounded(here - there, 0) if here is not None and there is not None else None
    return Moved(name, titles[name], here, there, change, int(sum(getattr(row, times) for row in now)))


def _mean(rows: list, total: str, times: str) -> float | None:
    number = sum(getattr(row, times) for row in rows)
    return float(sum(getattr(row, total) for row in rows) / number) if number else None


def _ends(scope: Scope) -> list[date]:
    """The last day of each span of the period, the oldest first."""
    number = _SPANS[scope.days]
    length = scope.days // number
    return [scope.today - timedelta(days=length * (number - span)) for span in range(1, number + 1)]


def _by_span(scope: Scope):
    ends = _ends(scope)
    span = case(
        (RepDay.day < scope.first, BEFORE),
        *((RepDay.day <= end, number) for number, end in enumerate(ends, 1)),
        else_=len(ends),
    ).label("span")
    since = scope.first - timedelta(days=scope.days)
    sums = [getattr(RepDay, name) for name in SUMS]
    inner = select(span, *sums).where(RepDay.day >= since, scope.rep_days()).subquery()
    added = [func.sum(inner.c[name]).label(name) for name in SUMS]
    return select(inner.c.span, *added).group_by(inner.c.span)


def _reps(scope: Scope):
    names = ("visits", "full_audits", "minutes", *EVIDENCE_SUMS, "photos")
    sums = {name: func.sum(getattr(RepDay, name)).label(name) for name in names}
    return (
        select(User.id, User.display_name, *sums.values())
        .join(User, User.id == RepDay.rep_id)
        .where(RepDay.day >= scope.first, scope.rep_days())
        .group_by(User.id, User.display_name)
        .order_by(sums["visits"].desc(), User.id)
        .limit(MOST_REPS + 1)
    )
