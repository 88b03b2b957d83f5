"""Every figure opens: value, sum, inputs with their origins, confidence; or what to do without one."""

import html
from datetime import UTC, datetime, timedelta

import pytest

from app import i18n
from app.checklists.queries import built_in
from app.visits.figures import COMPUTED, DEALER_KINDS, OWN, keys_of, kind_of
from app.visits.figures.found_in import FOUND_IN, WATCHED_IN
from app.visits.figures.stock import PRODUCT_KINDS
from app.visits.judgement.improvements import WATCHED
from app.visits.judgement.judgement import DEALER_FIGURES, PRODUCT_FIGURES
from app.visits.judgement.live import stored_judgement
from tests import factories
from tests.promises.writing import make
from tests.visits.order_world import visit_with_stock


@pytest.fixture
def visit(cast, app):
    return visit_with_stock(cast)


def figure(client, visit, key):
    return client.get(f"/visits/{visit.id}/figures/{key}")


def test_every_figure_of_a_judgement_has_words():
    assert set(PRODUCT_FIGURES) <= set(PRODUCT_KINDS)
    assert set(DEALER_FIGURES) <= set(DEALER_KINDS)
    assert set(COMPUTED.values()) <= set(DEALER_KINDS)
    assert {*FOUND_IN.values(), *WATCHED_IN.values()} <= set(DEALER_KINDS)
    assert set(WATCHED_IN) == set(WATCHED)


# Texts whose numbers are names, prices of the list, borders of the company, or what the rep typed.
NOT_COMPUTED = {
    "mkt_expenses", "mkt_open_time", "mkt_operating_profit", "mkt_vehicle_mix", "prod_difference",
    "prod_professionalism", "wh_ventilation",
}  # fmt: skip


def test_the_numbers_of_every_finding_have_their_figure():
    telling = {
        item.key for item in built_in().by_key.values()
        if any("{" in part.text.in_locale("en") for part in (item.finding, item.advice) if part)
    }  # fmt: skip
    assert telling == (telling & set(FOUND_IN)) | NOT_COMPUTED


def test_what_a_visit_did_not_look_at_says_so(client, cast, sign_in, visit):
    shown = figure(sign_in(client, cast.rita), visit, "receivables").text
    assert "nothing was looked at that it needs" in shown
    assert "rule" not in shown.split("<main")[1].split("banner")[0]


def test_an_old_figure_names_the_answer_of_its_own_time(client, cast, sign_in):
    now = datetime.now(UTC)
    for days, grade in ((40, 4), (10, 2)):
        past = factories.visit(cast, started_at=now - timedelta(days=days, minutes=20))
        factories.answer(past, "prod_attention", {"grade": grade}, answered_at=now - timedelta(days=days))
        factories.finished(past, cast, now - timedelta(days=days))
    between = factories.visit(cast, started_at=now - timedelta(days=20, minutes=20))
    factories.finished(between, cast, now - timedelta(days=20))
    shown = figure(sign_in(client, cast.rita), between, "attention").text
    with client.application.test_request_context():
        assert i18n.show_date((now - timedelta(days=40)).date()) in shown
        assert i18n.show_date((now - timedelta(days=10)).date()) not in shown


NO_FIGURES = ("nothing", "order", "order:", "order:x", "order:-1", "s1", "kept_rate")


@pytest.mark.parametrize("key", NO_FIGURES)
def test_what_is_no_figure(client, cast, sign_in, visit, key):
    assert figure(sign_in(client, cast.rita), visit, key).status_code == 404
    assert kind_of(key) is None


def test_an_order_with_its_sum_and_where_it_comes_from(client, cast, sign_in, visit):
    shown = html.unescape(figure(sign_in(client, cast.rita), visit, f"order:{cast.products[0].id}").text)
    assert "25 cases (600 units), ¥1,500" in shown
    assert "Cola 1" in shown
    assert "rule A9" in shown
    assert "Sellable at the last count" in shown
    assert "count before" in shown
    assert "our delivery records" in shown


def test_an_answer_behind_a_figure_is_named_with_day_and_evidence(client, cast, sign_in, visit):
    factories.answer(visit, "prod_attention", {"grade": 2}, evidence="told")
    shown = figure(sign_in(client, cast.rita), visit, "attention").text
    assert "rated 2 of 5" in shown
    assert f"/visits/{visit.id}/sections/s6_product?all=1#prod_attention" in shown
    assert "Told" in shown
    assert "Unsure" in shown


