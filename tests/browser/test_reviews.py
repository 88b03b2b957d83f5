"""Reviewing with the keyboard on a laptop and the thumb on a phone, and the rep's answer on Today."""

import re

import pytest

FOCUSED = "() => document.activeElement.id"


@pytest.fixture
def queue(signed_in):
    """The supervisor's queue on a laptop."""
    page = signed_in("vera", width=1280, height=800)
    page.goto("/reviews")
    return page


def test_the_queue_by_keyboard(queue):
    cards = queue.locator("[data-review]")
    ids = cards.evaluate_all("all => all.map(one => one.id)")
    assert len(ids) >= 2
    queue.keyboard.press("j")
    assert queue.evaluate(FOCUSED) == ids[0]
    queue.keyboard.press("j")
    assert queue.evaluate(FOCUSED) == ids[1]
    queue.keyboard.press("k")
    assert queue.evaluate(FOCUSED) == ids[0]
    queue.keyboard.press("a")
    queue.locator(f"#{ids[0]} .badge--good").wait_for()
    assert queue.evaluate(FOCUSED) == ids[0]  # and goes on from there
    queue.locator(f"#{ids[0]} button").click()  # a slip of the finger
    queue.locator(f"#{ids[0]} [data-approve]").wait_for()
    queue.keyboard.press("o")
    queue.wait_for_url(re.compile(r"/reviews/[0-9a-f-]{36}$"))


def test_keys_are_shown_where_there_is_a_keyboard(queue, signed_in):
    assert queue.locator(".keys").is_visible()
    phone = signed_in("vera", is_mobile=True, has_touch=True)
    phone.goto("/reviews")
    assert not phone.locator(".keys").is_visible()


def test_a_visit_is_sent_back_by_keyboard_and_answered_on_today(queue, signed_in):
    card = queue.locator("[data-review]", has_text=re.compile("Omar")).first
    card.focus()
    queue.keyboard.press("s")
    queue.wait_for_url(re.compile(r"#note$"))
    queue.wait_for_function("() => document.activeElement.name === 'note'")
    queue.keyboard.type("Please look at the a and s once more.")  # letters are letters here
    queue.locator("[data-note] button").click()
    queue.wait_for_url(re.compile(r"/reviews$"))

    rep = signed_in("omar")
    letter = rep.locator("article", has_text="Please look at the a and s once more.")
    letter.locator("summary").click()
    letter.locator("textarea").fill("Looked: it is as written.")
    letter.locator("form button", has_text="Send").click()
    rep.locator("[data-stored]", has_text="Done").wait_for()

    queue.reload()
    back = queue.locator("[data-review]", has=queue.locator(".badge--info")).filter(has_text="Omar")
    texts = []
    for link in back.locator("[data-open]").evaluate_all("all => all.map(one => one.href)"):
        queue.goto(link)
        texts.append(queue.locator("main").inner_text())
    assert any("Looked: it is as written." in text for text in texts)


def test_the_page_of_a_visit_by_thumb(signed_in):
    page = signed_in("ada")
    page.goto("/reviews")
    page.locator("[data-open]").last.click()
    approve = page.locator(".bar .btn--primary")
    box = approve.bounding_box()
    assert box["y"] + box["height"] <= 740
    assert box["height"] >= 44
    approve.click()
    page.wait_for_url(re.compile(r"/reviews$"))
    assert page.locator("main").get_by_text("Approved.").is_visible()
