"""Promises that fell due in the period, ours and the dealers', and how many were kept (rule H3)."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from app.charts import Part, stretches
from app.dashboards.scope import Scope
from app.dashboards.states import NOT_COUNTED, promise_state
from app.dealers.models import Dealer
from app.extensions import db
from app.leverage.promises import OWNERS, KeptRate, rate_of
from app.leverage.result import Result
from app.leverage.settings import Settings
from app.promises.models import Promise
from app.promises.queries import AHEAD

STATES = ("kept", "kept_late", "open", "overdue", "broken")


@dataclass(frozen=True)
class Side:
    """One side's promises: how many were due in the period, by where they stand, and the kept rate; how many
    fall due in the next days."""

    owner: str
    due: int
    states: Mapping[str, int]
    rate: Result[KeptRate]
    ahead: int

    @property
    def bar(self) -> list[Part]:
        return stretches([self.states[state] for state in STATES])


def promises_due(scope: Scope, settings: Settings) -> list[Side]:
    """Both sides, ours first, in one question that reads an index alone."""
    state = promise_state(scope.today, settings).label("state")
    inner = (
        select(Promise.owner, state, (Promise.due > scope.today).label("ahead"))
        .join(Dealer, Dealer.id == Promise.dealer_id)
        .where(Promise.due >= scope.first, Promise.due <= scope.today + AHEAD, scope.dealers())
        .subquery()
    )
    counted = select(*inner.c, func.count().label("number")).group_by(*inner.c)
    return [_side(owner, scope, settings, rows) for rows in [db.session.execute(counted).all()]
            for owner in OWNERS]  # fmt: skip


def _side(owner: str, scope: Scope, settings: Settings, rows: list) -> Side:
    mine = [row for row in rows if row.owner == owner and row.state not in NOT_COUNTED]
    states = dict.fromkeys(STATES, 0) | {row.state: row.number for row in mine if not row.ahead}
    due = sum(states.values())
    rate = rate_of(states["kept"], states["kept_late"], due, owner, scope.today, settings)
    ahead = sum(row.number for row in mine if row.ahead and row.state == "open")
    return Side(owner, due, states, rate, ahead)
