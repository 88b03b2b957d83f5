"""Which dealers a person may see and visit; every look-up of a dealer starts here."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from flask import abort
from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, joinedload

from app import clock
from app.accounts.models import TeamMember, User
from app.dealers.hands import rep_at
from app.dealers.models import Dealer, PlannedVisit
from app.extensions import db


def dealers_for(user: User) -> Select:
    """The dealers that `user` may see: a rep's own and those given to him for today, a supervisor's teams',
    an admin's all."""
    return _visible(user.role, user.id, clock.today())


def _visible(role: str, user_id, day) -> Select:
    dealers = select(Dealer).where(Dealer.active)
    if role == "admin":
        return dealers
    if role == "supervisor":
        teams = select(TeamMember.team_id).where(TeamMember.user_id == user_id)
        return dealers.where(Dealer.team_id.in_(teams))
    return dealers.where(or_(Dealer.rep_id == user_id, Dealer.id.in_(planned_for(user_id, day))))


def planned_for(user_id, day) -> Select:
    """The ids of the dealers whose visit on `day` somebody gave to a rep by hand."""
    return held_plans().where(PlannedVisit.rep_id == user_id, PlannedVisit.day == day)


def held_plans() -> Select:
    """The ids of the dealers whose next visit was planned by hand, as far as that still holds."""
    dealer = aliased(Dealer)
    return (
        select(PlannedVisit.dealer_id)
        .join(dealer, (dealer.id == PlannedVisit.dealer_id) & (dealer.rep_id == PlannedVisit.owner_id))
        .where(PlannedVisit.replaced_at.is_(None))
    )


@dataclass(frozen=True)
class ByHand:
    """What somebody decided about a dealer's next visit: on which day, and by whom."""

    day: date
    rep_id: int
    rep: str


def planned_by_hand(user: User, today: date) -> dict[int, ByHand]:
    """What was decided by hand, from `today` on, about the dealers that `user` sees, by dealer id."""
    seen = dealers_for(user).with_only_columns(Dealer.id)
    found = (
        held_plans()
        .join(User, User.id == PlannedVisit.rep_id)
        .with_only_columns(PlannedVisit.dealer_id, PlannedVisit.day, User.id, User.display_name)
        .where(PlannedVisit.day >= today, User.active, PlannedVisit.dealer_id.in_(seen))
    )
    return {dealer: ByHand(day, rep_id, rep) for dealer, day, rep_id, rep in db.session.execute(found)}


def may_visit(user: User, dealer: Dealer) -> bool:
    """Whether `user`, who sees `dealer`, also visits him: a rep sees nobody else than whom he visits."""
    return dealer.rep_id == user.id or user.role == "rep"


def dealer_to_visit(user: User, dealer_id: int, at: datetime | None = None) -> Dealer:
    """The dealer, if `user` may visit him now or, for one begun without a signal, might `at` that time.

    404 for whoever may not see him, 403 for whoever only may do that.
    """
    dealer = _found(user, dealer_id)
    if dealer is not None and may_visit(user, dealer):
        return dealer
    then = db.session.get(Dealer, _known(dealer_id)) if at else None
    if then is not None and _might_visit(user, then, at):
        return then
    return abort(403 if dealer is not None else 404)


def _might_visit(user: User, dealer: Dealer, at: datetime) -> bool:
    rep_id = rep_at(dealer, at)
    return rep_id == user.id or (rep_id is not None and _given(user, dealer, rep_id, at) is not None)


def passed_on_since(user: User, dealer: Dealer, at: datetime) -> bool:
    """Whether the visit to a dealer, which was `user`'s to make `at` that time, is somebody else's by now."""
    if dealer.rep_id == user.id:
        return False
    given = _given(user, dealer, rep_id := rep_at(dealer, at), at)
    if given is None:
        return rep_id == user.id
    return rep_id != dealer.rep_id or given.replaced_at is not None


def _given(user: User, dealer: Dealer, rep_id: int | None, at: datetime) -> PlannedVisit | None:
    """The visit on that day that was given to `user` when the dealer was the rep's of that id."""
    held, day = PlannedVisit.replaced_at, clock.local(at).date()
    return db.session.scalar(
        select(PlannedVisit)
        .where(PlannedVisit.dealer_id == dealer.id, PlannedVisit.rep_id == user.id, PlannedVisit.day == day)
        .where(PlannedVisit.owner_id == rep_id, or_(held.is_(None), held > at))
        .limit(1)
    )


def sees(user: User, dealer: Dealer) -> bool:
    """Whether `user` may see a dealer that he has come to by his own visit."""
    return (dealer.active and dealer.rep_id == user.id) or _found(user, dealer.id) is not None


def dealer_for(user: User, dealer_id: int, *related: InstrumentedAttribute) -> Dealer:
    """The dealer with what is `related`, if `user` may see him; 404 for everybody else."""
    return _found(user, dealer_id, *related) or abort(404)


def _found(user: User, dealer_id: int, *related: InstrumentedAttribute) -> Dealer | None:
    wanted = {"user": user.id, "dealer": _known(dealer_id), "today": clock.today()}
    return db.session.scalar(_one(user.role, *related), wanted)


def _known(dealer_id: int) -> int:
    return dealer_id if dealer_id < 2**31 else abort(404)


@cache  # asked by nearly every page
def _one(role: str, *related: InstrumentedAttribute) -> Select:
    loaded = [joinedload(each, innerjoin=True) for each in related]
    visible = _visible(role, bindparam("user"), bindparam("today"))
    return visible.where(Dealer.id == bindparam("dealer")).options(*loaded)
