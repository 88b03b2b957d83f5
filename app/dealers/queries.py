"""Which dealers a person may see; every look-up of a dealer starts here."""

from flask import abort
from sqlalchemy import Select, select

from app.accounts.models import TeamMember, User
from app.dealers.models import Dealer
from app.extensions import db


def dealers_for(user: User) -> Select:
    """The dealers that `user` may see: a rep's own, a supervisor's teams', an admin's all."""
    dealers = select(Dealer).where(Dealer.active)
    if user.role == "admin":
        return dealers
    if user.role == "supervisor":
        teams = select(TeamMember.team_id).where(TeamMember.user_id == user.id)
        return dealers.where(Dealer.team_id.in_(teams))
    return dealers.where(Dealer.rep_id == user.id)


def dealer_for(user: User, dealer_id: int, *options) -> Dealer:
    """The dealer, if `user` may see him; 404 for everybody else."""
    if dealer_id > 2**31 - 1:
        abort(404)
    dealer = db.session.scalar(dealers_for(user).where(Dealer.id == dealer_id).options(*options))
    return dealer or abort(404)
