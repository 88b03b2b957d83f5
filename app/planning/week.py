"""A rep's week: his dealers spread over its days, each day in the order in which to drive."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.accounts.models import User
from app.dealers.models import Dealer, PlannedVisit
from app.leverage.settings import Settings
from app.planning.maps import MapLink, map_links
from app.planning.models import Absence
from app.planning.places import places_of
from app.planning.queries import absences_of, dealers_of_week, names_of, planned_of, visits_made
from app.planning.route import Place, length_km, route
from app.planning.spread import DueVisit, Pace, Spread, days_between, spread
from app.thresholds.queries import current_settings
from app.visits.before.agenda import DueDealer, due_line
from app.visits.before.standing import due_reasons

WEEKS_AHEAD = 5


@dataclass(frozen=True)
class Stop:
    """A dealer on a day: his line as Today has it, whether his place is known, and the links to it.

    Then whether his page can be opened, whether the reader may move the visit, whether its day was set by
    hand, who else makes it (None: this rep), and whose dealer he is (None: this rep's).
    """

    line: DueDealer
    located: bool
    maps: tuple[MapLink, ...]
    opens: bool
    may_change: bool
    by_hand: bool
    goes_to: str | None
    comes_from: str | None


@dataclass(frozen=True)
class DayPlan:
    """A day: its stops in order of the way, its length in km (None: fewer than two places are known), those
    given to colleagues, and why the rep is away (None: he is not)."""

    day: date
    stops: tuple[Stop, ...]
    km: int | None
    given: tuple[Stop, ...]
    away: str | None


@dataclass(frozen=True)
class Week:
    """The days of a week from today on, what found no room in it, and the visits finished today."""

    days: tuple[DayPlan, ...]
    left_over: tuple[Stop, ...]
    done_today: int


@dataclass(frozen=True)
class Roster:
    """What a plan is made of: the rep, the dealers he may have to visit by id, what was planned by hand, why
    he visits some sooner, his absences, the visits he finished today, and the company's pace."""

    viewer: User
    rep: User
    today: date
    until: date
    dealers: Mapping[int, Dealer]
    planned: Mapping[int, PlannedVisit]
    sooner: Mapping[int, str]
    absences: tuple[Absence, ...]
    done_today: int
    names: Mapping[int, str] = field(default_factory=dict)
    pace: Pace = Pace()

    def days_away(self, besides: Absence | None = None) -> dict[date, str]:
        """The days on which the rep is away, and why; `besides`: as if that absence were none."""
        return {
            day: absence.reason for absence in self.absences if absence is not besides
            for day in days_between(max(absence.first_on, self.today), min(absence.last_on, self.until))
        }  # fmt: skip

    def spread(self, away: Collection[date], freed: Collection[int] = ()) -> Spread:
        """His own visits and those given to him, over the days until `until`; those of the dealers `freed`
        wherever there is room, whatever was planned by hand."""
        due = [
            DueVisit(
                dealer.id, dealer.next_due_on, dealer.interval_days, dealer.id in self.sooner,
                self.planned[dealer.id].day if dealer.id in self.planned and dealer.id not in freed else None,
            )
            for dealer in self.dealers.values() if not self.given_away(dealer.id)
        ]  # fmt: skip
        return spread(due, self.today, self.until, away, self.done_today, self.pace)

    def given_away(self, dealer_id: int) -> bool:
        """Whether somebody else makes the next visit."""
        return dealer_id in self.planned and self.planned[dealer_id].rep_id != self.rep.id


def roster_of(viewer: User, rep: User, today: date, until: date) -> Roster:
    """Everything that the plan of `rep` until a day depends on, as far as `viewer` may see it."""
    dealers = {dealer.id: dealer for dealer in dealers_of_week(viewer, rep, today, until)}
    planned = {
        dealer_id: row for dealer_id, row in planned_of(dealers, today).items()
        if not (row.day == today and dealers[dealer_id].last_visit_on == today)  # it was made
    }  # fmt: skip
    for dealer_id in [each for each in dealers if dealers[each].rep_id != rep.id and each not in planned]:
        del dealers[dealer_id]
    settings = current_settings()
    people = {row.rep_id for row in planned.values()} | {dealer.rep_id for dealer in dealers.values()}
    return Roster(
        viewer, rep, today, until, dealers, planned,
        due_reasons(dealers.values(), today, settings), tuple(absences_of([rep.id], today)),
        visits_made(rep.id, today), names_of(people - {rep.id}), pace_of(settings),
    )  # fmt: skip


def pace_of(settings: Settings) -> Pace:
    """How the company's reps work through a week."""
    return Pace(settings.plan_visits_a_day, settings.plan_days)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(viewer: User, rep: User, first: date, today: date, locale: str, agent: str) -> Week:
    """The plan of `rep` for the week that begins on `first`; `agent` is the browser that asks."""
    last = first + timedelta(days=6)
    roster = roster_of(viewer, rep, today, last)
    away = roster.days_away()
    found = roster.spread(away)
    given = {row.day: [] for row in roster.planned.values()}
    for dealer_id, row in roster.planned.items():
        if roster.given_away(dealer_id):
            given[row.day].append(dealer_id)
    shown = [day for day in days_between(max(first, today), last)
             if roster.pace.works(day) or day in found.days or given.get(day)]  # fmt: skip
    listed = {each for day in shown for each in (*found.days.get(day, ()), *given.get(day, ()))}
    draw = _Drawing(roster, places_of(listed), current_settings(), locale, agent)
    days = tuple(draw.day(day, found.days.get(day, ()), given.get(day, ()), away.get(day)) for day in shown)
    return Week(days, tuple(draw.stop(each) for each in found.left_over), roster.done_today)


@dataclass(frozen=True)
class _Drawing:
    roster: Roster
    places: Mapping[int, Place]
    settings: Settings
    locale: str
    agent: str

    def day(self, day: date, ids: Collection[int], given: Collection[int], away: str | None) -> DayPlan:
        by_route = [each for each in self.roster.dealers if each in ids]
        way = route(by_route, self.places)
        known = [self.places[each] for each in way if each in self.places]
        return DayPlan(
            day, tuple(self.stop(each) for each in way), round(length_km(known)) if len(known) > 1 else None,
            tuple(self.stop(each) for each in given), away,
        )  # fmt: skip

    def stop(self, dealer_id: int) -> Stop:
        roster, dealer = self.roster, self.roster.dealers[dealer_id]
        planned = roster.planned.get(dealer_id)
        line = due_line(dealer, roster.today, self.locale, self.settings, roster.sooner.get(dealer_id))
        place, own = self.places.get(dealer_id), dealer.rep_id == roster.rep.id
        where = " ".join(each for each in (line.name, dealer.address or dealer.town) if each)
        return Stop(
            line=line, located=place is not None, maps=map_links(line.name, where, place, self.agent),
            opens=own or roster.viewer.role != "rep" or planned.day == roster.today,
            may_change=own or roster.viewer.role != "rep", by_hand=planned is not None,
            goes_to=roster.names.get(planned.rep_id) if roster.given_away(dealer_id) else None,
            comes_from=None if own else roster.names.get(dealer.rep_id),
        )  # fmt: skip
