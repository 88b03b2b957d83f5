"""Finding the teams and the people that a table names."""

from collections.abc import Iterable
from functools import cached_property

from sqlalchemy import or_, select

from app.accounts.models import Team, TeamMember, User
from app.accounts.names import account_name
from app.exchange.kinds.kind import Changed
from app.exchange.verdicts import ReadRow
from app.extensions import db
from app.messages import Message


class Teams:
    """All teams by name, whatever the capitals and blanks: 团队 1 is 团队1, as a browser shows it."""

    def __init__(self) -> None:
        self._teams = {_bare(team.name): team for team in db.session.scalars(select(Team))}

    def check(self, row: ReadRow, column: str = "team") -> None:
        """Put the team's own spelling into the row, or refuse it."""
        if column in row.values and (name := self.known(row, column, row.values[column])):
            row.values[column] = name

    def known(self, row: ReadRow, column: str, typed: str) -> str | None:
        """The team's own spelling; None, and the row refused, when there is no such team."""
        team = self._teams.get(_bare(typed))
        if team is None:
            facts = {"team": typed[:40]}
            row.refuse(
                column,
                Message(
                    "There is no team “{team}”. Add it under Administration, Teams, or correct the name.",
                    facts,
                ),
            )
        return team and team.name

    def id_of(self, name: str) -> int:
        """The id of a team that was there at the preview; Changed when it is gone."""
        if _bare(name) not in self._teams:
            raise Changed
        return self._teams[_bare(name)].id

    def of_rep(self, username: str) -> str | None:
        """The name of the one team that a person belongs to; None when there are several, or none."""
        found = self._by_rep.get(username, ())
        return found[0] if len(found) == 1 else None

    @cached_property
    def _by_rep(self) -> dict[str, list[str]]:
        members = select(User.username, Team.name).join(TeamMember, TeamMember.user_id == User.id)
        found: dict[str, list[str]] = {}
        for username, team in db.session.execute(members.join(Team, Team.id == TeamMember.team_id)):
            found.setdefault(username, []).append(team)
        return found


def _bare(name: str) -> str:
    return "".join(name.split()).casefold()


class People:
    """The active people whom some cells name, by account name or by their own name."""

    def __init__(self, typed: Iterable[str]) -> None:
        names = {each for each in typed if each}
        wanted = or_(User.username.in_({account_name(each) for each in names}), User.display_name.in_(names))
        columns = select(User.id, User.username, User.display_name)
        self._people = db.session.execute(columns.where(User.active, wanted)).all() if names else []

    def check(self, row: ReadRow, column: str = "rep") -> None:
        """Put the account name into the row, or refuse it."""
        typed = row.values.get(column)
        if not typed:
            return
        found = self._of(typed)
        if len(found) == 1:
            row.values[column] = found[0].username
        elif found:
            row.refuse(
                column,
                Message("Several people are called “{name}”. Write the account name.", {"name": typed[:40]}),
            )
        else:
            row.refuse(
                column,
                Message(
                    "Nobody with the account name “{name}” may sign in. Add the person first, or "
                    "correct the name.",
                    {"name": typed[:40]},
                ),
            )

    def _of(self, typed: str) -> list:
        by_account = [each for each in self._people if each.username == account_name(typed)]
        return by_account or [each for each in self._people if each.display_name == typed]

    def id_of(self, username: str) -> int:
        """The id of a person who was there at the preview; Changed when he may not sign in any more."""
        found = self._of(username)
        if not found:
            raise Changed
        return found[0].id
