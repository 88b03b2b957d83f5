"""Minutes in a real browser: the draft changes its language at once, the dealer's page prints on one A4."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_visit_flow import start_visit

PAGES = re.compile(rb"/Type\s*/Page[^s]")


@pytest.fixture
def draft(signed_in):
    """The draft of a new visit of Rita's on her phone; the visit is finished in the end."""
    page = signed_in("rita")
    visit = start_visit(page)
    page.goto(f"/visits/{visit}/minutes")
    yield page
    for key in ("wh_overview_photo", "wh_stock_counts"):
        page.request.post(f"/visits/{visit}/answers/{key}", form={"state": "not_seen"})
    page.request.post(f"/visits/{visit}/submission")


def choose(page, locale: str) -> None:
    page.check(f"input[name=locale][value={locale}]", force=True)


def sent_link(page) -> str:
    page.locator(".bar .btn--primary").click()
    expect(page.locator("#share-url")).to_have_value(re.compile(r"/m/[\w-]{43}$"))
    return page.locator("#share-url").input_value()


def test_the_draft_follows_the_language_and_the_words(draft):
    page = draft
    page.fill("[name=agreed]", "试饮两场")
    for code, lang in (("en", "en"), ("zh_Hant", "zh-Hant"), ("zh_Hans", "zh-Hans")):
        choose(page, code)
        shown = page.locator(".paper:visible")
        expect(shown).to_have_count(1)
        expect(shown).to_have_attribute("lang", lang)
        expect(shown.locator(".paper__agreed")).to_have_text("试饮两场")
    page.reload()
    expect(page.locator("[name=agreed]")).to_have_value("试饮两场")
    sent_link(page)
    assert not page.evaluate("Object.keys(localStorage).filter((key) => key.includes('minutes:')).length")


@pytest.mark.parametrize("locale", ["en", "zh_Hans", "zh_Hant"])
def test_the_dealer_reads_prints_and_answers_without_a_script(draft, browser, locale):
    rep = draft
    rep.fill("[name=agreed]", "Two tastings in May\n五月两场试饮")
    choose(rep, locale)
    link = sent_link(rep)
    assert len(PAGES.findall(rep.pdf(format="A4"))) == 1
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    dealer = context.new_page()
    dealer.goto(link)
    expect(dealer.locator("html")).to_have_attribute("lang", locale.replace("_", "-"))
    assert dealer.evaluate("document.documentElement.scrollWidth") <= 360
    assert len(PAGES.findall(dealer.pdf(format="A4", prefer_css_page_size=True))) == 1
    dealer.emulate_media(media="print")
    expect(dealer.locator("nav, form, .answer").locator("visible=true")).to_have_count(0)
    dealer.emulate_media(media="screen")
    dealer.locator(".answer__yes").click()
    expect(dealer.locator(".answer__done")).to_be_visible()
    assert context.cookies() == []
    context.close()
    rep.reload()
    expect(rep.locator(".banner--good")).to_be_visible()
