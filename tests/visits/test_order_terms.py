"""What is out of the ordinary about an order: an event with its factor and reason, and the free floor."""

import html
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import joinedload

from app.visits.judgement.live import judgement_of, stored_judgement
from app.visits.models import Visit
from app.visits.order.models import OrderTerm
from tests import factories
from tests.visits.order_world import visit_with_stock

HTMX = {"HX-Request": "true"}


@pytest.fixture
def visit(cast, app):
    return visit_with_stock(cast)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


def put(client, visit, term, value="1.5", reason="Mid-Autumn", headers=HTMX, **more):
    """432 were sold in 14 days, 48 are left: ordinary times ask for 600 units, 25 cases of 24."""
    form = {"id": uuid4(), "revision": 0, "value": value, "reason": reason, **more}
    address = f"/visits/{visit.id}/order/terms/{term}"
    return client.post(address, data={name: str(each) for name, each in form.items()}, headers=headers)


def page(client, visit):
    return html.unescape(client.get(f"/visits/{visit.id}/order").text)


def terms(db, visit):
    return db.session.query(OrderTerm).filter_by(visit_id=visit.id).order_by(OrderTerm.received_at).all()


def cases(db, visit, cast):
    """The suggested cases of each product, in the order of the list."""
    with_dealer = [joinedload(Visit.dealer)]
    found = db.session.get(Visit, visit.id, populate_existing=True, options=with_dealer)
    return [line.cases("after_cash") for line in judgement_of(found).order]


def test_an_event_multiplies_the_target_and_is_said(rita, visit, cast, db):
    """432 in 14 days: 648 × 1.5 = 972, less 48: 924 of 24 a case are 38.5, so 39 cases."""
    write = uuid4()
    answer = put(rita, visit, "event", id=write)
    assert answer.status_code == 200
    assert f'data-stored="{write}"' in answer.text
    assert "= 936" in answer.text, "the chains follow at once"
    (kept,) = terms(db, visit)
    assert (kept.term, kept.value, kept.reason, kept.revision) == ("event", 150, "Mid-Autumn", 1)
    assert cases(db, visit, cast) == [39, 39, 39]
    shown = page(rita, visit)
    assert "Mid-Autumn: 1.5 times the usual sales are expected." in shown
    assert "Because of the event: 648 × 1.5 = 972" in shown
    assert 'value="1.5"' in shown


def test_the_floor_holds_so_many_of_all_products(rita, visit, cast, db):
    assert put(rita, visit, "floor", "30", "").status_code == 200
    assert cases(db, visit, cast) == [25, 5, 0], "all are empty at the same time: in the order of his list"
    shown = page(rita, visit)
    assert "There is floor for 30 cases in all, soonest empty first: 5 cases." in shown
    assert "after space" in shown
    assert terms(db, visit)[0].reason == ""


def test_a_figure_names_event_and_floor(rita, visit, cast):
    put(rita, visit, "event")
    put(rita, visit, "floor", "30")
    shown = html.unescape(rita.get(f"/visits/{visit.id}/figures/order:{cast.products[0].id}").text)
    for words in ("Event factor", "Mid-Autumn", "Free floor, cases", "the order page of this visit"):
        assert words in shown, words


def test_smallest_order_and_pallet_of_a_product(rita, visit, cast, db):
    product = db.session.get(type(cast.products[0]), cast.products[0].id)
    product.minimum_cases, product.pallet_cases = 28, 40
    db.session.commit()
    assert cases(db, visit, cast) == [28, 25, 25]
    shown = page(rita, visit)
    assert "The smallest order is 28 cases." in shown
    assert shown.count("A layer or pallet holds 40 cases: 12 more would fill it.") == 2, "hint and sum"
    put(rita, visit, "floor", "27")
    assert cases(db, visit, cast) == [0, 25, 2], "what is below the smallest order is not delivered"


@pytest.mark.parametrize(
    ("value", "reason", "said"),
    [("4", "fair", "The event factor has to lie between 0.5 and 3."), ("0.4", "rain", "between 0.5 and 3"),
     ("2", "  ", "Say which event raises or lowers sales."), ("much", "fair", "“much” is not a number"),
     ("1.555", "fair", "Enter at most 2 decimals."), ("9" * 30, "fair", "This number has 30 digits."),
     ("-1", "fair", "Enter a number from 0"), ("2", "x" * 201, "200")],
)  # fmt: skip
def test_a_bad_event_is_named_kept_and_changes_nothing(rita, visit, db, value, reason, said):
    assert said in html.unescape(put(rita, visit, "event", value, reason).text)
    answer = put(rita, visit, "event", value, reason, headers={})
    assert answer.status_code == 422
    shown = html.unescape(answer.text)
    assert said in shown
    assert f'value="{value}"' in shown
    assert terms(db, visit) == []


@pytest.mark.parametrize("value", ["-1", "1.5", "lots", "9" * 30, "100000"])
def test_a_bad_floor_is_named_kept_and_changes_nothing(rita, visit, db, value):
    answer = put(rita, visit, "floor", value, headers={})
    assert answer.status_code == 422
    assert f'value="{value}"' in answer.text
    assert terms(db, visit) == []


