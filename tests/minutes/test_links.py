"""Links to minutes: shown once, run out, revoked; the token is nowhere in the database."""

import sqlite3
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from app.clock import utc_now
from app.extensions import db as database
from app.minutes.models import MinutesLink
from tests.minutes.sending import address, minutes_of, send, shared, token_in


@pytest.fixture
def token(rita, visit):
    return shared(rita, visit)


def new_link(client, visit, **fields):
    return client.post(f"/minutes/{minutes_of(visit).id}/links", data={"id": str(uuid4())} | fields)


def revoke(client, visit):
    return client.post(f"/minutes/{minutes_of(visit).id}/links/revocation")


def test_the_token_is_shown_once(rita, visit):
    send(rita, visit)
    first = rita.get(address(visit))
    assert token_in(first.text)
    assert "<svg" in first.text.split('id="share"')[1]
    assert first.headers["Cache-Control"] == "no-store"
    assert token_in(rita.get(address(visit)).text) is None


def test_the_token_is_not_in_the_database(rita, dealer, visit, token):
    dealer.get(f"/m/{token}")
    database.session.rollback()
    if database.engine.dialect.name == "sqlite":
        connection = sqlite3.connect(database.engine.url.database)
        assert token not in "\n".join(connection.iterdump())
        connection.close()
    link = database.session.query(MinutesLink).one()
    assert token not in link.token_hash and len(link.token_hash) == 64


def test_a_refusal_is_logged_without_the_token(rita, token, db):
    rita.post(f"/m/{token}/reply", headers={"Sec-Fetch-Site": "cross-site"})
    rows = db.session.execute(db.text("SELECT subject FROM audit_entries")).scalars().all()
    assert "/m/…/reply" in rows


def test_a_link_runs_out_after_thirty_days(dealer, token):
    with time_machine.travel(utc_now() + timedelta(days=30)):
        assert dealer.get(f"/m/{token}").status_code == 200
    with time_machine.travel(utc_now() + timedelta(days=31)):
        assert dealer.get(f"/m/{token}").status_code == 404


def test_revoking_closes_every_link(rita, visit, dealer, token):
    new_link(rita, visit)
    second = token_in(rita.get(address(visit)).text)
    assert second != token
    assert dealer.get(f"/m/{second}").status_code == dealer.get(f"/m/{token}").status_code == 200
    assert revoke(rita, visit).status_code == revoke(rita, visit).status_code == 303
    for each in (token, second):
        assert dealer.get(f"/m/{each}").status_code == 404
        assert dealer.post(f"/m/{each}/reply", data={"kind": "acknowledged"}).status_code == 404
    assert "No link opens these minutes" in rita.get(address(visit)).text


def test_unknown_revoked_and_run_out_look_alike(rita, visit, dealer, token):
    unknown = dealer.get("/m/" + "A" * 43).text
    revoke(rita, visit)
    assert dealer.get(f"/m/{token}").text == unknown
    assert "Ask the rep" in unknown


def test_a_replay_makes_no_second_link(rita, visit, token):
    link_id = str(uuid4())
    new_link(rita, visit, id=link_id)
    rita.get(address(visit))
    assert new_link(rita, visit, id=link_id).status_code == 303
    page = rita.get(address(visit)).text
    assert "made and shown before" in page and token_in(page) is None
    assert database.session.query(MinutesLink).count() == 2


def test_the_rep_says_how_long_it_opens(rita, visit, dealer, token):
    new_link(rita, visit, days="7")
    week = token_in(rita.get(address(visit)).text)
    with time_machine.travel(utc_now() + timedelta(days=8)):
        assert dealer.get(f"/m/{week}").status_code == 404
        assert dealer.get(f"/m/{token}").status_code == 200
    assert new_link(rita, visit, days="9999").status_code == 400


@pytest.mark.parametrize("who", ["omar", "sol", "ada"])
def test_links_belong_to_the_rep(client, cast, sign_in, rita, visit, token, who):
    sign_in(client, getattr(cast, who))
    assert new_link(client, visit).status_code == 404
    assert revoke(client, visit).status_code == 404
