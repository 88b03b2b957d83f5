"""Answers while they are typed, in a real browser: saved, refused, lost on the way, kept on the phone."""

import threading

import pytest
from werkzeug.serving import make_server

from app.visits.queries import answers_of, conflicts_of
from tests import factories
from tests.conftest import PASSWORD

COOKIE = "rounds"


@pytest.fixture
def visit(cast, app):
    return factories.visit(cast, mode="full")


@pytest.fixture
def server(app):
    running = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join()


@pytest.fixture
def phone(browser, server, client, cast, sign_in, db):
    """Opens a section of a visit on a phone of Rita's; `device` names another one."""
    sign_in(client, cast.rita)
    cookie = client.get_cookie(COOKIE)
    contexts = {}

    def open_section(visit, section="s3_warehouse", device="phone"):
        db.session.rollback()  # the test's own transaction would keep the server from writing
        if device not in contexts:
            contexts[device] = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
            contexts[device].add_cookies([{"name": COOKIE, "value": cookie.value, "url": server}])
        page = contexts[device].new_page()
        page.goto(f"{server}/visits/{visit.id}/sections/{section}")
        return page

    yield open_section
    for context in contexts.values():
        context.close()


def pick(page, key, number):
    page.locator(f"#{key} .ctl .pick").nth(number - 1).click()


def wait_for(page, key, state):
    page.wait_for_selector(f"#s-{key}.status--{state}", timeout=60_000)


def wait_until_lost(page, key):
    """Wait until the row says that it is on this phone, for want of a connection."""
    page.wait_for_selector(f"#s-{key}.status--kept:has-text('no connection')", timeout=60_000)


def value(db, visit, key):
    db.session.rollback()
    found = answers_of(visit.id).get(key)
    value = found and (found.revision, found.value)
    db.session.rollback()
    return value


def test_a_tap_is_saved_and_the_row_and_the_bar_say_so(phone, visit, db):
    page = phone(visit)
    pick(page, "wh_tidy", 4)
    wait_for(page, "wh_tidy", "saved")
    assert value(db, visit, "wh_tidy") == (1, {"grade": 4})
    assert "q--answered" in page.get_attribute("#wh_tidy", "class")
    assert page.inner_text("[data-done]").startswith("1 of ")


def test_what_cannot_be_taken_is_said_at_the_field_and_stays_there(phone, visit, db):
    page = phone(visit)
    page.fill("#wh_near_expiry-seen", "12x")
    wait_for(page, "wh_near_expiry", "failed")
    page.wait_for_selector("#wh_near_expiry-seen-error")
    assert page.input_value("#wh_near_expiry-seen") == "12x"
    assert page.get_attribute("#wh_near_expiry-seen", "aria-invalid") == "true"
    page.fill("#wh_near_expiry-seen", "12")
    wait_for(page, "wh_near_expiry", "saved")
    assert page.locator("#wh_near_expiry .error").count() == 0
    assert value(db, visit, "wh_near_expiry") == (1, {"seen": 12})


def test_an_answer_whose_receipt_was_lost_is_neither_doubled_nor_a_conflict(phone, visit, db):
    page = phone(visit)
    page.route("**/answers/wh_tidy", lambda route: (route.fetch(), route.abort()), times=1)
    pick(page, "wh_tidy", 2)
    wait_until_lost(page, "wh_tidy")
    pick(page, "wh_tidy", 5)
    wait_for(page, "wh_tidy", "saved")
    assert value(db, visit, "wh_tidy") == (2, {"grade": 5})
    assert conflicts_of(visit.id) == {}


def test_a_portal_that_answers_200_is_not_believed(phone, visit, db):
    page = phone(visit)
    portal = {"status": 200, "body": "Welcome to the Wi-Fi"}
    page.route("**/answers/wh_tidy", lambda route: route.fulfill(**portal), times=1)
    pick(page, "wh_tidy", 3)
    wait_until_lost(page, "wh_tidy")
    wait_for(page, "wh_tidy", "saved")
    assert value(db, visit, "wh_tidy") == (1, {"grade": 3})


