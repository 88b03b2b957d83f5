"""Another person on the same phone, and signing out: the first one's entries stay, named and locked."""

import pytest
from playwright.sync_api import expect

from tests.browser.outbox.phone import (
    GRADES,
    all_sent,
    give_cookie,
    nothing_lost,
    pick,
    stored_once,
    unsent,
    until,
)
from tests.conftest import PASSWORD

ENTERED = {GRADES[0]: 2, GRADES[1]: 5}


@pytest.fixture
def waiting(tab, site):
    """A page of Rita's with two answers that were cut off."""
    page = tab()
    site.faults.down = True
    for key, grade in ENTERED.items():
        pick(page, key, grade)
    until(lambda: len(unsent(page)) == 2, page=page)
    return page


def enter_as(page, name: str) -> None:
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button.btn--primary")
    page.wait_for_selector("body[data-user]")


def open_menu(page) -> None:
    page.click("summary[aria-label=Menu]")
    page.click("form[data-sign-out] button >> nth=0")


def test_nobody_sends_what_another_entered(waiting, context, site, visit, db, app, cast, sign_in):
    context.set_offline(True)  # nothing of hers is under way when he signs in
    give_cookie(context, sign_in(app.test_client(), cast.omar), site.url)
    db.session.rollback()
    site.faults.down = False
    context.set_offline(False)
    waiting.wait_for_selector(f"body[data-user='{cast.omar.id}']")  # the page is his now: not Rita's visit
    stored_once(db, visit, {})
    waiting.goto("/unsent")
    expect(waiting.locator("[data-others]")).to_contain_text("Rita: 2 unsent")
    assert waiting.locator("[data-list] .row").count() == 0
    assert unsent(waiting) == []
    expect(waiting.locator("[data-tally]")).to_have_text("Rita: 2 unsent, locked on this phone")


def test_sign_out_refuses_while_something_is_unsent_and_goes_once_it_is_sent(waiting, site, visit, db):
    open_menu(waiting)
    expect(waiting.locator("[data-unsent]")).to_contain_text("has not been sent yet")
    nothing_lost(waiting, db, visit, ENTERED)
    site.faults.down = False
    all_sent(waiting)
    waiting.click("form[data-sign-out] button >> nth=0")
    waiting.wait_for_url("**/sign-in*")
    stored_once(db, visit, ENTERED)


def test_signed_out_anyway_it_stays_locked_until_its_owner_is_back(waiting, context, site, visit, db, cast):
    open_menu(waiting)
    waiting.click("form[data-sign-out] [data-anyway]")
    waiting.wait_for_url("**/sign-in*")
    site.faults.down = False
    enter_as(waiting, "omar")
    waiting.goto("/unsent")
    expect(waiting.locator("[data-others]")).to_contain_text("Rita: 2 unsent")
    waiting.evaluate("Rounds.outbox.flush({ now: true })")
    stored_once(db, visit, {})
    open_menu(waiting)
    waiting.wait_for_url("**/sign-in*")
    enter_as(waiting, "rita")
    all_sent(waiting)
    stored_once(db, visit, ENTERED)
