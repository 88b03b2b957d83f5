"""Who is visited when."""

from collections import Counter
from datetime import date, timedelta

import pytest

from app.sample.accounts import REPS, TEAMS
from app.sample.plan import DIVERTER, IMPROVER, LOADED, WAVED, BadPlan, plan, rep_count
from app.visits.before.agenda import AHEAD_DAYS, GRACE_DAYS
from tests.sample.conftest import TODAY


@pytest.mark.parametrize(("dealers", "visits"), [(1, 1), (3, 7), (40, 600), (400, 20_000)])
def test_as_many_visits_as_asked_for(dealers, visits):
    plans = plan(dealers, visits, 7, TODAY)
    assert len(plans) == dealers
    assert sum(len(each.visits) for each in plans) == visits
    assert all(each.visits for each in plans)


def test_visits_lie_in_order_and_in_the_past():
    for dealer in plan(40, 600, 7, TODAY):
        days = [visit.on for visit in dealer.visits]
        assert days == sorted(set(days))
        assert days[-1] < TODAY
        assert all(visit.agreed_next > visit.on for visit in dealer.visits)


def test_every_rep_has_somebody_due_overdue_and_ahead():
    states = {rep: Counter() for rep in range(rep_count(40))}
    for dealer in plan(40, 600, 7, TODAY):
        late = (TODAY - dealer.visits[-1].agreed_next).days
        state = "overdue" if late > GRACE_DAYS[dealer.grade] else "due" if late >= 0 else "ahead"
        states[dealer.rep][state] += 1
    assert all(set(each) == {"overdue", "due", "ahead"} for each in states.values())


FORTNIGHT = [TODAY + timedelta(days=number) for number in range(14)]
MONTH_ENDS = [date(2027, month, 1) - timedelta(days=1) for month in range(1, 13)] + [date(2028, 2, 29)]


@pytest.mark.parametrize("today", [*FORTNIGHT, *MONTH_ENDS], ids=str)
def test_every_rep_has_a_day_full_of_dealers_whatever_the_day(today):
    """As *Today* lists them: overdue, due, and due within days."""
    listed = Counter(
        dealer.rep for dealer in plan(40, 600, 7, today)
        if dealer.visits[-1].agreed_next <= today + timedelta(days=AHEAD_DAYS)
    )  # fmt: skip
    assert all(listed[rep] >= 4 for rep in range(rep_count(40))), listed


def test_the_first_team_has_a_story_for_each_of_its_supervisors_pages():
    kinds = {dealer.kind for dealer in plan(40, 600, 7, TODAY) if REPS[dealer.rep].teams == (0,)}
    assert {IMPROVER, DIVERTER, LOADED, WAVED} <= kinds
    assert len(TEAMS) == 2


def test_the_same_seed_is_the_same_structure_on_another_day():
    today, later = (plan(40, 600, 7, day) for day in (TODAY, TODAY.replace(month=12)))
    assert [(each.kind, each.carried, len(each.visits)) for each in today] == [
        (each.kind, each.carried, len(each.visits)) for each in later
    ]
    assert plan(40, 600, 7, TODAY) == today
    assert plan(40, 600, 8, TODAY) != today


@pytest.mark.parametrize(("dealers", "visits", "word"), [(5, 4, "too few"), (1, 5_000, "too many")])
def test_numbers_that_do_not_fit_are_refused_in_words(dealers, visits, word):
    with pytest.raises(BadPlan, match=word):
        plan(dealers, visits, 7, TODAY)
