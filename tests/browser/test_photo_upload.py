"""The upload script alone, against a small server that answers as it is told."""

import threading
import time
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask, request
from PIL import Image
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

STATIC = Path(__file__).parents[2] / "app" / "static"
SCRIPTS = ("_ground", "journal", "outbox", "post", "say", "photos/photo-upload")
PAGE = f"""<!doctype html><meta charset="utf-8"><title>Photos</title>
<script src="/static/vendor/idb-8.0.4.min.js" defer></script>
{"".join(f'<script src="/static/js/{name}.js" defer></script>' for name in SCRIPTS)}
<body data-user="1" data-say-kept="On this phone" data-say-saving="Sending" data-say-offline="Not sent">
<form data-photo-upload method="post" action="/photos" enctype="multipart/form-data">
<input type="hidden" name="slot" value="wh_overview_photo"><input type="hidden" name="id" data-mint>
<input type="file" name="file" multiple aria-label="Photos">
<p data-photo-summary data-words="{{arrived}} of {{count}} arrived"></p><div data-photo-list></div>
<template data-photo-item><div class="item"><b data-photo-name></b>
<progress max="100" value="0" hidden></progress><span data-photo-state></span>
<button type="button" data-photo-retry hidden>Retry</button>
<button type="button" data-photo-drop="Give it up?" hidden>Delete</button></div></template></form>"""


@dataclass
class Server:
    """What arrived, and how to answer: `script` holds the statuses to give, in order; then 200."""

    url: str = ""
    script: list[int] = field(default_factory=list)
    posts: list[dict] = field(default_factory=list)
    inside: int = 0
    most_inside: int = 0
    pause: float = 0.0


def answer(server: Server):
    server.inside += 1
    server.most_inside = max(server.most_inside, server.inside)
    file = request.files["file"]
    data = file.read()
    server.posts.append(
        {**request.form, "name": file.filename, "data": data, "htmx": "HX-Request" in request.headers}
    )
    time.sleep(server.pause)
    server.inside -= 1
    status = server.script.pop(0) if server.script else 200
    if status == 422:
        words = '<div class="slot"><p class="error"><span>The photo is\n damaged.</span></p></div>'
        return words, 422, {"X-Rounds-User": "1"}
    if status == 201:  # a portal's page: fine by its status, and not ours
        return "<h1>Welcome to the Wi-Fi</h1>", 200
    return f'<figure id="photo-{request.form["id"]}">stored</figure>', status


@pytest.fixture
def server():
    state, app = Server(), Flask("upload", static_folder=str(STATIC), static_url_path="/static")
    app.add_url_rule("/", "page", lambda: PAGE)
    app.add_url_rule("/photos", "photos", lambda: answer(state), methods=["POST"])
    running = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{running.server_port}/"
    yield state
    running.shutdown()
    thread.join()


