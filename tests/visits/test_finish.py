"""Finishing: the gaps, what is obligatory, and what a closed visit leaves behind."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.dealers.models import Dealer
from app.visits.models import LastAnswer, LastCount, Visit
from app.visits.queries import last_answers_of
from tests import factories


@pytest.fixture
def visit(cast, app):
    return factories.visit(cast)


def submit(client, visit):
    return client.post(f"/visits/{visit.id}/submission")


def fill_obligatory(visit, cast):
    for product in cast.products:
        factories.count(visit, product.id, 48)
    factories.photo(visit, "wh_overview_photo.overview")
    factories.answer(visit, "self_written_memo", {"memo": "sent"})


def test_the_gaps_are_listed_and_the_obligatory_ones_first(client, cast, sign_in, visit):
    page = sign_in(client, cast.rita).get(f"/visits/{visit.id}/finish").text
    assert page.index("Count of our key items") < page.index("Placement")
    assert "not all counted" in page


def test_nothing_obligatory_may_be_missing(client, cast, sign_in, visit, db):
    answer = submit(sign_in(client, cast.rita), visit)
    assert answer.status_code == 422
    assert "Warehouse overview photo" in answer.text
    assert db.session.get(Visit, visit.id).is_open


def test_other_gaps_do_not_stop_it(client, cast, sign_in, visit, db):
    fill_obligatory(visit, cast)
    assert submit(sign_in(client, cast.rita), visit).status_code == 303
    assert not db.session.get(Visit, visit.id).is_open


@pytest.mark.parametrize("state", ["not_seen", "declined"])
def test_a_way_out_is_enough(client, cast, sign_in, visit, state):
    for key in ("wh_stock_counts", "wh_overview_photo", "self_written_memo"):
        factories.answer(visit, key, {}, state=state)
    assert submit(sign_in(client, cast.rita), visit).status_code == 303


def test_finishing_twice_finishes_once(client, cast, sign_in, visit, db):
    fill_obligatory(visit, cast)
    sign_in(client, cast.rita)
    submit(client, visit)
    first = db.session.get(Visit, visit.id).finished_at
    assert submit(client, visit).status_code == 303
    assert db.session.get(Visit, visit.id).finished_at == first


@pytest.mark.parametrize("who", ["omar", "sol", "ada"])
def test_nobody_else_finishes_it(client, cast, sign_in, visit, who):
    assert submit(sign_in(client, getattr(cast, who)), visit).status_code == 404


def test_what_was_found_becomes_last_time(client, cast, sign_in, visit, db):
    factories.answer(visit, "wh_tidy", {"grade": 4})
    factories.answer(visit, "wh_expired", {}, state="not_seen")
    fill_obligatory(visit, cast)
    submit(sign_in(client, cast.rita), visit)
    last = last_answers_of(cast.dealer.id)
    assert last["wh_tidy"].answer.value == {"grade": 4}
    assert "wh_expired" not in last
    assert db.session.query(LastCount).count() == 3


def test_unchanged_keeps_the_day_of_the_observation(cast, db, app):
    first = factories.visit(cast)
    factories.answer(first, "wh_tidy", {"grade": 4})
    factories.finished(first, cast)
    earlier = date.today() - timedelta(days=30)
    db.session.get(LastAnswer, (cast.dealer.id, "wh_tidy")).observed_on = earlier
    db.session.commit()
    second = factories.visit(cast)
    factories.answer(second, "wh_tidy", {"grade": 4}, state="unchanged")
    factories.finished(second, cast)
    last = db.session.get(LastAnswer, (cast.dealer.id, "wh_tidy"))
    assert last.observed_on == earlier
    assert last.verified_on == datetime.now(UTC).date()


def test_the_agreed_day_is_the_next_one_due(client, cast, sign_in, visit, db):
    agreed = datetime.now(UTC).date() + timedelta(days=5)
    factories.answer(visit, "visit_next_date", {"date": agreed.isoformat()})
    fill_obligatory(visit, cast)
    submit(sign_in(client, cast.rita), visit)
    dealer = db.session.get(Dealer, cast.dealer.id)
    assert dealer.next_due_on == agreed
    assert dealer.last_visit_on == datetime.now(UTC).date()


def test_without_one_the_interval_says_it(client, cast, sign_in, visit, db):
    fill_obligatory(visit, cast)
    submit(sign_in(client, cast.rita), visit)
    due = db.session.get(Dealer, cast.dealer.id).next_due_on
    assert due == datetime.now(UTC).date() + timedelta(days=14)


def test_the_summary_holds_changes_counts_and_notes(cast, app, visit, db):
    factories.answer(visit, "wh_tidy", {"grade": 4}, note="swept")
    factories.count(visit, cast.products[0].id, 96, unsellable=4)
    factories.finished(visit, cast)
    summary = db.session.get(Visit, visit.id).summary
    change = next(change for change in summary["changes"] if change["key"] == "wh_tidy")
    assert (change["value"], change["old"]) == ({"grade": 4}, None)
    assert summary["notes"] == [{"key": "wh_tidy", "section": 3, "note": "swept"}]
    assert summary["counts"][0]["counted"] == 96
