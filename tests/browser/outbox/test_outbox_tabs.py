"""Two tabs of one phone, with Web Locks and, on plain http, without them."""

import pytest
from playwright.sync_api import expect

from app.visits.models import Answer
from tests.browser.outbox.phone import (
    GRADES,
    IMPATIENT,
    SECTION,
    SIZE,
    all_sent,
    answers,
    give_cookie,
    number_of,
    pick,
    pictures,
    stored_once,
    unsent,
    until,
)

LAN = "rounds.example"  # a name that is no secure context over http, unlike 127.0.0.1


def test_two_tabs_send_each_entry_once_and_one_at_a_time(tab, site, visit, db):
    first, second = tab(), tab()
    site.faults.down = True
    pick(first, GRADES[0], 2)
    pick(second, GRADES[1], 3)
    pick(first, GRADES[2], 4)
    until(lambda: len(unsent(first)) == 3, page=first)
    site.faults.down = False
    for page in (first, second):
        page.evaluate("void Rounds.outbox.flush({ now: true })")
    all_sent(second)
    stored_once(db, visit, dict(zip(GRADES, (2, 3, 4), strict=True)))
    assert site.faults.most_inside == 1


def test_what_one_tab_enters_the_other_one_shows_and_builds_on(tab, visit, db):
    first, second = tab(), tab()
    pick(first, GRADES[0], 2)
    expect(second.locator(f"#s-{GRADES[0]}")).to_have_text("Sent")
    assert second.locator(f"#{GRADES[0]} input:checked").first.input_value() == "2"
    pick(second, GRADES[0], 5)
    until(lambda: number_of(db, Answer, visit) == 2, page=second)
    all_sent(first)
    until(lambda: first.locator(f"#{GRADES[0]} input:checked").first.input_value() == "5", page=first)


def test_a_slow_photo_in_one_tab_holds_up_no_answer_of_another(tab, site, visit, db):
    photos, section = tab("/photos"), tab()
    site.faults.photos = "hang"
    photos.locator("input[type=file][multiple]").first.set_input_files(pictures(1))
    until(lambda: site.faults.posts, page=photos)
    site.faults.plan.append("reset")
    pick(section, GRADES[0], 3)
    until(lambda: GRADES[0] in answers(db, visit), page=section)
    assert [entry["kind"] for entry in unsent(section)][:1] == ["photo"]
    site.faults.photos = None
    all_sent(section)
    stored_once(db, visit, {GRADES[0]: 3})


@pytest.fixture
def plain(playwright, browser_type_launch_args, site, rita):
    """Rita's phone on an address of the LAN, without HTTPS."""
    arguments = [*browser_type_launch_args["args"], f"--host-resolver-rules=MAP {LAN} 127.0.0.1"]
    browser = playwright.chromium.launch(**{**browser_type_launch_args, "args": arguments})
    address = site.url.replace("127.0.0.1", LAN)
    context = browser.new_context(viewport=SIZE, locale="en-GB", base_url=address)
    context.add_init_script(IMPATIENT)
    give_cookie(context, rita, address)
    yield context
    browser.close()


def test_without_https_it_queues_and_sends_and_says_what_is_missing(plain, site, visit, db):
    db.session.rollback()
    first, second = plain.new_page(), plain.new_page()
    for page in (first, second):
        page.goto(f"/visits/{visit.id}/sections/{SECTION}")
    assert first.evaluate("[isSecureContext, 'locks' in navigator, 'randomUUID' in crypto]") == [False] * 3
    site.faults.down = True
    pick(first, GRADES[0], 2)
    pick(second, GRADES[1], 3)
    until(lambda: len(unsent(first)) == 2, page=first)
    site.faults.down = False
    for page in (first, second):
        page.evaluate("void Rounds.outbox.flush({ now: true })")
    all_sent(first)
    stored_once(db, visit, {GRADES[0]: 2, GRADES[1]: 3})
    assert site.faults.most_inside == 1
    first.goto("/unsent")
    expect(first.locator("[data-insecure]")).to_contain_text("no HTTPS")
    expect(first.locator("[data-insecure]")).to_contain_text(
        "Your admin can set HTTPS up; the README says how"
    )
    first.goto("/")
    expect(first.locator("#ready [data-insecure]")).to_be_visible()
    expect(first.locator("#ready [data-insecure]")).to_contain_text("Ask your admin for the https address")
