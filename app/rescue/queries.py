"""Whose unsent entries a person may bring in."""

from sqlalchemy import select

from app.accounts.models import TeamMember, User
from app.extensions import db


def rep_for(user: User, rep_id: int) -> User | None:
    """The rep of that id: any for an admin, one of his own teams for a supervisor; None for all others.

    A rep who has left is found too: what he entered was his work.
    """
    if not 0 < rep_id < 2**31:
        return None
    found = select(User).where(User.id == rep_id, User.role == "rep")
    if user.role != "admin":
        teams = select(TeamMember.team_id).where(TeamMember.user_id == user.id)
        found = found.where(User.id.in_(select(TeamMember.user_id).where(TeamMember.team_id.in_(teams))))
    return db.session.scalar(found)
