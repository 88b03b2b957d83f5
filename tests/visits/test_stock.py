"""The stock screen as a page: what it shows before anything is counted, and who may see it."""

from datetime import date, timedelta

import pytest

from app.accounts.models import User
from app.catalogue.models import Product
from app.dealers.models import DealerProduct
from app.visits.models import StockLot
from tests import factories
from tests.visits import stock_world as world


@pytest.fixture
def visit(cast):
    return factories.visit(cast)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


def page(client, visit, query=""):
    return client.get(f"/visits/{visit.id}/stock{query}")


def test_every_product_that_the_dealer_carries_has_a_row(rita, visit, cast):
    shown = page(rita, visit)
    assert shown.status_code == 200
    for product in cast.products:
        assert f'id="count-{product.id}"' in shown.text
        assert product.name_en in shown.text


def test_the_last_count_and_what_came_since_stand_beside(rita, visit, cast):
    world.last_visit(cast)
    world.receipt(cast, days_ago=5, quantity=100)
    world.receipt(cast, days_ago=2, quantity=92)
    world.receipt(cast, days_ago=30, quantity=999)  # before the last count
    shown = page(rita, visit).text
    assert "5 cases + 3 loose" in shown
    assert "come in since: <b>8 cases</b>" in shown
    assert 'name="received_was" value="192"' in shown
    assert f'id="count-{cast.products[0].id}-received_cases" name="received_cases"' in shown


def test_a_first_count_has_nothing_to_compare_with(rita, visit, cast):
    shown = page(rita, visit).text
    assert shown.count("Counted here for the first time") == 3
    assert "Come in since" not in shown
    assert "Sold 0" not in shown


def test_last_lots_are_hints(rita, visit, cast):
    count = world.last_visit(cast)
    world.lot(count, date.today() - timedelta(days=60), 48)
    shown = page(rita, visit).text
    assert "Last time:" in shown
    assert "2 cases" in shown


def test_a_lot_past_its_shelf_life_is_pointed_at_while_it_can_be_looked_at_again(rita, visit, cast, db):
    product = db.session.get(Product, cast.products[0].id)
    product.shelf_days = 90
    db.session.commit()
    count = factories.count(visit, product.id, 30)
    world.lot(count, date.today() - timedelta(days=90), 30)
    assert "this lot has expired" not in page(rita, visit).text, "its last day"
    world.lot(count, date.today() - timedelta(days=91), 5)
    assert "good for 90 days: this lot has expired" in page(rita, visit).text
    db.session.query(StockLot).update({"zone": "sealed"})
    db.session.commit()
    assert "this lot has expired" not in page(rita, visit).text, "set apart as it should be"


def test_eight_are_in_sight_and_the_rest_folded(rita, visit, cast, db):
    carry(db, cast, 10)
    shown = page(rita, visit).text
    assert "5 more products" in shown
    folded = shown.index('id="more-products"')
    assert shown[:folded].count('class="q q--') == 8
    assert shown[folded:].count('class="q q--') == 5


def carry(db, cast, number):
    for n in range(number):
        product = Product(code=f"X{n}", name_en=f"Tea {n}", name_zh=f"茶{n}", category="tea", case_size=12)
        db.session.add(product)
        db.session.flush()
        db.session.add(DealerProduct(dealer_id=cast.dealer.id, product_id=product.id, position=9 + n))
    db.session.commit()


def test_a_product_that_he_does_not_carry_can_be_added(rita, visit, cast, db):
    product = Product(code="NEW", name_en="Plum juice", name_zh="梅汁", category="juice", case_size=1)
    db.session.add(product)
    db.session.commit()
    product_id = product.id
    assert f'<option value="{product_id}">Plum juice</option>' in page(rita, visit).text
    shown = page(rita, visit, f"?add={product_id}").text
    assert f'id="count-{product_id}"' in shown
    product = db.session.get(Product, product_id)
    assert world.post(rita, visit, product, loose="5", cases="", unsellable="").status_code == 200
    shown = page(rita, visit).text
    assert f'id="count-{product_id}"' in shown, "from now on he carries it"


@pytest.mark.parametrize("query", ["?add=x", "?add=-1", "?add=" + "9" * 30, "?add=424242"])
def test_an_unknown_product_to_add_is_passed_over(rita, visit, query):
    assert page(rita, visit, query).status_code == 200


def test_not_seen_as_a_whole_goes_to_the_item(rita, visit, db):
    shown = page(rita, visit).text
    assert f'action="/visits/{visit.id}/answers/wh_stock_counts"' in shown
    sent = rita.post(f"/visits/{visit.id}/answers/wh_stock_counts", data={"state": "not_seen"})
    assert sent.status_code == 303
    assert "Marked as: Not seen" in page(rita, visit).text


def test_only_the_visitor_himself_sees_the_page(client, visit, cast, sign_in):
    for stranger in (cast.omar, cast.sol, cast.ada):
        assert page(sign_in(client, stranger), visit).status_code == 404


def test_a_finished_visit_leads_to_its_report(rita, visit, cast):
    factories.finished(visit, cast)
    assert page(rita, visit).location == f"/visits/{visit.id}/report"


def test_the_page_asks_few_questions(rita, visit, cast, db, statements):
    carry(db, cast, 20)
    count = world.last_visit(cast)
    world.lot(count, date.today() - timedelta(days=60), 48)
    world.receipt(cast, days_ago=5, quantity=100)
    page(rita, visit)
    with statements() as seen:
        assert page(rita, visit).status_code == 200
    assert len(seen) <= 10, "\n".join(seen)


@pytest.mark.parametrize("locale", ["en", "zh_Hans", "zh_Hant"])
def test_in_every_language(rita, visit, cast, db, locale):
    db.session.get(User, cast.rita.id).locale = locale
    db.session.commit()
    shown = page(rita, visit)
    assert shown.status_code == 200
    assert ("可乐1" in shown.text) == (locale != "en")
