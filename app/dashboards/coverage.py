"""The dealers: how well they are covered, how value and health go together, where to watch for diversion."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, Select, case, func, literal_column, select

from app.accounts.models import User
from app.charts import Part, stretches
from app.dashboards.scope import Scope
from app.dashboards.states import LEVELS, diversion_level, overdue
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
    most = scope.most(MOST_REPS)
    return Coverage(
        _covered("", "", groups),
        [_covered(each, each, found) for each in GRADES
         if (found := [row for row in groups if row.grade == each])],
        [_covered(str(row.id), row.display_name, [row]) for row in reps[:most]],
        len(reps) > most, Counter({(row.grade, row.health): row.dealers for row in groups}),
        Counter({level: sum(getattr(row, level) for row in groups) for level in LEVELS}),
    )  # fmt: skip


def _covered(key: str, name: str, rows: Sequence[Row]) -> Covered:
    dealers, visited, late, ahead = (
        sum(getattr(row, each) for row in rows) for each in ("dealers", "visited", "overdue", "ahead")
    )
    return Covered(key, name, dealers, visited, dealers - late - ahead, late)


def _counted(scope: Scope, settings: Settings) -> list[ColumnElement]:
    """How many dealers of a group there are, were visited, are overdue, and are not due yet."""
    visited, ahead = Dealer.last_visit_on >= scope.first, Dealer.next_due_on > scope.today
    parts = {"visited": visited, "overdue": overdue(scope.today, settings), "ahead": ahead}
    return [func.count().label("dealers"), *(_number(holds).label(name) for name, holds in parts.items())]


def _number(holds: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((holds, 1), else_=0))


def _groups(scope: Scope, settings: Settings) -> Select:
    """At most as many groups as there are classes and grades, however many dealers there are."""
    level = diversion_level(settings)
    levels = (_number(level == literal_column(f"'{each}'")).label(each) for each in LEVELS)
    found = select(Dealer.grade, Dealer.health, *_counted(scope, settings), *levels)
    return found.where(scope.dealers()).group_by(Dealer.grade, Dealer.health)


def _reps(scope: Scope, settings: Settings) -> Select:
    counted = select(Dealer.rep_id, *_counted(scope, settings)).where(scope.dealers()).group_by(Dealer.rep_id)
    by_rep = counted.subquery()
    due = by_rep.c.dealers - by_rep.c.overdue - by_rep.c.ahead
    return (
        select(User.id, User.display_name, *by_rep.c)
        .join(User, User.id == by_rep.c.rep_id)
        .order_by(by_rep.c.overdue.desc(), due.desc(), User.id)
        .limit(scope.most(MOST_REPS) + 1)
    )
