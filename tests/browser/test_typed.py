"""Changing the language in the middle of a form: what was typed is there again, in a real browser."""

import threading

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from tests import factories
from tests.browser import offline


@pytest.fixture
def server(app):
    running = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join()


@pytest.fixture
def reading(browser, server, client, sign_in, db):
    """``reading(person)`` gives a page that reads English, signed in as somebody or (None) as nobody."""
    contexts = []

    def opened(person=None):
        context = browser.new_context(base_url=server, viewport={"width": 360, "height": 740}, locale="en-GB")
        contexts.append(context)
        if person is not None:
            sign_in(client, person)
            context.add_cookies(
                [{"name": "rounds", "value": client.get_cookie("rounds").value, "url": server}]
            )
        db.session.rollback()  # the test's own transaction would keep the server from writing
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def switch(page, to="zh_Hans"):
    """Change the language as a person does: in the menu, or at the foot of a page without one."""
    menu = page.locator("summary[aria-label='Language']")
    if menu.count():
        menu.click()
    with page.expect_navigation():
        page.locator(f"form[data-language] button[value={to}]").click()
    page.wait_for_selector(f"html[lang={to.replace('_', '-')}]")


def test_signing_in_keeps_the_name_and_never_the_password(cast, reading):
    page = reading()
    page.goto("/sign-in")
    page.fill("[name=username]", "rita")
    page.fill("[name=password]", "secret word")
    switch(page)
    expect(page.locator("[name=username]")).to_have_value("rita")
    expect(page.locator("[name=password]")).to_have_value("")
    assert page.evaluate("sessionStorage.typed") is None


def test_a_form_of_the_administration_keeps_everything_once(cast, reading):
    page = reading(cast.ada)
    page.goto("/admin/dealers/new")
    page.fill("[name=name_zh]", "港口商行 & <b>")
    page.fill("[name=phone]", "12345")
    page.select_option("[name=rep_id]", str(cast.omar.id))
    page.locator("[name=products]").first.check(force=True)
    switch(page)
    expect(page.locator("[name=name_zh]")).to_have_value("港口商行 & <b>")
    expect(page.locator("[name=phone]")).to_have_value("12345")
    expect(page.locator("[name=rep_id]")).to_have_value(str(cast.omar.id))
    expect(page.locator("[name=products]").first).to_be_checked()
    page.goto("/admin/dealers/new")
    expect(page.locator("[name=phone]")).to_have_value("")


def test_what_was_refused_is_kept_as_well(cast, reading):
    page = reading(cast.ada)
    page.goto("/admin/thresholds")
    page.locator("#group-planning summary").click()
    page.fill("[name=plan_visits_a_day]", "99")
    page.locator("label", has_text="Sat").click()
    page.locator(".bar .btn--primary").click()
    expect(page.locator(".banner--bad")).to_be_visible()
    switch(page)
    expect(page.locator("[name=plan_visits_a_day]")).to_have_value("99")
    expect(page.locator("[name=plan_visits_a_day]")).to_be_visible()
    expect(page.locator("[name=plan_days][value='6']")).to_be_checked()


def test_a_page_that_only_takes_forms_leads_to_the_page_above(cast, reading):
    page = reading(cast.sol)
    page.goto(f"/plan/dealers/{cast.dealer.id}")
    page.fill("[name=day]", "2020-01-01")
    form = page.locator("form[action$='/visits']")
    form.evaluate("form => form.noValidate = true")
    form.locator("button").click()
    expect(page.locator("main .error").first).to_be_visible()
    switch(page)
    assert page.url.endswith(f"/plan/dealers/{cast.dealer.id}")
    expect(page.locator("[name=day]")).to_have_value("2020-01-01")


def test_a_promise_half_written_is_kept(cast, reading):
    visit = factories.visit(cast)
    page = reading(cast.rita)
    page.goto(f"/visits/{visit.id}/promises")
    page.fill("#new-promise [name=action]", "Bring a stock board")
    page.locator("#new-promise label", has_text="Ours").click()
    switch(page)
    expect(page.locator("#new-promise [name=action]")).to_have_value("Bring a stock board")
    expect(page.locator("#new-promise [name=owner][value=us]")).to_be_checked()


@pytest.mark.parametrize(
    ("path", "box"), [("sections/s3_warehouse", "[name=note]"), ("stock", "input[inputmode=numeric]")]
)
def test_an_entry_of_a_visit_is_kept_however_fast_one_switches(cast, reading, path, box):
    visit = factories.visit(cast, mode="full")
    page = reading(cast.rita)
    page.goto(f"/visits/{visit.id}/{path}")
    page.evaluate(
        "document.querySelectorAll('details').forEach((each) => each.open = !each.matches('.menu'))"
    )
    field = page.locator(f"main {box}").first
    field.fill("12")
    name = field.get_attribute("id")
    switch(page)
    expect(page.locator(f"[id='{name}']")).to_have_value("12")


def test_a_question_whose_boxes_were_added_asks_first(cast, reading):
    page = reading(cast.ada)
    page.goto("/admin/checklist/sections/s3_warehouse/new?type=yn")
    page.fill("[name='title-en']", "Forklift")
    page.locator("button[name=add]").click()
    page.wait_for_selector("form[data-asks]")
    page.fill("[name='ask-en']", "Is there one?")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.locator("summary[aria-label='Language']").click()
    page.locator("form[data-language] button[value=zh_Hans]").click()
    offline.until(page, lambda: asked)
    assert "In another language this page begins anew" in asked[0]
    expect(page.locator("[name='ask-en']")).to_have_value("Is there one?")
    assert page.locator("html").get_attribute("lang") == "en"
