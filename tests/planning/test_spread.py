"""Which visit falls on which day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.planning.spread import DueVisit, Pace, spread

MONDAY = date(2026, 11, 23)
A_DAY = Pace().a_day
FRIDAY, SUNDAY = MONDAY + timedelta(days=4), MONDAY + timedelta(days=6)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def due(dealer_id: int, on: date | None, **values) -> DueVisit:
    return DueVisit(dealer_id, on, values.pop("interval_days", 30), **values)


def test_each_falls_on_its_day_and_the_overdue_on_the_first():
    found = spread([due(1, day(2)), due(2, day(-9)), due(3, None), due(4, day(8))], MONDAY, SUNDAY)
    assert found.days == {MONDAY: (2, 3), day(2): (1,)}
    assert found.left_over == ()


def test_a_full_day_runs_over_into_the_next_the_longest_overdue_first():
    visits = [due(n, day(-n)) for n in range(A_DAY + 2)]
    found = spread(visits, MONDAY, SUNDAY)
    assert found.days[MONDAY] == tuple(range(A_DAY + 1, 1, -1))
    assert found.days[day(1)] == (1, 0)


def test_of_the_same_day_what_hurries_comes_first():
    assert spread([due(1, MONDAY), due(2, MONDAY, hurried=True)], MONDAY, SUNDAY).days[MONDAY] == (2, 1)


def test_nothing_falls_on_a_weekend_or_a_day_off():
    found = spread([due(1, day(1)), due(2, day(5))], MONDAY, SUNDAY, away={day(1), FRIDAY})
    assert found.days == {day(2): (1,), day(3): (2,)}


def test_what_does_not_fit_is_left_over():
    found = spread([due(n, MONDAY) for n in range(A_DAY + 1)], FRIDAY, SUNDAY)
    assert len(found.days[FRIDAY]) == A_DAY
    assert found.left_over == (A_DAY,)


def test_visits_made_today_take_their_room():
    found = spread([due(n, MONDAY) for n in range(3)], MONDAY, SUNDAY, done_today=A_DAY - 1)
    assert found.days == {MONDAY: (0,), day(1): (1, 2)}


def test_a_day_that_was_set_holds_even_when_it_is_full_or_off():
    visits = [due(n, MONDAY) for n in range(A_DAY)] + [due(99, day(9), set_for=MONDAY)]
    found = spread(visits, MONDAY, SUNDAY)
    assert 99 in found.days[MONDAY]
    assert len(found.days[MONDAY]) == A_DAY
    assert spread([due(1, MONDAY, set_for=day(5))], MONDAY, SUNDAY).days == {day(5): (1,)}


def test_a_short_interval_comes_again_in_the_next_week():
    found = spread([due(1, day(1), interval_days=7)], MONDAY, SUNDAY + timedelta(days=7))
    assert found.days == {day(1): (1,), day(8): (1,)}


def test_a_company_has_its_own_pace():
    slow = Pace(a_day=2, days=frozenset({5, 6, 0}))
    found = spread([due(n, MONDAY) for n in range(6)], MONDAY, SUNDAY, pace=slow)
    assert found.days == {MONDAY: (0, 1), day(5): (2, 3), SUNDAY: (4, 5)}


DUE = st.builds(
    DueVisit, st.integers(1, 10**6), st.none() | st.integers(-60, 30).map(day), st.integers(1, 90),
    st.booleans(), st.none() | st.integers(0, 13).map(day),
)  # fmt: skip


@given(
    st.lists(DUE, max_size=60, unique_by=lambda visit: visit.dealer_id),
    st.sets(st.integers(0, 13).map(day)),
    st.builds(Pace, st.integers(1, 30), st.frozensets(st.integers(0, 6), min_size=1)),
)
def test_nobody_is_lost_and_no_day_is_overfilled(visits, away, pace):
    until = day(13)
    found = spread(visits, MONDAY, until, away, pace=pace)
    placed = {dealer for dealers in found.days.values() for dealer in dealers}
    wanted = {v.dealer_id for v in visits if min(v.due or MONDAY, v.set_for or day(99)) <= until}
    assert placed | set(found.left_over) == wanted
    assert not placed & set(found.left_over)
    chosen = {(v.dealer_id, v.set_for) for v in visits}
    for on, dealers in found.days.items():
        free = [each for each in dealers if (each, on) not in chosen]
        assert len(free) <= pace.a_day
        assert not free or (pace.works(on) and on not in away)
