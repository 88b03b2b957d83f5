"""Today follows the plan: a visit that was moved is due on its day, one that was given is not due here."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from app.dealers.models import Dealer, PlannedVisit
from tests import factories
from tests.planning.test_plan import MONDAY, due

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    monkeypatch.setattr("app.clock.utc_now", lambda: datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


@pytest.fixture
def plan(cast, db):
    """Plan the visit of Rita's dealer for a day, for her or for somebody else."""

    def planned(day, rep=None, **values):
        row = {"dealer_id": cast.dealer.id, "rep_id": (rep or cast.rita).id, "owner_id": cast.rita.id}
        db.session.add(PlannedVisit(id=uuid4(), day=day, set_by_id=cast.sol.id, **row, **values))
        db.session.commit()

    return planned


def groups(client) -> dict[str, str]:
    """What Today lists under each of its headings."""
    parts = client.get("/").text.split('<div class="sect">')[1:]
    return {part.split("</h2>")[0].split(">")[-1]: part for part in parts}


def test_a_moved_visit_is_due_on_its_day(client, cast, db, sign_in, plan):
    due(db, cast, MONDAY - 9 * DAY)
    sign_in(client, cast.rita)
    assert "Harbour" in groups(client)["Overdue"]
    plan(MONDAY + 3 * DAY)
    found = groups(client)
    assert "Overdue" not in found and "Due" not in found
    assert "Harbour" in found["In the next days"] and "planned for Thu 26 Nov" in found["In the next days"]


def test_on_its_day_it_is_due_and_afterwards_it_is_late_as_before(
    client, cast, db, sign_in, plan, monkeypatch
):
    due(db, cast, MONDAY - 9 * DAY)
    plan(MONDAY + DAY)
    for day in (24, 25):
        monkeypatch.setattr("app.clock.utc_now", lambda day=day: datetime(2026, 11, day, 9, 0, tzinfo=UTC))
        found = groups(sign_in(client, cast.rita))
        assert "Harbour" in found["Overdue"] and "In the next days" not in found


def test_a_visit_given_to_somebody_is_his(client, cast, db, sign_in, plan):
    due(db, cast, MONDAY)
    plan(MONDAY, rep=cast.omar)
    found = groups(sign_in(client, cast.rita))
    assert "Due" not in found
    assert cast.omar.display_name in found["In the next days"]
    assert "planned for today" in sign_in(client, cast.omar).get("/").text
    assert "Harbour" in groups(sign_in(client, cast.sol))["Due"]


def test_what_was_taken_back_moves_nothing(client, cast, db, sign_in, plan):
    due(db, cast, MONDAY)
    plan(MONDAY + 2 * DAY, replaced_at=datetime.now(UTC))
    assert "Harbour" in groups(sign_in(client, cast.rita))["Due"]
    db.session.get(Dealer, cast.dealer.id).rep_id = cast.omar.id  # and nothing once somebody else has him
    db.session.commit()
    plan(MONDAY + 2 * DAY)
    assert "Harbour" in groups(sign_in(client, cast.omar))["Due"]


def holds(db) -> list[PlannedVisit]:
    db.session.expire_all()
    return db.session.query(PlannedVisit).filter_by(replaced_at=None).all()


BEFORE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("whose", ["rita", "omar"])
def test_a_visit_made_before_its_planned_day_is_done(client, cast, db, sign_in, plan, whose):
    plan(MONDAY + 2 * DAY, getattr(cast, whose), set_at=BEFORE)
    factories.finished(factories.visit(cast, started_at=BEFORE), cast)
    assert not holds(db)
    assert "Harbour" not in sign_in(client, cast.rita).get("/plan").text
    sign_in(client, cast.omar)
    assert "Harbour" not in client.get("/plan").text


def test_what_was_planned_after_the_visit_holds(cast, db, plan):
    plan(MONDAY + 2 * DAY, set_at=BEFORE + 2 * DAY)
    factories.finished(factories.visit(cast, started_at=BEFORE), cast)
    assert [row.day for row in holds(db)] == [MONDAY + 2 * DAY]


def test_who_is_to_go_today_goes_on_seeing_the_dealer(client, cast, db, sign_in, plan):
    plan(MONDAY, cast.omar, set_at=BEFORE)
    factories.finished(factories.visit(cast, rep_id=cast.omar.id, started_at=BEFORE), cast)
    assert [row.rep_id for row in holds(db)] == [cast.omar.id]
    assert sign_in(client, cast.omar).get(f"/dealers/{cast.dealer.id}").status_code == 200
