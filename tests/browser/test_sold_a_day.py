"""The line of what was sold a day: while a count is typed it says what the server says once it is kept."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import begin_visit

ALL_SENT = "() => Rounds.journal.unsent().then((left) => !left.length)"
ROW = "form[data-stock-row][data-days]:has([name=cases])"


@pytest.fixture
def row(signed_in):
    """A row of the stock page whose product was counted a good while ago."""
    page = signed_in("tao")
    page.goto(f"{begin_visit(page)}/stock")
    forms = page.locator(ROW)
    old = next(at for at in range(forms.count()) if int(forms.nth(at).get_attribute("data-days")) >= 4)
    page.locator(f"#{forms.nth(old).get_attribute('id')} .more > summary").last.click()
    return page.locator(f"#{forms.nth(old).get_attribute('id')}")


def test_the_line_that_is_typed_is_the_one_that_is_kept(row):
    said = row.locator("[data-sold]")
    days = int(row.get_attribute("data-days"))
    row.locator("[name=unsellable]").fill("0")
    row.locator("[name=received_cases]").fill("900")
    row.locator("[name=cases]").fill("0")
    row.locator("[name=loose]").fill("0")
    expect(said).to_contain_text(f"in {days} days")
    row.page.wait_for_function(ALL_SENT)  # else the answer to the first figures is written over what follows
    empty_since = date.fromisoformat(row.get_attribute("data-last-on")) + timedelta(days=3)
    row.locator("[name=empty_since]").fill(empty_since.isoformat())
    expect(said).to_contain_text("in 3 days")
    typed = said.inner_text()
    assert re.match(r"Sold [\d,.]+ a day: [\d,]+ in 3 days", typed)
    row.page.wait_for_function(ALL_SENT)
    row.page.reload()
    expect(said).to_have_text(typed)  # as the server writes it
