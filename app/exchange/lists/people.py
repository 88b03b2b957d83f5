"""Who may sign in, in the columns of import. Nothing of how: passwords and links never leave."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from app.accounts.models import Team, TeamMember, User
from app.exchange.batches import in_batches
from app.exchange.lists.asked import holding, names_of, yes_or_no
from app.exchange.registry import ExportList, Row
from app.exchange.tables.people import COLUMNS
from app.extensions import db
from app.messages import Named


def _rows(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
    wanted = select(User.id, User.username, User.display_name, User.role, User.active)
    for batch in in_batches(holding(wanted, asked, User.username, User.display_name), User.username):
        teams = _teams([row.id for row in batch])
        for row in batch:
            joined = "; ".join(teams.get(row.id, ()))
            yield [row.username, row.display_name, row.role, joined, yes_or_no(row.active)]


def _teams(user_ids: list[int]) -> dict[int, list[str]]:
    found = select(TeamMember.user_id, Team.name).join(Team, Team.id == TeamMember.team_id)
    teams: dict[int, list[str]] = {}
    for user_id, name in db.session.execute(
        found.where(TeamMember.user_id.in_(user_ids)).order_by(Team.name)
    ):
        teams.setdefault(user_id, []).append(name)
    return teams


PEOPLE = ExportList("people", Named("People", "人员", "人員"), lambda: names_of(COLUMNS), _rows, "admin")
