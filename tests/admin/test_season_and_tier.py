"""A product's season and a dealer's city tier: in the forms, and in files."""

import pytest
from sqlalchemy import select

from app.catalogue.models import Product
from app.dealers.models import Dealer
from app.exchange.cells import one_of
from app.exchange.kinds.products import Products
from app.exchange.tables.dealers import COLUMNS, TIERS
from app.exchange.verdicts import ReadRow
from app.messages import Named
from tests.admin.test_dealers import form as dealer_form
from tests.admin.test_products import form as product_form


@pytest.fixture
def ada(client, cast, sign_in):
    return sign_in(client, cast.ada)


def test_a_season_has_both_months_or_none(ada, db):
    half = ada.post("/admin/products/new", data=product_form(season_from="5"))
    assert half.status_code == 422 and "Give both months of the season, or neither." in half.text
    whole = product_form(season_from="11", season_to="2")
    assert ada.post("/admin/products/new", data=whole).status_code == 303
    product = db.session.scalar(select(Product).where(Product.code == "S1"))
    assert (product.season_from, product.season_to) == (11, 2)
    page = ada.get(f"/admin/products/{product.id}").text
    assert '<option value="11" selected>November</option>' in page
    again = product_form(season_from="", season_to="")
    assert ada.post(f"/admin/products/{product.id}", data=again).status_code == 303
    db.session.refresh(product)
    assert (product.season_from, product.season_to) == (None, None)


def test_a_month_that_is_none_is_refused(ada):
    assert (
        ada.post("/admin/products/new", data=product_form(season_from="13", season_to="1")).status_code == 422
    )


def test_a_city_tier_is_one_of_those_offered(ada, cast, db):
    assert ada.post("/admin/dealers/new", data=dealer_form(cast, city_tier="9")).status_code == 422
    assert ada.post("/admin/dealers/new", data=dealer_form(cast, city_tier="1b")).status_code == 303
    dealer = db.session.scalar(select(Dealer).where(Dealer.code == "X1"))
    assert dealer.city_tier == "1b"
    assert "New first tier" in ada.get(f"/admin/dealers/{dealer.id}").text


@pytest.mark.parametrize(
    ("typed", "tier"),
    [("3", "3"), ("三线", "3"), ("新一線", "1b"), ("1B", "1b"), ("二线城市", "2"), ("First tier", "1")],
)
def test_a_tier_is_read_as_clerks_write_it(typed, tier):
    assert "city_tier" in [column.key for column in COLUMNS]
    assert one_of(TIERS, Named("", "", ""))(typed) == tier


@pytest.mark.parametrize(
    ("values", "refused"),
    [({"season_from": 5, "season_to": 9}, False), ({"season_from": 5}, True), ({}, False)],
)
def test_a_file_gives_both_months_too(cast, values, refused):
    new = {"code": "NEW", "name_zh": "汤圆", "name_en": "Dumplings", "category": "Frozen", "case_size": 12}
    row = ReadRow(2, new | values)
    Products().judge([row])
    assert row.is_refused("season_to") == refused
