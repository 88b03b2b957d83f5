"""Changing a plan: a visit given or moved, a dealer given for good, a rep away."""

from datetime import date
from uuid import UUID

from flask import abort
from sqlalchemy import select, update

from app.accounts.audit import record
from app.accounts.models import Team, TeamMember, User
from app.clock import utc_now
from app.dealers.hands import note_reps
from app.dealers.models import Dealer, PlannedVisit
from app.extensions import db
from app.planning.models import Absence
from app.visits.tallies.moving import sums_following


def plan_visit(dealer: Dealer, rep: User, day: date, plan_id: UUID, by: User) -> None:
    """Let `rep` make the dealer's next visit on `day`, whatever was planned before; a repeat changes nothing.

    An id that stands for another dealer's visit is 404. Commits nothing.
    """
    _wait_for(dealer)
    seen = db.session.get(PlannedVisit, plan_id)
    if seen is not None:
        if seen.dealer_id != dealer.id:
            abort(404)
        return
    _replace(dealer)
    whose = {"dealer_id": dealer.id, "owner_id": dealer.rep_id, "rep_id": rep.id, "set_by_id": by.id}
    db.session.add(PlannedVisit(id=plan_id, day=day, **whose))
    record("visit_planned", dealer.code, to=rep.username, day=day.isoformat())


def leave_to_plan(dealer: Dealer) -> bool:
    """Take back what was planned by hand; False if nothing was. Commits nothing."""
    _wait_for(dealer)
    if not _replace(dealer):
        return False
    record("visit_unplanned", dealer.code)
    return True


def reassign(dealer: Dealer, rep: User) -> bool:
    """Give a dealer to `rep` for good; False if he is his already. Commits nothing.

    Supervisors see the dealers of their teams alone, so the dealer moves to a team of his new rep's.
    """
    _wait_for(dealer)
    if dealer.rep_id == rep.id:
        return False
    before, team = db.session.get(User, dealer.rep_id), db.session.get(Team, dealer.team_id)
    teams = db.session.scalars(
        select(Team).join(TeamMember).where(TeamMember.user_id == rep.id).order_by(Team.name)
    ).all()
    new_team = team if team in teams or not teams else teams[0]
    _replace(dealer)
    note_reps([dealer.id])
    with sums_following([dealer.id] if new_team is not team else []):
        dealer.rep_id, dealer.team_id = rep.id, new_team.id
    moved = {"team": [team.name, new_team.name]} if new_team is not team else {}
    record("dealer_changed", dealer.code, rep=[before.username, rep.username], **moved)
    return True


def set_absence(rep: User, first_on: date, last_on: date, reason: str, absence_id: UUID, by: User) -> None:
    """Note that `rep` is away; a repeat changes nothing, an id that is somebody else's is 404."""
    seen = db.session.get(Absence, absence_id)
    if seen is not None:
        if seen.user_id != rep.id:
            abort(404)
        return
    db.session.add(
        Absence(
            id=absence_id, user_id=rep.id, first_on=first_on, last_on=last_on, reason=reason, set_by_id=by.id
        )
    )
    record("absence_set", rep.username, days=f"{first_on.isoformat()} – {last_on.isoformat()}")


def withdraw_absence(absence: Absence, rep: User) -> bool:
    """Take an absence back; False if it was already. Commits nothing."""
    open_still = Absence.withdrawn_at.is_(None)
    found = update(Absence).where(Absence.id == absence.id, open_still).values(withdrawn_at=utc_now())
    if not db.session.execute(found).rowcount:
        return False
    days = f"{absence.first_on.isoformat()} – {absence.last_on.isoformat()}"
    record("absence_withdrawn", rep.username, days=days)
    return True


def _wait_for(dealer: Dealer) -> None:
    # Two who plan the same dealer at once go one after the other.
    db.session.scalar(select(Dealer.id).where(Dealer.id == dealer.id).with_for_update())


def _replace(dealer: Dealer) -> bool:
    holds = (PlannedVisit.dealer_id == dealer.id, PlannedVisit.replaced_at.is_(None))
    return db.session.execute(update(PlannedVisit).where(*holds).values(replaced_at=utc_now())).rowcount > 0
