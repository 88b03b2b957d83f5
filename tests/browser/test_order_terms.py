"""Event and floor of an order, typed on a phone of 360 px: refused in words, kept, and the chains follow;
what is lost on the way back is not doubled."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser.test_visit_flow import count_everything, start_visit

# Another file's tests may have left her in the middle of a visit; nobody needs that any more.
TAKE_AWAY = """UPDATE visits SET aside = 1, rep_id = (SELECT id FROM users WHERE username = 'ada')
    WHERE finished_at IS NULL AND rep_id = (SELECT id FROM users WHERE username = 'yan')"""


@pytest.fixture
def order(signed_in, live):
    with closing(sqlite3.connect(live.folder / "rounds.sqlite3", timeout=10)) as database, database:
        database.execute(TAKE_AWAY)
    page = signed_in("yan", width=360)
    visit = start_visit(page)
    count_everything(page, visit)
    page.goto(f"/visits/{visit}/order")
    page.locator("#order-terms > summary").click()
    return page


def stored(page, box, value):
    with page.expect_response(lambda answer: "/order/terms/" in answer.url):
        page.fill(box, value)
        page.press(box, "Tab")


def test_event_and_floor_on_a_phone(order):
    page = order
    first = page.locator("[id^=w-order-]:has(.chain)").first
    usual = first.locator(".chain__cases").first.inner_text()
    stored(page, "#order-event-value", "4")
    expect(page.locator("#order-event")).to_contain_text("between 0.5 and 3")
    expect(page.locator("#order-event-value")).to_have_value("4")
    expect(first.locator(".chain__cases").first).to_have_text(usual)

    page.fill("#order-event-value", "2")
    stored(page, "#order-event-reason", "Mid-Autumn")
    expect(page.locator("#s-order-event")).to_have_class(re.compile("status--saved"))
    expect(first.locator(".chain__cases").first).not_to_have_text(usual)
    first.locator("summary").click()
    expect(first).to_contain_text("Mid-Autumn: 2 times the usual sales are expected.")

    lost = []

    def lose_one(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)  # the server has it, the phone never hears of it
        return route.abort()

    page.route("**/order/terms/floor", lose_one)
    page.fill("#order-floor-value", "7")
    page.press("#order-floor-value", "Tab")
    expect(page.locator("#s-order-floor")).to_have_class(re.compile("status--saved"), timeout=20_000)
    assert lost == [200]
    expect(first).to_contain_text("7 cases")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.reload()
    expect(page.locator("#order-floor-value")).to_have_value("7")
    assert page.locator("#c-order-floor .banner").count() == 0, "the second try was the first one's repeat"
