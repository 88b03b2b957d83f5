"""The dealers: how well they are covered, how value and health go together, where to watch for diversion."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Row, case, func, literal_column, select

from app.accounts.models import User
from app.charts import Part, stretches
from app.dashboards.scope import Scope
from app.dashboards.states import DUE, OVERDUE, diversion_level, due_state
from app.dealers.grades import INTERVAL_DAYS
from app.dealers.models import Dealer
from app.extensions import db
from app.leverage.settings import Settings

GRADES, HEALTH = tuple(INTERVAL_DAYS), ("A", "B", "C", "D", None)
MOST_REPS = 8


@dataclass(frozen=True)
class Covered:
    """Some dealers: how many there are, were visited in the period, are due now, and are overdue.

    `bar` shows those not yet due, due and overdue, as parts of all.
    """

    key: str
    name: str
    dealers: int
    visited: int
    due: int
    overdue: int

    @property
    def bar(self) -> list[Part]:
        return stretches((self.dealers - self.due - self.overdue, self.due, self.overdue))


@dataclass(frozen=True)
class Coverage:
    """All dealers, by class, and by the reps with most of them overdue; `more` if there are other reps.

    `matrix` counts dealers by value class and health grade (None: no grade yet), `diversion` by level.
    """

    whole: Covered
    grades: list[Covered]
    reps: list[Covered]
    more: bool
    matrix: dict[tuple[str, str | None], int]
    diversion: dict[str, int]


def coverage_of(scope: Scope, settings: Settings) -> Coverage:
    """The coverage in a scope, in two questions."""
    groups = db.session.execute(_groups(scope, settings)).all()
    reps = db.session.execute(_reps(scope, settings)).all()
    matrix, diversion = Counter(), Counter()
    for row in groups:
        matrix[row.grade, row.health] += row.number
        diversion[row.level] += row.number
    return Coverage(
        _covered("", "", groups),
        [_covered(each, each, found) for each in GRADES
         if (found := [row for row in groups if row.grade == each])],
        [Covered(str(row.id), row.display_name, row.dealers, row.visited, row.due, row.overdue)
         for row in reps[:MOST_REPS]],
        len(reps) > MOST_REPS, matrix, diversion,
    )  # fmt: skip


def _covered(key: str, name: str, rows: Iterable[Row]) -> Covered:
    rows = list(rows)
    return Covered(
        key, name, sum(row.number for row in rows), sum(row.number for row in rows if row.visited),
        sum(row.number for row in rows if row.state == DUE),
        sum(row.number for row in rows if row.state == OVERDUE),
    )  # fmt: skip


def _visited(scope: Scope):
    return case((Dealer.last_visit_on >= scope.first, 1), else_=0)


def _groups(scope: Scope, settings: Settings):
    """At most a few hundred groups, however many dealers there are."""
    parts = (
        Dealer.grade, Dealer.health, due_state(scope.today, settings).label("state"),
        diversion_level(settings).label("level"), _visited(scope).label("visited"),
    )  # fmt: skip
    inner = select(*parts).where(scope.dealers()).subquery()
    return select(*inner.c, func.count().label("number")).group_by(*inner.c)


def _reps(scope: Scope, settings: Settings):
    state = due_state(scope.today, settings)
    due, overdue = (
        func.sum(case((state == literal_column(f"'{name}'"), 1), else_=0)).label(name)
        for name in (DUE, OVERDUE)
    )
    # Summed up by id alone, which an index is in order of; names only for those that are shown.
    worst = (
        select(
            Dealer.rep_id, func.count().label("dealers"), func.sum(_visited(scope)).label("visited"),
            due, overdue,
        )
        .where(scope.dealers())
        .group_by(Dealer.rep_id)
        .order_by(overdue.desc(), due.desc(), Dealer.rep_id)
        .limit(MOST_REPS + 1)
        .subquery()
    )  # fmt: skip
    named = select(User.id, User.display_name, *worst.c).join(User, User.id == worst.c.rep_id)
    return named.order_by(worst.c.overdue.desc(), worst.c.due.desc(), User.id)