def test_what_was_typed_without_signal_survives_the_page(phone, visit, db):
    page = phone(visit, "s2_marketing")
    page.route("**/answers/**", lambda route: route.abort())
    page.fill("#mkt_other_signs textarea >> nth=0", "Two trucks stand idle")
    page.click("#mkt_vehicles .rowcard--add summary")
    page.fill("#mkt_vehicles-vehicles-0-label", "Blue van")
    wait_for(page, "mkt_vehicles", "kept")
    page.unroute("**/answers/**")
    page.reload()
    wait_for(page, "mkt_other_signs", "saved")
    wait_for(page, "mkt_vehicles", "saved")
    assert value(db, visit, "mkt_other_signs") == (1, {"signs": "Two trucks stand idle"})
    assert value(db, visit, "mkt_vehicles")[1]["vehicles"][0]["label"] == "Blue van"
    assert page.evaluate("Rounds.journal.unsent()") == []


def test_two_answers_at_once_are_both_shown_and_one_is_chosen(phone, visit, db):
    first, second = phone(visit), phone(visit, device="tablet")
    pick(first, "wh_tidy", 2)
    wait_for(first, "wh_tidy", "saved")
    pick(second, "wh_tidy", 5)
    wait_for(second, "wh_tidy", "conflict")
    second.locator("#c-wh_tidy button").last.click()
    wait_for(second, "wh_tidy", "saved")
    assert value(db, visit, "wh_tidy") == (2, {"grade": 5})
    pick(second, "wh_tidy", 1)
    second.wait_for_selector("#s-wh_tidy.status--saved[data-revision='3']")
    assert value(db, visit, "wh_tidy") == (3, {"grade": 1})


def labels(db, visit):
    found = value(db, visit, "mkt_vehicles")
    return [row["label"] for row in found[1]["vehicles"]] if found else []


def until(page, check):
    """Wait, half a minute at most, until `check()` holds."""
    for _ in range(300):
        if check():
            return
        page.wait_for_timeout(100)
    assert check()


def test_rows_are_added_and_removed_and_enter_clears_nothing(phone, visit, db):
    page = phone(visit, "s2_marketing")
    for number, label in enumerate(("Blue van", "Red truck")):
        page.click("#mkt_vehicles .rowcard--add summary")
        page.fill(f"#mkt_vehicles-vehicles-{number}-label", label)
        page.keyboard.press("Enter")
    until(page, lambda: labels(db, visit) == ["Blue van", "Red truck"])
    page.locator("#mkt_vehicles [name='vehicles-0-removed']").check(force=True)
    until(page, lambda: labels(db, visit) == ["Red truck"])


def test_a_way_out_is_taken_and_taken_back(phone, visit, db):
    page = phone(visit)
    page.click("#wh_tidy .more summary")
    page.click("#wh_tidy .pick:has([value=not_seen])")
    page.wait_for_selector("#wh_tidy.q--skipped")
    pick(page, "wh_tidy", 3)
    page.wait_for_selector("#wh_tidy.q--answered")
    until(page, lambda: value(db, visit, "wh_tidy") == (2, {"grade": 3}))
    page.click("#wh_tidy button[name=wipe]")
    page.wait_for_selector("#wh_tidy.q--open")
    until(page, lambda: value(db, visit, "wh_tidy") == (3, {}))


def test_a_signed_out_phone_is_asked_to_sign_in_over_the_page(phone, visit, db):
    page = phone(visit)
    page.context.clear_cookies()
    pick(page, "wh_tidy", 3)
    page.wait_for_selector("dialog[open] [name=username]")
    page.fill("dialog [name=username]", "rita")
    page.fill("dialog [name=password]", "not it")
    page.click("dialog button.btn--primary")
    page.wait_for_selector("dialog .banner--bad")
    page.fill("dialog [name=username]", "rita")
    page.fill("dialog [name=password]", PASSWORD)
    page.click("dialog button.btn--primary")
    wait_for(page, "wh_tidy", "saved")
    assert page.locator("dialog[open]").count() == 0
    assert value(db, visit, "wh_tidy") == (1, {"grade": 3})


def test_signing_out_waits_for_what_is_unsent_and_says_why(phone, visit, db):
    page = phone(visit)
    page.route("**/answers/**", lambda route: route.abort())
    pick(page, "wh_tidy", 3)
    wait_until_lost(page, "wh_tidy")
    page.click("summary[aria-label=Menu]")
    page.click("form[data-sign-out] button")
    page.wait_for_selector("[data-unsent]:has-text('has not been sent yet')")
    page.unroute("**/answers/**")
    wait_for(page, "wh_tidy", "saved")
    page.click("form[data-sign-out] button")
    page.wait_for_url("**/sign-in?**")
    assert value(db, visit, "wh_tidy") == (1, {"grade": 3})
