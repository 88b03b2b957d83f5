"""Makes the screenshots of the README from the running product: ``make shots``.

Each picture is a visit of the sample company on a phone; the server runs on a folder of its own.
"""

import io
import os
import re
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from app.sample.accounts import SAMPLE_ACCOUNTS
from tests.browser.live import start, stop

SCREENS = Path(__file__).parent / "screens"
PASSWORDS = {account.username: account.password for account in SAMPLE_ACCOUNTS}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> None:
    """Start the product, photograph it, and stop it."""
    folder = Path(tempfile.mkdtemp(prefix="rounds-shots-"))
    live, process = start(folder)
    try:
        with sync_playwright() as playwright:
            path = os.environ.get("CHROMIUM") or shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            phone(browser, live.url)
            laptop(browser, live.url)
    finally:
        stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def phone(browser: Browser, url: str) -> None:
    """A rep's visit, on a phone, in English and 简体."""
    page = signed_in(browser, url, "rita", 360, 740, "en-GB")
    keep(page, "today")
    page.locator("ul.list a.row__link").first.click()
    page.wait_for_load_state("networkidle")
    keep(page, "dealer")
    page.locator(".bar a.btn--primary").click()
    page.wait_for_load_state("networkidle")
    keep(page, "before")
    page.locator(".bar button.btn--primary").click()
    page.wait_for_url(re.compile(r"/visits/[0-9a-f-]{36}$"))
    visit = page.url
    keep(page, "hub")
    page.goto(f"{visit}/stock")
    keep(page, "stock")
    other = signed_in(browser, url, "rita", 360, 740, "zh-CN")
    other.goto(f"{visit}/sections/s3_warehouse")
    keep(other, "section-hans")


def laptop(browser: Browser, url: str) -> None:
    """A supervisor's evening: the timeline of a dealer on a laptop."""
    page = signed_in(browser, url, "sol", 1280, 800, "en-GB")
    page.goto("/dealers")
    page.locator("ul.list a.row__link").nth(3).click()
    page.wait_for_load_state("networkidle")
    keep(page, "timeline-laptop")


def signed_in(browser: Browser, url: str, username: str, width: int, height: int, language: str) -> Page:
    """A page on Today, in a language."""
    size = {"width": width, "height": height}
    context = browser.new_context(base_url=url, viewport=size, locale=language, device_scale_factor=2)
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORDS[username])
    page.locator("main form button.btn--primary").click()
    page.wait_for_url(f"{url}/")
    locale = {"en-GB": "en", "zh-CN": "zh_Hans"}[language]
    page.request.post("/language", form={"locale": locale, "next": "/"})
    page.goto("/")
    return page


def keep(page: Page, name: str) -> None:
    """Save what the page shows as a small picture, without the sample's banner."""
    page.evaluate("() => document.querySelectorAll('.sample').forEach(one => one.remove())")
    page.wait_for_timeout(200)
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.thumbnail((1280, 1480))
    picture.convert("RGB").save(SCREENS / f"{name}.webp", quality=82, method=6)
    print(f"docs/screens/{name}.webp")


if __name__ == "__main__":
    main()
