"""Which dealers a person may see; every look-up of a dealer starts here."""

from functools import cache

from flask import abort
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from app.accounts.models import TeamMember, User
from app.dealers.models import Dealer
from app.extensions import db


def dealers_for(user: User) -> Select:
    """The dealers that `user` may see: a rep's own, a supervisor's teams', an admin's all."""
    return _visible(user.role, user.id)


def _visible(role: str, user_id) -> Select:
    dealers = select(Dealer).where(Dealer.active)
    if role == "admin":
        return dealers
    if role == "supervisor":
        teams = select(TeamMember.team_id).where(TeamMember.user_id == user_id)
        return dealers.where(Dealer.team_id.in_(teams))
    return dealers.where(Dealer.rep_id == user_id)


def dealer_for(user: User, dealer_id: int, *related: InstrumentedAttribute) -> Dealer:
    """The dealer with what is `related`, if `user` may see him; 404 for everybody else."""
    if dealer_id > 2**31 - 1:
        abort(404)
    dealer = db.session.scalar(_one(user.role, *related), {"user": user.id, "dealer": dealer_id})
    return dealer or abort(404)


@cache  # asked by nearly every page
def _one(role: str, *related: InstrumentedAttribute) -> Select:
    loaded = [joinedload(each, innerjoin=True) for each in related]
    return _visible(role, bindparam("user")).where(Dealer.id == bindparam("dealer")).options(*loaded)
