"""What a phone may throw away: it is asked to keep it when a visit starts, and said when it is old."""

import pytest
from playwright.sync_api import expect

from tests.browser.outbox.phone import GRADES, SIZE, give_cookie, pick, unsent, until

ASKED = """
  window.asked = Number(sessionStorage.asked || 0);
  navigator.storage.persist = () => Promise.resolve((sessionStorage.asked = ++window.asked) > 0);
"""
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 Version/18.2 Safari/604.1"
)
DAYS_AGO = """async ([key, days]) => {
    const at = new Date(Date.now() - days * 864e5).toISOString();
    await Rounds.journal.change(key, (entry) => ({ ...entry, at }));
}"""


def test_the_browser_is_asked_to_keep_it_when_a_visit_starts_and_not_before(context, rita, cast, db):
    db.session.rollback()
    context.add_init_script(ASKED)
    page = context.new_page()
    for address in ("/", f"/dealers/{cast.dealer.id}", f"/dealers/{cast.dealer.id}/visit"):
        page.goto(address)
    assert page.evaluate("asked") == 0
    page.fill("[name=goal]", "Swap the old lots")
    page.locator("[name=self_check][value=fine]").check(force=True)
    page.click(".bar .btn--primary")
    page.wait_for_url("**/visits/*")
    assert page.evaluate("asked") == 1


@pytest.fixture
def iphone(browser, site, rita):
    made = browser.new_context(
        viewport=SIZE, locale="en-GB", base_url=site.url, user_agent=IPHONE, has_touch=True
    )
    made.add_init_script("Object.defineProperty(navigator, 'maxTouchPoints', { value: 5 })")
    give_cookie(made, rita, site.url)
    yield made
    made.close()


@pytest.mark.parametrize(("days", "warned"), [(2, False), (4, True)])
def test_an_iphone_is_warned_of_by_the_age_of_what_waits(iphone, site, visit, db, days, warned):
    db.session.rollback()
    page = iphone.new_page()
    page.goto(f"/visits/{visit.id}/sections/s1_self")
    site.faults.down = True
    pick(page, GRADES[0], 2)
    until(lambda: len(unsent(page)) == 1, page=page)
    page.evaluate(DAYS_AGO, [f"{visit.id}:{GRADES[0]}", days])
    page.goto("/unsent")
    expect(page.locator("[data-list] .row")).to_have_count(1)
    expect(page.locator("[data-evicted]")).to_be_visible(visible=warned)
    if warned:
        expect(page.locator("[data-evicted]")).to_contain_text("An iPhone deletes what a website keeps")
        page.goto("/")
        expect(page.locator("[data-tally]")).to_contain_text("4 days")
