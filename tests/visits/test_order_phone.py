"""What the order page gives the phone to reckon with: the very figures that the server reckons with."""

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from app.dealers.models import Receipt
from tests import factories
from tests.leverage.order_twin import USUAL, reckoned
from tests.visits.order_world import visit_with_stock
from tests.visits.phone import send

BLOCK = re.compile(r"data-order='([^']*)'")
CHAIN = re.compile(r'class="chain__cases">([\d,]+)</b> <span class="chain__units">c')


@pytest.fixture
def visit(cast, app):
    return visit_with_stock(cast)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


def page_of(client, visit):
    return client.get(f"/visits/{visit.id}/order").text


def given_to_phone(client, visit) -> dict:
    return json.loads(unescape(BLOCK.search(page_of(client, visit))[1]))


def counted(order: dict) -> dict:
    """The order as the script reckons it: the lines that have a count of today."""
    lines = [line | {"counts": [*line["counts"], line["now"]]} for line in order["lines"] if line["now"]]
    return order | {"lines": lines}


def test_the_phone_reckons_what_the_page_shows(rita, visit, cast):
    product = cast.products[0].id
    send(rita, f"/visits/{visit.id}/order/terms/event", value="1.5", reason="Festival")
    send(rita, f"/visits/{visit.id}/order/terms/floor", value="60")
    order = given_to_phone(rita, visit)
    assert order["event"] == 150
    assert order["floor"] == 60
    found = reckoned(counted(order))
    assert [chain["links"] for chain in found][0][0] == ["rule", 39]
    shown = [int(cases) for cases in CHAIN.findall(page_of(rita, visit))]
    assert shown == [cases for chain in found for _step, cases in chain["links"]]
    assert {line["id"] for line in order["lines"]} >= {product}


def test_what_is_not_counted_yet_comes_along(rita, cast, db):
    before, then = factories.visit(cast), datetime.now(UTC) - timedelta(days=10)
    for product in cast.products:
        factories.count(before, product.id, 480, answered_at=then)
    factories.finished(before, cast, then)
    arrived = datetime.now(UTC).date() - timedelta(days=2)
    db.session.add(
        Receipt(dealer_id=cast.dealer.id, product_id=cast.products[0].id, received_on=arrived, quantity=96)
    )
    db.session.commit()
    visit = factories.visit(cast)
    lines = given_to_phone(rita, visit)["lines"]
    assert [line["id"] for line in lines] == [product.id for product in cast.products]
    first = lines[0]
    assert first["now"] is None
    assert (first["since"], first["shipped"], first["revision"]) == (96, 96, 0)
    assert [count["counted"] for count in first["counts"]] == [480]
    assert (first["size"], first["price"], first["shelf"]) == (24, 6000, 180)


def test_the_settings_are_the_companys(rita, visit):
    assert given_to_phone(rita, visit)["settings"] == json.loads(json.dumps(USUAL))
