"""A visit that was given to another rep: he sees and may visit the dealer on that day, and on no other."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from app.dealers.models import Dealer, PlannedVisit
from app.visits.models import Visit
from tests import factories
from tests.visits.test_passed_on import pages

DAY = timedelta(days=1)


@pytest.fixture
def give(cast, db):
    """Give the visit of Rita's dealer to Omar for a day, or to somebody else."""

    def given(day: date, to=None, **values):
        row = {"id": uuid4(), "dealer_id": cast.dealer.id, "rep_id": (to or cast.omar).id, "day": day}
        row["owner_id"] = cast.rita.id
        db.session.add(PlannedVisit(**row, set_by_id=cast.sol.id, **values))
        db.session.commit()

    return given


def addresses(cast):
    dealer = cast.dealer.id
    return [f"/dealers/{dealer}", f"/dealers/{dealer}/visit", f"/dealers/{dealer}/kit"]


def start(client, cast, **form):
    made = {"id": str(uuid4()), "mode": "quick"} | form
    return client.post(f"/dealers/{cast.dealer.id}/visits", data=made)


def test_on_his_day_he_sees_the_dealer_and_may_visit_him(client, cast, db, sign_in, give):
    give(date.today())
    sign_in(client, cast.omar)
    assert [client.get(path).status_code for path in addresses(cast)] == [200] * 3
    page = client.get("/").text
    assert "Harbour" in page
    assert "planned for today" in page
    assert start(client, cast).status_code == 303
    assert db.session.query(Visit).one().rep_id == cast.omar.id


@pytest.mark.parametrize("away", [-1, 1, 7])
def test_on_other_days_there_is_no_such_dealer_for_him(client, cast, sign_in, give, away):
    give(date.today() + away * DAY)
    sign_in(client, cast.omar)
    assert [client.get(path).status_code for path in addresses(cast)] == [404] * 3
    assert "Harbour" not in client.get("/").text + client.get("/dealers").text
    assert start(client, cast).status_code == 404


def test_what_was_taken_back_or_given_to_another_opens_nothing(client, cast, sign_in, give):
    give(date.today(), replaced_at=datetime.now(UTC))
    give(date.today(), to=cast.rita)
    sign_in(client, cast.omar)
    assert [client.get(path).status_code for path in addresses(cast)] == [404] * 3


def test_his_own_rep_and_supervisors_see_what_they_saw_before(client, cast, sign_in, give):
    give(date.today())
    path = f"/dealers/{cast.dealer.id}"
    assert sign_in(client, cast.rita).get(f"{path}/visit").status_code == 200
    assert sign_in(client, cast.sol).get(path).status_code == 200
    assert sign_in(client, cast.sol).get(f"{path}/visit").status_code == 403
    stranger = factories.supervisor_of(cast.other_team)
    assert sign_in(client, stranger).get(path).status_code == 404


def test_a_visit_made_without_a_signal_on_his_day_arrives_on_the_next(client, cast, db, sign_in, give):
    yesterday = datetime.now(UTC) - DAY
    give(yesterday.date(), replaced_at=datetime.now(UTC))
    form = {"pages": pages(cast.omar, cast.dealer, days=2), "offline": "1"}
    answer = start(sign_in(client, cast.omar), cast, started_at=yesterday.isoformat(), **form)
    assert answer.status_code == 303
    visit = db.session.query(Visit).one()
    assert client.get(f"/visits/{visit.id}").status_code == 200
    early = (yesterday - DAY).isoformat()
    assert start(client, cast, started_at=early, **form).status_code == 404


def test_once_it_is_made_it_waits_no_more_on_today(client, cast, db, sign_in, give):
    give(date.today())
    factories.finished(factories.visit(cast, rep_id=cast.omar.id), cast)
    assert "planned for today" not in sign_in(client, cast.omar).get("/").text


def test_a_dealer_who_changed_hands_takes_no_gifts_along(client, cast, db, sign_in, give):
    give(date.today())
    db.session.get(Dealer, cast.dealer.id).rep_id = cast.ada.id
    db.session.commit()
    sign_in(client, cast.omar)
    assert [client.get(path).status_code for path in addresses(cast)] == [404] * 3
    yesterday = datetime.now(UTC) - DAY
    assert start(client, cast, started_at=yesterday.isoformat(), offline="1").status_code == 404


@pytest.mark.parametrize(("review", "status"), [("waiting", 404), ("sent_back", 200), ("approved", 404)])
def test_a_visit_that_was_sent_back_is_read_by_who_made_it(client, cast, db, sign_in, review, status):
    visit = factories.finished(factories.visit(cast, rep_id=cast.omar.id), cast)
    db.session.get(Visit, visit.id).review = review
    db.session.commit()
    assert sign_in(client, cast.omar).get(f"/visits/{visit.id}/report").status_code == status
