"""An empty database leads every page to the first run, which founds one company and no more."""

from threading import Barrier, Thread

import pytest

from app.accounts.models import Company, Team, TeamMember, User
from tests.client import Client

FORM = {
    "company": "Harbour Drinks", "team": "Team 1", "display_name": "Ada Lin", "username": "Ada",
    "password": "a long enough phrase", "again": "a long enough phrase",
    "currency": "USD",
}  # fmt: skip


def test_every_page_leads_to_the_first_run(client):
    for page in ("/", "/sign-in", "/admin", "/account"):
        assert client.get(page).location == "/setup"
    assert client.get("/setup").status_code == 200
    assert client.get("/healthz").status_code == 200


def test_the_first_run_founds_the_company_and_signs_its_admin_in(client, db):
    answer = client.post("/setup", data=FORM)
    assert (answer.status_code, answer.location) == (303, "/admin")
    assert db.session.query(Company).one().name == "Harbour Drinks"
    ada = db.session.query(User).one()
    assert (ada.username, ada.role, ada.active) == ("ada", "admin", True)
    assert db.session.query(TeamMember).one().user_id == ada.id
    page = client.get("/admin").text
    assert "Next: Add your sales reps" in page
    assert "/admin/people/new" in page


def test_the_company_says_where_it_is(client, db):
    page = client.get("/setup", headers={"Accept-Language": "zh-CN"}).text
    assert '<option value="Asia/Shanghai" selected>Asia/Shanghai · 上海<' in page
    assert '<option value="CNY" selected>' in page
    client.post("/setup", data=FORM | {"time_zone": "Asia/Tokyo", "currency": "JPY"})
    company = db.session.query(Company).one()
    assert (company.time_zone, company.currency) == ("Asia/Tokyo", "JPY")


def test_afterwards_there_is_no_first_run(client, db):
    client.post("/setup", data=FORM)
    assert client.get("/setup").status_code == 404
    assert client.post("/setup", data=FORM | {"username": "eve"}).status_code == 404
    assert db.session.query(User).count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"company": " "}, "Fill this in."), ({"username": "a"}, "Use 2 to 40 characters."),
     ({"username": "ada lin"}, "without spaces"), ({"again": "something else"}, "not the same"),
     ({"password": "12345678", "again": "12345678"}, "Many people use that password"),
     ({"password": "harbour drinks", "again": "harbour drinks"}, "That is your own name."),
     ({"team": "\x00\x01"}, "Fill this in."), ({"display_name": "x" * 200}, "At most 80 fit."),
     ({"time_zone": "Mars/Olympus"}, "Choose one of these."), ({"currency": "XXX"}, "Choose one of these.")],
)  # fmt: skip
def test_bad_input_founds_nothing_and_keeps_what_was_typed(client, db, changed, said):
    answer = client.post("/setup", data=FORM | changed)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Harbour Drinks" in answer.text or "company" in changed
    assert db.session.query(Company).count() == db.session.query(User).count() == 0


def test_two_first_runs_at_once_found_one_company(app, db):
    gate, statuses = Barrier(2), []

    def run(username: str) -> None:
        client = Client(app)
        gate.wait()
        with app.app_context():
            statuses.append(client.post("/setup", data=FORM | {"username": username}).status_code)

    racers = [Thread(target=run, args=(name,)) for name in ("ada", "eve")]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert sorted(statuses) == [303, 404]
    assert db.session.query(Company).count() == db.session.query(User).count() == 1
    assert db.session.query(Team).count() == 1


def test_another_site_cannot_set_the_company_up(client, db):
    assert client.post("/setup", data=FORM, headers={"Origin": "https://evil.example"}).status_code == 403
    assert db.session.query(Company).count() == 0
