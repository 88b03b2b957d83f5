"""Rounds as an app: what is on the phone and whose, a new version with a queue, languages."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import offline
from tests.browser.conftest import PASSWORDS, enter
from tests.browser.live import start, stop

PRIVATE = "() => caches.keys().then((names) => names.filter((name) => name.startsWith('user-')))"
SHELLS = "() => caches.keys().then((names) => names.filter((name) => name.startsWith('shell-')))"
HELD = """async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)"""

FATE = """async () => {
    const one = await navigator.serviceWorker.getRegistration();
    const next = new Promise((found) => one.addEventListener("updatefound", () => found(one.installing)));
    one.update().catch(() => {});
    const worker = await next;
    const isOver = () => ["redundant", "activated"].includes(worker.state);
    while (!isOver()) await new Promise((tick) => setTimeout(tick, 50));
    return worker.state;
}"""


def private_pages(page):
    return [path for name in page.evaluate(PRIVATE) for path in page.evaluate(HELD, name)]


def test_today_says_what_is_ready_and_opens_without_a_signal(signed_in):
    page = signed_in("tao")
    dealers = offline.get_ready(page)
    number = len(dealers)
    words = re.compile(rf"Ready for offline use: {number} of {number} dealers, \d+\.\d MB, as of \d\d:\d\d")
    expect(page.locator("[data-ready-words]")).to_have_text(words)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_have_text("Today")
    expect(page.locator("[data-later]")).to_have_text(re.compile(r"No connection: .* \d\d:\d\d"))
    expect(page.locator("[data-ready-words]")).to_have_text(words)
    for path in (
        f"/dealers/{dealers[0]}",
        f"/dealers/{dealers[-1]}/visit",
        f"/dealers/{dealers[0]}/findings",
        "/unsent",
    ):
        page.goto(path)
        expect(page.locator("h1")).not_to_have_text("No connection")
    page.goto("/account")
    expect(page.locator("h1")).to_have_text("No connection")
    page.context.set_offline(False)
    page.click("text=Try again")
    expect(page.locator("h1")).not_to_have_text("No connection")


def test_what_has_not_changed_is_not_fetched_again(signed_in):
    page = signed_in("tao")
    dealers = offline.get_ready(page)
    answers = []
    page.on("response", lambda answer: answer.url.endswith("/kit") and answers.append(answer.status))
    page.reload()
    offline.until(page, lambda: len(answers) >= len(dealers))
    assert set(answers) == {304}


def test_the_worker_touches_what_is_read_alone(signed_in):
    page = signed_in("tao")
    offline.get_ready(page)
    with page.expect_response("**/language") as answer:
        page.evaluate("() => void fetch('/language', { method: 'POST', redirect: 'manual' })")
    assert not answer.value.from_service_worker
    assert page.goto("/").from_service_worker


def test_signing_out_leaves_nothing_and_the_next_one_sees_nothing(signed_in, live):
    page = signed_in("tao")
    offline.get_ready(page)
    assert any(path.endswith("/kit") for path in private_pages(page))
    page.click("details.menu:has(.menu__who) summary")
    page.click("[data-sign-out] button:not([data-anyway])")
    page.wait_for_url("**/sign-in?*")
    offline.until(page, lambda: private_pages(page) == [])
    page.context.set_offline(True)
    page.goto("/")
    expect(page.locator("h1")).to_have_text("No connection")
    page.context.set_offline(False)

    enter(page, live, "mei")
    offline.get_ready(page)
    assert len(page.evaluate(PRIVATE)) == 1
    taos = {path for path in private_pages(page) if path.endswith("/kit")}
    assert taos == {
        f"/dealers/{each}/kit" for each in page.locator("#ready").get_attribute("data-kits").split()
    }


def test_another_who_signs_in_displaces_what_was_kept(signed_in, live):
    """The session of the first ended without a word, on the server."""
    page = signed_in("tao")
    offline.get_ready(page)
    before = set(page.evaluate(PRIVATE))
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.fill("[name=username]", "mei")
    page.fill("[name=password]", PASSWORDS["mei"])
    page.click("main form button.btn--primary, .bar .btn--primary")
    page.wait_for_url(live.url + "/")
    offline.get_ready(page)
    after = set(page.evaluate(PRIVATE))
    assert len(after) == 1 and not after & before


@pytest.mark.parametrize(
    ("locale", "today", "nothing"), [("zh_Hans", "今日", "没有网络"), ("zh_Hant", "今日", "沒有網絡")]
)
def test_without_a_signal_the_language_stays(signed_in, locale, today, nothing):
    page = signed_in("jun", locale=locale)
    dealers = offline.get_ready(page)
    page.context.set_offline(True)
    page.goto("/")
    expect(page.locator("h1")).to_have_text(today)
    page.goto(f"/dealers/{dealers[0]}/visit")
    expect(page.locator("html")).to_have_attribute("lang", locale.replace("_", "-"))
    page.goto("/account")
    expect(page.locator("h1")).to_have_text(nothing)
    page.context.set_offline(False)


def test_a_new_version_comes_while_entries_wait(browser, tmp_path):
    """What is entered is kept through the change of worker, and pages of the version before still open."""
    live, process = start(tmp_path)
    context = browser.new_context(base_url=live.url, viewport={"width": 360, "height": 740})
    page = context.new_page()
    try:
        enter(page, live, "rita")
        dealers = offline.get_ready(page)
        shell = page.evaluate(SHELLS)
        stop(process)
        visit = offline.begin(page, dealers[0])
        counts = offline.count_all(page, visit)
        context.route(
            "**", lambda route: route.abort() if route.request.method == "POST" else route.fallback()
        )
        _live, process = start(another_version(tmp_path), port=int(live.url.rsplit(":", 1)[1]))
        page.goto("/")
        page.evaluate("() => navigator.serviceWorker.getRegistration().then((one) => one.update())")
        offline.until(page, lambda: len(page.evaluate(SHELLS)) == 2)
        assert page.evaluate(SHELLS) == [*shell, f"{shell[0]}-next"]
        page.goto(f"/visits/{visit}/stock")
        expect(page.locator("[data-status]", has_text="On this phone")).to_have_count(counts)
        context.unroute_all()
        page.evaluate("() => Rounds.outbox.flush({ now: true })")
        offline.wait_until_sent(page)
        held = offline.stored(live.folder, visit)
        assert (held["visits"], held["stock_counts"], held["stock_counts_about"]) == (1, counts, counts)
    finally:
        context.close()
        stop(process)


def test_a_new_version_that_is_not_all_there_does_not_take_over(browser, tmp_path):
    live, process = start(tmp_path)
    context = browser.new_context(base_url=live.url, viewport={"width": 360, "height": 740})
    page = context.new_page()
    try:
        enter(page, live, "rita")
        dealers = offline.get_ready(page)
        stop(process)
        folder = another_version(tmp_path, "SHELL.map", '[...SHELL, "/assets/gone.js"].map')
        _live, process = start(folder, port=int(live.url.rsplit(":", 1)[1]))
        page.goto("/")
        assert page.evaluate(FATE) == "redundant"
        stop(process)
        visit = offline.begin(page, dealers[0])
        counts = offline.count_all(page, visit)
        expect(page.locator("[data-status]", has_text="On this phone")).to_have_count(counts)
    finally:
        context.close()
        stop(process)


def another_version(folder, words="RELEASE", instead='RELEASE+"-next"'):
    """Let the worker of this instance be another one: it keeps its files under another name, or as told."""
    (script,) = (path for path in (folder / "assets").glob("worker.*.js"))
    text = script.read_text()
    assert words in text
    script.write_text(text.replace(words, instead))
    return folder


def test_over_plain_http_it_says_what_is_missing(browser, live):
    """A LAN address without https has no worker; the page says so, and how to get it."""
    context = browser.new_context(base_url=live.url, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    enter(page, live, "yan")
    expect(page.locator("[data-insecure]")).to_contain_text("https")
    context.close()


PROMPT = """() => {
    const offer = new Event("beforeinstallprompt", { cancelable: true });
    offer.prompt = () => (window.prompted = true);
    dispatchEvent(offer);
}"""


def test_it_offers_to_be_installed(signed_in):
    page = signed_in("rita")
    expect(page.locator("[data-install]")).to_be_hidden()
    page.evaluate(PROMPT)
    page.get_by_role("button", name="Install Rounds on this phone").click()
    assert page.evaluate("window.prompted")
    expect(page.locator("[data-install]")).to_be_hidden()


def test_on_an_iphone_it_says_how_it_is_put_on_the_home_screen(signed_in):
    page = signed_in("rita")
    page.add_init_script("navigator.standalone = false")
    page.goto("/")
    expect(page.locator("[data-ios]")).to_contain_text("Add to Home Screen")
