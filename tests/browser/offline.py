"""What the offline tests do over and over: get ready, lose the network, and take a rep through a visit."""

import io
import json
import sqlite3
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

READY = "#ready[data-fresh] .status--saved"
IN_CONTROL = """() => navigator.serviceWorker.controller || new Promise((resolve) =>
    navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }))"""
COUNT_BOX = "[data-stock-row] [name=cases], [data-stock-row]:not(:has([name=cases])) [name=loose]"


def get_ready(page: Page, seconds: int = 180) -> list[str]:
    """Wait on Today until the worker is in control and all kits are on the phone; the dealers' ids."""
    page.evaluate(IN_CONTROL)
    expect(page.locator(READY)).to_have_count(1, timeout=seconds * 1000)
    return page.locator("#ready").get_attribute("data-kits").split()


def unsent(page: Page) -> list[dict]:
    """What the journal of this phone holds that the server has not got."""
    return page.evaluate("() => Rounds.journal.unsent()")


def begin(page: Page, dealer: str, goal: str = "Space for the new line") -> str:
    """Start a quick visit at a dealer's; its id."""
    page.goto(f"/dealers/{dealer}/visit")
    page.fill("[name=goal]", goal)
    page.locator("[name=self_check][value=fine]").check(force=True)
    page.click(".bar .btn--primary")
    page.wait_for_url("**/visits/*")
    return page.url.split("/")[4]


def answer_all(page: Page, visit: str, section: str) -> int:
    """Tap the first choice of every question of a section; how many there were."""
    page.goto(f"/visits/{visit}/sections/{section}")
    forms = page.locator("form[data-autosave]:has(.ctl input[type=radio])")
    for form in forms.all():
        form.locator(".ctl input[type=radio]").first.check(force=True)
    # Whoever leaves the page now has seen that all of it is kept.
    asked = page.locator(".q", has=page.locator(".ctl input[type=radio]"))
    expect(asked.locator("[data-status]:not(:empty):not(.status--saving)")).to_have_count(forms.count())
    return forms.count()


def count_all(page: Page, visit: str, cases: int = 12) -> int:
    """Count every product of the stock screen; how many there were."""
    page.goto(f"/visits/{visit}/stock")
    boxes = page.locator(COUNT_BOX).filter(visible=True)
    for box in boxes.all():
        box.fill(str(cases))
        box.dispatch_event("change")
    told = page.locator("article.q [data-status]:not(:empty):not(.status--saving)")
    expect(told).to_have_count(boxes.count())
    return boxes.count()


def photograph(page: Page, visit: str, colour: str = "teal", number: int = 2) -> None:
    """Take a photo at each of the first places."""
    page.goto(f"/visits/{visit}/photos")
    inputs = page.locator("form[data-photo-upload]:not(:has([name=replaces])) input[type=file]")
    for place in range(number):
        picture = {"name": f"{place}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(colour, 40 * place)}
        inputs.nth(place).set_input_files(picture)
    expect(page.locator("[data-photo-key], [id^=photo-]")).to_have_count(number)
    expect(page.locator("[data-photo-key]:not([data-state])")).to_have_count(0)


def jpeg(colour: str, shade: int = 0) -> bytes:
    """A photo of one colour with a dark corner, so that no two are the same."""
    picture = Image.new("RGB", (1200, 900), colour)
    picture.paste((shade, 20, 20), (0, 0, 300 + shade, 300))
    held = io.BytesIO()
    picture.save(held, "JPEG")
    return held.getvalue()


def say_no_minutes(page: Page, visit: str) -> None:
    """The dealer gets nothing in writing."""
    page.goto(f"/visits/{visit}/minutes")
    form = page.locator("form[action$='/minutes/none']")
    form.locator("button").click()
    expect(form.locator("[data-status]")).not_to_be_empty()


def finish(page: Page, visit: str) -> None:
    """Finish the visit, and wait for the page that follows."""
    page.goto(f"/visits/{visit}/finish")
    expect(page.locator("[data-when=complete]")).to_be_visible()
    page.click(".bar .btn--primary")
    page.wait_for_url(lambda url: not url.endswith("/finish"), timeout=60_000)


def online_again(context: BrowserContext, page: Page) -> None:
    """Give the network back, and wait until everything is sent."""
    context.set_offline(False)
    wait_until_sent(page)


def wait_until_sent(page: Page) -> None:
    """Until the journal holds nothing that the server has not got; fails with what it does."""
    deadline = time.monotonic() + 180
    while left := unsent(page):
        assert time.monotonic() < deadline, [(each["key"], each["state"], each["words"]) for each in left]
        page.wait_for_timeout(200)


def until(page: Page, check, seconds: int = 60) -> None:
    """Wait until `check()` holds."""
    deadline = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < deadline
        page.wait_for_timeout(100)


def rows(folder: Path, question: str, *values) -> list[tuple]:
    """What the server's database answers."""
    with sqlite3.connect(f"file:{folder / 'rounds.sqlite3'}?mode=ro", uri=True) as database:
        return database.execute(question, values).fetchall()


def stored(folder: Path, visit: str) -> dict[str, int]:
    """How much of a visit the server holds: rows that stand, and how many distinct things they are about."""
    key = visit.replace("-", "")
    tables = {
        "answers": "item_key", "stock_counts": "product_id",
        "order_entries": "ordered_product_id", "photos": "slot",
    }  # fmt: skip
    found = {}
    for table, about in tables.items():
        standing = "removed_at is null" if table == "photos" else "kind = 'entry' and not superseded"
        question = f"select count(*), count(distinct {about}) from {table} where visit_id = ? and {standing}"
        found[table], found[f"{table}_about"] = rows(folder, question, key)[0]
    question = "select finished_at from visits where id = ?"
    found["visits"] = len(rows(folder, question, key))
    found["finished"] = sum(row[0] is not None for row in rows(folder, question, key))
    return found


def end_visits(page) -> None:
    """Finish what the rep left open: the next test that is his begins at the door."""
    page.context.set_offline(False)
    page.goto("/")
    wait_until_sent(page)
    for visit in page.evaluate("() => Rounds.visitsHere().then((all) => all.map(({ id }) => id))"):
        page.goto(f"/visits/{visit}/finish")
        listed = page.locator("[data-open-items]").get_attribute("data-open-items")
        for item in json.loads(listed):
            if item["obligatory"] and not item["done"]:
                form = {"state": "not_seen", "revision": str(item["revision"])}
                page.request.post(f"/visits/{visit}/answers/{item['key']}", form=form)
        page.request.post(f"/visits/{visit}/minutes/none")
        assert page.request.post(f"/visits/{visit}/submission").ok
