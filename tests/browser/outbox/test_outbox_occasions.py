"""When the outbox sends: at each occasion at once, and by itself after a pause that grows."""

from datetime import datetime, timedelta

import pytest

from tests.browser.outbox.phone import GRADES, all_sent, pick, stored_once, unsent, until

PAUSES = (1, 2, 4)  # seconds


@pytest.fixture
def cut_off(tab, site):
    """A page of which time stands still, with an answer that was cut off once."""
    page = tab()
    page.clock.install()
    page.clock.pause_at(datetime.now() + timedelta(seconds=1))
    site.faults.down = True
    pick(page, GRADES[0], 2)
    until(lambda: unsent(page), page=page)
    page.clock.run_for(10)
    until_tried(page, 1)
    return page


def until_tried(page, times: int) -> None:
    until(lambda: [(one["state"], one["tries"]) for one in unsent(page)] == [("waiting", times)], page=page)


@pytest.mark.parametrize(
    "occasion",
    [
        "dispatchEvent(new Event('online'))",
        "document.dispatchEvent(new Event('visibilitychange'))",
        "void Rounds.outbox.flush({ now: true })",
    ],
)
def test_each_occasion_sends_at_once(cut_off, site, visit, db, occasion):
    site.faults.down = False
    cut_off.evaluate("Rounds.outbox.flush()")
    assert len(unsent(cut_off)) == 1  # its pause is not over
    cut_off.evaluate(occasion)
    all_sent(cut_off)
    stored_once(db, visit, {GRADES[0]: 2})


def test_opening_a_page_sends(cut_off, site, visit, db):
    site.faults.down = False
    page = cut_off.context.new_page()
    page.goto(f"/visits/{visit.id}")
    all_sent(page)
    stored_once(db, visit, {GRADES[0]: 2})


def test_the_pause_grows_from_try_to_try(cut_off, site):
    for tries, seconds in enumerate(PAUSES, start=1):
        cut_off.clock.run_for(1000 * seconds - 100)
        cut_off.evaluate("Rounds.outbox.flush()")
        assert len(site.faults.posts) == tries
        cut_off.clock.run_for(200)
        until_tried(cut_off, tries + 1)
