"""Today: which dealers are due, in what order, and the visit that is under way."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, nulls_last, or_, select

from app.accounts.models import User
from app.dealers.models import Dealer
from app.dealers.queries import dealers_for
from app.extensions import db

SHOWN = 30
# Days after the due date before a dealer of a grade counts as overdue (rule G4).
GRACE_DAYS = {"A": 2, "B": 3, "C": 7, "D": 7, "N": 2}
AHEAD_DAYS = 3


@dataclass(frozen=True)
class DueDealer:
    """A line of Today: the dealer, when he was last visited and how many days he is late (negative: ahead)."""

    id: int
    name: str
    town: str
    grade: str
    last_visit_on: date | None
    next_due_on: date | None
    days_late: int
    overdue: bool


@dataclass(frozen=True)
class Agenda:
    """Dealers overdue, due today, and due within three days, each by route order; how many there are in all."""

    overdue: list[DueDealer]
    due: list[DueDealer]
    soon: list[DueDealer]
    dealers: int


def agenda_for(user: User, today: date, locale: str) -> Agenda:
    """What `user` should see on `today`; dealers without a due date count as due."""
    mine = dealers_for(user).subquery()
    total = db.session.scalar(select(func.count()).select_from(mine))
    rows = db.session.scalars(
        dealers_for(user)
        .where(or_(Dealer.next_due_on.is_(None), Dealer.next_due_on <= today + timedelta(days=AHEAD_DAYS)))
        .order_by(nulls_last(Dealer.next_due_on), Dealer.route_position, Dealer.id)
        .limit(SHOWN)
    )
    lines = [due_line(dealer, today, locale) for dealer in rows]
    by_route = [line for line in lines if not line.overdue]
    return Agenda(
        overdue=[line for line in lines if line.overdue],
        due=[line for line in by_route if line.days_late >= 0],
        soon=[line for line in by_route if line.days_late < 0],
        dealers=total,
    )


def due_line(dealer: Dealer, today: date, locale: str) -> DueDealer:
    """A dealer with his lateness on `today`."""
    late = (today - dealer.next_due_on).days if dealer.next_due_on else 0
    return DueDealer(
        id=dealer.id, name=dealer.name_in(locale), town=dealer.town, grade=dealer.grade,
        last_visit_on=dealer.last_visit_on, next_due_on=dealer.next_due_on, days_late=late,
        overdue=late > GRACE_DAYS[dealer.grade],
    )  # fmt: skip
