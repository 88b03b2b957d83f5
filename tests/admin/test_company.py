"""The company's page: name, logo, where it is; and that pages count and write as it says."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image

from app import clock, i18n
from app.accounts.company import forget_company, inline_logo
from app.accounts.models import AuditEntry, Company
from app.catalogue.models import Product
from app.locality import currency
from tests import factories


@pytest.fixture
def ada(client, cast, sign_in):
    return sign_in(client, cast.ada)


def typed(**changed):
    plain = {"name": "Test Company", "time_zone": "", "currency": "CNY", "sensitive_months": "24"}
    return plain | changed


def picture(size=(900, 300), kind="PNG", colour=(200, 30, 30, 0)) -> BytesIO:
    out = BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, colour[: 4 if kind == "PNG" else 3]).save(out, kind)
    out.seek(0)
    return out


def stored(db) -> Company:
    db.session.expire_all()
    return db.session.query(Company).one()


def test_everything_is_kept_and_written_down(ada, db):
    wanted = typed(name="Morning Star 晨星", time_zone="Asia/Tokyo", currency="EUR", sensitive_months="")
    assert ada.post("/admin/company", data=wanted).status_code == 303
    row = stored(db)
    assert (row.name, row.time_zone, row.currency, row.sensitive_months) == (
        "Morning Star 晨星", "Asia/Tokyo", "EUR", None
    )  # fmt: skip
    entry = db.session.query(AuditEntry).filter_by(action="company_changed").one()
    assert entry.facts["time_zone"] == [None, "Asia/Tokyo"]
    page = ada.get("/admin/company").text
    assert 'value="Asia/Tokyo" selected' in page
    assert "Morning Star 晨星" in ada.get("/admin").text


def test_a_replay_changes_nothing(ada, db):
    for _ in range(2):
        ada.post("/admin/company", data=typed(name="Other"))
    assert db.session.query(AuditEntry).filter_by(action="company_changed").count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"name": ""}, "Fill this in."), ({"name": "x" * 121}, "At most 120 fit."),
     ({"time_zone": "Mars/Olympus"}, "Choose one of these."), ({"currency": "XXX"}, "Choose one of these."),
     ({"sensitive_months": "1"}, "Choose one of these.")],
)  # fmt: skip
def test_bad_input_is_named_and_changes_nothing(ada, db, changed, said):
    answer = ada.post("/admin/company", data=typed(**{"name": "New"} | changed))
    assert answer.status_code == 422
    assert said in answer.text
    assert stored(db).name == "Test Company"


def test_the_day_ends_where_the_company_is(ada, app, monkeypatch):
    monkeypatch.setattr(clock, "utc_now", lambda: datetime(2026, 3, 1, 20, tzinfo=UTC))
    assert clock.today().isoformat() == "2026-03-01"
    ada.post("/admin/company", data=typed(time_zone="Asia/Shanghai"))
    assert clock.today().isoformat() == "2026-03-02"


def test_amounts_are_written_in_the_companys_currency(ada, cast, db):
    assert i18n.money_in("en", 123450) == "¥1,234.50"
    ada.post("/admin/company", data=typed(currency="MYR"))
    assert i18n.money_in("en", 123450) == "MYR\u00a01,234.50"
    assert "MYR\u00a060" in ada.get("/admin/products").text
    assert "MYR" in ada.get(f"/admin/products/{cast.products[0].id}").text


def test_a_currency_without_decimals_is_refused_once_there_are_amounts(ada, db):
    answer = ada.post("/admin/company", data=typed(currency="JPY"))
    assert answer.status_code == 422
    assert "Choose a currency with as many." in answer.text
    assert stored(db).currency == "CNY"


def test_a_currency_without_decimals_is_typed_and_kept_without(ada, db):
    for product in db.session.query(Product):
        product.case_price = product.case_margin = None
    db.session.commit()
    assert ada.post("/admin/company", data=typed(currency="JPY")).status_code == 303
    assert currency().minor == 1
    first = db.session.query(Product).order_by(Product.id).first()
    form = {"code": "P1", "name_en": "Cola", "category": "drinks", "case_size": "24", "active": "y"}
    assert ada.post(f"/admin/products/{first.id}", data=form | {"case_price": "1,250.5"}).status_code == 422
    assert ada.post(f"/admin/products/{first.id}", data=form | {"case_price": "1,250"}).status_code == 303
    db.session.expire_all()
    assert db.session.get(Product, first.id).case_price == 1250
    assert i18n.money_in("en", 1250) == "¥1,250"


def test_a_logo_is_shown_in_the_header_and_on_the_minutes(app, ada, cast, db, sign_in):
    sent = typed() | {"logo": (picture(), "logo.png")}
    assert ada.post("/admin/company", data=sent, content_type="multipart/form-data").status_code == 303
    mark = stored(db).logo_mark
    stranger = app.test_client()
    shown = stranger.get(f"/company/logo/{mark}")
    assert (shown.status_code, shown.mimetype) == (200, "image/webp")
    assert "immutable" in shown.headers["Cache-Control"]
    assert Image.open(BytesIO(shown.data)).size == (360, 120)
    assert stranger.get("/company/logo/0123456789abcdef").status_code == 404
    assert f"/company/logo/{mark}" in stranger.get("/sign-in").text
    visit = factories.visit(cast)
    minutes = sign_in(app.test_client(), cast.rita).get(f"/visits/{visit.id}/minutes").text
    assert f'<img class="paper__logo" src="/company/logo/{mark}"' in minutes
    assert "data:image/webp;base64," in inline_logo()  # for a PDF, which leaves this server
    ada.post("/admin/company", data=typed(no_logo="y"))
    assert stored(db).logo is None
    assert stranger.get(f"/company/logo/{mark}").status_code == 404


@pytest.mark.parametrize("sent", [b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a"])
def test_what_is_no_picture_is_refused_at_the_field(ada, db, sent):
    answer = ada.post(
        "/admin/company", data=typed(name="New") | {"logo": (BytesIO(sent), "x.png")},
        content_type="multipart/form-data",
    )  # fmt: skip
    assert answer.status_code == 422
    assert 'id="logo-error"' in answer.text
    assert 'value="New"' in answer.text
    assert stored(db).name == "Test Company"


def test_other_roles_may_not(app, cast, sign_in, db):
    for name in ("rita", "omar", "sol"):
        client = sign_in(app.test_client(), getattr(cast, name))
        assert client.get("/admin/company").status_code == 403
        assert client.post("/admin/company", data=typed(name="Mine")).status_code == 403
    assert stored(db).name == "Test Company"


def test_a_change_made_elsewhere_is_seen_soon(app, cast, db, monkeypatch):
    from app.accounts import company as module

    assert module.company().name == "Test Company"
    db.session.query(Company).update({"name": "Renamed"})
    db.session.commit()
    assert module.company().name == "Test Company"
    monkeypatch.setattr(module, "monotonic", lambda: 1e12)
    assert module.company().name == "Renamed"
    forget_company()
