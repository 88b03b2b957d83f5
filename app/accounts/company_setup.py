"""Founding the company: once in the life of a database."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.company import forget_company
from app.accounts.models import Company, Team, TeamMember, User
from app.extensions import db
from app.locality import Locality

ONLY_ID = 1  # of two first runs at the same moment the primary key admits one


def found_company(name: str, team: str, admin: User, where: Locality | None = None) -> bool:
    """Create the company, its first team and its admin; False, and nothing changed, when there is one.

    `admin` is a User that is not in the session yet, his password set. The caller commits.
    """
    if db.session.scalar(select(Company.id)) is not None:
        return False
    first_team, where = Team(name=team), where or Locality()
    try:
        db.session.add(Company(id=ONLY_ID, name=name, time_zone=where.time_zone, currency=where.currency))
        db.session.flush()
        db.session.add_all([first_team, admin])
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        return False
    db.session.add(TeamMember(team_id=first_team.id, user_id=admin.id))
    forget_company()
    return True
