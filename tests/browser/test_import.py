"""A clerk imports a spreadsheet and takes a list away, on a phone and on a laptop, in Chinese."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_every_page import RULES, SMALL, WIDE
from tests.exchange.files import csv, xlsx

HEAD = ("编号", "中文名称", "类别", "每箱数量", "启用")


@pytest.fixture(params=[360, 1280])
def page(request, signed_in):
    page = signed_in("ada", locale="zh_Hans", width=request.param)
    page.goto("/admin/import")
    return page


def upload(page, kind: str, name: str, content: bytes) -> None:
    """Send a file and wait until its page says what becomes of it."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.set_input_files(f"#file-{kind}", file)
    page.click(f"#import-{kind} .btn--plain")
    expect(page.locator("#job .banner")).to_be_visible(timeout=30_000)


def is_in_order(page) -> None:
    found = Axe().run(page, options=RULES)
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate(WIDE) <= 0
    assert not page.evaluate(SMALL)


def test_from_the_file_to_the_stored_rows(page, request):
    code = f"ZZ{request.node.callspec.params['page']}"  # the company of these tests is shared: not sold
    rows = xlsx(
        ("我们的价目表",), HEAD, (code, "绿茶", "茶", 12, "否"), (f"{code}b", "红茶", "茶", "１２", "否")
    )
    upload(page, "products", "价目表.xlsx", rows)
    expect(page.locator("#rows .row")).to_have_count(2)
    is_in_order(page)
    page.click("form[action$=confirmation] .btn--primary")
    expect(page.locator("#job .banner--good")).to_contain_text("新增 2", timeout=30_000)
    is_in_order(page)
    page.goto("/admin/import")
    upload(page, "products", "价目表.xlsx", rows)
    expect(page.locator("#job .banner--good")).to_contain_text("没有需要导入的")


def test_errors_stand_at_their_rows(page):
    upload(page, "products", "价目表.csv", csv(HEAD, ("ZZ9", "绿茶", "茶", "一打", "否"), encoding="gb18030"))
    expect(page.locator("#row-2 .error")).to_contain_text("每箱数量")
    assert not page.locator("form[action$=confirmation]").count()
    is_in_order(page)
    page.goto("/admin/import")
    upload(page, "products", "价目表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    expect(page.locator("#job .banner--bad")).to_contain_text("旧版 Excel")
    is_in_order(page)


def test_a_list_is_taken_away(page):
    page.goto("/admin/export")
    with page.expect_download() as download:
        page.click("#export-dealers button[value=xlsx]")
    assert download.value.suggested_filename.startswith("dealers-")
    assert download.value.path().read_bytes().startswith(b"PK")
