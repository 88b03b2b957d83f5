"""The visits of somebody who is away: which they are, when he could make them, giving them on."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from app.accounts.models import User
from app.planning.changing import plan_visit
from app.planning.models import Absence
from app.planning.queries import absences_of
from app.planning.spread import Spread, days_between
from app.planning.week import WEEKS_AHEAD, Roster, roster_of

AFTERWARDS = timedelta(days=14)  # how long after an absence room is looked for


@dataclass(frozen=True)
class Affected:
    """A visit that falls on a day off: the dealer, the day, and when there is room for it (None: never).

    `fixed`: it was given to the reader by his supervisor, who alone may give it on or move it.
    """

    dealer_id: int
    name: str
    town: str
    day: date
    moves_to: date | None
    fixed: bool


def roster_of_absences(viewer: User, rep: User, today: date) -> Roster:
    """The roster of a rep until some time after he is back, as far as plans reach."""
    last = max((absence.last_on for absence in absences_of([rep.id], today)), default=today)
    until = min(last + AFTERWARDS, today + timedelta(weeks=WEEKS_AHEAD))
    return roster_of(viewer, rep, today, until)


def affected_by(roster: Roster, absence: Absence, locale: str) -> list[Affected]:
    """The visits that he would make on the days of an absence if he were there, in the order of the days."""
    off = set(days_between(absence.first_on, min(absence.last_on, roster.until)))
    usual = _first_days(roster.spread(roster.days_away(besides=absence)))
    hit = [dealer_id for dealer_id, day in usual.items() if day in off]
    new = _first_days(roster.spread(roster.days_away(), freed=hit))
    return [_affected(roster, each, usual[each], new.get(each), locale) for each in hit]


def _affected(roster: Roster, dealer_id: int, day: date, moves_to: date | None, locale: str) -> Affected:
    dealer = roster.dealers[dealer_id]
    fixed = roster.viewer.role == "rep" and dealer.rep_id != roster.viewer.id
    return Affected(dealer_id, dealer.name_in(locale), dealer.town, day, moves_to, fixed)


def _first_days(found: Spread) -> dict[int, date]:
    days: dict[int, date] = {}
    for day, dealer_ids in found.days.items():
        for dealer_id in dealer_ids:
            days.setdefault(dealer_id, day)
    return days


def is_away(rep: User, days: Collection[date]) -> bool:
    """Whether a rep is away on any of some days."""
    return any(
        absence.first_on <= day <= absence.last_on
        for absence in absences_of([rep.id], min(days)) for day in days
    )  # fmt: skip


def give_to(rep: User, visits: Collection[Affected], roster: Roster, absence: Absence, by: User) -> None:
    """Let a colleague make some visits on their days. Commits nothing."""
    for plan_id, visit in _with_ids(visits, absence, rep):
        plan_visit(roster.dealers[visit.dealer_id], rep, visit.day, plan_id, by)


def move(visits: Collection[Affected], roster: Roster, absence: Absence, by: User) -> int:
    """Keep for each visit the day on which there is room for it; how many have one. Commits nothing."""
    movable = [visit for visit in visits if visit.moves_to]
    for plan_id, visit in _with_ids(movable, absence, roster.rep):
        plan_visit(roster.dealers[visit.dealer_id], roster.rep, visit.moves_to, plan_id, by)
    return len(movable)


def _with_ids(visits: Collection[Affected], absence: Absence, rep: User) -> Iterator[tuple[UUID, Affected]]:
    for visit in visits:
        day = visit.moves_to if rep.id == absence.user_id else visit.day
        yield uuid5(absence.id, f"{visit.dealer_id} {rep.id} {day}"), visit
