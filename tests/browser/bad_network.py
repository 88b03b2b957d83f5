"""A network as in a warehouse between a browser and the app, for all that the browser and its worker fetch.

``python -m tests.browser.bad_network`` takes a rep through a whole visit over it and prints what he reads on
each screen, how long each took, and what the server has of it in the end.
"""

import asyncio
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page, sync_playwright

from tests.browser import offline
from tests.browser.conftest import enter
from tests.browser.live import Live, start, stop

LATENCY, LOSS, RATE = 0.3, 0.05, 50_000  # seconds there and back, share of packets, bytes a second
PACKET, SENT_AGAIN = 1460, 0.4  # bytes; seconds until a lost packet is sent again, and all behind it wait


class BadNetwork:
    """A proxy of TCP: all that passes shares one narrow line and comes late, what is lost later still."""

    def __init__(self, server: str, seed: int = 1) -> None:
        self._server, self._random = urlsplit(server), random.Random(seed)
        self._free = {"up": 0.0, "down": 0.0}  # when the line is free again
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._run, daemon=True).start()
        self._ready.wait(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        serving = self._loop.run_until_complete(asyncio.start_server(self._accept, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{serving.sockets[0].getsockname()[1]}"
        self._ready.set()
        self._loop.run_forever()

    def stop(self) -> None:
        """Cut everything off."""
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(LATENCY)  # the handshake
        try:
            there = await asyncio.open_connection(self._server.hostname, self._server.port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(self._pass(reader, there[1], "up"), self._pass(there[0], writer, "down"))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str) -> None:
        """Hand packets on in order: each waits for the line, and arrives after its way."""
        queue: asyncio.Queue = asyncio.Queue(32)
        arriving = asyncio.ensure_future(self._arrive(queue, writer))
        earliest = 0.0
        try:
            while packet := await reader.read(PACKET):
                self._free[way] = max(self._free[way], time.monotonic()) + len(packet) / RATE
                lost = SENT_AGAIN if self._random.random() < LOSS else 0.0
                earliest = max(earliest, self._free[way] + LATENCY / 2 + lost)
                await queue.put((earliest, packet))
        except OSError:
            pass  # the other side has gone: so does this one
        await queue.put((0.0, b""))
        await arriving

    async def _arrive(self, queue: asyncio.Queue, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                due, packet = await queue.get()
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                if not packet:
                    break
                writer.write(packet)
                await writer.drain()
        except OSError:
            pass
        writer.close()


def read(page: Page) -> str:
    """What stands on the screen of connection and queue: notices, states of rows, the line of the queue."""
    parts = page.locator(
        ".banner:visible, [data-later]:visible, [data-status]:visible, [data-photo-state]:visible,"
        " [data-photo-summary]:visible, [data-tally]:visible, [data-ready-words]:visible, .error:visible"
    )
    told = dict.fromkeys(" ".join(text.split()) for text in parts.all_inner_texts())
    return " | ".join(filter(None, told))


class Trial:
    """A rep on his phone; each screen is told with what he reads there and the seconds it took."""

    def __init__(self, page: Page) -> None:
        self.page, self.visit = page, ""

    def step(self, name: str, act: Callable[[], object]) -> object:
        """Do something, and print what the screen says then."""
        began = time.monotonic()
        done = act()
        print(f"{time.monotonic() - began:6.1f} s  {name}: {read(self.page)}", flush=True)
        return done

    def go(self, part: str | None) -> None:
        """Open a page of the visit (None: Today); a form that is stored just then may lead elsewhere."""
        for _attempt in range(3):
            try:
                self.page.goto(f"/visits/{self.visit}{part}" if part is not None else "/")
                return
            except Error:
                self.page.wait_for_timeout(3000)

    def run(self, dealers: list[str]) -> str:
        """The whole visit; its id."""
        page = self.page
        self.visit = visit = self.step("start", lambda: offline.begin(page, dealers[0]))
        for section in ("s3_warehouse", "s5_staff"):
            self.step(section, lambda section=section: offline.answer_all(page, visit, section))
        self.step("stock", lambda: offline.count_all(page, visit))
        self.step("photos", lambda: offline.photograph(page, visit))
        self.step("photos, later", lambda: page.wait_for_timeout(8000))
        self.step("order", lambda: self.go("/order"))
        self.step("promises", lambda: self.go("/promises"))
        self.step("minutes", lambda: offline.say_no_minutes(page, visit))
        self.step("hub", lambda: self.go(""))
        self.step("finish screen", lambda: self.go("/finish"))
        self.step("finished", lambda: offline.finish(page, visit))
        self.step("all sent", lambda: offline.wait_until_sent(page))
        self.step("Today", lambda: self.go(None))
        return visit


def try_it(live: Live) -> dict[str, int]:
    """Run the trial; what the server holds of the visit then."""
    network = BadNetwork(live.url)
    near = Live(network.url, live.folder, live.log)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(base_url=network.url, viewport={"width": 360, "height": 740})
        context.set_default_timeout(120_000)
        trial = Trial(context.new_page())
        trial.step("sign in", lambda: enter(trial.page, near, "rita"))
        dealers = trial.step("ready", lambda: offline.get_ready(trial.page, 300))
        visit = trial.run(dealers)
        browser.close()
    network.stop()
    return offline.stored(live.folder, visit)


def main() -> int:
    """The trial on a sample company of its own."""
    with tempfile.TemporaryDirectory() as folder:
        live, process = start(Path(folder))
        try:
            print(try_it(live))
        finally:
            stop(process)
    return 0


if __name__ == "__main__":
    sys.exit(main())
