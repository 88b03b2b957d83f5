"""Handing over what somebody is responsible for when he leaves: what it is, and doing it in one step."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from app.accounts.audit import record
from app.accounts.models import Team, User
from app.accounts.queries import team_ids_of
from app.admin.people import shut_out
from app.dealers.hands import note_reps
from app.dealers.models import Dealer
from app.extensions import db
from app.promises.models import Promise
from app.promises.queries import OPEN, PENDING
from app.visits.models import Visit
from app.visits.tallies.moving import sums_following


@dataclass(frozen=True)
class HandedOver:
    """A dealer, how many promises are open with him on either side, and the name of the team that he would
    move to, None where his own stays."""

    dealer: Dealer
    ours: int
    theirs: int
    team: str | None


@dataclass(frozen=True)
class Handover:
    """Everything that would change hands: the dealers we still deal with, how many given up go along, the sum
    of the open promises; and the dealer at whose place a visit of his is still open."""

    dealers: tuple[HandedOver, ...]
    given_up: int
    ours: int
    theirs: int
    open_visit_at: Dealer | None


def handover_of(person: User, receiver: User | None) -> Handover:
    """What `person` would hand over, to `receiver` where one is chosen already."""
    mine = db.session.scalars(select(Dealer).where(Dealer.rep_id == person.id).order_by(Dealer.code)).all()
    open_promises = _open_promises(person.id)
    teams = _new_teams(mine, receiver) if receiver else {}
    lines = tuple(
        HandedOver(
            dealer, open_promises.get((dealer.id, "us"), 0), open_promises.get((dealer.id, "dealer"), 0),
            teams[dealer.id].name if dealer.id in teams else None,
        )
        for dealer in mine if dealer.active
    )  # fmt: skip
    return Handover(
        lines, len(mine) - len(lines), sum(each.ours for each in lines), sum(each.theirs for each in lines),
        _open_visit_at(person.id),
    )  # fmt: skip


def hand_over(person: User, receiver: User, leaves: bool) -> int:
    """Give every dealer of `person` to `receiver`, and with each what is promised there; how many there were.

    Who wrote a promise down stays written: whose it is to keep follows from the dealer. With `leaves` he is
    signed out everywhere and may not sign in any more. Commits nothing.
    """
    mine = db.session.scalars(select(Dealer).where(Dealer.rep_id == person.id).with_for_update()).all()
    teams = _new_teams(mine, receiver)
    note_reps([dealer.id for dealer in mine])
    with sums_following(teams):
        for dealer in mine:
            dealer.rep_id = receiver.id
            if dealer.id in teams:
                dealer.team_id = teams[dealer.id].id
    codes = ", ".join(dealer.code for dealer in mine)
    record("handed_over", person.username, to=receiver.username, dealers=codes)
    if leaves and person.active:
        shut_out(person)
        record("person_changed", person.username, active=[True, False])
    return len(mine)


def receivers(person: User) -> list[User]:
    """Who can take dealers over: the active people but for himself, reps first."""
    wanted = select(User).where(User.active, User.id != person.id)
    return list(db.session.scalars(wanted.order_by(User.role != "rep", User.display_name, User.id)))


def _new_teams(dealers, receiver: User) -> Mapping[int, Team]:
    """The team that each dealer moves to, by his id: supervisors see the dealers of their teams alone, so one
    whose rep is not of his team any more would be lost to the new rep's supervisor."""
    ids = team_ids_of([receiver.id])[receiver.id]
    if not ids:
        return {}
    first = db.session.scalars(select(Team).where(Team.id.in_(ids)).order_by(Team.name)).first()
    return {dealer.id: first for dealer in dealers if dealer.team_id not in ids}


def _open_promises(user_id: int) -> dict[tuple[int, str], int]:
    counted = (
        select(Promise.dealer_id, Promise.owner, func.count())
        .join(Dealer, Dealer.id == Promise.dealer_id)
        .where(Dealer.rep_id == user_id, Promise.state.in_((OPEN, PENDING)))
        .group_by(Promise.dealer_id, Promise.owner)
    )
    return {(dealer, owner): count for dealer, owner, count in db.session.execute(counted)}


def _open_visit_at(user_id: int) -> Dealer | None:
    held = select(Dealer).join(Visit, Visit.dealer_id == Dealer.id)
    return db.session.scalar(held.where(Visit.rep_id == user_id, Visit.finished_at.is_(None)))
