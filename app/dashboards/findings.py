"""Critical findings that are open, by how long they have been."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, case, func, select, text

from app.charts import Part, stretches
from app.dashboards.scope import Scope
from app.dealers.models import Dealer
from app.extensions import db
from app.visits.judgement.models import Finding

# The longest age of each, in days; the last has none.
AGES = {"week": 7, "month": 30, "quarter": 90, "older": None}
# Spelt out, as the partial index is: a bound value would hide it.
OPEN_CRITICAL = text("findings.closed_at IS NULL AND findings.severity = 'critical'")


@dataclass(frozen=True)
class Aged:
    """How many have been open for an age of AGES; `bar` compares it with the most of any."""

    age: str
    number: int
    bar: list[Part]


def open_critical(scope: Scope) -> list[Aged]:
    """The open critical findings by age, the youngest first."""
    age = case(*((Finding.opened_on >= _since(scope.today, name), name) for name in AGES if AGES[name]),
               else_="older").label("age")  # fmt: skip
    inner = (
        select(age)
        .join(Dealer, Dealer.id == Finding.dealer_id)
        .where(OPEN_CRITICAL, scope.dealers())
        .subquery()
    )
    found = dict(db.session.execute(select(inner.c.age, func.count()).group_by(inner.c.age)).all())
    most = max(found.values(), default=0)
    return [Aged(name, found.get(name, 0), stretches((found.get(name, 0),), most)) for name in AGES]


def of_age(age: str, today: date) -> ColumnElement[bool]:
    """The condition on a finding to be of an age of AGES."""
    names = list(AGES)
    younger = names[names.index(age) - 1] if names.index(age) else None
    since = Finding.opened_on >= _since(today, age) if AGES[age] else True
    return (Finding.opened_on < _since(today, younger)) & since if younger else since


def _since(today: date, age: str) -> date:
    return today - timedelta(days=AGES[age])
