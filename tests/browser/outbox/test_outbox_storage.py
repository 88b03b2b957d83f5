"""The phone itself fails: full, killed in mid-visit, or never with a signal again."""

import json
import os
import signal
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from app.rescue.parcel import read_parcel
from tests.browser.outbox.phone import (
    GRADES,
    IMPATIENT,
    SECTION,
    SIZE,
    all_sent,
    give_cookie,
    nothing_lost,
    photos_of,
    pick,
    pictures,
    stored_once,
    unsent,
    until,
)

# The browser looks at its quota now and then only; a write as small as an answer would get through.
FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') };
}"""


def test_a_full_phone_says_so_and_keeps_what_it_has(tab, site, visit, db):
    page = tab()
    site.faults.down = True
    pick(page, GRADES[0], 2)
    until(lambda: len(unsent(page)) == 1, page=page)
    page.evaluate(FULL)
    pick(page, GRADES[1], 3)
    expect(page.locator(f"#s-{GRADES[1]}")).to_contain_text("this phone is full")
    nothing_lost(page, db, visit, {GRADES[0]: 2, GRADES[1]: 3})
    site.faults.down = False
    page.evaluate("Rounds.outbox.flush({ now: true })")
    all_sent(page)
    stored_once(db, visit, {GRADES[0]: 2, GRADES[1]: 3})


def test_a_photo_for_which_there_is_no_room_is_sent_all_the_same(tab, context, site, visit, db):
    page = tab("/photos")
    site.faults.down = True
    devtools = context.new_cdp_session(page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": site.url, "quotaSize": 1})
    page.locator("input[type=file][multiple]").first.set_input_files(pictures(1))
    expect(page.locator("[data-photo-state]")).to_contain_text("this phone is full")
    site.faults.down = False
    page.evaluate("Rounds.outbox.flush({ now: true })")
    expect(page.locator("[data-photo-summary]").first).to_have_text("1 of 1 arrived")
    assert photos_of(db, visit) == 1


def kill_browser(profile: Path) -> None:
    """End every process of the browser that uses a profile, without a word of warning."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if str(profile) in (entry / "cmdline").read_text():
                os.kill(int(entry.name), signal.SIGKILL)
        except OSError:
            continue  # ended on its own meanwhile


@pytest.fixture
def reopened(playwright, browser_type_launch_args, site, rita, tmp_path):
    """Opens Rita's browser on the same profile each time it is called."""
    opened = []

    def open_browser():
        options = {"viewport": SIZE, "locale": "en-GB", "base_url": site.url}
        launched = playwright.chromium.launch_persistent_context(
            str(tmp_path), **browser_type_launch_args, **options
        )
        launched.add_init_script(IMPATIENT)
        give_cookie(launched, rita, site.url)
        opened.append(launched)
        return launched

    yield open_browser
    kill_browser(tmp_path)


def test_a_killed_browser_goes_on_where_it_was(reopened, site, visit, db, tmp_path):
    db.session.rollback()
    page = reopened().new_page()
    page.goto(f"/visits/{visit.id}/sections/{SECTION}")
    site.faults.down = True
    pick(page, GRADES[0], 2)
    pick(page, GRADES[1], 4)
    until(lambda: len(unsent(page)) == 2, page=page)
    page.goto(f"/visits/{visit.id}/photos")
    page.locator("input[type=file][multiple]").first.set_input_files(pictures(2))
    until(lambda: len(unsent(page)) == 4, page=page)
    kill_browser(tmp_path)
    page = reopened().new_page()
    page.goto(f"/visits/{visit.id}/sections/{SECTION}")
    expect(page.locator(f"#{GRADES[1]} .ctl input[type=radio]:checked")).to_have_value("4")
    assert len(unsent(page)) == 4
    site.faults.down = False
    page.evaluate("Rounds.outbox.flush({ now: true })")
    all_sent(page)
    stored_once(db, visit, {GRADES[0]: 2, GRADES[1]: 4})
    assert photos_of(db, visit) == 2


def test_what_is_unsent_is_exported_as_one_file(tab, site, visit, db):
    page = tab()
    site.faults.down = True
    pick(page, GRADES[0], 2)
    until(lambda: len(unsent(page)) == 1, page=page)
    page.goto(f"/visits/{visit.id}/photos")
    page.locator("input[type=file][multiple]").first.set_input_files(pictures(1))
    until(lambda: len(unsent(page)) == 2, page=page)
    page.goto("/unsent")
    with page.expect_download() as download:
        page.click("[data-export]")
    assert len(read_parcel(download.value.path()).entries) == 2  # as a supervisor brings it in
    with ZipFile(download.value.path()) as file:
        assert file.testzip() is None
        whole = json.loads(file.read("unsent.json"))
        (write,), (photo,) = whole["writes"], whole["photos"]
        assert (whole["format"], whole["name"]) == ("rounds-unsent-1", "Rita")
        assert (write["key"], write["kind"]) == (f"{visit.id}:{GRADES[0]}", "answer")
        assert "grade=2" in write["content"] and write["id"]
        assert file.read(photo["file"]).startswith(b"\xff\xd8") and photo["fields"]["slot"]
        table = file.read("answers.csv").decode("utf-8-sig").splitlines()
        assert table[0].startswith('"When","Dealer"') and "Harbour Trading" in table[1]
    site.faults.down = False
    page.click("[data-send-now]")
    all_sent(page)
    assert [len(rows) for rows in (whole["writes"], whole["photos"])] == [1, photos_of(db, visit)]