def test_a_refusal_says_why_and_where_to_go(client, cast, sign_in, visit):
    shown = figure(sign_in(client, cast.rita), visit, "cash_cover").text
    assert "banner--warn" in shown
    assert f"/visits/{visit.id}/sections/s4_cash" in shown


def test_a_finished_visit_opens_as_it_was_stored(client, cast, sign_in, visit, statements):
    factories.finished(visit, cast)
    sign_in(client, cast.sol)
    key = f"order:{cast.products[0].id}"
    shown = figure(client, visit, key)
    assert "25 cases (600 units)" in shown.text
    assert "Go to the stock count" not in shown.text
    with statements() as seen:
        figure(client, visit, key)
    assert len(seen) <= 6


@pytest.mark.parametrize(("who", "status"), [("omar", 404), ("sol", 200), ("ada", 200)])
def test_for_whom_finished(client, cast, sign_in, visit, who, status):
    factories.finished(visit, cast)
    assert figure(sign_in(client, getattr(cast, who)), visit, "s3").status_code == status


@pytest.mark.parametrize("who", ["omar", "sol", "ada"])
def test_an_open_visit_is_the_reps_own(client, cast, sign_in, visit, who):
    assert figure(sign_in(client, getattr(cast, who)), visit, "s3").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("rita", 200), ("sol", 200), ("ada", 404)])
def test_the_self_score_is_between_rep_and_supervisor(client, cast, sign_in, visit, who, status):
    factories.answer(visit, "self_face_clean", {"tidy": "yes"})
    factories.finished(visit, cast)
    assert figure(sign_in(client, getattr(cast, who)), visit, "self_score").status_code == status


@pytest.mark.parametrize("locale", ["en", "zh_Hans", "zh_Hant"])
def test_every_figure_of_a_visit_opens_in_every_language(client, cast, sign_in, visit, db, locale):
    db.session.get(type(cast.rita), cast.rita.id).locale = locale
    db.session.commit()
    factories.finished(visit, cast)
    sign_in(client, cast.rita)
    keys = list(keys_of(stored_judgement(visit.id)))
    assert len(keys) > 40
    for key in keys:
        assert figure(client, visit, key).status_code == 200, key


def test_a_score_lists_its_items_with_weight_and_day(client, cast, sign_in, visit):
    factories.answer(visit, "wh_tidy", {"grade": 4}, evidence="seen")
    factories.answer(visit, "self_attitude", {"grade": 5})
    factories.finished(visit, cast)
    sign_in(client, cast.rita)
    shown = html.unescape(figure(client, visit, "s3").text)
    assert "0.75 × weight 1" in shown
    assert f"/visits/{visit.id}/report#wh_tidy" in shown
    assert "no score (weight" in shown
    assert "Product-line length" not in shown, "the number of items is no answer of the dealer's"
    assert "1 × weight 2" in html.unescape(figure(client, visit, "self_score").text)
    assert "no score (weight 25)" in html.unescape(figure(client, visit, "overall").text)


def test_a_day_that_was_agreed_is_said_to_be(client, cast, sign_in, visit):
    factories.answer(visit, "visit_next_date", {"date": "2027-01-05"})
    shown = html.unescape(figure(sign_in(client, cast.rita), visit, "visit_plan").text)
    assert "but 5 Jan 2027 was agreed with the dealer" in shown
    assert "Day agreed with the dealer" in shown


@pytest.mark.parametrize("key", sorted(OWN))
@pytest.mark.parametrize(("who", "status"), [("rita", 200), ("sol", 200), ("ada", 404), ("omar", 404)])
def test_what_is_the_reps_own_is_for_him_and_his_supervisor(client, cast, sign_in, visit, key, who, status):
    factories.finished(visit, cast)
    assert figure(sign_in(client, getattr(cast, who)), visit, key).status_code == status


def test_the_reps_own_items_are_worked_out_in_their_section(client, cast, sign_in, visit):
    make(sign_in(client, cast.rita), visit)
    address = f"/visits/{visit.id}/sections/s1_self"
    assert "Not enough data yet" not in client.get(f"{address}?all=1").text
    shown = client.get(f"{address}/computed", headers={"HX-Request": "true"}).text
    assert "100%" in shown
    assert "1 of 1 promises are complete" in figure(client, visit, "promises_whole").text
