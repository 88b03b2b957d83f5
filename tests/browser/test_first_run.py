"""An empty company: from `make run EMPTY=1` to its admin's first page and the link for his first rep."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.live import start, stop


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    running, process = start(tmp_path_factory.mktemp("empty"), EMPTY="1")
    yield running
    stop(process)


def axe(page) -> list[str]:
    return [one["id"] for one in Axe().run(page).response["violations"]]


SECRET = "a long enough secret"


def submit(page, **values) -> None:
    for name, value in values.items():
        page.fill(f"[name={name}]", value)
    page.locator("button.btn--primary").first.click()


def test_from_nothing_to_a_first_rep_who_signs_in(browser, empty):
    admin = browser.new_context(viewport={"width": 360, "height": 740}, base_url=empty.url)
    page = admin.new_page()
    page.goto("/")
    assert page.url.endswith("/setup")
    assert not axe(page)
    submit(page, company="Morning Star", team="East", display_name="Wen", username="wen",
           password=SECRET, again=SECRET)  # fmt: skip
    page.wait_for_url("**/admin")
    assert not axe(page)

    page.goto("/admin/people/new")
    page.locator("label.pick:has(input[name=role][value=rep])").click()
    expect(page.locator("input[name=teams]")).to_be_checked()  # the only one there is
    submit(page, display_name="Bo", username="bo")
    link = re.search(r"/welcome/[\w-]+", page.content())[0]
    rep = browser.new_context(viewport={"width": 360, "height": 740}, base_url=empty.url).new_page()
    rep.goto(link)
    assert not axe(rep)
    submit(rep, password=SECRET, again=SECRET)
    rep.wait_for_url(f"{empty.url}/")
    assert "No dealers yet" in rep.content()
    rep.context.close()
    admin.close()


def test_the_first_page_is_gone_once_there_is_a_company(browser, empty):
    page = browser.new_page(base_url=empty.url)
    assert page.goto("/setup").status == 404
