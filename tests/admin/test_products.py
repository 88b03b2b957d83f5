"""Products in the administration: figures are read as typed and kept in base and minor units."""

import pytest

from app.accounts.models import AuditEntry
from app.catalogue.models import Product


@pytest.fixture
def ada(client, cast, sign_in):
    return sign_in(client, cast.ada)


def form(**changed):
    return {
        "name_zh": "雪碧", "name_en": "", "code": "S1", "category": "drinks", "case_size": "24",
        "shelf_days": "365", "minimum_cases": "5", "pallet_cases": "４０", "case_price": "58.50",
        "case_margin": "¥1,000", "is_key": "y", "active": "y",
    } | changed  # fmt: skip


def test_a_product_is_added_last_with_money_in_minor_units(ada, db):
    assert ada.post("/admin/products/new", data=form()).status_code == 303
    product = db.session.query(Product).filter_by(code="S1").one()
    assert (product.name_en, product.name_zh) == ("雪碧", "雪碧")
    assert (product.case_size, product.shelf_days) == (24, 365)
    assert (product.case_price, product.case_margin) == (5850, 100000)
    assert (product.minimum_cases, product.pallet_cases) == (5, 40)
    assert (product.is_key, product.active, product.position) == (True, True, 4)


def test_unknown_is_not_zero(ada, db):
    ada.post(
        "/admin/products/new",
        data=form(shelf_days="", case_price="", case_margin="0", minimum_cases="", pallet_cases=""),
    )
    product = db.session.query(Product).filter_by(code="S1").one()
    assert (product.shelf_days, product.case_price, product.case_margin) == (None, None, 0)
    assert (product.minimum_cases, product.pallet_cases) == (0, None)


def test_a_replay_adds_none(ada, db):
    ada.post("/admin/products/new", data=form())
    again = ada.post("/admin/products/new", data=form())
    assert again.status_code == 422
    assert "Another product has this code." in again.text
    assert db.session.query(Product).count() == 4


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"case_size": "0"}, "Enter a number from 1 to 10,000."), ({"case_size": ""}, "Fill this in."),
     ({"case_size": "9" * 30}, "This number has 30 digits."), ({"case_size": "²"}, "is not a number"),
     ({"shelf_days": "-1"}, "from 1 to 3,650"), ({"case_price": "12.345"}, "Enter at most 2 decimals."),
     ({"case_price": "99999999"}, "from 0 to 1,000,000"), ({"case_margin": "-5"}, "from 0"),
     ({"minimum_cases": "-1"}, "from 0 to 9,999"), ({"minimum_cases": "2.5"}, "Enter a whole number"),
     ({"pallet_cases": "1"}, "from 2 to 9,999"), ({"pallet_cases": "9" * 30}, "This number has 30 digits."),
     ({"case_price": "<b>"}, "is not a number"), ({"category": ""}, "Fill this in."),
     ({"name_zh": ""}, "Give at least one of the two names.")],
)  # fmt: skip
def test_bad_input_is_named_kept_and_changes_nothing(ada, cast, db, changed, said):
    for address in ("/admin/products/new", f"/admin/products/{cast.products[0].id}"):
        answer = ada.post(address, data=form(**changed))
        assert answer.status_code == 422
        assert said in answer.text
        assert "<b>" not in answer.text.split('id="product"')[1].split("</form>")[0].replace("<b>&lt;", "")
    assert db.session.query(Product).count() == 3
    assert db.session.get(Product, cast.products[0].id).code == "P1"


def test_a_product_is_changed_and_that_is_written_down(ada, cast, db):
    product = cast.products[0]
    assert 'value="60"' in ada.get(f"/admin/products/{product.id}").text
    ada.post(f"/admin/products/{product.id}", data=form(case_price="61", is_key=""))
    changed = db.session.get(Product, product.id)
    assert (changed.code, changed.case_price, changed.is_key) == ("S1", 6100, False)
    facts = db.session.query(AuditEntry).filter_by(action="product_changed").one().facts
    assert facts["case_price"] == [6000, 6100]
    assert facts["minimum_cases"] == [0, 5]
    assert "price of a case: ¥60 → ¥61" in ada.get("/admin/audit").text


def test_unknown_products_are_404(ada):
    for product_id in ("99999", "9" * 30):
        assert ada.get(f"/admin/products/{product_id}").status_code == 404
        assert ada.post(f"/admin/products/{product_id}", data=form()).status_code == 404


def test_others_may_not(app, cast, sign_in, db):
    for name in ("rita", "sol"):
        client = sign_in(app.test_client(), getattr(cast, name))
        assert client.post("/admin/products/new", data=form()).status_code == 403
    assert db.session.query(Product).count() == 3
