"""The order screen: suggestion, sum, what was agreed; kept like every other entry of a visit."""

from uuid import uuid4

import pytest

from app.visits.judgement.models import OrderLine
from app.visits.models import Answer, OrderEntry, Visit
from tests import factories
from tests.visits.order_world import visit_with_stock

HTMX = {"HX-Request": "true"}


@pytest.fixture
def visit(cast, app):
    return visit_with_stock(cast)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


def page(client, visit, **query):
    return client.get(f"/visits/{visit.id}/order", query_string=query)


def agree(client, visit, product, agreed="26", headers=HTMX, **typed):
    """432 were sold in 14 days; 1.5 times that for the next 14, less 48: 600, in cases of 24 are 25."""
    values = {"id": uuid4(), "revision": 0, "agreed": agreed, "reason": "", **typed}
    address = f"/visits/{visit.id}/order/{product.id}"
    return client.post(address, data={name: str(value) for name, value in values.items()}, headers=headers)


def line(db, visit, product):
    return db.session.get(OrderLine, (visit.id, product.id))


def test_the_chain_and_the_sum_stand_on_the_page(rita, visit, cast):
    shown = page(rita, visit).text
    assert shown.count('class="chain"') == 3
    assert "= 600" in shown
    assert "1.5" in shown
    assert "432" in shown
    assert f"/visits/{visit.id}/figures/affordable" in shown or "He can pay" not in shown


def test_one_sum_alone_to_show_the_dealer(rita, visit, cast):
    shown = page(rita, visit, show=cast.products[0].id).text
    assert "Cola 1" in shown
    assert "Cola 2" not in shown
    assert 'class="show"' in shown
    assert "top__nav" not in shown
    assert page(rita, visit, show=424242).status_code == 404
    assert page(rita, visit, show="9" * 30).status_code == 404


def test_what_is_agreed_is_kept_in_units_and_named_by_its_id(rita, visit, cast, db):
    write = uuid4()
    answer = agree(rita, visit, cast.products[0], id=write)
    assert answer.status_code == 200
    assert f'data-stored="{write}"' in answer.text
    assert "¥1,560" in answer.text, "26 cases at 60"
    kept = line(db, visit, cast.products[0])
    assert (kept.agreed, kept.reason, kept.revision, kept.needed) == (624, "", 1, None)
    assert 'value="26"' in page(rita, visit).text


def test_a_plain_form_leads_back_to_the_line(rita, visit, cast):
    answer = agree(rita, visit, cast.products[0], headers={})
    assert answer.status_code == 303
    assert answer.location.endswith(f"/order#order-{cast.products[0].id}")


@pytest.mark.parametrize(
    ("agreed", "why"), [("31", "too much stock ages"), ("12", "it may run out"), ("0", "it may run out")]
)
def test_a_reason_is_asked_far_from_the_suggestion(rita, visit, cast, db, agreed, why):
    answer = agree(rita, visit, cast.products[0], agreed)
    assert answer.status_code == 422
    assert why in answer.text
    assert line(db, visit, cast.products[0]) is None
    assert agree(rita, visit, cast.products[0], agreed, reason="  a festival ").status_code == 200
    assert line(db, visit, cast.products[0]).reason == "a festival"


@pytest.mark.parametrize("agreed", ["30", "13", "25"])
def test_no_reason_is_asked_within_a_fifth_over_and_half_under(rita, visit, cast, agreed):
    assert agree(rita, visit, cast.products[0], agreed).status_code == 200


@pytest.mark.parametrize("agreed", ["-1", "x", "1.5", "1e9", "9" * 30])
def test_what_is_no_number_of_cases_is_refused_and_kept_in_the_box(rita, visit, cast, db, agreed):
    answer = agree(rita, visit, cast.products[0], agreed, headers={}, reason="why")
    assert answer.status_code == 422
    assert f'value="{agreed}"' in answer.text
    assert line(db, visit, cast.products[0]) is None


def test_a_replay_changes_nothing(rita, visit, cast, db):
    write = uuid4()
    agree(rita, visit, cast.products[0], "26", id=write)
    agree(rita, visit, cast.products[0], "27", revision=1)
    again = agree(rita, visit, cast.products[0], "26", id=write)
    assert again.status_code == 200
    assert line(db, visit, cast.products[0]).agreed == 27 * 24
    assert db.session.query(OrderEntry).count() == 2


