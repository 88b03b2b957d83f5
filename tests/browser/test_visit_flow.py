"""A whole visit on a phone, as a new user would do it: from signing in to the timeline."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.offline import end_visits

WORDS = {
    "en": {"visit": "Visit", "start": "Start", "finish": "Finish and send", "saved": "Saved"},
    "zh_Hans": {"visit": "拜访", "start": "开始", "finish": "完成并提交", "saved": "已保存"},
    "zh_Hant": {"visit": "拜訪", "start": "開始", "finish": "完成並提交", "saved": "已儲存"},
}
REPS = {"en": "rita", "zh_Hans": "omar", "zh_Hant": "rita"}


@pytest.fixture
def rep(signed_in):
    """Like `signed_in`; what the rep left open is finished, so that the next test begins at the door."""
    opened = []

    def open_page(*who, **options):
        opened.append(signed_in(*who, **options))
        return opened[-1]

    yield open_page
    for page in opened:
        end_visits(page)


def picture() -> dict:
    """A photo as a phone's camera would hand it over."""
    file = io.BytesIO()
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(file, "JPEG")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def start_visit(page) -> str:
    """From Today to the hub of a new visit; its path."""
    page.locator("ul.list a.row__link").first.click()
    page.locator(".bar a.btn--primary").click()
    page.locator("label.pick:has(input[name=self_check][value=fine])").click()
    page.fill("[name=goal]", "Swap the old lots")
    page.locator(".bar button.btn--primary").click()
    page.wait_for_url(re.compile(r"/visits/[0-9a-f-]{36}$"))
    return page.url.split("/visits/")[1]


def tap(page, key: str, value: str) -> None:
    """Tap an answer of an item and wait until the server says that it has it."""
    row = page.locator(f"#{key}")
    with page.expect_response(lambda answer: f"/answers/{key}" in answer.url and answer.ok):
        row.locator(f"label.pick:has(input[value='{value}'])").first.click()
    expect(row.locator(".status--saved").first).to_be_visible()


def answer_the_warehouse(page, visit: str) -> None:
    page.goto(f"/visits/{visit}/sections/s3_warehouse")
    tap(page, "wh_ventilation", "ok")
    tap(page, "wh_tidy", "4")
    tap(page, "wh_mixed_categories", "no")
    tap(page, "wh_expired", "none")


def count_everything(page, visit: str) -> None:
    page.goto(f"/visits/{visit}/stock")
    for box in page.locator(
        "form[data-saves] input[name=cases], form[data-autosave] input[name=cases]"
    ).all():
        if box.is_visible():
            with page.expect_response(lambda answer: "/counts/" in answer.url and answer.ok):
                box.fill("5")
                box.press("Tab")


def take_photos(page, visit: str) -> None:
    page.goto(f"/visits/{visit}/photos")
    for slot in ("overview", "our_stack"):
        chooser = page.locator(f"[id*='{slot}'] input[type=file]").first
        with page.expect_response(lambda answer: answer.url.endswith("/photos") and answer.ok):
            chooser.set_input_files(picture())


def finish(page, visit: str) -> None:
    page.goto(f"/visits/{visit}/finish")
    page.locator(".banner a[href$='/minutes']").click()
    page.locator(".bar button.btn--primary").click()
    expect(page.locator("#share-url")).to_have_value(re.compile(r"/m/[\w-]{43}$"))
    page.goto(f"/visits/{visit}/finish")
    page.locator(".bar button.btn--primary").click()
    page.wait_for_url(re.compile(r"/dealers/\d+"))


@pytest.mark.parametrize("locale", ["en", "zh_Hans", "zh_Hant"])
def test_a_whole_visit(rep, locale):
    page = rep(REPS[locale], locale)
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    visit = start_visit(page)
    answer_the_warehouse(page, visit)
    count_everything(page, visit)
    take_photos(page, visit)
    finish(page, visit)
    entry = page.locator(f"#e-{visit}")
    expect(entry).to_be_visible()
    expect(entry.locator("img").first).to_be_visible()
    assert not problems


def test_a_visit_goes_on_on_another_device(rep):
    phone = rep("rita")
    visit = start_visit(phone)
    phone.goto(f"/visits/{visit}/sections/s3_warehouse")
    tap(phone, "wh_tidy", "2")
    laptop = rep("rita", width=1280, height=800)
    laptop.locator(f"a[href$='/visits/{visit}']").first.click()
    laptop.goto(f"/visits/{visit}/sections/s3_warehouse")
    expect(laptop.locator("#wh_tidy input[value='2']")).to_be_checked()
    for key in ("wh_overview_photo", "wh_stock_counts"):
        laptop.request.post(f"/visits/{visit}/answers/{key}", form={"state": "not_seen"})
    finish(laptop, visit)


def test_what_is_typed_without_connection_is_kept_and_sent_later(rep):
    page = rep("rita")
    visit = start_visit(page)
    page.goto(f"/visits/{visit}/sections/s2_marketing")
    page.context.set_offline(True)
    box = page.locator("#mkt_other_signs textarea").first
    box.fill("三辆车停在门口")
    box.press("Tab")
    expect(page.locator("#mkt_other_signs .status--kept").first).to_be_visible(timeout=15000)
    page.context.set_offline(False)
    expect(page.locator("#mkt_other_signs .status--saved").first).to_be_visible(timeout=30000)
    page.reload()
    expect(page.locator("#mkt_other_signs textarea").first).to_have_value("三辆车停在门口")
    for key in ("wh_overview_photo", "wh_stock_counts"):
        page.request.post(f"/visits/{visit}/answers/{key}", form={"state": "not_seen"})
    finish(page, visit)
