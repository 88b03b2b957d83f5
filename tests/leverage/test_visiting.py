"""Value class, interval, due date and compliance: rules G3 and G4."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from app.leverage.visiting import (
    DealerSales,
    DealerState,
    DueVisit,
    value_classes,
    visit_compliance,
    visit_plan,
)

TODAY = date(2025, 4, 1)
SINCE = date(2023, 1, 1)


def dealers(*sales: int) -> list[DealerSales]:
    return [DealerSales(str(at), amount, TODAY, SINCE) for at, amount in enumerate(sales)]


def classes(*sales: int) -> str:
    return "".join(value_classes(dealers(*sales), TODAY).value.values())


def test_g3_example():
    assert classes(52, 18, 10, 8, 6, 4, 2) == "AABBBCC"


def test_g3_order_of_the_list_does_not_matter():
    found = value_classes(dealers(2, 52, 18, 10, 8, 6, 4), TODAY).value
    assert [found[str(at)] for at in range(7)] == list("CAABBBC")


def test_g3_ties_share_the_better_class():
    assert classes(20, 20, 20, 20, 20) == "AAAAA"
    assert classes(60, 20, 10, 5, 5) == "ABBCC"


def test_g3_lost_and_new_dealers_stand_outside():
    others = dealers(52, 18, 10, 8, 6, 4, 2)
    lost = DealerSales("lost", 500, TODAY - timedelta(days=90), SINCE)
    never = DealerSales("never", 0, None, SINCE)
    new = DealerSales("new", 500, TODAY, TODAY - timedelta(days=89))
    found = value_classes([*others, lost, never, new], TODAY).value
    assert (found["lost"], found["never"], found["new"]) == ("D", "D", "N")
    assert found["0"] == "A"


def test_g3_too_little_to_rank():
    assert value_classes(dealers(5, 4, 3, 2), TODAY).code == "not_ranked"
    assert value_classes(dealers(5, 4, 3, 2, 1), TODAY, months=2).code == "not_ranked"
    assert value_classes(dealers(0, 0, 0, 0, 0), TODAY).code == "not_ranked"
    new = DealerSales("new", 5, TODAY, TODAY)
    result = value_classes([*dealers(5, 4), new], TODAY)
    assert (result.value, result.confidence) == ({"new": "N"}, "low")


def test_g4_example():
    state = DealerState("B", date(2025, 3, 24), critical_open=True)
    plan = visit_plan(state, date(2025, 3, 31)).value
    assert (plan.interval, plan.due, plan.overdue) == (7, date(2025, 3, 31), False)
    assert len(plan.hurried) == 1


@pytest.mark.parametrize(
    ("klass", "interval", "grace"), [("A", 7, 2), ("B", 14, 3), ("C", 30, 7), ("D", 90, 7), ("N", 7, 2)]
)
def test_g4_intervals_and_grace(klass, interval, grace):
    plan = visit_plan(DealerState(klass, TODAY), TODAY).value
    assert plan.due == TODAY + timedelta(days=interval)
    assert plan.grace_until == plan.due + timedelta(days=grace)
    assert not visit_plan(DealerState(klass, TODAY), plan.grace_until).value.overdue
    late = visit_plan(DealerState(klass, TODAY), plan.grace_until + timedelta(days=1)).value
    assert (late.overdue, late.days_late) == (True, grace + 1)


@pytest.mark.parametrize(
    "trouble",
    [{"health": "D"}, {"critical_open": True}, {"complaint_open": True}, {"promise_overdue": True}],
)
@pytest.mark.parametrize(("klass", "faster"), [("A", 7), ("B", 7), ("C", 14), ("D", 30), ("N", 7)])
def test_g4_one_step_faster(klass, faster, trouble):
    assert visit_plan(DealerState(klass, TODAY, **trouble), TODAY).value.interval == faster


def test_g4_set_by_hand():
    assert visit_plan(DealerState(None, TODAY, own_interval=21), TODAY).value.interval == 21
    assert visit_plan(DealerState("A", TODAY, own_interval=21, health="D"), TODAY).value.interval == 14
    agreed = visit_plan(DealerState("A", TODAY, agreed_day=date(2025, 4, 20)), TODAY).value
    assert agreed.due == date(2025, 4, 20)


def test_g4_never_visited_is_due_today_and_no_class_is_said():
    assert visit_plan(DealerState("C", None), TODAY).value.due == TODAY
    assert visit_plan(DealerState(None, TODAY), TODAY).code == "no_class"


def test_g4_class_d_is_phoned_monthly():
    assert visit_plan(DealerState("D", TODAY), TODAY).value.phone_due == TODAY + timedelta(days=30)
    assert visit_plan(DealerState("C", TODAY), TODAY).value.phone_due is None


def due(days_ago: int, made_after: int | None, grace: int = 2) -> DueVisit:
    day = TODAY - timedelta(days=days_ago)
    made = None if made_after is None else day + timedelta(days=made_after)
    return DueVisit(day, day + timedelta(days=grace), made)


def test_g4_compliance():
    visits = [due(50, 0), due(40, 2), due(30, 3), due(20, None), due(1, None), due(91, None), due(-3, None)]
    assert visit_compliance(visits, TODAY).value == Fraction(1, 2)
    assert visit_compliance([due(1, None)], TODAY).code == "none_due"
