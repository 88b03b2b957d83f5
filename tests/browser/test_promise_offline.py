"""Promising without a signal: the phrase guard reads along, the promise is kept, and arrives once."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser import offline

DUE = (date.today() + timedelta(days=30)).isoformat()


@pytest.fixture
def promises(signed_in):
    """The promises of a visit begun without a signal: the page and the visit."""

    opened = []

    def open_page(username):
        page = signed_in(username)
        opened.append(page)
        dealers = offline.get_ready(page)
        page.context.set_offline(True)
        visit = offline.begin(page, dealers[0])
        page.goto(f"/visits/{visit}/promises")
        return page, visit

    yield open_page
    for page in opened:
        offline.end_visits(page)


def save(page, **typed) -> None:
    form = page.locator("#new-promise form")
    for name, value in typed.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator("button.btn--primary").click()


def choose_owner(page) -> None:
    page.locator("#new-promise [name=owner][value=dealer]").check(force=True)


def made(live, visit) -> list:
    question = "select action, due from promises where visit_id = ?"
    return offline.rows(live.folder, question, visit.replace("-", ""))


def test_the_guard_reads_along_and_the_promise_arrives_once(promises, live):
    page, visit = promises("rita")
    form = page.locator("#new-promise form")
    words = form.locator("[data-guard]").first
    words.fill("I guarantee it sells")
    notice = form.locator(".guard__line").first
    expect(notice.locator(".guard__say")).to_contain_text("Say instead:")
    notice.locator("button").click()
    expect(words).not_to_have_value("I guarantee it sells")
    choose_owner(page)
    save(page, action="Bring two racks", quantity="2 racks", due=DUE)
    expect(form.locator("[data-status]")).to_contain_text("On this phone")
    (entry,) = [each for each in offline.unsent(page) if each["kind"] == "once"]
    page.reload()
    assert [each["id"] for each in offline.unsent(page) if each["kind"] == "once"] == [entry["id"]]
    offline.online_again(page.context, page)
    assert made(live, visit) == [("Bring two racks", DUE)]
    page.goto(f"/visits/{visit}/promises")
    expect(page.locator("main")).to_contain_text("Bring two racks")


def test_one_that_is_refused_later_stands_in_its_form_again(promises, live):
    page, visit = promises("omar")
    save(page, action="Bring two racks", quantity="2 racks", due=DUE)
    expect(page.locator("#new-promise form [data-status]")).to_contain_text("On this phone")
    page.goto(f"/visits/{visit}")
    page.context.set_offline(False)
    page.goto("/unsent")
    row = page.locator("[data-list] .row__link")
    expect(row).to_have_count(1)
    expect(row.locator("[data-status]")).to_contain_text("Whose promise")
    row.click()
    form = page.locator("#new-promise form")
    expect(form.locator("[name=action]")).to_have_value("Bring two racks")
    expect(form.locator("[data-status]")).to_contain_text("Whose promise")
    assert made(live, visit) == []
    choose_owner(page)
    form.locator("button.btn--primary").click()
    expect(page.locator("main article", has_text="Bring two racks")).to_have_count(1)
    offline.wait_until_sent(page)
    assert made(live, visit) == [("Bring two racks", DUE)]
