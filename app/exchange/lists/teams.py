"""Teams, and who is in them."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import Team, TeamMember, User
from app.exchange.batches import in_batches
from app.exchange.registry import ExportList, Row
from app.extensions import db
from app.messages import Named


def _rows(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
    for batch in in_batches(select(Team.id, Team.name), Team.name):
        members = _members([row.id for row in batch])
        for row in batch:
            yield [row.name, "; ".join(members.get(row.id, ()))]


def _members(team_ids: list[int]) -> dict[int, list[str]]:
    found = (
        select(TeamMember.team_id, User.username)
        .join(User, User.id == TeamMember.user_id)
        .where(TeamMember.team_id.in_(team_ids), User.active)
        .order_by(User.username)
    )
    members: dict[int, list[str]] = {}
    for team_id, username in db.session.execute(found):
        members.setdefault(team_id, []).append(username)
    return members


TEAMS = ExportList("teams", Named("Teams", "团队", "團隊"), lambda: [_("Team"), _("People")], _rows, "admin")