@pytest.mark.parametrize(("term", "value"), [("event", ""), ("event", "1"), ("event", "1.00"), ("floor", "")])
def test_the_usual_needs_no_reason_and_changes_no_order(rita, visit, cast, db, term, value):
    assert put(rita, visit, term, value, "").status_code == 200
    assert cases(db, visit, cast) == [25, 25, 25]
    assert "event" not in html.unescape(page(rita, visit)).split('class="steps"')[1].split("</ol>")[0]


def test_a_plain_form_leads_back(rita, visit):
    answer = put(rita, visit, "floor", "0", headers={})
    assert answer.status_code == 303
    assert answer.location.endswith("/order#order-floor")


def test_a_replay_changes_nothing(rita, visit, db):
    write = uuid4()
    put(rita, visit, "event", id=write)
    put(rita, visit, "event", "2", revision=1)
    again = put(rita, visit, "event", id=write)
    assert again.status_code == 200
    assert f'data-stored="{write}"' in again.text
    assert [entry.value for entry in terms(db, visit)] == [150, 200]


def test_a_write_whose_answer_was_lost_is_followed(rita, visit, db):
    lost = uuid4()
    put(rita, visit, "event", id=lost)
    assert put(rita, visit, "event", "2", previous=lost).status_code == 200
    assert [(entry.value, entry.superseded) for entry in terms(db, visit)] == [(150, True), (200, False)]


def test_two_phones_and_the_rep_s_choice(rita, visit, cast, db):
    put(rita, visit, "event")
    late = uuid4()
    answer = put(rita, visit, "event", "2", "Harvest", id=late)
    assert answer.status_code == 409
    for words in (f'data-stored="{late}"', "1.5 times the usual: Mid-Autumn", "2 times the usual: Harvest"):
        assert words in answer.text
    assert cases(db, visit, cast) == [39, 39, 39]
    address = f"/visits/{visit.id}/order/terms/event/settlement"
    assert rita.post(address, data={"chosen": str(uuid4())}).status_code == 404
    assert rita.post(address, data={"chosen": str(late)}).status_code == 303
    assert rita.post(address, data={"chosen": str(late)}).status_code == 303, "a repeat changes nothing"
    assert cases(db, visit, cast) == [52, 52, 52]
    assert "This was answered twice" not in page(rita, visit)


def test_event_and_floor_are_kept_apart(rita, visit, db):
    put(rita, visit, "event")
    assert put(rita, visit, "floor", "30").status_code == 200
    assert {entry.term: entry.revision for entry in terms(db, visit)} == {"event": 1, "floor": 1}


def test_a_finished_visit_was_judged_with_them_and_takes_no_more(rita, visit, cast, db):
    write = uuid4()
    put(rita, visit, "event", id=write)
    factories.finished(visit, cast)
    assert {line.cases("needed") for line in stored_judgement(visit.id).order} == {39}
    assert put(rita, visit, "event", id=write).status_code == 200, "the answer was lost on the way"
    assert put(rita, visit, "event", "2", revision=1).status_code == 409
    assert put(rita, visit, "event", "2", headers={}).status_code == 409
    address = f"/visits/{visit.id}/order/terms/event/settlement"
    assert rita.post(address, data={"chosen": str(write)}).status_code == 409
    assert len(terms(db, visit)) == 1


def test_what_was_typed_before_the_end_arrives_after_it(rita, visit, cast, db):
    typed = datetime.now(UTC) - timedelta(minutes=5)
    factories.finished(visit, cast)
    write = uuid4()
    for _ in range(2):
        answer = put(rita, visit, "event", id=write, answered_at=typed.isoformat())
        assert answer.status_code == 200
        assert f'data-stored="{write}"' in answer.text
        assert "late entry" in answer.text
    (kept,) = terms(db, visit)
    assert (kept.kind, kept.value) == ("late", 150)
    assert put(rita, visit, "event", "4", answered_at=typed.isoformat()).status_code == 422
    assert {line.cases("needed") for line in stored_judgement(visit.id).order} == {25}, "judged without it"


def test_a_write_of_another_term_or_person_is_not_his(client, visit, cast, sign_in, rita):
    write = uuid4()
    put(rita, visit, "event", id=write)
    assert put(rita, visit, "floor", "3", id=write).status_code == 404
    other = factories.visit(cast, rep_id=cast.omar.id, dealer_id=cast.omars_dealer.id)
    assert put(sign_in(client, cast.omar), other, "event", id=write).status_code == 404


@pytest.mark.parametrize("who", ["omar", "sol", "ada"])
def test_only_the_visitor_himself(client, visit, cast, sign_in, who):
    stranger = sign_in(client, getattr(cast, who))
    assert put(stranger, visit, "event").status_code == 404
    address = f"/visits/{visit.id}/order/terms/event/settlement"
    assert stranger.post(address, data={"chosen": str(uuid4())}).status_code == 404


def test_an_unknown_term(rita, visit):
    assert put(rita, visit, "weather").status_code == 404


@pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant"])
def test_in_chinese(rita, visit, cast, db, locale):
    db.session.get(type(cast.rita), cast.rita.id).locale = locale
    db.session.commit()
    put(rita, visit, "event", "1.5", "中秋节")
    shown = page(rita, visit)
    assert "中秋节" in shown
    assert "times the usual" not in shown
