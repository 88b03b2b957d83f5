"""Signing out ends the session itself, not only this browser's copy of the cookie."""

from app.accounts.models import SignIn
from tests.accounts.test_sign_in import post


def test_sign_out_ends_the_session_and_drops_the_cookie(client, cast, db):
    post(client, remember="y")
    answer = client.post("/sign-out")
    assert (answer.status_code, answer.location) == (303, "/sign-in?signed_out=1")
    assert client.get_cookie("rounds_remember") is None
    assert client.get("/account").status_code == 302
    assert db.session.query(SignIn).count() == 0


def test_a_copied_cookie_is_dead_after_sign_out(app, client, cast):
    post(client, remember="y")
    thief = app.test_client()
    for name in ("rounds", "rounds_remember"):
        thief.set_cookie(name, client.get_cookie(name).value)
    assert thief.get("/account").status_code == 200
    client.post("/sign-out")
    assert thief.get("/account").status_code == 302


def test_signing_out_here_leaves_the_other_phone_signed_in(app, client, cast):
    post(client)
    other = app.test_client()
    post(other)
    client.post("/sign-out")
    assert other.get("/account").status_code == 200


def test_signing_out_twice_is_harmless(client, cast):
    post(client)
    client.post("/sign-out")
    assert client.post("/sign-out").status_code == 303


def test_sign_out_is_not_a_link(client, cast):
    assert client.get("/sign-out").status_code == 405


def test_another_site_cannot_sign_anybody_out(client, cast):
    post(client)
    assert client.post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.get("/account").status_code == 200