def picture(name: str, width: int = 3000, height: int = 1500) -> dict:
    out = BytesIO()
    Image.merge("RGB", [Image.effect_noise((width // 10, height // 10), 40)] * 3).resize(
        (width, height)
    ).save(out, "JPEG", quality=95)
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def choose(page: Page, server: Server, *files: dict) -> None:
    page.goto(server.url)
    page.locator("input[type=file]").set_input_files(list(files))


def test_each_photo_is_sent_by_itself_and_shrunk(page: Page, server: Server):
    choose(page, server, *(picture(f"{number}.jpg") for number in range(4)))
    expect(page.locator("[data-photo-summary]")).to_have_text("4 of 4 arrived")
    expect(page.locator("figure")).to_have_count(4)
    expect(page.locator(".item")).to_have_count(0)
    assert len({post["id"] for post in server.posts}) == 4
    assert {post["slot"] for post in server.posts} == {"wh_overview_photo"}
    assert all(post["htmx"] and post["taken_at"].endswith("Z") for post in server.posts)
    with Image.open(BytesIO(server.posts[0]["data"])) as sent:
        assert (sent.format, sent.size) == ("JPEG", (2048, 1024))


def test_one_at_a_time(page: Page, server: Server):
    server.pause = 0.2
    choose(page, server, *(picture(f"{number}.jpg", 60, 40) for number in range(4)))
    expect(page.locator("[data-photo-summary]")).to_have_text("4 of 4 arrived")
    assert server.most_inside == 1
    assert [post["name"] for post in server.posts] == [f"{number}.jpg" for number in range(4)]


def test_a_photo_on_its_way_shows_how_far_it_is(page: Page, server: Server):
    server.pause = 5
    choose(page, server, picture("a.jpg"))
    expect(page.locator(".item progress")).to_be_visible()
    expect(page.locator(".item progress")).to_have_js_property("value", 100)  # sent, not yet acknowledged
    expect(page.locator("[data-photo-state]")).to_have_text("Sending")
    expect(page.locator("[data-photo-summary]")).to_have_text("1 of 1 arrived")


def test_a_photo_is_on_this_phone_with_its_picture_until_it_arrives(page: Page, server: Server):
    page.goto(server.url)
    page.route("**/photos", lambda route: route.abort())
    page.locator("input[type=file]").set_input_files([picture("a.jpg")])
    expect(page.locator("[data-photo-state]")).to_have_text("Not sent")
    page.reload()
    expect(page.locator("[data-photo-state]")).to_have_text("Not sent")
    expect(page.locator(".item canvas")).to_have_js_property("width", 320)
    with page.expect_request("**/photos"):
        page.get_by_role("button", name="Retry").click()
    page.unroute("**/photos")  # and whoever touches nothing more is served as well
    expect(page.locator("[data-photo-summary]")).to_have_text("1 of 1 arrived", timeout=60_000)
    assert page.evaluate("Rounds.journal.unsent()") == []


@pytest.mark.parametrize("status", [500, 503, 429, 201])
def test_a_lost_answer_is_retried_under_the_same_id(page: Page, server: Server, status: int):
    server.script = [status]
    choose(page, server, picture("a.jpg", 60, 40))
    expect(page.locator("[data-photo-summary]")).to_have_text("1 of 1 arrived")
    first, second = server.posts
    assert (first["id"], first["data"]) == (second["id"], second["data"])


def test_a_dead_line_is_a_failure_that_can_be_retried(page: Page, server: Server):
    page.goto(server.url)
    page.route("**/photos", lambda route: route.abort())
    page.locator("input[type=file]").set_input_files([picture("a.jpg", 60, 40)])
    expect(page.locator("[data-photo-state]")).to_have_text("Not sent")
    with page.expect_request("**/photos"):
        page.get_by_role("button", name="Retry").click()
    page.unroute("**/photos")
    expect(page.locator("[data-photo-summary]")).to_have_text("1 of 1 arrived", timeout=60_000)


def test_a_refusal_says_why_and_costs_the_others_nothing(page: Page, server: Server):
    server.script = [422]
    choose(page, server, picture("bad.jpg", 60, 40))
    expect(page.locator("[data-photo-state]")).to_have_text("The photo is damaged.")
    page.locator("input[type=file]").set_input_files([picture("good.jpg", 60, 40)])
    expect(page.locator("[data-photo-summary]")).to_have_text("1 of 2 arrived")
    expect(page.locator(".item [data-photo-state]")).to_have_text("The photo is damaged.")
    expect(page.get_by_role("button", name="Retry")).to_be_hidden()


def test_what_was_refused_is_given_up_where_it_stands(page: Page, server: Server):
    server.script = [422]
    choose(page, server, picture("bad.jpg", 60, 40))
    away = page.get_by_role("button", name="Delete")
    expect(away).to_be_visible()
    page.once("dialog", lambda dialog: dialog.dismiss())
    away.click()
    assert page.locator(".item").count() == 1
    page.once("dialog", lambda dialog: dialog.accept())
    away.click()
    expect(page.locator(".item")).to_have_count(0)
    expect(page.locator("[data-photo-summary]")).to_be_empty()
    assert page.evaluate("Rounds.journal.unsent()") == []


def test_what_the_browser_cannot_draw_goes_as_it_is(page: Page, server: Server):
    choose(page, server, {"name": "x.heic", "mimeType": "image/heic", "buffer": b"not drawable here"})
    expect(page.locator("[data-photo-summary]")).to_have_text("1 of 1 arrived")
    assert (server.posts[0]["name"], server.posts[0]["data"]) == ("x.heic", b"not drawable here")


def test_without_the_script_it_is_an_ordinary_form(browser, server: Server):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        choose(page, server, picture("a.jpg", 60, 40))
        page.locator("form").evaluate("form => form.submit()")
        expect(page.locator("figure")).to_have_text("stored")
