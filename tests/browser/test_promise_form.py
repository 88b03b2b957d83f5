"""The form of a promise in the page: the guard reads along, the write is sent once and never lost."""

import re
import threading
from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest
from flask import render_template_string
from playwright.sync_api import expect
from werkzeug.serving import make_server

from app.promises.guard import phrase_table
from app.visits.promises.page import BLANK, NewPromise
from tests.browser.gallery.serve import LOCALES, gallery_app

PAGE = """{% extends "layouts/bare.html" %}{% from "promises/_fields.html" import promise_fields %}
{% block title %}Promise{% endblock %}{% block main %}<h1>Promise</h1>
<section id="new-promise">
<form method="post" action="/promise" data-sends="new-promise" data-keeps="promise:1">
{{ promise_fields(form, "new-", [("us", "Ours")], [("own_limit", "Own"), ("named", "Name")]) }}
<button>Save</button><button name="as_request" value="1">Request</button><output data-status></output>
</form></section>{% endblock %}"""
STORED = '<section id="new-promise"><output data-status data-stored="{}">Saved</output></section>'


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    app = gallery_app(tmp_path_factory.mktemp("promise"))
    app.jinja_env.globals["phrase_table_url"] = lambda: "/phrases.json"
    app.add_url_rule("/phrases.json", "phrases", lambda: app.response_class(phrase_table("en")[1]))
    user = SimpleNamespace(is_authenticated=True, id=1, display_name="Rita", role="rep")
    values = {"locale": "en", "LOCALES": LOCALES, "current_user": user, "banner": None, "company": None}
    blank = NewPromise("00000000-0000-4000-8000-000000000000", BLANK)
    app.add_url_rule("/new", "new", lambda: render_template_string(PAGE, form=blank, **values))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def page(browser, site):
    context = browser.new_context(base_url=site, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto("/new")
    yield page
    context.close()


@pytest.fixture
def posts(page):
    """What reached the server; while `posts.lost` is set, nothing does."""
    seen = SimpleNamespace(forms=[], lost=False)

    def answer(route):
        form = {name: values[0] for name, values in parse_qs(route.request.post_data).items()}
        seen.forms.append(form)
        route.abort() if seen.lost else route.fulfill(
            body=STORED.format(form["id"]), content_type="text/html"
        )

    page.route("**/promise", answer)
    return seen


def write(page, words="Bring a stock board"):
    page.locator("[name=action]").fill(words)


def test_the_guard_reads_along_without_asking_the_server_for_each_key(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("[name=action]").press_sequentially("don't worry, 过两天 I guarantee it", delay=5)
    expect(page.locator("#new-action-guard .guard__line--block")).to_have_count(2)
    expect(page.locator("#new-action-guard .guard__line--warn")).to_have_count(1)
    assert page.locator("#new-action-guard q").all_inner_texts() == ["don't worry", "过两天", "I guarantee it"]
    assert len([url for url in asked if "/assets/" not in url]) == 1  # the table
    assert page.locator("[data-guard-seen]").input_value().split() == ["J1", "V7", "G2"]


def test_the_offered_words_take_the_place_of_the_phrase(page):
    write(page, "Boards: in a couple of days.")
    page.get_by_role("button", name="Use these words").click()
    expect(page.locator("[name=action]")).to_have_value("Boards: On {weekday}.")
    expect(page.locator("#new-action-guard .guard__line")).to_have_count(0)
    page.keyboard.type("Monday")  # the blank is selected already
    expect(page.locator("[name=action]")).to_have_value("Boards: On Monday.")


def test_one_press_is_one_write_with_its_button(page, posts):
    write(page)
    page.get_by_role("button", name="Request").click()
    expect(page.locator("[data-status]")).to_have_text("Saved")
    (form,) = posts.forms
    assert form["as_request"] == "1" and form["action"] == "Bring a stock board"
    assert re.fullmatch(r"[0-9a-f-]{36}", form["id"]) and form["answered_at"]


def test_without_connection_it_is_tried_again_under_the_same_id(page, posts):
    posts.lost = True
    write(page)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-status]")).to_contain_text("no connection")
    posts.lost = False
    expect(page.locator("[data-status]")).to_have_text("Saved")
    assert len({form["id"] for form in posts.forms}) == 1


def test_a_reload_sends_what_was_under_way_once(page, posts):
    posts.lost = True
    write(page)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-status]")).to_contain_text("no connection")
    posts.lost = False
    page.reload()
    expect(page.locator("[data-status]")).to_have_text("Saved")
    page.evaluate("Rounds.outbox.flush({ now: true })")  # until nothing is left to do
    assert len({form["id"] for form in posts.forms}) == 1
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_what_is_typed_survives_a_reload(page, posts):
    write(page, "送两个架子")
    page.reload()
    expect(page.locator("[name=action]")).to_have_value("送两个架子")
    assert not posts.forms


def test_name_and_new_day_are_asked_for_when_they_are_needed(page):
    expect(page.locator("[name=approver]")).to_be_hidden()
    page.locator("[name=approved][value=named]").check(force=True)
    expect(page.locator("[name=approver]")).to_be_visible()
