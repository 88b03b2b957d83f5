"""The leverage cards, and what the rules left for the hub, Today and the door."""

from datetime import UTC, datetime, timedelta

import pytest

from app.dealers.models import Dealer
from app.thresholds.models import Threshold
from app.thresholds.queries import forget_settings
from app.visits.models import StockCount, StockLot
from tests import factories
from tests.timeline import judged
from tests.visits.order_world import visit_with_stock


@pytest.fixture
def visit(cast, app):
    return visit_with_stock(cast)


def leverage(client, visit, **query):
    return client.get(f"/visits/{visit.id}/leverage", query_string=query)


def test_a_count_below_the_rule_makes_a_card(client, cast, sign_in, visit):
    shown = leverage(sign_in(client, cast.rita), visit).text
    assert shown.count('class="card fact opens"') == 1, "one a section"
    assert "48 left" in shown
    assert f"/visits/{visit.id}/figures/order:" in shown
    assert f"/visits/{visit.id}/leverage?show=1" in shown


def test_one_card_alone_shows_nothing_else(client, cast, sign_in, visit):
    shown = leverage(sign_in(client, cast.rita), visit, show=1).text
    assert "48 left" in shown
    assert "top__nav" not in shown
    assert "figures/" not in shown


@pytest.mark.parametrize("show", ["0", "2", "99"])
def test_a_card_that_is_not_there(client, cast, sign_in, visit, show):
    assert leverage(sign_in(client, cast.rita), visit, show=show).status_code == 404


def test_without_a_fact_there_is_no_card(client, cast, sign_in):
    visit = factories.visit(cast)
    assert "No card yet" in leverage(sign_in(client, cast.rita), visit).text


def test_lots_at_risk_stand_with_date_and_money(client, cast, sign_in, visit, db):
    count = db.session.query(StockCount).filter_by(visit_id=visit.id, product_id=cast.products[0].id).one()
    old = (datetime.now(UTC) - timedelta(days=134)).date()
    db.session.add(StockLot(stock_count_id=count.id, production_date=old, quantity=48))
    db.session.commit()
    shown = leverage(sign_in(client, cast.rita), visit).text
    assert "Will not sell in time" in shown
    assert f"/visits/{visit.id}/figures/risk:{cast.products[0].id}" in shown


@pytest.mark.parametrize(("who", "open_status", "finished_status"),
                         [("omar", 404, 404), ("sol", 404, 200), ("ada", 404, 200)])  # fmt: skip
def test_for_whom(client, cast, sign_in, visit, who, open_status, finished_status):
    signed = sign_in(client, getattr(cast, who))
    assert leverage(signed, visit).status_code == open_status
    factories.finished(visit, cast)
    assert leverage(signed, visit).status_code == finished_status


def test_a_finished_visit_keeps_its_cards(client, cast, sign_in, visit):
    factories.finished(visit, cast)
    assert "48 left" in leverage(sign_in(client, cast.sol), visit).text


class TestStanding:
    @pytest.fixture
    def past(self, cast, app):
        past = factories.visit(cast)
        then = datetime.now(UTC) - timedelta(days=7)
        factories.finished(past, cast, then)
        judged.score(past, then, s3=61.4, s4=None)
        judged.finding(past, "wh_tidy", visits=4)
        judged.finding(past, "wh_expired", "critical")
        return past

    def test_the_hub_shows_last_scores_and_names_what_is_critical(self, client, cast, sign_in, past):
        visit = factories.visit(cast)
        shown = sign_in(client, cast.rita).get(f"/visits/{visit.id}").text
        assert f'/visits/{past.id}/figures/s3"><span class="figure">61<' in shown
        assert " open<" in shown
        assert "Expired" in shown
        for page in ("order", "leverage"):
            assert f"/visits/{visit.id}/{page}" in shown

    def test_the_worst_open_finding_is_proposed_as_purpose(self, client, cast, sign_in, past):
        shown = sign_in(client, cast.rita).get(f"/dealers/{cast.dealer.id}/visit").text
        assert " open findings<" in shown
        purpose = shown[shown.index("<textarea") : shown.index("</textarea>")]
        assert "Expired" in purpose

    def test_today_says_why_a_dealer_is_due_sooner(self, client, cast, sign_in, past, db):
        db.session.get(Dealer, cast.dealer.id).next_due_on = datetime.now(UTC).date()
        db.session.commit()
        shown = sign_in(client, cast.rita).get("/").text
        assert "Sooner, because a critical finding is open." in shown

    def test_today_counts_the_days_of_grace_as_they_are_set(self, client, cast, sign_in, db):
        db.session.get(Dealer, cast.dealer.id).next_due_on = datetime.now(UTC).date() - timedelta(days=4)
        db.session.commit()
        sign_in(client, cast.rita)
        assert "Overdue" in client.get("/").text
        db.session.add(Threshold(name="grace_b", value="6", changed_by=cast.ada.id))
        db.session.commit()
        forget_settings()  # as the admin's page does
        assert "Overdue" not in client.get("/").text