def test_a_stale_write_is_kept_and_both_are_shown(rita, visit, cast, db):
    agree(rita, visit, cast.products[0], "26")
    late = uuid4()
    answer = agree(rita, visit, cast.products[0], "24", id=late)
    assert answer.status_code == 409
    assert f'data-stored="{late}"' in answer.text
    assert "26 cases" in answer.text
    assert "24 cases" in answer.text
    assert line(db, visit, cast.products[0]).agreed == 624
    assert "Two quantities were agreed" in page(rita, visit).text
    address = f"/visits/{visit.id}/order/{cast.products[0].id}/settlement"
    assert rita.post(address, data={"chosen": str(late)}).status_code == 303
    assert line(db, visit, cast.products[0]).agreed == 576
    assert "Two quantities were agreed" not in page(rita, visit).text
    assert rita.post(address, data={"chosen": str(uuid4())}).status_code == 404


def test_taken_back(rita, visit, cast, db):
    agree(rita, visit, cast.products[0])
    assert agree(rita, visit, cast.products[0], "", revision=1).status_code == 200
    assert line(db, visit, cast.products[0]).agreed is None
    assert "data-order-done" not in page(rita, visit).text


def test_a_product_that_was_not_counted_may_be_ordered_without_a_suggestion(client, cast, sign_in, db):
    visit = factories.visit(cast)
    sign_in(client, cast.rita)
    assert "Not counted today" in page(client, visit).text
    assert agree(client, visit, cast.products[0], "400").status_code == 200


def test_an_order_makes_the_item_done_and_becomes_its_answer(rita, visit, cast, db):
    finish = f"/visits/{visit.id}/finish"
    assert f"/visits/{visit.id}/order" in rita.get(finish).text
    agree(rita, visit, cast.products[0], "31", reason="festival")
    assert f'href="/visits/{visit.id}/order"' not in rita.get(finish).text
    factories.finished(visit, cast)
    (answer,) = db.session.query(Answer).filter_by(visit_id=visit.id, item_key="visit_order_agreed")
    product = str(cast.products[0].id)
    row = {"row": f"p{product}", "product": product, "agreed": 31, "reason": "festival"}
    assert answer.value == {"lines": [row]}
    kept = line(db, visit, cast.products[0])
    assert (kept.needed, kept.after_cash, kept.agreed) == (600, 600, 744)


def test_a_finished_visit_takes_no_order_but_knows_what_it_had(rita, visit, cast, db):
    write = uuid4()
    agree(rita, visit, cast.products[0], id=write)
    factories.finished(visit, cast)
    assert agree(rita, visit, cast.products[0], id=write).status_code == 200, "the answer was lost on the way"
    assert agree(rita, visit, cast.products[0], "5", revision=1).status_code == 409
    assert agree(rita, visit, cast.products[0], "5", headers={}).status_code == 409
    assert page(rita, visit).location.endswith("/report")
    assert db.session.get(Visit, visit.id).finished_at


@pytest.mark.parametrize("who", ["omar", "sol", "ada"])
def test_only_the_visitor_himself(client, visit, cast, sign_in, who):
    stranger = sign_in(client, getattr(cast, who))
    assert page(stranger, visit).status_code == 404
    assert agree(stranger, visit, cast.products[0]).status_code == 404


@pytest.mark.parametrize("product_id", [424242, 10**30])
def test_an_unknown_product(rita, visit, product_id):
    assert rita.post(f"/visits/{visit.id}/order/{product_id}", data={"agreed": "1"}).status_code == 404
    settled = rita.post(f"/visits/{visit.id}/order/{product_id}/settlement", data={"chosen": str(uuid4())})
    assert settled.status_code == 404


@pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant"])
def test_in_chinese(rita, visit, cast, db, locale):
    db.session.get(type(cast.rita), cast.rita.id).locale = locale
    db.session.commit()
    assert "可乐1" in page(rita, visit).text
    assert page(rita, visit, show=cast.products[0].id).status_code == 200
