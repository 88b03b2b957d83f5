"""Whose week a person may see, and what it is made of."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from flask import abort
from sqlalchemy import Row, Select, case, exists, func, or_, select

from app.accounts.models import TeamMember, User
from app.dealers.models import Dealer, PlannedVisit
from app.dealers.queries import dealers_for, held_plans
from app.extensions import db
from app.planning.models import Absence
from app.visits.models import Visit

MOST = 400  # dealers of one plan


def reps_for(user: User) -> list[User]:
    """Whose weeks `user` may see: a rep his own, a supervisor his teams' reps, an admin all reps."""
    return list(db.session.scalars(_reps(user).order_by(User.display_name, User.id)))


def _reps(user: User) -> Select:
    reps = select(User).where(User.active)
    if user.role == "rep":
        return reps.where(User.id == user.id)
    dealers = dealers_for(user).with_only_columns(Dealer.rep_id)
    if user.role == "admin":
        return reps.where(or_(User.role == "rep", User.id.in_(dealers)))
    mine = select(TeamMember.team_id).where(TeamMember.user_id == user.id)
    ours = exists().where(TeamMember.user_id == User.id, TeamMember.team_id.in_(mine))
    return reps.where(or_(User.id.in_(dealers), (User.role == "rep") & ours))


def rep_for(user: User, rep_id: int) -> User:
    """The rep, if `user` may see his week; 404 for everybody else."""
    if not 0 < rep_id < 2**31:
        abort(404)
    return db.session.scalar(_reps(user).where(User.id == rep_id)) or abort(404)


def due_counts(user: User, today: date, until: date) -> dict[int, Row]:
    """How many dealers of each rep are due until a day (`due`) and before `today` (`late`), by rep id."""
    seen = dealers_for(user).subquery()
    late = func.sum(case((seen.c.next_due_on < today, 1), else_=0)).label("late")
    due = func.sum(case((or_(seen.c.next_due_on.is_(None), seen.c.next_due_on <= until), 1), else_=0))
    found = select(seen.c.rep_id, due.label("due"), late).group_by(seen.c.rep_id)
    return {row.rep_id: row for row in db.session.execute(found)}


def dealers_of_week(viewer: User, rep: User, today: date, until: date) -> list[Dealer]:
    """The dealers whom `rep` visits until a day, or has given to somebody: due, or planned by hand."""
    planned = held_plans().where(PlannedVisit.day >= today, PlannedVisit.day <= until)
    due = or_(Dealer.next_due_on.is_(None), Dealer.next_due_on <= until, Dealer.id.in_(planned))
    given = Dealer.id.in_(planned.where(PlannedVisit.rep_id == rep.id))
    # What was given to him for a later day stands in his own plan, though he cannot open it before.
    found = select(Dealer).where(Dealer.active) if viewer.id == rep.id else dealers_for(viewer)
    found = found.where(or_((Dealer.rep_id == rep.id) & due, given))
    return list(db.session.scalars(found.order_by(Dealer.route_position, Dealer.id).limit(MOST)))


def planned_of(dealer_ids: Collection[int], today: date) -> dict[int, PlannedVisit]:
    """The visit that was planned by hand of each of some dealers, by dealer id."""
    if not dealer_ids:
        return {}
    found = (
        held_plans()
        .with_only_columns(PlannedVisit)
        .join(User, User.id == PlannedVisit.rep_id)
        .where(PlannedVisit.dealer_id.in_(dealer_ids), PlannedVisit.day >= today, User.active)
    )
    return {row.dealer_id: row for row in db.session.scalars(found)}


def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """The names of people by id."""
    wanted = set(user_ids)
    found = select(User.id, User.display_name).where(User.id.in_(wanted))
    return dict(db.session.execute(found).all()) if wanted else {}


def absences_of(rep_ids: Collection[int], today: date) -> list[Absence]:
    """The absences of some reps that are not over, the next first."""
    found = select(Absence).where(
        Absence.user_id.in_(rep_ids), Absence.withdrawn_at.is_(None), Absence.last_on >= today
    )
    return list(db.session.scalars(found.order_by(Absence.first_on, Absence.id).limit(200)))


def absence_for(user: User, absence_id: UUID) -> Absence:
    """The absence, if `user` may see the week of whom it is about; 404 for everybody else."""
    absence = db.session.get(Absence, absence_id) or abort(404)
    rep_for(user, absence.user_id)
    return absence


def visits_made(rep_id: int, day: date) -> int:
    """How many visits a rep finished that were of a day."""
    return db.session.scalar(select(func.count()).where(Visit.day == day, Visit.rep_id == rep_id))
