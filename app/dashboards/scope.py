"""What a dashboard is about: whose dealers, of which team, over how many days."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from flask import abort
from sqlalchemy import ColumnElement, Row, true
from sqlalchemy.orm import InstrumentedAttribute

from app import clock
from app.accounts.models import User
from app.dealers.models import Dealer
from app.reviews.queries import teams_of
from app.visits.tallies.models import RepDay, TeamDay

SPANS = {7: 7, 30: 6, 90: 9}  # days of a period: into how many spans its course is cut
PERIODS = tuple(SPANS)
USUAL = 30
ALL = 1000


@dataclass(frozen=True)
class Scope:
    """`team_id` None: all that the reader may see, which are `teams`; `whole` when that is everything.

    `full`: tables are shown to their end.
    """

    teams: tuple[Row, ...]
    team_id: int | None
    whole: bool
    days: int
    today: date
    full: bool = False

    @property
    def first(self) -> date:
        """The first day of the period; today is its last."""
        return self.today - timedelta(days=self.days - 1)

    @property
    def first_before(self) -> date:
        """The first day of the period before, which is as long."""
        return self.first - timedelta(days=self.days)

    @cached_property
    def ends(self) -> list[date]:
        """The last day of each span that the period is cut into, the oldest first."""
        length = self.days // SPANS[self.days]
        return [self.today - timedelta(days=length * ago) for ago in reversed(range(SPANS[self.days]))]

    def in_span(self, day: InstrumentedAttribute, span: int | None) -> ColumnElement[bool]:
        """The condition that a day lies in a span, the first being 1, in the period before (0), or in the
        period, which also stands for spans that there are not."""
        if span == 0:
            return (day >= self.first_before) & (day < self.first)
        if span is None or span > len(self.ends):
            return day >= self.first
        begins = self.ends[span - 2] + timedelta(days=1) if span > 1 else self.first
        return (day >= begins) & (day <= self.ends[span - 1]) if span < len(self.ends) else day >= begins

    @property
    def team_ids(self) -> list[int]:
        """The teams that are looked at."""
        return [each.id for each in self.teams] if self.team_id is None else [self.team_id]

    def dealers(self) -> ColumnElement[bool]:
        """The condition on dealers."""
        return Dealer.active & (true() if self.is_everything else Dealer.team_id.in_(self.team_ids))

    def of_teams(self, model: type[RepDay] | type[TeamDay]) -> ColumnElement[bool]:
        """The condition on sums of visits."""
        return true() if self.is_everything else model.team_id.in_(self.team_ids)

    def most(self, usual: int) -> int:
        """How many lines a table has at most, of which it usually shows the first."""
        return ALL if self.full else usual

    @property
    def is_everything(self) -> bool:
        """Whether no dealer is left out but those that were given up."""
        return self.whole and self.team_id is None

    def address(self, **changed) -> dict[str, int | None]:
        """What of the scope stands in an address, with what is `changed`."""
        scope = replace(self, **changed)
        days = None if scope.days == USUAL else scope.days
        return {"team": scope.team_id, "days": days, "full": 1 if scope.full else None}


def scope_of(user: User, asked: Mapping[str, str]) -> Scope:
    """The scope that an address asks for: ``team``, ``days``.

    A period that there is not means the usual one, what is no number all teams; another's team is not found.
    ``full=1`` shows tables to their end.
    """
    teams = tuple(teams_of(user))
    days = next((days for days in PERIODS if str(days) == asked.get("days")), USUAL)
    wanted = asked.get("team") or ""
    team_id = next((each.id for each in teams if str(each.id) == wanted), None)
    if team_id is None and wanted.isascii() and wanted.isdigit():
        abort(404)
    return Scope(teams, team_id, user.role == "admin", days, clock.today(), asked.get("full") == "1")
