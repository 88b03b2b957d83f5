"""A server and a network that fail in the middle of the queue: everything arrives, and exactly once."""

import pytest
from playwright.sync_api import expect

from tests.browser.outbox.phone import (
    GRADES,
    all_sent,
    answers,
    nothing_lost,
    photos_of,
    pick,
    pictures,
    stored_once,
    unsent,
    until,
)
from tests.conftest import PASSWORD

ENTERED = dict(zip(GRADES, (2, 3, 4), strict=True))


def enter_without_signal(page, site) -> None:
    """Three answers, while every post is cut off. It stays so until the test says what comes then."""
    site.faults.down = True
    for key, grade in ENTERED.items():
        pick(page, key, grade)
    until(lambda: len(unsent(page)) == 3, page=page)
    until(lambda: site.faults.posts, page=page)


def send_now(page, site) -> None:
    site.faults.down = False
    page.evaluate("Rounds.outbox.flush({ now: true })")


@pytest.mark.parametrize(
    "fault",
    ["500", "503", "hang", "reset", "portal", "after 500", "after hang", "after reset", "after portal"],
)
def test_a_fault_in_mid_queue_loses_and_doubles_nothing(tab, site, visit, db, fault):
    page = tab()
    enter_without_signal(page, site)
    site.faults.plan.extend([None, fault])
    send_now(page, site)
    until(lambda: not site.faults.plan, page=page)
    nothing_lost(page, db, visit, ENTERED)
    all_sent(page)
    stored_once(db, visit, ENTERED)
    for key in GRADES:
        expect(page.locator(f"#s-{key}")).to_have_class("status status--saved")
    expect(page.locator("[data-tally]")).to_have_text("all sent")


def test_what_the_server_cannot_take_is_set_aside_and_holds_nothing_up(tab, site, visit, db):
    page = tab()
    enter_without_signal(page, site)
    site.faults.plan.extend([None, "413"])
    send_now(page, site)
    until(lambda: [entry["state"] for entry in unsent(page)] == ["refused"], page=page)
    nothing_lost(page, db, visit, ENTERED)
    aside = unsent(page)[0]["key"].partition(":")[2]
    stored_once(db, visit, {key: grade for key, grade in ENTERED.items() if key != aside})
    page.goto("/unsent")
    expect(page.locator("[data-list] .row")).to_have_count(1)
    expect(page.locator("[data-list] .row [data-status]")).to_contain_text("Welcome to the Wi-Fi")
    page.click("[data-send-now]")
    expect(page.locator("[data-nothing]")).to_be_visible()
    stored_once(db, visit, ENTERED)


def test_a_refused_entry_is_deleted_only_when_the_rep_says_so(tab, site, visit, db):
    page = tab()
    site.faults.plan.append("413")
    pick(page, GRADES[0], 1)
    until(lambda: [entry["state"] for entry in unsent(page)] == ["refused"], page=page)
    page.goto("/unsent")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.click("[data-list] .row button")
    assert len(unsent(page)) == 1
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("[data-list] .row button")
    until(lambda: unsent(page) == [], page=page)
    stored_once(db, visit, {})


def test_a_sign_in_that_ran_out_in_mid_queue_is_asked_for_over_the_page(tab, context, site, visit, db):
    page = tab()
    enter_without_signal(page, site)
    context.clear_cookies()
    send_now(page, site)
    expect(page.locator("dialog[open]")).to_contain_text("sign in, and what is on this phone is sent")
    nothing_lost(page, db, visit, ENTERED)
    assert len(unsent(page)) == 3
    page.fill("dialog [name=username]", "rita")
    page.fill("dialog [name=password]", "wrong")
    page.click("dialog .btn--primary")
    expect(page.locator("dialog .banner--bad")).to_be_visible()
    page.fill("dialog [name=password]", PASSWORD)
    page.click("dialog .btn--primary")
    all_sent(page)
    expect(page.locator("dialog")).to_be_hidden()
    stored_once(db, visit, ENTERED)


def test_a_photo_that_fails_is_tried_again_alone(tab, site, visit, db):
    page = tab("/photos")
    site.faults.plan.extend([None, "500", None, "after reset"])
    page.locator("input[type=file][multiple]").first.set_input_files(pictures(4))
    expect(page.locator("[data-photo-summary]").first).to_have_text("4 of 4 arrived", timeout=60_000)
    assert (unsent(page), photos_of(db, visit)) == ([], 4)
    expect(page.locator("[data-tally]")).to_have_text("photos 4 of 4 · all sent")


def test_a_caption_and_a_removal_wait_for_the_signal(tab, site, visit, db):
    page = tab("/photos")
    page.locator("input[type=file][multiple]").first.set_input_files(pictures(2))
    expect(page.locator("[data-photo-summary]").first).to_have_text("2 of 2 arrived", timeout=60_000)
    site.faults.down = True
    first, second = page.locator("details.shot").all()
    first.locator("summary").click()
    first.locator("[name=caption]").fill("The oldest stack")
    first.get_by_role("button", name="Save the caption").click()
    expect(first.locator("[data-status]").first).to_contain_text("On this phone")
    second.locator("summary").click()
    second.get_by_role("button", name="Remove").click()
    until(lambda: len(unsent(page)) == 2, page=page)
    site.faults.down = False
    page.evaluate("void Rounds.outbox.flush({ now: true })")
    expect(page.locator("details.shot")).to_have_count(1, timeout=60_000)  # the page has come anew
    expect(page.locator(".shot__caption")).to_have_text("The oldest stack")
    assert unsent(page) == []


def test_a_form_that_leads_elsewhere_goes_there_once_it_is_sent(tab, site, visit, db, cast):
    page = tab("/promises")
    site.faults.down = True
    page.get_by_role("button", name="Nothing promised today").click()
    expect(page.locator(".bar [data-status]")).to_contain_text("On this phone")
    site.faults.down = False
    page.evaluate("void Rounds.outbox.flush({ now: true })")
    page.wait_for_url(f"**/visits/{visit.id}")
    assert unsent(page) == []
    assert "visit_new_commitments" in answers(db, visit)
