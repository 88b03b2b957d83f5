"""The order page while the server has not heard of today's count: the phone reckons, and says so."""

import json
from uuid import uuid4

from tests.browser.test_visit_flow import start_visit

PUT = """async ([visit, id, content]) => {
    const key = `${visit}:count-${id}`;
    const url = `/visits/${visit}/counts/${id}`;
    await Rounds.journal.put({ key, visit, kind: "count", url, content, base: 0, label: "Cola" });
}"""
REMEMBER = """([visit, before]) =>
    localStorage.setItem(`order:${document.body.dataset.user}:${visit}`, JSON.stringify(before))"""


def order_of(page):
    """The order page of a new visit: the page, the visit's id, and the figures it was given."""
    visit = start_visit(page)
    page.goto(page.url.split("/visits/")[0] + f"/visits/{visit}/order")
    figures = json.loads(page.locator("#order-phone").get_attribute("data-order"))
    return page, visit, figures


def counted_before(figures) -> dict:
    """A product of which there was more than a case at the last visit."""
    lines = (line for line in figures["lines"] if line["counts"])
    return next(line for line in lines if line["counts"][-1]["counted"] > line["size"])


def test_a_count_that_has_not_left_the_phone_makes_a_suggestion(signed_in):
    page, visit, figures = order_of(signed_in("jun"))
    page.route("**/counts/**", lambda route: route.abort())
    line = counted_before(figures)
    slot = page.locator(f"#w-order-{line['id']}")
    assert "Not counted today" in slot.inner_text()
    page.evaluate(PUT, [visit, line["id"], "cases=0&loose=1&received_cases=&received_loose=&received_was="])
    slot.get_by_text("Reckoned on this phone").wait_for()
    assert slot.locator(".chain__cases").count() >= 3
    assert slot.locator(".chain__cases").first.inner_text() != "0"
    assert "sold in" in slot.inner_text()
    page.evaluate(
        PUT, [visit, line["id"], "cases=9000&loose=0&received_cases=&received_loose=&received_was="]
    )
    slot.get_by_text("more than last count and deliveries explain").wait_for()
    page.reload()
    slot.get_by_text("more than last count and deliveries explain").wait_for()


def test_where_the_servers_figure_differs_it_says_why(signed_in):
    page, visit, figures = order_of(signed_in("tao"))
    line = counted_before(figures)
    form = {"id": str(uuid4()), "cases": "0", "loose": "1", "received_cases": "", "received_was": ""}
    assert page.request.post(f"/visits/{visit}/counts/{line['id']}", form=form).ok
    page.reload()
    order = json.loads(page.locator("#order-phone").get_attribute("data-order"))
    known = next(each for each in order["lines"] if each["id"] == line["id"])
    known["now"]["received"] += 5000
    known["since"] += 5000
    page.evaluate(REMEMBER, [visit, order])
    page.reload()
    told = page.locator(f"#w-order-{line['id']}").get_by_text("On the phone this was")
    told.wait_for()
    assert "other deliveries are known here" in told.inner_text()
