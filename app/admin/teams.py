"""Deleting a team, once nobody and no dealer is in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select

from app.accounts.audit import record
from app.accounts.models import Team, User
from app.admin.queries import members_of
from app.dealers.models import Dealer
from app.extensions import db
from app.visits.tallies.models import RepDay, TeamDay

SHOWN = 20


@dataclass(frozen=True)
class Holds:
    """Who is in a team: its active people, how many dealers, given up or not, and the first of those."""

    people: Sequence[User] = ()
    dealers: int = 0
    first_dealers: Sequence[Dealer] = ()

    @property
    def anything(self) -> bool:
        return bool(self.people or self.dealers)


def holds(team: Team) -> Holds:
    """What must be moved before a team can be deleted. Past people do not count: they can join another."""
    inside = Dealer.team_id == team.id
    first = db.session.scalars(select(Dealer).where(inside).order_by(Dealer.code).limit(SHOWN)).all()
    number = db.session.scalar(select(func.count()).where(inside)) if len(first) == SHOWN else len(first)
    return Holds(members_of(team.id), number, first)


def delete_team(team_id: int) -> bool:
    """Delete a team; False while somebody or a dealer is in it. A repeat changes nothing. Commits nothing."""
    # Held, so that whoever puts a dealer or a person into it goes before or after this.
    found = db.session.scalar(select(Team).where(Team.id == team_id).with_for_update())
    if found is None:
        return True
    if holds(found).anything:
        return False
    for sums in (RepDay, TeamDay):  # what visits summed up to went with the dealers
        db.session.execute(delete(sums).where(sums.team_id == team_id))
    record("team_deleted", found.name)
    db.session.delete(found)
    db.session.flush()
    return True
