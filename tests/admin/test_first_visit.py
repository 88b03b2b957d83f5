"""From an empty database to the first visit, through the administration's pages alone."""

import re

import pytest
from sqlalchemy import delete

from app.accounts import site
from app.accounts.models import User
from app.clock import today
from app.dealers.models import Dealer, DealerProduct
from tests.accounts.test_first_run import FORM


def next_step(client) -> str:
    return re.search(r'id="next-step-title">Next: ([^<]+)<', client.get("/admin").text)[1]


def test_an_empty_company_is_led_to_its_first_visit(app, client, db):
    client.post("/setup", data=FORM)
    assert next_step(client) == "Add your sales reps"
    page = client.get("/admin/people/new").text
    team = re.search(r'name="teams" value="(\d+)"', page)[1]
    added = client.post(
        "/admin/people/new", data={"display_name": "Rita", "username": "rita", "role": "rep", "teams": [team]}
    )
    link = re.search(r'value="http://localhost(/welcome/[^"]+)"', client.get(added.location).text)[1]
    assert next_step(client) == "Add your products"
    client.post("/admin/products/new", data={
        "name_zh": "可乐", "code": "P1", "category": "drinks", "case_size": "24",
        "is_key": "y", "active": "y",
    })  # fmt: skip
    assert next_step(client) == "Add a dealer"
    rita = db.session.query(User).filter_by(username="rita").one().id
    page = client.get("/admin/dealers/new").text
    product = re.search(r'name="products" value="(\d+)"', page)[1]
    code = re.search(r'name="code"[^>]* value="([^"]+)"', page)[1]
    answer = client.post("/admin/dealers/new", data={
        "name_zh": "海港商贸", "code": code, "team_id": team, "rep_id": str(rita),
        "grade": "B", "lead_days": "3", "products": [product], "active": "y",
    })  # fmt: skip
    assert answer.status_code == 303, answer.text
    assert next_step(client) == "Hand your reps their links"
    assert "No password yet" in client.get("/admin/people").text
    dealer = db.session.query(Dealer).one()
    assert (dealer.name_en, dealer.interval_days, dealer.next_due_on) == ("海港商贸", 14, today())
    phone = app.test_client()
    phone.post(link, data={"password": "a long enough phrase", "again": "a long enough phrase"})
    assert "海港商贸" in phone.get("/").text
    assert "next-step" not in client.get("/admin").text
    assert "No password yet" not in client.get("/admin/people").text


def test_dealers_who_carry_nothing_are_pointed_at(client, cast, db, sign_in):
    ada = sign_in(client, cast.ada)
    assert "next-step" not in ada.get("/admin").text
    db.session.execute(delete(DealerProduct))
    db.session.commit()
    assert next_step(ada) == "Tick what your dealers carry"


def test_a_link_made_at_the_server_itself_says_that_no_phone_can_open_it(client, cast, sign_in, monkeypatch):
    ada = sign_in(client, cast.ada)
    address = f"/admin/people/{cast.rita.id}"
    for names, told in ((("localhost",), True), (("another.example",), False)):
        monkeypatch.setattr(site, "_ONLY_HERE", names)
        ada.post(f"{address}/link")
        page = ada.get(address).text
        assert "fresh-link" in page and ("opens on this computer only" in page) is told


@pytest.mark.parametrize(
    ("host", "here"),
    [("localhost", True), ("localhost:8000", True), ("127.0.0.1:8000", True), ("[::1]:8000", True),
     ("rounds.example.com", False), ("192.168.1.5:8000", False), ("localhost.example.com", False)],
)  # fmt: skip
def test_which_addresses_lead_nowhere_from_a_phone(app, host, here):
    with app.test_request_context(base_url=f"http://{host}"):
        assert site.only_here() is here
