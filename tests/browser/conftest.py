"""The browser of these tests: the system's Chromium where there is one, else the one Playwright downloads."""

import os
import shutil
import threading

import pytest
from werkzeug.serving import make_server

from app.sample.accounts import SAMPLE_ACCOUNTS
from tests.browser.gallery.serve import gallery_app
from tests.browser.live import start, stop

PASSWORDS = {account.username: account.password for account in SAMPLE_ACCOUNTS}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    known = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    found = os.environ.get("CHROMIUM") or next(filter(None, known), None)
    args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return {**browser_type_launch_args, "args": args, **({"executable_path": found} if found else {})}


@pytest.fixture(scope="session")
def gallery(tmp_path_factory):
    server = make_server("127.0.0.1", 0, gallery_app(tmp_path_factory.mktemp("gallery")), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def opened(browser, gallery):
    contexts = []

    def open_page(path, width=360, **options):
        contexts.append(browser.new_context(viewport={"width": width, "height": 740}, **options))
        page = contexts[-1].new_page()
        page.goto(gallery + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory):
    """What `serve.py` makes of an empty folder: the sample company, loaded once and then only copied."""
    running, process = start(tmp_path_factory.mktemp("sample"))
    stop(process)
    return running.folder


@pytest.fixture(scope="module")
def live(tmp_path_factory, sample_folder):
    """The sample company behind the production server; a file of tests has one of its own."""
    folder = tmp_path_factory.mktemp("live")
    shutil.copytree(sample_folder, folder, dirs_exist_ok=True)
    running, process = start(folder)
    yield running
    stop(process)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def signed_in(browser, live):
    """``signed_in("rita", locale="zh_Hans", width=360, color_scheme="dark")`` gives a page on Today."""
    contexts = []

    def open_page(username, locale="en", width=360, height=740, **options):
        tag = {"en": "en-GB", "zh_Hans": "zh-CN", "zh_Hant": "zh-TW"}[locale]
        options = {"viewport": {"width": width, "height": height}, "locale": tag} | options
        context = browser.new_context(base_url=live.url, **options)
        contexts.append(context)
        page = context.new_page()
        enter(page, live, username)
        choose_language(page, locale)
        return page

    yield open_page
    for context in contexts:
        context.close()


def choose_language(page, locale):
    """Take the language the test wants, whatever the sample's people have chosen."""
    if page.locator("html").get_attribute("lang") != locale.replace("_", "-"):
        page.request.post("/language", form={"locale": locale, "next": "/"})
        page.goto("/")


@pytest.fixture(scope="module")
def signed_in_once(browser, live):
    """Like `signed_in`, for fixtures that outlive a test."""
    contexts = []

    def open_page(username):
        contexts.append(browser.new_context(base_url=live.url, viewport={"width": 360, "height": 740}))
        page = contexts[-1].new_page()
        enter(page, live, username)
        return page

    yield open_page
    for context in contexts:
        context.close()


def enter(page, live, username):
    """Sign in and wait for Today."""
    page.goto("/sign-in")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORDS[username])
    page.click("main form button.btn--primary, .bar .btn--primary")
    page.wait_for_url(live.url + "/")
