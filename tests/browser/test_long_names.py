"""Names as long as they may be, without a blank to break at: no page grows wider than the phone."""

import threading

import pytest
from werkzeug.serving import make_server

from app.accounts.models import Team, User
from app.catalogue.models import Product
from app.dealers.models import Dealer
from tests import factories


@pytest.fixture
def server(app):
    running = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join()


@pytest.fixture
def page(browser, server, client, cast, sign_in, db):
    db.session.get(Dealer, cast.dealer.id).name_en = "W" * 120
    db.session.get(Dealer, cast.dealer.id).town = "w" * 80
    db.session.get(Dealer, cast.omars_dealer.id).name_en = "M" * 120
    db.session.get(Product, cast.products[0].id).name_en = "P" * 120
    db.session.get(Team, cast.team.id).name = "T" * 80
    db.session.get(User, cast.rita.id).display_name = "R" * 80
    db.session.commit()
    for dealer, rep in ((cast.dealer, cast.rita), (cast.omars_dealer, cast.omar)):
        made = factories.visit(cast, rep_id=rep.id, dealer_id=dealer.id)
        factories.answer(made, "wh_tidy", {"grade": 2})
        factories.finished(made, cast)
    sign_in(client, cast.ada)
    cookie = client.get_cookie("rounds")
    context = browser.new_context(base_url=server, viewport={"width": 360, "height": 740}, locale="en-GB")
    context.add_cookies([{"name": "rounds", "value": cookie.value, "url": server}])
    db.session.rollback()  # the test's own transaction would keep the server from writing
    yield context.new_page()
    context.close()


def test_nothing_grows_wider_than_the_phone(page, cast):
    dealer, other, rep, team = cast.dealer.id, cast.omars_dealer.id, cast.rita.id, cast.team.id
    wide = {}
    for path in (
        "/admin/people", "/admin/people/new", f"/admin/people/{rep}", f"/admin/people/{rep}/handover",
        "/admin/teams", f"/admin/teams/{team}", "/admin/dealers", f"/admin/dealers/{dealer}",
        "/admin/products", f"/admin/products/{cast.products[0].id}", "/admin/audit", "/plan/reps",
        f"/plan?rep={rep}", f"/plan/dealers/{dealer}", f"/plan/absences?rep={rep}", "/reviews",
        f"/compare?left_dealer={dealer}&right_dealer={other}", "/dashboard", f"/dealers/{dealer}/file",
    ):  # fmt: skip
        assert page.goto(path).status == 200, path
        beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if beyond > 0:
            wide[path] = beyond
    assert wide == {}
