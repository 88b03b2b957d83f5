"""Looking up people, teams and sign-ins."""

from collections.abc import Iterable
from datetime import datetime

from flask import current_app
from sqlalchemy import Row, func, or_, select

from app.accounts.models import SignIn, Team, TeamMember, User
from app.clock import utc_now
from app.extensions import db


def idle_since() -> datetime:
    """A browser that was last seen before this moment is signed out."""
    return utc_now() - current_app.config["SIGN_IN_IDLE"]


def credentials_of(username: str) -> Row | None:
    """``(id, password_hash)`` of an active account name, or None."""
    wanted = select(User.id, User.password_hash).where(User.username == username, User.active)
    return db.session.execute(wanted).first()


def user_named(username: str) -> User | None:
    """The person of an account name, disabled or not."""
    return db.session.scalar(select(User).where(User.username == username))


def active_admins_for_update() -> list[int]:
    """The ids of the admins who can sign in, locked until the transaction ends."""
    admins = select(User.id).where(User.role == "admin", User.active).order_by(User.id).with_for_update()
    return list(db.session.scalars(admins))


def sign_ins_of(user: User) -> list[SignIn]:
    """The browsers that `user` is signed in with, the latest first."""
    alive = select(SignIn).where(
        SignIn.user_id == user.id, SignIn.expires_at > utc_now(), SignIn.seen_at > idle_since()
    )
    return list(db.session.scalars(alive.order_by(SignIn.id.desc()).limit(50)))


def all_teams() -> list[Team]:
    """Every team, by name."""
    return list(db.session.scalars(select(Team).order_by(Team.name)))


def team_ids_of(user_ids: Iterable[int]) -> dict[int, list[int]]:
    """The teams of each of several people, by user id."""
    teams: dict[int, list[int]] = {user_id: [] for user_id in user_ids}
    rows = select(TeamMember.user_id, TeamMember.team_id).where(TeamMember.user_id.in_(teams))
    for user_id, team_id in db.session.execute(rows):
        teams[user_id].append(team_id)
    return teams


def member_counts() -> dict[int, int]:
    """How many active people each team has, by team id; teams without any are left out."""
    counted = (
        select(TeamMember.team_id, func.count())
        .join(User, User.id == TeamMember.user_id)
        .where(User.active)
        .group_by(TeamMember.team_id)
    )
    return dict(db.session.execute(counted).all())


def everybody() -> list[tuple[int, str]]:
    """(id, name) of all people, whether they may sign in or not, by name."""
    found = select(User.id, User.display_name).order_by(User.display_name, User.id)
    return [tuple(row) for row in db.session.execute(found)]


def people_to_choose(besides: int | None = None) -> list[User]:
    """The active people, and the one who is chosen already even if he is not; reps first."""
    wanted = select(User).where(or_(User.active, User.id == besides))
    return list(db.session.scalars(wanted.order_by(User.role != "rep", User.display_name, User.id)))
