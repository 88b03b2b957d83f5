"""Who may not sign in any more has left entries on a phone: they come out of it, and in elsewhere."""

import json
from datetime import UTC, datetime, timedelta
from zipfile import ZipFile

from playwright.sync_api import expect

from tests.browser import offline

FAST = timedelta(hours=3)  # the phone's clock


def test_what_is_locked_is_exported_and_brought_in_by_a_supervisor(signed_in, live, tmp_path):
    page = signed_in("jun")
    page.clock.install(time=datetime.now(UTC) + FAST)
    page.reload()
    dealers = offline.get_ready(page)
    page.context.set_offline(True)
    visit = offline.begin(page, dealers[0])
    counts = offline.count_all(page, visit)
    waiting = len(offline.unsent(page))
    assert waiting >= counts
    page.context.clear_cookies()
    page.context.set_offline(False)
    page.goto("/")
    expect(page).to_have_url(f"{live.url}/sign-in")
    page.get_by_role("link", name="Unsent entries on this phone").click()
    expect(page.locator("[data-list] .row")).to_have_count(waiting)
    later = page.locator("dialog[open] button.btn--quiet")
    expect(later).to_be_visible()
    later.click()
    with page.expect_download() as saved:
        page.click("[data-export]")
    parcel = tmp_path / "rounds.zip"
    saved.value.save_as(parcel)
    with ZipFile(parcel) as file:
        assert abs(json.loads(file.read("unsent.json"))["clock_off"] - FAST.total_seconds()) < 60
    sol = signed_in("sol")
    sol.goto("/unsent/import")
    sol.locator("input[type=file]").set_input_files(parcel)
    sol.locator("main form button.btn--primary, .bar .btn--primary").first.click()
    sol.locator("main form button.btn--primary, .bar .btn--primary").first.click()
    expect(sol.locator("main")).to_contain_text(f"{waiting} stored")
    expect(sol.locator("main")).to_contain_text("clock was 3 hours fast")
    key = visit.replace("-", "")
    began = offline.rows(live.folder, "select started_at from visits where id = ?", key)[0][0]
    assert abs(datetime.now(UTC) - datetime.fromisoformat(began).replace(tzinfo=UTC)) < timedelta(minutes=20)
    assert offline.stored(live.folder, visit)["stock_counts"] == counts
    offline.end_visits(signed_in("jun"))


def test_who_signed_out_himself_leaves_no_page_behind(signed_in, live):
    page = signed_in("mei")
    offline.get_ready(page)
    page.click("summary[aria-label=Menu]")
    page.click("form[data-sign-out] button >> nth=0")
    page.wait_for_url("**/sign-in**")
    page.get_by_role("link", name="Unsent entries on this phone").click()
    expect(page.locator("#sign-in")).to_be_visible()
