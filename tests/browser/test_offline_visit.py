"""A whole visit without a signal, from the door to the end, and what the server has of it afterwards."""

import pytest
from playwright.sync_api import expect

from tests.browser import offline
from tests.browser.conftest import enter
from tests.browser.live import start, stop


@pytest.fixture
def rep(signed_in):
    """A rep's page on Today, ready; each test visits a dealer of its own."""

    def open_page(username, **options):
        page = signed_in(username, **options)
        return page, page.context, offline.get_ready(page)

    return open_page


def free_dealer(page, dealers):
    """One of the dealers on Today, and not one that another test is at."""
    known = page.evaluate("() => Rounds.visitsHere().then((all) => all.map(({ dealer }) => String(dealer)))")
    return next(each for each in dealers if each not in known)


def test_start_to_finish_without_a_signal(rep, live):
    page, context, dealers = rep("rita")
    context.set_offline(True)
    visit = offline.begin(page, dealers[0])
    expect(page.locator("[data-later]")).to_contain_text("No connection")
    answers = offline.answer_all(page, visit, "s3_warehouse")
    counts = offline.count_all(page, visit)
    offline.photograph(page, visit)
    offline.say_no_minutes(page, visit)
    offline.finish(page, visit)
    expect(page.locator("main .banner").first).to_contain_text("is finished on this phone")
    assert not offline.rows(live.folder, "select 1 from visits where id = ?", visit.replace("-", ""))

    offline.online_again(context, page)
    held = offline.stored(live.folder, visit)
    assert (held["visits"], held["finished"]) == (1, 1)
    assert held["stock_counts"] == held["stock_counts_about"] == counts
    assert held["photos"] == held["photos_about"] == 2
    # The questions, the purpose, the self-check at the door (6), and the word on the minutes.
    assert held["answers"] == held["answers_about"] >= answers + 8
    page.goto("/")
    expect(page.locator(".flashes")).to_contain_text("finished and sent")
    expect(page.locator("[id^=here-]")).to_have_count(0)
    page.goto(f"/visits/{visit}")
    expect(page).to_have_url(f"{live.url}/visits/{visit}/report")


def test_a_visit_survives_the_browser_and_goes_on_without_a_signal(
    browser_type, browser_type_launch_args, live, tmp_path
):
    """The phone kills the browser in mid-visit; both times there is no network."""
    options = {"viewport": {"width": 360, "height": 740}, "base_url": live.url, **browser_type_launch_args}
    context = browser_type.launch_persistent_context(tmp_path / "profile", **options)
    page = context.new_page()
    enter(page, live, "omar")
    dealers = offline.get_ready(page)
    context.set_offline(True)
    visit = offline.begin(page, dealers[0])
    counts = offline.count_all(page, visit)
    context.close()

    context = browser_type.launch_persistent_context(tmp_path / "profile", **options)
    context.set_offline(True)
    page = context.new_page()
    page.goto("/")
    page.click("main .banner a >> text=Resume")
    expect(page.locator("[data-by=count] .num")).to_have_text(f"{counts}/{counts}")
    page.goto(f"/visits/{visit}/stock")
    expect(page.locator(offline.COUNT_BOX).first).to_have_value("12")
    page.reload()
    expect(page.locator("[data-status]", has_text="On this phone")).to_have_count(counts)
    offline.online_again(context, page)
    assert offline.stored(live.folder, visit)["stock_counts"] == counts
    page.goto(f"/visits/{visit}/finish")
    context.close()


def test_the_server_is_down(browser, tmp_path):
    """Not the network but the server is gone: nothing answers, and later it is back with all it had."""
    live, process = start(tmp_path)
    context = browser.new_context(base_url=live.url, viewport={"width": 360, "height": 740})
    page = context.new_page()
    try:
        enter(page, live, "rita")
        dealers = offline.get_ready(page)
        stop(process)
        visit = offline.begin(page, dealers[0])
        counts = offline.count_all(page, visit)
        page.reload()
        expect(page.locator("[data-status]", has_text="On this phone")).to_have_count(counts)
        _live, process = start(tmp_path, port=int(live.url.rsplit(":", 1)[1]))
        page.evaluate("() => Rounds.outbox.flush({ now: true })")
        offline.wait_until_sent(page)
        held = offline.stored(live.folder, visit)
        assert (held["visits"], held["stock_counts"], held["stock_counts_about"]) == (1, counts, counts)
    finally:
        context.close()
        stop(process)


def test_what_is_needed_is_asked_for_without_a_signal(rep):
    page, context, dealers = rep("rita")
    context.set_offline(True)
    visit = offline.begin(page, free_dealer(page, dealers))
    page.goto(f"/visits/{visit}/finish")
    expect(page.locator("[data-when=missing] li:not([hidden])")).to_have_count(3)
    page.click(".bar .btn--primary")
    expect(page.locator("[data-when=missing]")).to_be_in_viewport()
    assert page.url.endswith("/finish")
    offline.count_all(page, visit)
    offline.photograph(page, visit, number=1)
    page.goto(f"/visits/{visit}/finish")
    expect(page.locator("[data-when=missing] li:not([hidden])")).to_have_count(1)
    assert not any(entry["kind"] == "finish" for entry in offline.unsent(page))
    context.set_offline(False)


def test_a_visit_begun_by_mistake_is_taken_back_without_a_signal(rep):
    page, context, dealers = rep("jun")
    context.set_offline(True)
    visit = offline.begin(page, free_dealer(page, dealers))
    page.click("text=Started by mistake")
    page.wait_for_url(lambda url: url.endswith("/"))
    assert offline.unsent(page) == []
    expect(page.locator(f"main a[href='/visits/{visit}']")).to_have_count(0)
    context.set_offline(False)
