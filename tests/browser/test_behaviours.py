"""What the scripts add to plain HTML: ids and times of writes, steps, chips that exclude, menus."""

import re
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")


@pytest.fixture
def page(opened):
    return opened("/saving")


def minted(page) -> str:
    return page.locator("input[name=id]").input_value()


def test_an_id_is_minted_without_the_browsers_own_function(opened):
    page = opened("/saving")
    page.add_init_script("delete Crypto.prototype.randomUUID")
    page.reload()
    assert page.evaluate("crypto.randomUUID") is None
    assert UUID.match(minted(page))


def test_a_page_that_comes_back_has_a_fresh_id_and_the_time_was_sent(page):
    first = minted(page)
    page.get_by_role("button", name="Save row").click()
    page.wait_for_url("**/saving?*")
    sent = {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}
    assert sent["id"] == first
    assert datetime.fromisoformat(sent["answered_at"]).tzinfo is not None
    page.go_back()
    assert UUID.match(minted(page)) and minted(page) != first


def test_several_steps_are_one_change_and_a_first_minus_is_a_counted_zero(page):
    page.evaluate("window.seen = []; document.addEventListener('change', e => seen.push(e.target.value))")
    page.get_by_role("button", name=re.compile("^Less")).click()
    assert page.locator("#count").input_value() == "0"
    for _tap in range(3):
        page.get_by_role("button", name=re.compile("^More")).click()
    page.wait_for_function("seen.length")
    assert page.evaluate("seen") == ["3"]


def test_an_exclusive_chip_and_the_others_switch_each_other_off(page):
    chosen = page.locator("input[name=signs]:checked")
    for value in ("m", "f", "ok"):
        page.check(f"input[value={value}]", force=True)
    assert [one.input_value() for one in chosen.all()] == ["ok"]
    page.check("input[value=m]", force=True)
    assert [one.input_value() for one in chosen.all()] == ["m"]


def test_the_position_is_filled_where_it_is_allowed(opened):
    place = {"latitude": 28.25, "longitude": 112.5, "accuracy": 40}
    page = opened("/saving", geolocation=place, permissions=["geolocation"])
    expect(page.locator("[name=latitude]")).to_have_value("28.25")
    expect(page.locator("[name=accuracy]")).to_have_value("40")


def test_a_menu_closes_on_escape_and_on_a_tap_elsewhere(opened):
    page = opened("/gallery")
    menu = page.locator("details[data-menu]").last
    menu.locator("summary").click()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    menu.locator("summary").click()
    page.locator("body").click(position={"x": 20, "y": 600})
    assert menu.get_attribute("open") is None
