"""The pages of the queue with something in them: axe finds nothing, nothing scrolls sideways or is small."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import factories
from tests.browser.outbox.phone import GRADES, SECTION, SIZE, give_cookie, pick, pictures, unsent, until
from tests.browser.test_every_page import RULES, SMALL, WIDE


def faults_of(page) -> list[str]:
    found = [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}"
        for one in Axe().run(page, options=RULES).response["violations"]
    ]
    found += [f"small: {one}" for one in page.evaluate(SMALL)]
    return found + (["wider than the phone"] if page.evaluate(WIDE) > 0 else [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_queue_can_be_read_and_tapped(browser, site, rita, cast, db, scheme):
    visit = factories.visit(cast, mode="full")
    db.session.rollback()
    context = browser.new_context(viewport=SIZE, locale="en-GB", base_url=site.url, color_scheme=scheme)
    give_cookie(context, rita, site.url)
    page = context.new_page()
    page.goto(f"/visits/{visit.id}/sections/{SECTION}")
    site.faults.plan.append("413")
    pick(page, GRADES[0], 2)
    until(lambda: [entry["state"] for entry in unsent(page)] == ["refused"], page=page)
    site.faults.down = True
    pick(page, GRADES[1], 3)
    until(lambda: len(unsent(page)) == 2, page=page)
    found = faults_of(page)
    page.goto(f"/visits/{visit.id}/photos")
    page.locator("input[type=file][multiple]").first.set_input_files(pictures(1))
    page.wait_for_selector("[data-photo-retry]:visible")
    found += faults_of(page)
    page.goto("/unsent")
    page.wait_for_selector("[data-list] .row")
    found += faults_of(page)
    page.click("summary[aria-label=Menu]")
    page.click("form[data-sign-out] button >> nth=0")
    page.wait_for_selector("[data-anyway]:visible")
    found += faults_of(page)
    context.clear_cookies()
    site.faults.down = False
    page.keyboard.press("Escape")
    page.click("[data-send-now]")
    page.wait_for_selector("dialog[open]")
    found += faults_of(page)
    context.close()
    assert found == []
