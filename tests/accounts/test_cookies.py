"""A cookie that was looked at before says the same again, and grows too old all the same."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask, session

from app.accounts.cookies import RememberedCookies

NOON = "2026-11-24 12:00:00+00:00"


@pytest.fixture
def app():
    app = Flask(__name__)
    app.secret_key = "a key"
    app.session_interface = RememberedCookies()
    app.add_url_rule("/set", "set", view_func=lambda: session.update(name="rita", said=["one"]) or "set")
    app.add_url_rule("/get", "get", view_func=lambda: {"kept": dict(session)})
    app.add_url_rule("/change", "change", view_func=lambda: session["said"].append("not kept") or "done")
    return app


def kept(client) -> dict:
    return client.get("/get").json["kept"]


@pytest.fixture
def client(app):
    with time_machine.travel(NOON, tick=False):
        client = app.test_client()
        client.get("/set")
        yield client


def test_it_is_read_once_and_says_the_same(app, client):
    assert [kept(client), kept(client)] == [{"name": "rita", "said": ["one"]}] * 2
    told = app.session_interface._read.cache_info()
    assert (told.hits, told.misses) == (1, 1)


def test_what_a_request_does_with_it_is_its_own(client):
    client.get("/change")
    assert kept(client)["said"] == ["one"]


def test_it_grows_too_old_though_it_was_read_before(app, client):
    assert kept(client)
    with time_machine.travel(NOON, tick=False) as later:
        later.shift(app.permanent_session_lifetime + timedelta(seconds=1))
        assert kept(client) == {}


@pytest.mark.parametrize("forged", ["", "nonsense", "eyJuYW1lIjoiYWRhIn0.aSQ.x"])
def test_a_forged_one_is_none(app, client, forged):
    stranger = app.test_client()
    stranger.set_cookie("session", forged)
    assert [kept(stranger), kept(stranger)] == [{}, {}]


def test_one_signed_with_another_key_is_none(app, client):
    value = client.get_cookie("session").value
    other = Flask(__name__)
    other.secret_key, other.session_interface = "another key", RememberedCookies()
    other.add_url_rule("/get", "get", view_func=lambda: {"kept": dict(session)})
    stranger = other.test_client()
    stranger.set_cookie("session", value)
    assert kept(stranger) == {}
