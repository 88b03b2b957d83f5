"""One-time links: work once, for seven days, for the person they were made for."""

from datetime import timedelta

import pytest

from app.accounts.links import make_link
from app.accounts.models import PasswordLink, User
from tests.accounts.test_sign_in import post

CHOSEN = {"password": "a long enough phrase", "again": "a long enough phrase"}


@pytest.fixture
def token(cast, db):
    made = make_link(db.session.get(User, cast.rita.id))
    db.session.commit()
    return made


def test_a_link_lets_its_owner_choose_a_password_and_signs_him_in(app, client, cast, token):
    page = client.get(f"/welcome/{token}")
    assert "Welcome, Rita" in page.text
    answer = client.post(f"/welcome/{token}", data=CHOSEN)
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/account").status_code == 200
    assert post(app.test_client(), password=CHOSEN["password"]).status_code == 303


def test_it_works_once(app, client, token):
    client.post(f"/welcome/{token}", data=CHOSEN)
    again = app.test_client().post(f"/welcome/{token}", data=CHOSEN)
    assert again.status_code == 404
    assert "Ask your admin for a new one." in again.text
    assert client.get(f"/welcome/{token}").status_code == 404


def test_choosing_ends_the_sessions_there_were(app, client, cast, sign_in, token):
    old = sign_in(app.test_client(), cast.rita)
    client.post(f"/welcome/{token}", data=CHOSEN)
    assert old.get("/account").status_code == 302


def test_it_runs_out_after_seven_days(client, token, db):
    link = db.session.query(PasswordLink).one()
    assert link.expires_at - link.created_at >= timedelta(days=6, hours=23)
    link.expires_at = link.created_at
    db.session.commit()
    assert client.get(f"/welcome/{token}").status_code == 404
    assert client.post(f"/welcome/{token}", data=CHOSEN).status_code == 404


def test_a_newer_link_makes_the_older_worthless(client, cast, token, db):
    newer = make_link(db.session.get(User, cast.rita.id))
    db.session.commit()
    assert client.get(f"/welcome/{token}").status_code == 404
    assert client.get(f"/welcome/{newer}").status_code == 200


def test_a_disabled_person_s_link_is_worthless(client, cast, token, db):
    db.session.get(User, cast.rita.id).active = False
    db.session.commit()
    assert client.get(f"/welcome/{token}").status_code == 404


def test_a_weak_password_leaves_the_link_good(client, token):
    assert client.post(f"/welcome/{token}", data={"password": "short", "again": "short"}).status_code == 422
    assert client.post(f"/welcome/{token}", data=CHOSEN).status_code == 303


def test_the_token_itself_is_not_kept(token, db):
    assert db.session.query(PasswordLink).one().token_hash != token


@pytest.mark.parametrize("token", ["x", "0" * 500, "%00", "%F0%9F%99%82"])
def test_an_unknown_token_finds_nothing(client, cast, token):
    assert client.get(f"/welcome/{token}").status_code == 404
