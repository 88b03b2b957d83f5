"""Two devices on one visit: both answers are kept, and the rep is asked which one is right."""

from playwright.sync_api import expect

from tests.browser.outbox.phone import GRADES, SIZE, all_sent, answers, give_cookie, pick, unsent, until

# Types on while the journal says that the last tap was stored and the page has not heard yet.
TYPE_ON = """(key) => document.addEventListener("journal:change", ({ detail: { entry } }) => {
    if (!entry?.key.endsWith(key) || entry.state !== "sent" || window.typedOn) return;
    window.typedOn = true;
    const [, , , fourth] = document.querySelectorAll(`#${key} .ctl input[type=radio]`);
    fourth.checked = true;
    fourth.dispatchEvent(new Event("input", { bubbles: true }));
    fourth.dispatchEvent(new Event("change", { bubbles: true }));
})"""


def test_who_types_on_as_the_answer_comes_is_not_two_devices(tab, visit, db):
    page = tab()
    page.evaluate(TYPE_ON, GRADES[0])
    pick(page, GRADES[0], 2)
    until(lambda: len(answers(db, visit).get(GRADES[0], [])) == 2, page=page)
    all_sent(page)
    assert answers(db, visit)[GRADES[0]] == [("entry", 1, {"grade": 2}), ("entry", 2, {"grade": 4})]
    expect(page.locator(f"#c-{GRADES[0]}")).to_be_empty()


def test_what_two_devices_answered_is_kept_and_asked(browser, tab, site, rita, visit, db):
    phone = tab()
    tablet_context = browser.new_context(viewport=SIZE, locale="en-GB", base_url=site.url)
    give_cookie(tablet_context, rita, site.url)
    tablet = tablet_context.new_page()
    tablet.goto(phone.url)
    phone.context.set_offline(True)
    pick(phone, GRADES[0], 2)
    until(lambda: len(unsent(phone)) == 1, page=phone)
    pick(tablet, GRADES[0], 5)
    all_sent(tablet)
    phone.context.set_offline(False)
    question = phone.locator(f"#c-{GRADES[0]}")
    expect(question).to_contain_text("answered twice, on two devices")
    assert sorted(answers(db, visit)[GRADES[0]]) == [
        ("conflict", 1, {"grade": 2}),
        ("entry", 1, {"grade": 5}),
    ]
    question.get_by_role("button", name="Keep this one").last.click()
    expect(phone.locator(f"#{GRADES[0]} .banner")).to_have_count(0)
    all_sent(phone)
    standing = [value for kind, _revision, value in answers(db, visit)[GRADES[0]] if kind == "entry"]
    assert {"grade": 5} in standing
    assert len(answers(db, visit)[GRADES[0]]) >= 2
    tablet_context.close()
