"""An office clerk's way, in Chinese: from an empty company and her own spreadsheets to the first review."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.live import start, stop
from tests.browser.test_first_run import SECRET, submit
from tests.browser.test_import import upload
from tests.browser.test_visit_flow import count_everything, start_visit, take_photos, tap
from tests.exchange.files import xlsx

DELIVERED = date.today() - timedelta(days=2)
SHEETS = {  # as kept by hand: titles above, her own names of columns, full-width digits, dates as text
    "people": (
        ("账号", "姓名", "职务", "团队"),
        ("liwei", "李伟", "业务", "团队 1"), ("张强", "张强", "主管", "团队1"),
    ),
    "products": (
        ("顺达贸易价目表",), (),
        ("产品编码", "品名", "规格", "品类", "箱规", "保质期", "单价", "重点"),
        ("Ｐ００１", "可乐", "500ml*24", "饮料", "２４瓶", "270天", "６０元", "是"),
        ("P002", "绿茶", "1L*12", "饮料", 12, 300, 45.5, "√"),
    ),
    "dealers": (
        ("客户编码", "客户名称", "城市", "业务员", "等级", "拜访周期"),
        ("D001", "海港商贸", "苏州", "李伟", "Ａ", "７天"),
    ),
    "receipts": (
        ("客户编码", "产品编码", "送货日期", "箱数", "单号"),
        ("D001", "P001", f"{DELIVERED:%Y年%m月%d日}", "２０箱", "S-1"),
        ("D001", "P002", f"{DELIVERED:%Y/%m/%d}", 10, "S-1"),
    ),
}  # fmt: skip
STORED = {"people": 2, "products": 2, "dealers": 1, "receipts": 2}


@pytest.fixture
def empty(tmp_path):
    running, process = start(tmp_path, EMPTY="1")
    yield running
    stop(process)


@pytest.fixture
def device(browser, empty):
    """A browser of its own for each person, as wide as his device, that speaks Chinese."""
    contexts = []

    def open_page(width: int, path: str = "/"):
        options = {"is_mobile": True, "has_touch": True} if width == 360 else {}
        contexts.append(browser.new_context(
            base_url=empty.url, viewport={"width": width, "height": 740}, locale="zh-CN", **options,
        ))  # fmt: skip
        page = contexts[-1].new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def next_step(clerk) -> str:
    clerk.goto("/admin")
    return clerk.locator("#next-step-title").inner_text()


def import_everything(clerk) -> None:
    """Each file as it is; what becomes of it is looked at, then confirmed."""
    for kind, rows in SHEETS.items():
        clerk.goto("/admin/import")
        upload(clerk, kind, f"{kind}.xlsx", xlsx(*rows))
        expect(clerk.locator("#rows .badge--good")).to_have_count(STORED[kind])
        clerk.click("form[action$=confirmation] .btn--primary")
        expect(clerk.locator("#job .banner--good")).to_contain_text(f"新增 {STORED[kind]}", timeout=30_000)


def link_for(clerk, name: str) -> str:
    """The one-time link that the clerk hands over."""
    clerk.goto("/admin/people")
    person = clerk.locator(".row", has_text=name)
    expect(person).to_contain_text("还没设密码")
    person.locator("a").click()
    clerk.locator("form[action$='/link'] button").click()
    return clerk.locator("#link").input_value()


def signed_in_by(link: str, page):
    page.goto(link)
    submit(page, password=SECRET, again=SECRET)
    expect(page.locator("h1")).to_have_text("今日")
    return page


def answer_each_section(rep, visit: str) -> None:
    """The first choice of one question in each of the seven sections."""
    for section, key, value in (
        ("s1_self", "self_attitude", "4"), ("s2_marketing", "mkt_open_time", "yes"),
        ("s3_warehouse", "wh_tidy", "4"), ("s4_cash", "cash_ledger_seen", "today"),
        ("s5_staff", "staff_driver_detour", "no"), ("s6_product", "prod_attention", "3"),
        ("s7_market", "ops_diversion_signs", "none"),
    ):  # fmt: skip
        rep.goto(f"/visits/{visit}/sections/{section}")
        tap(rep, key, value)


def agree(rep, visit: str) -> None:
    """An order with its reason, and a promise of ours."""
    rep.goto(f"/visits/{visit}/order")
    line = rep.locator("form[action*='/order/']:has([name=agreed])").first
    line.locator("details > summary").click()
    line.locator("[name=reason]").fill("周末有促销")
    with rep.expect_response(lambda answer: "/order/" in answer.url and answer.ok):
        line.locator("[name=agreed]").fill("３")
        line.locator("[name=agreed]").press("Tab")
    rep.goto(f"/visits/{visit}/promises")
    rep.locator("label.pick:has([name=owner][value=us])").click()
    rep.locator("label.pick:has([name=approved][value=own_limit])").click()
    for name, words in (
        ("action", "送来陈列架"),
        ("quantity", "2个"),
        ("due", str(date.today() + timedelta(3))),
    ):
        rep.fill(f"[name={name}]", words)
    rep.locator("form:has([name=action]) .btn--primary").click()
    expect(rep.locator("main")).to_contain_text("今天承诺1条")


def share_minutes(rep, dealer, visit: str) -> None:
    """The dealer opens the link on his own phone and says that it is right."""
    rep.goto(f"/visits/{visit}/minutes")
    rep.locator(".bar button.btn--primary").click()
    expect(rep.locator("#share-url")).to_have_value(re.compile(r"/m/[\w-]{43}$"))
    dealer.goto(rep.locator("#share-url").input_value())
    expect(dealer.locator("main, body").first).to_contain_text("送来陈列架")
    dealer.locator(".answer__yes").click()
    expect(dealer.locator(".answer__done")).to_contain_text("确认")


def review(boss, rep) -> None:
    """Sent back with a note, answered on Today, approved."""
    boss.goto("/reviews")
    boss.locator("[data-open]").first.click()
    boss.fill("[name=note]", "仓库全景请说明位置。")
    boss.locator("[data-note] button").click()
    expect(boss.locator(".banner--good")).to_contain_text("已退回")
    rep.goto("/")
    letter = rep.locator("article", has_text="仓库全景请说明位置。")
    letter.locator("summary").click()
    letter.locator("textarea").fill("在东门内侧。")
    letter.locator("form button").first.click()
    rep.locator("[data-stored]").first.wait_for()
    boss.goto("/reviews")
    boss.locator("[data-open]").first.click()
    expect(boss.locator("main")).to_contain_text("在东门内侧。")
    boss.locator(".bar .btn--primary").click()
    expect(boss.locator(".banner--good")).to_contain_text("已批准")


def test_from_an_empty_company_to_the_first_approved_visit(device):
    clerk = device(1280)
    expect(clerk.locator("h1")).to_have_text("设置公司")
    submit(clerk, company="顺达贸易", display_name="王小兰", username="王小兰", password=SECRET, again=SECRET)
    clerk.wait_for_url("**/admin")
    assert "添加业务员" in next_step(clerk)
    import_everything(clerk)
    assert "把链接交给业务员" in next_step(clerk), "a delivery said what the dealer carries"
    rep = signed_in_by(link_for(clerk, "李伟"), device(360))
    visit = start_visit(rep)
    answer_each_section(rep, visit)
    count_everything(rep, visit)
    take_photos(rep, visit)
    agree(rep, visit)
    share_minutes(rep, device(360), visit)
    rep.goto(f"/visits/{visit}/finish")
    rep.locator(".bar button.btn--primary").click()
    expect(rep.locator(f"#e-{visit}")).to_contain_text("可乐")
    expect(rep.locator(".badge", has_text="A级").first).to_be_visible()
    review(signed_in_by(link_for(clerk, "张强"), device(1280)), rep)
    clerk.goto("/admin")
    expect(clerk.locator("#next-step-title")).to_have_count(0)
