"""Every component, looked at by a browser: nothing overflows, nothing is too small, axe finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.gallery.serve import LOCALES

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WCAG = {"runOnly": {"type": "tag", "values": LEVELS}}
TARGETS = "a, button, summary, select, textarea, input:not([type=hidden])"
# Links inside running text are exempt (WCAG 2.5.8); of a control inside its label, the label is the target.
TOO_SMALL = """selector => [...document.querySelectorAll(selector)].filter(e => {
  const box = (e.closest('label') || e).getBoundingClientRect();
  const inline = e.matches('a') && getComputedStyle(e).display.startsWith('inline') && !e.matches('.btn');
  return e.checkVisibility() && !e.closest('.skip') && !inline && (box.width < 44 || box.height < 43.5);
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("path", ["/gallery", "/door"])
def test_axe_finds_nothing(opened, path, locale, theme):
    page = opened(f"{path}?lang={locale}", color_scheme=theme, reduced_motion="reduce")
    found = Axe().run(page, options=WCAG)
    assert not found.response["violations"], found.generate_report()


def test_the_theme_attribute_overrules_the_system(opened):
    page = opened("/gallery", color_scheme="light", reduced_motion="reduce")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert not Axe().run(page, options=WCAG).response["violations"]


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_scrolls_sideways(opened, locale, width):
    page = opened(f"/gallery?lang={locale}", width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_targets_are_large_enough_for_a_thumb(opened):
    assert opened("/gallery").evaluate(TOO_SMALL, TARGETS) == []
    assert opened("/door").evaluate(TOO_SMALL, TARGETS) == []


def test_a_page_needs_seven_requests_and_says_nothing_on_the_console(browser, gallery):
    context = browser.new_context()
    page = context.new_page()
    requests, said = set(), []
    page.on("request", lambda request: request.url.startswith("data:") or requests.add(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{gallery}/gallery", wait_until="networkidle")
    assert len(requests) <= 7, requests
    assert said == []
    context.close()
