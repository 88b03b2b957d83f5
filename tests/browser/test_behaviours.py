"""What the scripts add to a plain form: ids of writes, what became of a write, steps, chips that exclude."""

import re
from datetime import datetime
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
STORED = '<output class="status status--saved" id="state">Stored by the server</output>'


class Server:
    """Answers the gallery's form as a test wants: a body and status, or None for no connection."""

    def __init__(self, page):
        self.answers, self.posts = [(200, STORED)], []
        page.route("**/save", self._answer)

    def _answer(self, route):
        self.posts.append({key: values[0] for key, values in parse_qs(route.request.post_data).items()})
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer is None:
            route.abort()
        else:
            route.fulfill(status=answer[0], body=answer[1], content_type="text/html")

    @property
    def ids(self):
        return [post["id"] for post in self.posts]


@pytest.fixture
def page(opened):
    return opened("/saving")


@pytest.fixture
def server(page):
    return Server(page)


def minted(page) -> str:
    return page.locator("input[name=id]").input_value()


def type_count(page, text):
    page.fill("#count", text)
    page.locator("#count").blur()


def test_an_id_is_minted_on_plain_http_too(page):
    page.evaluate("crypto.randomUUID = undefined")
    page.reload()
    assert UUID.match(minted(page))


def test_each_stored_write_gets_its_own_id(page, server):
    type_count(page, "12")
    expect(page.locator("#state")).to_have_text("Stored by the server")
    type_count(page, "13")
    page.wait_for_timeout(300)
    assert len(set(server.ids)) == 2
    assert minted(page) not in server.ids


def test_without_connection_it_says_so_and_repeats_the_same_id(page, server):
    server.answers = [None, (200, STORED)]
    type_count(page, "12")
    expect(page.locator("#state")).to_contain_text("no connection")
    expect(page.locator("#state")).to_have_text("Stored by the server", timeout=5000)
    assert len(server.ids) == 2 and len(set(server.ids)) == 1


def test_a_changed_answer_never_travels_under_an_id_that_was_sent(page, server):
    server.answers = [None, (200, STORED)]
    type_count(page, "12")
    expect(page.locator("#state")).to_contain_text("no connection")
    type_count(page, "15")
    expect(page.locator("#state")).to_have_text("Stored by the server")
    assert len(set(server.ids)) == 2 and server.posts[-1]["count"] == "15"


def test_a_portal_that_answers_200_is_not_believed(page, server):
    server.answers = [(200, "<h1>Welcome to the hotel's Wi-Fi</h1>"), (200, STORED)]
    type_count(page, "12")
    expect(page.locator("#state")).to_contain_text("no connection")
    expect(page.locator("#state")).to_have_text("Stored by the server", timeout=5000)


def test_an_ended_sign_in_is_named(page, server):
    server.answers = [(401, "")]
    type_count(page, "12")
    expect(page.locator("#state")).to_contain_text("sign in")
    assert page.locator("#count").input_value() == "12"


def test_a_refusal_is_swapped_in(page, server):
    server.answers = [(422, '<output class="status" id="state">Enter a number up to 9.</output>')]
    type_count(page, "12")
    expect(page.locator("#state")).to_have_text("Enter a number up to 9.")


def test_steps_are_one_write_and_a_first_minus_is_a_counted_zero(page, server):
    page.get_by_role("button", name=re.compile("^Less")).click()
    assert page.locator("#count").input_value() == "0"
    for _tap in range(3):
        page.get_by_role("button", name=re.compile("^More")).click()
    expect(page.locator("#state")).to_have_text("Stored by the server")
    assert [post["count"] for post in server.posts] == ["3"]


def test_an_exclusive_chip_switches_the_others_off_before_the_write(page, server):
    for value in ("m", "f", "ok"):
        page.check(f"input[value={value}]", force=True)
    page.wait_for_timeout(300)
    assert server.posts[-1]["signs"] == "ok"
    assert page.locator("input[name=signs]:checked").count() == 1


def test_a_repeat_keeps_the_time_of_the_first_try(page, server):
    server.answers = [None, (200, STORED)]
    type_count(page, "12")
    expect(page.locator("#state")).to_have_text("Stored by the server", timeout=5000)
    times = [post["answered_at"] for post in server.posts]
    assert len(times) == 2 and times[0] == times[1]
    assert datetime.fromisoformat(times[0]).tzinfo is not None


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


def test_a_dialog_opens_and_closes(opened):
    page = opened("/gallery")
    page.locator("[data-opens=dlg]").click()
    expect(page.locator("#dlg")).to_be_visible()
    page.locator("[data-closes]").click()
    expect(page.locator("#dlg")).to_be_hidden()
