"""A quantity far from the suggestion: the phone asks why before it sends, and nothing of it is lost."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser import offline
from tests.browser.test_order_offline import PUT, counted_before


@pytest.fixture
def order(signed_in):
    """A visit begun without a signal with a count, on its order page: page, visit and the product's line."""

    opened = []

    def open_order(username):
        page = signed_in(username)
        opened.append(page)
        dealers = offline.get_ready(page)
        page.context.set_offline(True)
        visit = offline.begin(page, dealers[-1])
        page.goto(f"/visits/{visit}/order")
        figures = json.loads(page.locator("#order-phone").get_attribute("data-order"))
        line = counted_before(figures)
        count = "cases=0&loose=1&received_cases=&received_loose=&received_was="
        page.evaluate(PUT, [visit, line["id"], count])
        page.locator(f"#w-order-{line['id']}").get_by_text("Reckoned on this phone").wait_for()
        return page, visit, line

    yield open_order
    for page in opened:
        offline.end_visits(page)


def agree(page, line, cases: int) -> None:
    page.fill(f"#order-{line['id']}-agreed", str(cases))
    page.locator(f"#order-{line['id']}-agreed").dispatch_event("change")


def state_of(page, visit, line) -> str:
    return page.evaluate("key => Rounds.journal.get(key).then(e => e.state)", f"{visit}:order-{line['id']}")


def kinds(live, visit, line) -> list:
    question = "select kind, agreed, reason from order_entries where visit_id = ? and ordered_product_id = ?"
    return offline.rows(live.folder, question, visit.replace("-", ""), line["id"])


def test_it_asks_before_it_sends_and_goes_on_with_the_reason(order, live):
    page, visit, line = order("jun")
    status = page.locator(f"#s-order-{line['id']}")
    agree(page, line, 9000)
    expect(status).to_contain_text("too much stock ages. Say why.")
    box = page.locator(f"#order-{line['id']}-reason")
    expect(box).to_be_visible()
    assert state_of(page, visit, line) == "refused"
    page.reload()
    expect(status).to_contain_text("Say why.")
    expect(page.locator(f"#order-{line['id']}-agreed")).to_have_value("9000")
    box.fill("A wedding season")
    box.dispatch_event("change")
    expect(status).to_contain_text("On this phone")
    assert state_of(page, visit, line) == "waiting"
    offline.online_again(page.context, page)
    assert kinds(live, visit, line) == [("entry", 9000 * line["size"], "A wedding season")]


def test_without_a_reason_it_is_told_at_the_end_and_kept_as_late(order, live):
    page, visit, line = order("tao")
    agree(page, line, 9000)
    expect(page.locator(f"#s-order-{line['id']}")).to_contain_text("Say why.")
    name = page.locator(f"#order-{line['id']}-name").inner_text()
    offline.count_all(page, visit, cases=0)
    offline.photograph(page, visit, number=1)
    offline.say_no_minutes(page, visit)
    page.goto(f"/visits/{visit}/finish")
    told = page.locator("[data-when=refused]")
    expect(told).to_be_visible()
    told.locator("a").click()
    row = page.locator("[data-list] .row", has_text="too much stock ages. Say why.")
    expect(row).to_contain_text(name)
    # What never reached the server is not to be given up by a slip of the thumb.
    expect(page.locator("[data-list] .row button:visible")).to_have_count(1)
    offline.finish(page, visit)
    offline.online_again(page.context, page)
    assert kinds(live, visit, line) == [("late", 9000 * line["size"], "")]
    page.goto("/unsent")
    expect(page.locator("[data-nothing]")).to_be_visible()


def test_the_phones_own_sum_says_how_far_it_is_from_whole_pallets(order):
    page, _visit, line = order("mei")
    assert line["pallet"] is None or line["pallet"] > 1
    slot = page.locator(f"#w-order-{line['id']}")
    cases = int(slot.locator(".chain__cases").last.inner_text().replace(",", ""))
    page.evaluate(
        """([id, pallet]) => {
            const say = document.getElementById("order-phone");
            const order = JSON.parse(say.dataset.order);
            order.lines.find((line) => line.id === id).pallet = pallet;
            say.dataset.order = JSON.stringify(order);
            const script = document.querySelector("script[src*='/order.']");
            document.head.append(Object.assign(document.createElement("script"), { src: script.src }));
        }""",
        [line["id"], cases + 2],
    )
    expect(slot.locator("[data-pallet]")).to_have_text(
        f"A layer or pallet holds {cases + 2} cases: 2 more would fill it."
    )
