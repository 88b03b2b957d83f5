"""Today: which dealers are due, in what order; what was planned by hand goes before what is computed."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import and_, func, nulls_last, or_, select

from app.accounts.models import User
from app.dealers.models import Dealer
from app.dealers.queries import ByHand, dealers_for, planned_by_hand
from app.extensions import db
from app.leverage.settings import DEFAULTS, Settings
from app.thresholds.queries import current_settings
from app.visits.before.standing import due_reasons

SHOWN = 30
# The threshold that says how many days after the due date a dealer of a grade counts as overdue (rule G4).
GRACE = {"A": "grace_a", "B": "grace_b", "C": "grace_c", "D": "grace_c", "N": "grace_a"}
GRACE_DAYS = {grade: getattr(DEFAULTS, name) for grade, name in GRACE.items()}
AHEAD_DAYS = 3


@dataclass(frozen=True)
class DueDealer:
    """A line of Today: the dealer, when he was last visited, how many days he is late (negative: ahead),
    why he is visited sooner than usual (None: he is not), whether somebody planned him for today, and what
    was decided about another day or rep (None: nothing)."""

    id: int
    name: str
    town: str
    grade: str
    last_visit_on: date | None
    next_due_on: date | None
    days_late: int
    overdue: bool
    interval_days: int
    sooner: str | None = None
    planned: bool = False
    moved: ByHand | None = None


@dataclass(frozen=True)
class Agenda:
    """Dealers overdue, due today, and due within three days or moved to a later day or to somebody else,
    each by route order; how many there are."""

    overdue: list[DueDealer]
    due: list[DueDealer]
    soon: list[DueDealer]
    dealers: int


def agenda_for(user: User, today: date, locale: str) -> Agenda:
    """What `user` should see on `today`; dealers without a due date count as due."""
    mine = dealers_for(user).subquery()
    total = db.session.scalar(select(func.count()).select_from(mine))
    decided = planned_by_hand(user, today)
    planned = {dealer for dealer, plan in decided.items() if (plan.day, plan.rep_id) == (today, user.id)}
    settings, listed = current_settings(), _listed(user, today, planned, decided.keys() - planned)
    sooner = due_reasons(listed, today, settings)
    lines = [due_line(dealer, today, locale, settings, sooner.get(dealer.id)) for dealer in listed]
    lines = [_as_planned(line, decided.get(line.id), user, today) for line in lines]
    waiting = [line for line in lines if line.moved is None]
    by_route = [line for line in waiting if not line.overdue]
    return Agenda(
        overdue=[line for line in waiting if line.overdue],
        due=[line for line in by_route if line.planned or line.days_late >= 0],
        soon=[
            line for line in lines if line.moved or not (line.overdue or line.planned or line.days_late >= 0)
        ],
        dealers=total,
    )


def _listed(user: User, today: date, planned: Set[int], later: Set[int]) -> Sequence[Dealer]:
    """The most urgent dealers: those planned for `today` first, those for `later` or somebody else last."""
    near = or_(Dealer.next_due_on.is_(None), Dealer.next_due_on <= today + timedelta(days=AHEAD_DAYS))
    urgency = [nulls_last(Dealer.next_due_on), Dealer.route_position, Dealer.id]
    if planned:
        not_yet = or_(Dealer.last_visit_on.is_(None), Dealer.last_visit_on < today)
        waits = and_(Dealer.id.in_(planned), not_yet)
        near, urgency = or_(near, waits), [~waits, *urgency]
    if later:
        urgency = [Dealer.id.in_(later), *urgency]
    return db.session.scalars(dealers_for(user).where(near).order_by(*urgency).limit(SHOWN)).all()


def _as_planned(line: DueDealer, plan: ByHand | None, user: User, today: date) -> DueDealer:
    """The line with what was decided by hand; what a rep gave to somebody waits for that one."""
    if plan is None or line.last_visit_on == today:
        return line
    if plan.day == today and (plan.rep_id == user.id or user.role != "rep"):
        return replace(line, planned=plan.rep_id == user.id)
    return replace(line, moved=plan)


def due_until(dealer: Dealer, day: date, settings: Settings) -> date | None:
    """The last day within grace of the visit that is made on `day`; None where nobody waited for one yet."""
    due = dealer.next_due_on
    if due is None or due > day + timedelta(days=AHEAD_DAYS):
        return None
    return due + timedelta(days=getattr(settings, GRACE[dealer.grade]))


def due_line(
    dealer: Dealer, today: date, locale: str, settings: Settings = DEFAULTS, sooner: str | None = None
) -> DueDealer:
    """A dealer with his lateness on `today`."""
    late = (today - dealer.next_due_on).days if dealer.next_due_on else 0
    return DueDealer(
        id=dealer.id, name=dealer.name_in(locale), town=dealer.town, grade=dealer.grade,
        last_visit_on=dealer.last_visit_on, next_due_on=dealer.next_due_on, days_late=late,
        overdue=late > getattr(settings, GRACE[dealer.grade]), interval_days=dealer.interval_days,
        sooner=sooner,
    )  # fmt: skip
