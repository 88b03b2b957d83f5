"""Who is visited when: grades, intervals, routes and visit days, laid out backwards from the day of loading.

The structure follows from the seed alone and the dates from the day, so that a sample loaded next week shows
the same company with the same dealers due, overdue and ahead.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.sample.accounts import REPS
from app.sample.goods import GOODS
from app.visits.before.agenda import AHEAD_DAYS, GRACE_DAYS

DEALERS, VISITS, SEED = 40, 600, 7
LONGEST_HISTORY = 8 * 365  # days
SUNDAY = 6

GRADES = "BACCBCABACCCBCCBCBCCBCCCCBCCCCNCCNCCCCDD"
INTERVALS = {"A": 7, "B": 14, "C": 30, "D": 90, "N": 7}
YEARLY = {"A": 52, "B": 26, "C": 12, "D": 4, "N": 8}  # a new dealer has been with us for two months
LEADS = ((1, 2, 2, 3, 4), (1, 1, 2))  # days; whoever is seen weekly is supplied quickly
SIZES = {"A": 2.2, "B": 1.3, "C": 0.7, "D": 0.3, "N": 0.5}

IMPROVER, DIVERTER, BREAKER, DRY, STEADY = "improver", "diverter", "breaker", "dry", "steady"
LOADED, WAVED = "loaded", "waved"  # bought far more than he sells; his rep's last visit was over in no time
# Even numbers are in the first team, so that its supervisor has a story for everything his pages show.
KINDS = {
    0: IMPROVER, 4: WAVED, 8: DIVERTER, 20: LOADED,
    **dict.fromkeys((3, 6, 7, 9, 28, 35), BREAKER), **dict.fromkeys((12, 13, 16, 22, 31), DRY),
}  # fmt: skip

AUDITED_SECTIONS = ("s2_marketing", "s3_warehouse", "s4_cash", "s5_staff", "s6_product", "s7_market")


class BadPlan(ValueError):
    """The numbers asked for cannot make a sample; the text says what would."""


@dataclass(frozen=True)
class PlannedVisit:
    """A visit's day and mode, the section that a quick visit adds of the audit, the next day agreed, until
    when it was due (None: nobody waited for it), and whether the rep waved the dealer through: minutes only,
    and as expected."""

    on: date
    mode: str
    rolled: str | None
    agreed_next: date
    due_until: date | None = None
    waved: bool = False


@dataclass(frozen=True)
class DealerPlan:
    """A dealer of the sample (`number` counts from 0), what he is like, and every visit he gets."""

    number: int
    kind: str
    grade: str
    interval_days: int
    lead_days: int
    size: float
    rep: int
    route_position: int
    carried: tuple[int, ...]
    visits: tuple[PlannedVisit, ...]

    @property
    def warm_up(self) -> int:
        """Days of business before the first visit, so that it finds some; whoever is new has hardly any."""
        return 14 if self.grade == "N" else 45

    @property
    def credit_days(self) -> int:
        """From delivery until he pays: the small and the new at once, of the others some have credit."""
        return 0 if self.grade in "DN" else (0, 30, 0, 0, 15, 0)[self.number % 6]


def plan(dealers: int, visits: int, seed: int, today: date) -> list[DealerPlan]:
    """The whole company; BadPlan when the visits do not fit the dealers."""
    if not 1 <= dealers <= visits:
        raise BadPlan(f"{visits} visits are too few for {dealers} dealers: each needs one at least.")
    counts = _shares(dealers, visits)
    if max(counts) > LONGEST_HISTORY:
        raise BadPlan(f"{visits} visits are too many for {dealers} dealers: give more dealers.")
    reps = rep_count(dealers)
    return [_dealer(number, count, seed, today, reps) for number, count in enumerate(counts)]


def rep_count(dealers: int) -> int:
    """How many reps a company of that many dealers has: six, and more where each would have over 25."""
    return max(len(REPS), -(-dealers // 25))


def _shares(dealers: int, visits: int) -> list[int]:
    """Visits by dealer, one each and the rest in proportion to how often his grade is visited."""
    weights = [YEARLY[GRADES[number % len(GRADES)]] for number in range(dealers)]
    spare, whole = visits - dealers, sum(weights)
    shares = [1 + spare * weight // whole for weight in weights]
    by_rest = sorted(range(dealers), key=lambda number: -(spare * weights[number] % whole))
    for number in by_rest[: visits - sum(shares)]:
        shares[number] += 1
    return shares


def _dealer(number: int, count: int, seed: int, today: date, reps: int) -> DealerPlan:
    rng = Random(f"plan {seed} {number}")
    place = number % len(GRADES)
    grade, kind = GRADES[place], KINDS.get(place, STEADY)
    interval = INTERVALS[grade]
    row, rep = divmod(number, reps)
    due = _due(row, rep, grade, interval, today)
    days = _days(rng, count, interval, due, today)
    return DealerPlan(
        number=number, kind=kind, grade=grade, interval_days=interval,
        lead_days=rng.choice(LEADS[interval == 7]), size=SIZES[grade] * rng.uniform(0.75, 1.3),
        rep=rep, route_position=row + 1,
        carried=_carried(rng), visits=_visits(rng, kind, grade, days, due),
    )  # fmt: skip


def _due(row: int, rep: int, grade: str, interval: int, today: date) -> date:
    """Each rep's first dealer is due today, his second overdue, his third soon, and so on down his list."""
    late = (
        0, GRACE_DAYS[grade] + 1 + rep % 4, -1 - rep % 3, -4 - rep % 6, rep % 2, -(interval // 2),
        GRACE_DAYS[grade] + 3 + rep % 6,
    )[row % 7]  # fmt: skip
    return today - timedelta(days=max(late, 1 - interval))


def _days(rng: Random, count: int, interval: int, due: date, today: date) -> list[date]:
    """Visit days, the last one interval before the due day; now and then late, now and then missed."""
    step = min(interval, LONGEST_HISTORY / count / 1.15)
    day = min(due - timedelta(days=interval), today - timedelta(days=1))
    days = [_workday(day)]
    while len(days) < count:
        stretch = rng.choices((1.0, 1.2, 2.0, 0.85), (70, 12, 10, 8))[0]
        before = days[-1] - timedelta(days=max(1, round(step * stretch)))
        days.append(_workday(before) if step > 2 else before)
    return days[::-1]


def _workday(day: date) -> date:
    return day - timedelta(days=1) if day.weekday() == SUNDAY else day


def _visits(rng: Random, kind: str, grade: str, days: list[date], due: date) -> tuple[PlannedVisit, ...]:
    interval = INTERVALS[grade]
    # Whoever mends his ways is audited each quarter, so that one sees it.
    audit_every = 5 if kind == IMPROVER else max(3, round(100 / interval))
    nexts = [*days[1:], due]
    visits = []
    for index, (day, following) in enumerate(zip(days, nexts, strict=True)):
        mode = "full" if index % audit_every == 0 or rng.random() < 0.02 else "quick"
        rolled = rng.choice(AUDITED_SECTIONS) if mode == "quick" and rng.random() < 0.22 else None
        planned = day + timedelta(days=interval)
        kept = following == due or abs((following - planned).days) <= 1
        waved = kind == WAVED and index == len(days) - 1
        visits.append(
            PlannedVisit(
                day, mode, rolled, following if kept else planned,
                _due_until(visits[-1].agreed_next, grade, day) if visits else None, waved,
            )
        )  # fmt: skip
    return tuple(visits)


def _due_until(due: date, grade: str, day: date) -> date | None:
    waited_for = due <= day + timedelta(days=AHEAD_DAYS)
    return due + timedelta(days=GRACE_DAYS[grade]) if waited_for else None


def _carried(rng: Random) -> tuple[int, ...]:
    """Positions in GOODS of the six to ten products he carries, key products first."""
    keys = [at for at, goods in enumerate(GOODS) if goods.is_key]
    rest = [at for at, goods in enumerate(GOODS) if not goods.is_key]
    chosen = rng.sample(keys, rng.randint(4, 6)) + rng.sample(rest, rng.randint(2, 4))
    return tuple(sorted(chosen, key=lambda at: (not GOODS[at].is_key, at)))
