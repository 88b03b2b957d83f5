"""Without a signal the hub says of a visit what the server will say once it has it all."""

import pytest
from playwright.sync_api import expect

from tests.browser import offline


@pytest.fixture
def phone(signed_in):
    """A rep's phone on Today, and his dealers; each test has a rep of its own. His visits end with it."""
    opened = []

    def open_page(username):
        opened.append(signed_in(username))
        return opened[-1], offline.get_ready(opened[-1])

    yield open_page
    for page in opened:
        offline.end_visits(page)


def rings(page, visit: str) -> dict[str, str]:
    """What the hub says, tile by tile, and in all."""
    page.goto(f"/visits/{visit}")
    page.wait_for_function("() => document.querySelector('.head .progress').dataset.was")
    tiles = page.locator(".tiles .tile")
    told = {
        tile.locator(".tile__title").inner_text(): tile.locator(".num").inner_text() for tile in tiles.all()
    }
    return told | {"all": page.locator(".head .progress b").inner_text()}


def choose(page, key: str, value: str) -> None:
    """Choose an answer of a question, and wait until the phone has it."""
    form = page.locator(f"#{key} form[data-autosave]")
    field = form.locator(f".ctl [value='{value}']")
    field.check(force=True)
    expect(page.locator(f"#{key} [data-status]")).to_contain_text("phone")


def test_nothing_changed_and_called_for_photos_count(phone):
    page, dealers = phone("rita")
    context = page.context
    context.set_offline(True)
    visit = offline.begin(page, dealers[0])
    before = rings(page, visit)
    page.goto(f"/visits/{visit}/sections/s3_warehouse")
    again = page.locator("form.unchanged")
    kept = again.locator("[name=again]").input_value().split()
    again.locator("button").click()
    expect(again.locator("[data-status]")).to_contain_text("phone")
    choose(page, "wh_expired", "sealed")
    page.locator("#wh_near_expiry [name=seen]").fill("3")
    page.locator("#wh_near_expiry [name=seen]").dispatch_event("change")
    expect(page.locator("#wh_near_expiry [data-status]")).to_contain_text("phone")
    offline.photograph(page, visit, number=1)
    snap(page, visit, "wh_expired")
    told = rings(page, visit)
    assert kept and told != before
    offline.online_again(context, page)
    assert rings(page, visit) == told
    assert page.locator("body[data-aged]").count() == 0


def snap(page, visit: str, place: str) -> None:
    page.goto(f"/visits/{visit}/photos")
    picture = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": offline.jpeg("brown", 20)}
    card = page.locator(f"#slot-{place}")
    card.locator("input[type=file]").first.set_input_files(picture)
    expect(page.locator("[data-photo-key]:not([data-state])")).to_have_count(0)
    expect(card.locator("[data-photo-key]")).to_have_count(1, timeout=10_000)


def test_what_was_not_possible_asks_for_no_photo(phone):
    page, dealers = phone("omar")
    context = page.context
    context.set_offline(True)
    visit = offline.begin(page, dealers[0])
    page.goto(f"/visits/{visit}/sections/s3_warehouse")
    page.locator("#wh_overview_photo details summary").first.click()
    page.locator("#wh_overview_photo [name=state][value=not_seen]").check(force=True)
    expect(page.locator("#wh_overview_photo [data-status]")).to_contain_text("phone")
    told = rings(page, visit)
    offline.online_again(context, page)
    assert rings(page, visit) == told


def test_what_was_taken_back_counts_no_more(phone):
    page, dealers = phone("rita")
    visit = offline.begin(page, dealers[0])
    offline.answer_all(page, visit, "s3_warehouse")
    way_out(page, visit, "not_seen")
    offline.wait_until_sent(page)
    before = rings(page, visit)
    page.goto(f"/visits/{visit}/finish")
    expect(page.locator("#gap-wh_overview_photo")).to_be_hidden()
    page.context.set_offline(True)
    way_out(page, visit, "answered")
    page.locator("#wh_tidy details summary").first.click()
    page.locator("#wh_tidy [name=wipe]").click()
    expect(page.locator("#wh_tidy [data-status]")).to_contain_text("phone")
    told = rings(page, visit)
    assert done(before) - done(told) == 2
    page.goto(f"/visits/{visit}/finish")
    expect(page.locator("#gap-wh_overview_photo")).to_be_visible()
    expect(page.locator("#gap-wh_tidy")).to_be_visible()
    offline.online_again(page.context, page)
    assert rings(page, visit) == told
    assert page.locator("body[data-aged]").count() == 0


def way_out(page, visit: str, state: str) -> None:
    """Say of the photo that no visit may lack that it was not possible, or take that back."""
    page.goto(f"/visits/{visit}/sections/s3_warehouse")
    page.locator("#wh_overview_photo details summary").first.click()
    page.locator(f"#wh_overview_photo [name=state][value={state}]").check(force=True)
    expect(page.locator("#wh_overview_photo [data-status]")).not_to_be_empty()


def done(told: dict[str, str]) -> int:
    return int(told["all"].split("/")[0])


def test_what_another_phone_entered_is_there_without_a_signal(phone):
    page, dealers = phone("jun")
    visit = offline.begin(page, dealers[0])
    offline.answer_all(page, visit, "s3_warehouse")
    offline.wait_until_sent(page)
    told = rings(page, visit)
    other, _dealers = phone("jun")
    other.context.set_offline(True)
    assert rings(other, visit) == told
    other.context.set_offline(False)
