"""Dealers in the administration."""

import pytest

from app.accounts.models import AuditEntry, User
from app.dealers.models import Dealer, DealerProduct
from app.dealers.products import products_of


@pytest.fixture
def ada(client, cast, sign_in):
    return sign_in(client, cast.ada)


def form(cast, **changed):
    return {
        "name_zh": "海港商贸", "name_en": "Harbour", "code": "X1", "town": "Wuxi", "address": "1 Quay",
        "contact": "Li", "phone": "0510 123", "team_id": str(cast.team.id), "rep_id": str(cast.rita.id),
        "grade": "A", "interval_days": "", "lead_days": "2", "credit_days": "30", "active": "y",
        "products": [str(cast.products[0].id)],
    } | changed  # fmt: skip


@pytest.mark.parametrize(("grade", "days"), [("A", 7), ("B", 14), ("C", 30), ("D", 90), ("N", 7)])
def test_the_grade_sets_the_interval(ada, cast, db, grade, days):
    assert ada.post("/admin/dealers/new", data=form(cast, grade=grade)).status_code == 303
    assert db.session.query(Dealer).filter_by(code="X1").one().interval_days == days


def test_a_dealer_is_added_with_what_he_carries(ada, cast, db):
    ada.post("/admin/dealers/new", data=form(cast, interval_days="１０"))
    dealer = db.session.query(Dealer).filter_by(code="X1").one()
    assert (dealer.interval_days, dealer.lead_days, dealer.rep_id) == (10, 2, cast.rita.id)
    assert dealer.credit_days == 30
    assert [row.id for row in products_of(dealer.id)] == [cast.products[0].id]
    assert db.session.query(AuditEntry).filter_by(action="dealer_added").one().subject == "X1"


def test_a_replay_adds_none(ada, cast, db):
    ada.post("/admin/dealers/new", data=form(cast))
    again = ada.post("/admin/dealers/new", data=form(cast, name_en="Other"))
    assert again.status_code == 422
    assert "Another dealer has this code." in again.text
    assert 'value="Other"' in again.text
    assert db.session.query(Dealer).count() == 3


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"name_zh": "", "name_en": " "}, "Give at least one of the two names."),
     ({"code": ""}, "Fill this in."), ({"team_id": "0"}, "Choose one of these."),
     ({"rep_id": ""}, "Choose one of these."),
     ({"grade": "Z"}, "Choose one of these."), ({"interval_days": "0"}, "Enter a number from 1 to 365."),
     ({"interval_days": "9" * 30}, "This number has 30 digits."),
     ({"interval_days": "often"}, "is not a number"),
     ({"lead_days": ""}, "Fill this in."), ({"lead_days": "1.5"}, "Enter a whole number"),
     ({"credit_days": "181"}, "from 0 to 180"), ({"credit_days": "a month"}, "is not a number"),
     ({"products": ["77777"]}, "no longer there"), ({"phone": "1" * 41}, "At most 40 fit.")],
)  # fmt: skip
def test_bad_input_is_named_kept_and_changes_nothing(ada, cast, db, changed, said):
    for address in ("/admin/dealers/new", f"/admin/dealers/{cast.dealer.id}"):
        answer = ada.post(address, data=form(cast, **changed))
        assert answer.status_code == 422
        assert said in answer.text
        assert 'value="1 Quay"' in answer.text
    assert db.session.query(Dealer).count() == 2
    assert db.session.get(Dealer, cast.dealer.id).town == "Suzhou"


def test_a_dealer_is_given_to_another_rep_and_that_is_written_down(app, ada, cast, sign_in, db):
    given = form(cast, code="D1", rep_id=str(cast.omar.id))
    answer = ada.post(f"/admin/dealers/{cast.dealer.id}", data=given)
    assert answer.status_code == 303
    facts = db.session.query(AuditEntry).filter_by(action="dealer_changed").one().facts
    assert facts == {"rep": ["rita", "omar"], "grade": ["B", "A"], "credit_days": [0, 30]}
    assert "Harbour" in sign_in(app.test_client(), cast.omar).get("/dealers").text
    assert "Harbour" not in sign_in(app.test_client(), cast.rita).get("/dealers").text


def test_what_he_carries_is_changed_and_discontinued_goods_stay(ada, cast, db):
    gone, kept, added = (product.id for product in cast.products)
    db.session.query(DealerProduct).filter_by(dealer_id=cast.dealer.id, product_id=added).delete()
    cast.products[0].active = False
    db.session.merge(cast.products[0])
    db.session.commit()
    ada.post(f"/admin/dealers/{cast.dealer.id}", data=form(cast, code="D1", products=[str(added)]))
    rows = db.session.query(DealerProduct.product_id).filter_by(dealer_id=cast.dealer.id)
    assert {row[0] for row in rows} == {gone, added}
    assert kept not in {row[0] for row in rows}


def test_a_dealer_given_up_leaves_the_lists_and_can_come_back(app, ada, cast, sign_in):
    address = f"/admin/dealers/{cast.dealer.id}"
    ada.post(address, data=form(cast, code="D1", active=""))
    rita = sign_in(app.test_client(), cast.rita)
    assert "Harbour" not in rita.get("/dealers").text
    assert "Given up" in ada.get("/admin/dealers").text
    ada.post(address, data=form(cast, code="D1"))
    assert "Harbour" in rita.get("/dealers").text


def test_a_disabled_rep_stays_named_until_another_is_chosen(ada, cast, db):
    db.session.get(User, cast.rita.id).active = False
    db.session.commit()
    assert "Rita (may not sign in)" in ada.get(f"/admin/dealers/{cast.dealer.id}").text
    assert "Rita" not in ada.get("/admin/dealers/new").text


def test_the_page_shows_what_is_stored(ada, cast):
    page = ada.get(f"/admin/dealers/{cast.dealer.id}").text
    assert page.count(" checked") == 4  # three products and that he is active
    assert f'<option value="{cast.rita.id}" selected>' in page
    assert 'value="14"' in page


def test_unknown_dealers_are_404(ada, cast):
    for dealer_id in ("99999", "9" * 30):
        assert ada.get(f"/admin/dealers/{dealer_id}").status_code == 404
        assert ada.post(f"/admin/dealers/{dealer_id}", data=form(cast)).status_code == 404


def test_others_may_not(app, cast, sign_in, db):
    for name in ("rita", "sol"):
        client = sign_in(app.test_client(), getattr(cast, name))
        assert client.post("/admin/dealers/new", data=form(cast)).status_code == 403
        assert client.post(f"/admin/dealers/{cast.dealer.id}", data=form(cast)).status_code == 403
    assert db.session.query(Dealer).count() == 2
