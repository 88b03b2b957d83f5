"""A rep's phone against the app of the test: entering, and holding its journal to the database."""

import threading
import time
from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from sqlalchemy import func, select
from werkzeug.serving import make_server

from app.photos.models import Photo
from app.visits.models import Answer, StockCount
from tests.browser.outbox.faults import Faults

COOKIE = "rounds"
SIZE = {"width": 360, "height": 740}
IMPATIENT = "window.Rounds = { patience: 1500 };"  # ms until a silent server is given up
SECTION = "s1_self"
GRADES = ("self_trust_look", "self_attitude", "self_speech_fluent")  # one tap each, in this order


@dataclass
class Site:
    """The served app: its address and the bad network before it."""

    url: str
    faults: Faults


def serve(app):
    """The app behind `Faults`, on a port of its own, until the generator is closed."""
    faults = Faults(app)
    server = make_server("127.0.0.1", 0, faults, threaded=True)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", faults)
    server.shutdown()
    thread.join()


def give_cookie(context, client, url: str) -> None:
    """Sign a browser in as whoever `client` is."""
    context.add_cookies([{"name": COOKIE, "value": client.get_cookie(COOKIE).value, "url": url}])


def pick(page, key: str, number: int) -> None:
    """Tap a number of a scale."""
    page.locator(f"#{key} .ctl .pick").nth(number - 1).click()


def unsent(page) -> list[dict]:
    """What the phone holds of the signed-in user that the server has not vouched for."""
    return page.evaluate("Rounds.journal.unsent()")


def until(check, seconds: float = 60, page=None):
    """Wait until `check()` holds; gives back what it gave."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := check():
            return found
        page.wait_for_timeout(100) if page else time.sleep(0.1)
    assert check()
    return None


def all_sent(page, seconds: float = 60) -> None:
    """Wait until nothing is unsent on the phone."""
    until(lambda: not unsent(page), seconds, page)


def answers(db, visit) -> dict[str, list[tuple]]:
    """Every stored answer of a visit: item -> [(kind, revision, value)], conflicts and late ones included."""
    db.session.rollback()
    found: dict[str, list[tuple]] = {}
    for row in db.session.scalars(select(Answer).where(Answer.visit_id == visit.id)):
        found.setdefault(row.item_key, []).append((row.kind, row.revision, row.value))
    db.session.rollback()
    return found


def stored_once(db, visit, entered: dict[str, int]) -> None:
    """The database holds exactly one row of each grade that was entered, and nothing else."""
    expected = {key: [("entry", 1, {"grade": grade})] for key, grade in entered.items()}
    assert answers(db, visit) == expected


def nothing_lost(page, db, visit, entered: dict[str, int]) -> None:
    """Each grade is in the database or still on the phone; what left the phone was vouched for."""
    waiting = {entry["key"]: entry["content"] for entry in unsent(page)}
    stored = answers(db, visit)
    for key, grade in entered.items():
        kept = f"grade={grade}" in waiting.get(f"{visit.id}:{key}", "")
        assert kept or stored[key][-1][2] == {"grade": grade}, key


def number_of(db, model, visit) -> int:
    """How many rows of a model belong to a visit."""
    db.session.rollback()
    number = db.session.scalar(select(func.count()).select_from(model).where(model.visit_id == visit.id))
    db.session.rollback()
    return number


def photos_of(db, visit) -> int:
    """How many photos of a visit are stored."""
    return number_of(db, Photo, visit)


def counts_of(db, visit) -> int:
    """How many counts of a visit are stored."""
    return number_of(db, StockCount, visit)


def pictures(number: int, width: int = 60, height: int = 40) -> list[dict]:
    """Small photos as a file input takes them, each one different."""
    made = []
    for shade in range(number):
        out = BytesIO()
        Image.new("RGB", (width, height), (shade * 4 % 256, 90, 160)).save(out, "JPEG")
        made.append({"name": f"IMG_{shade}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()})
    return made
