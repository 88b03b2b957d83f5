"""Rows 11 and 12: what travels to a phone, counted by a browser on the wire, heads and all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench.autosave import our_writes
from bench.data import Company, cut
from bench.driver import Connection
from bench.report import Reading
from bench.servers import Server, serving

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "locale": "en-GB"}
VISITS = 10_000


def bytes_and_requests() -> list[Reading]:
    """Rows 11 and 12."""
    company = cut(VISITS)
    with serving("wsgi:app", **company.environment) as server, browser() as chromium:
        readings = []
        for name, path in pages_of(company).items():
            context = signed_in(chromium, server, company)
            readings += _readings(name, _loaded(context, server, path), _loaded(context, server, path))
            context.close()
        return [*readings, _autosave(server, company)]


@dataclass(frozen=True)
class Load:
    """What travelled: bytes and requests of the page, and of what its script fetched once it stood."""

    page: int
    requests: int
    quiet: int


def pages_of(company: Company) -> dict[str, str]:
    """The three pages that the bars name, by what they are called there."""
    visit = company.writers[0].visit_id
    return {
        "Today": "/",
        "section": f"/visits/{visit}/sections/s3_warehouse",
        "timeline": f"/dealers/{company.dealer_id}",
    }


@contextmanager
def browser() -> Iterator[Browser]:
    """The machine's own Chromium, else the one that playwright brought."""
    found = [name for name in (os.environ.get("CHROMIUM", ""), *NAMES) if name and shutil.which(name)]
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=shutil.which(found[0]) if found else None, args=FLAGS)
        yield chromium
        chromium.close()


def signed_in(chromium: Browser, server: Server, company: Company) -> BrowserContext:
    """A phone with an empty cache and the session of the dealer's rep."""
    context = chromium.new_context(**PHONE)
    name, value = company.cookie.split("=", 1)
    context.add_cookies([{"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}])
    context.set_default_timeout(60_000)
    return context


def _loaded(context: BrowserContext, server: Server, path: str) -> Load:
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: dict[str, int] = {}
    kinds: dict[str, str] = {}
    session.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))
    session.on(
        "Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]})
    )
    answer = page.goto(f"http://127.0.0.1:{server.port}{path}", wait_until="networkidle")
    if answer.status not in (200, 304):
        raise RuntimeError(f"{path} answers {answer.status}")
    page.close()
    sent = {key: size for key, size in sizes.items() if size}  # what the cache gave has no size
    quiet = {key: size for key, size in sent.items() if kinds.get(key) == "Fetch"}
    return Load(sum(sent.values()) - sum(quiet.values()), len(sent) - len(quiet), sum(quiet.values()))


def _readings(name: str, cold: Load, warm: Load) -> list[Reading]:
    again = f"{warm.requests} request{'s' if warm.requests != 1 else ''}"
    readings = [
        Reading(11, f"{name}, cold, bytes in all", cold.page / 1000, "kB", 45, 30),
        Reading(11, f"{name}, cold, requests", cold.requests, "", 7, 5),
        Reading(12, f"{name}, opened again", warm.page / 1000, "kB", 8, 5, note=again),
    ]
    if cold.quiet:
        note = f"{warm.quiet / 1000:.1f} kB when it is opened again"
        readings.append(
            Reading(11, f"{name}, fetched quietly for offline use", cold.quiet / 1000, "kB", note=note)
        )
    return readings


def _autosave(server: Server, company: Company) -> Reading:
    request = next(our_writes(company)[0])
    _, head, body = Connection(server.port).ask(
        request.replace(b"\r\n", b"\r\nAccept-Encoding: br, gzip\r\n", 1)
    )
    note = f"{len(head) + 4} B of head, {len(body)} B of body"
    return Reading(12, "one autosave response", len(head) + 4 + len(body), "B", 600, 400, note=note)
