"""Today, before you go in, starting, the hub, and taking a mistaken start back."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from app.dealers.models import Dealer
from app.visits.models import Answer, Visit
from tests import factories


def start(client, dealer, **fields):
    form = {"id": str(uuid4()), "mode": "quick", "goal": "", "self_check": "later"} | fields
    return client.post(f"/dealers/{dealer.id}/visits", data=form)


def test_today_shows_who_is_due(client, cast, sign_in):
    page = sign_in(client, cast.rita).get("/").text
    assert "Harbour Trading" in page
    assert "Hill Foods" not in page


@pytest.mark.parametrize(
    ("days", "said"),
    [(-30, "Nobody is due"), (-2, "In the next days"), (1, "since 1 day"), (5, "5 days late")],
)
def test_today_says_how_late_a_dealer_is(client, cast, sign_in, db, days, said):
    db.session.get(Dealer, cast.dealer.id).next_due_on = datetime.now(UTC).date() - timedelta(days=days)
    db.session.commit()
    assert said in sign_in(client, cast.rita).get("/").text


def test_a_visit_starts_with_the_id_of_the_phone(client, cast, sign_in, db):
    visit_id = uuid4()
    answer = start(sign_in(client, cast.rita), cast.dealer, id=str(visit_id), goal="Settle the swap")
    assert answer.status_code == 303
    assert answer.location.endswith(f"/visits/{visit_id}")
    assert db.session.get(Visit, visit_id).rep_id == cast.rita.id
    goal = db.session.query(Answer).filter_by(visit_id=visit_id, item_key="visit_goal").one()
    assert goal.value == {"goal": "Settle the swap"}


def test_a_start_sent_twice_starts_once(client, cast, sign_in, db):
    sign_in(client, cast.rita)
    form = {"id": str(uuid4()), "goal": "One", "self_check": "fine"}
    first, second = start(client, cast.dealer, **form), start(client, cast.dealer, **form)
    assert first.location == second.location
    assert db.session.query(Visit).count() == 1
    assert db.session.query(Answer).filter_by(superseded=False, kind="entry").count() == 7


def test_all_fine_leaves_the_exceptions_open(client, cast, sign_in, db):
    start(sign_in(client, cast.rita), cast.dealer, self_check="fine", exception=["self_dress_clean"])
    keys = {answer.item_key for answer in db.session.query(Answer)}
    assert "self_dress_fit" in keys
    assert "self_dress_clean" not in keys


def test_one_visit_at_a_time(client, cast, sign_in, db):
    sign_in(client, cast.rita)
    first = start(client, cast.dealer)
    again = start(client, cast.dealer)
    assert again.location == first.location
    assert "under way already" in client.get(again.location).text
    assert db.session.query(Visit).count() == 1


def test_nobody_starts_a_visit_to_another_reps_dealer(client, cast, sign_in, db):
    assert start(sign_in(client, cast.omar), cast.dealer).status_code == 404
    assert start(sign_in(client, cast.ada), cast.dealer).status_code == 403
    assert db.session.query(Visit).count() == 0


def test_an_id_of_somebody_elses_visit_is_404(client, cast, sign_in, db):
    visit = factories.visit(cast)
    assert start(sign_in(client, cast.omar), cast.omars_dealer, id=str(visit.id)).status_code == 404


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"id": "not-a-uuid"}, 400), ({"id": ""}, 400), ({"mode": "thorough"}, 400), ({"goal": "x" * 301}, 422)],
)
def test_bad_input_starts_nothing(client, cast, sign_in, db, fields, status):
    answer = start(sign_in(client, cast.rita), cast.dealer, **fields)
    assert answer.status_code == status
    assert db.session.query(Visit).count() == 0


def test_what_was_typed_is_kept(client, cast, sign_in):
    answer = start(sign_in(client, cast.rita), cast.dealer, goal="y" * 301)
    assert "y" * 301 in answer.text
    assert "At most 300 characters" in answer.text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ({"latitude": "31.3", "longitude": "120.6", "accuracy": "42.4"}, (31.3, 120.6, 42)),
        ({"latitude": "999", "longitude": "0", "accuracy": "1"}, (None, None, None)),
        ({"latitude": "nan", "longitude": "0", "accuracy": "1"}, (None, None, None)),
        ({"latitude": "", "longitude": "", "accuracy": ""}, (None, None, None)),
    ],
)
def test_the_position_is_recorded_and_never_a_gate(client, cast, sign_in, db, typed, stored):
    assert start(sign_in(client, cast.rita), cast.dealer, **typed).status_code == 303
    visit = db.session.query(Visit).one()
    assert (visit.latitude, visit.longitude, visit.accuracy_m) == stored


def test_a_phone_with_a_fast_clock_does_not_start_tomorrow(client, cast, sign_in, db):
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    start(sign_in(client, cast.rita), cast.dealer, started_at=tomorrow)
    assert db.session.query(Visit).one().started_at <= datetime.now(UTC)


def test_today_offers_to_resume(client, cast, sign_in):
    visit = factories.visit(cast)
    page = sign_in(client, cast.rita).get("/").text
    assert "You are in a visit" in page
    assert f"/visits/{visit.id}" in page


def test_who_is_in_a_visit_is_told_once_and_led_back(client, cast, sign_in):
    sign_in(client, cast.rita)
    place = f"/dealers/{cast.dealer.id}/visit"
    assert "data-start=" in client.get(place).text
    visit = factories.visit(cast)
    page = client.get(place).text
    assert f'href="/visits/{visit.id}"' in page
    assert "data-start=" not in page  # the script, which says the same, has nothing to do


def test_the_hub_shows_the_sections_and_how_far_each_is(client, cast, sign_in):
    visit = factories.visit(cast)
    factories.answer(visit, "wh_tidy", {"grade": 3})
    page = sign_in(client, cast.rita).get(f"/visits/{visit.id}").text
    assert "Warehouse" in page
    assert "1/7" in page  # one of the seven quick questions of the warehouse


@pytest.mark.parametrize(("who", "status"), [("omar", 404), ("sol", 404), ("ada", 404)])
def test_only_the_rep_opens_the_hub(client, cast, sign_in, who, status):
    visit = factories.visit(cast)
    assert sign_in(client, getattr(cast, who)).get(f"/visits/{visit.id}").status_code == status


def test_a_mistaken_start_can_be_taken_back(client, cast, sign_in, db):
    sign_in(client, cast.rita)
    visit_address = start(client, cast.dealer, goal="Wrong one", self_check="fine").location
    assert client.post(f"{visit_address}/cancellation").status_code == 303
    assert db.session.query(Visit).count() == 0


def test_a_visit_that_holds_something_cannot(client, cast, sign_in, db):
    visit = factories.visit(cast)
    factories.count(visit, cast.products[0].id, 24)
    answer = sign_in(client, cast.rita).post(f"/visits/{visit.id}/cancellation", follow_redirects=True)
    assert "cannot be cancelled" in answer.text
    assert db.session.query(Visit).count() == 1


def test_a_finished_visit_cannot_be_cancelled_and_is_called_finished(client, cast, sign_in, db):
    visit = factories.finished(factories.visit(cast), cast)
    answer = sign_in(client, cast.rita).post(f"/visits/{visit.id}/cancellation", follow_redirects=True)
    assert "This visit is finished." in answer.text
    assert db.session.query(Visit).count() == 1


def test_few_queries(client, cast, sign_in, statements):
    visit = factories.visit(cast)
    sign_in(client, cast.rita)
    for address in (
        "/",
        f"/visits/{visit.id}",
        f"/dealers/{cast.dealer.id}/visit",
        f"/visits/{visit.id}/finish",
    ):
        client.get(address)
        with statements() as seen:
            assert client.get(address).status_code == 200
        assert len(seen) <= 12, (address, seen)
