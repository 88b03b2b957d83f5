"""Which visits a supervisor may review, and what was decided on one."""

from collections.abc import Iterable
from uuid import UUID

from flask import abort
from sqlalchemy import Row, Select, select
from sqlalchemy.orm import contains_eager

from app.accounts.models import Team, TeamMember, User
from app.checklists.queries import checklist
from app.dealers.models import Dealer
from app.dealers.queries import dealers_for
from app.extensions import db
from app.reviews.models import Review
from app.visits.models import Visit
from app.visits.queries import visits_for


def finished_visits_for(user: User) -> Select:
    """The finished visits that `user` may read, each with its dealer."""
    return (
        visits_for(user)
        .join(Visit.dealer)
        .where(Visit.finished_at.is_not(None))
        .options(contains_eager(Visit.dealer))
    )


def reviewable(user: User, visit_id: UUID, writing: bool = False) -> Visit:
    """A finished visit that `user` may review, with its dealer; 404 otherwise, 403 where it is his own.

    `writing` waits for whoever decides on it at this moment.
    """
    found = finished_visits_for(user).where(Visit.id == visit_id)
    if writing:
        found = found.with_for_update(of=Visit)
    visit = db.session.scalar(found) or abort(404)
    if visit.rep_id == user.id:
        abort(403)
    return visit


def readable_ids(user: User, visit_ids: Iterable[UUID]) -> set[UUID]:
    """Those of some visits that `user` may read."""
    wanted = list(visit_ids)
    if not wanted:
        return set()
    return set(db.session.scalars(visits_for(user).where(Visit.id.in_(wanted)).with_only_columns(Visit.id)))


def decisions_on(visit_id: UUID) -> list[Row]:
    """The decisions on a visit, the first one first: its ``Review`` and the name ``by``."""
    found = (
        select(Review, User.display_name.label("by"))
        .join(User, User.id == Review.user_id)
        .where(Review.visit_id == visit_id)
        .order_by(Review.received_at, Review.id)
    )
    return list(db.session.execute(found))


def is_private(version_id: int, item_key: str | None) -> bool:
    """Whether an item of a checklist is for the rep and his supervisors alone."""
    private = (section for section in checklist(version_id).sections if section.audience == "self")
    return any(item.key == item_key for section in private for item in section.items)


def teams_of(user: User) -> list[Row]:
    """``(id, name)`` of the teams whose visits `user` reviews, by name."""
    teams = select(Team.id, Team.name).order_by(Team.name)
    if user.role != "admin":
        mine = select(TeamMember.team_id).where(TeamMember.user_id == user.id)
        teams = teams.where(Team.id.in_(mine))
    return list(db.session.execute(teams))


def visible_dealers(user: User) -> Select:
    """The ids of the dealers that `user` may see."""
    return dealers_for(user).with_only_columns(Dealer.id)
