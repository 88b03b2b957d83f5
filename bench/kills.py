"""Row 18: the server is killed while sixteen phones save; what it had acknowledged must be there, and once.

    python -m bench.kills [KILLS]

Eight reps with two phones each answer and send photos. A write whose answer is lost is sent again under its
own id, as the page does. After each kill the server starts anew on the same folder.
"""

import io
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode
from uuid import UUID, uuid4

from PIL import Image
from sqlalchemy import select

from app.extensions import db
from app.photos.models import Photo
from app.photos.opened import photo_store
from app.photos.storage import PhotoMissing, keys_of
from app.visits.models import Answer
from bench.autosave import questions
from bench.data import Company, Writer, app_of, sample_of
from bench.driver import Connection, post
from bench.report import Reading, table
from bench.servers import Server, family, serving

KILLS, PHONES = 25, 2  # phones of a rep
EVERY = 12  # of how many writes one is a photo
MOMENTS = (0.1, 1.2)  # seconds of work before a kill


@dataclass
class Phone:
    """One phone of a rep: the items that it alone answers, and what the server has vouched for."""

    writer: Writer
    keys: list[str]
    answers: dict[str, tuple[UUID, int]] = field(default_factory=dict)  # the last one by item, with its grade
    acknowledged: list[UUID] = field(default_factory=list)
    photos: list[UUID] = field(default_factory=list)
    revisions: Counter = field(default_factory=Counter)
    refused: int = 0  # times that the server answered, and not with the write's id
    pending: tuple | None = None  # sent, and not vouched for
    turn: int = 0

    def work(self, port: int, over: Event) -> None:
        """Write until the server is gone."""
        try:
            connection = Connection(port)
            while not over.is_set():
                self.pending = self.pending or self._next()
                self._send(connection)
        except (OSError, RuntimeError, IndexError):
            return  # killed: the write stays pending

    def _next(self) -> tuple:
        self.turn += 1
        if self.turn % EVERY == 0:
            return uuid4(), None, 0
        return uuid4(), self.keys[self.turn % len(self.keys)], random.randint(1, 5)

    def _send(self, connection: Connection) -> None:
        write, key, grade = self.pending
        request = self._answer(write, key, grade) if key else self._photo(write)
        status, _head, body = connection.ask(request)
        if status != 200 or str(write).encode() not in body:
            print(f"{status} to {key or 'a photo'}: {body[:300].decode(errors='replace')}")
            self.refused += 1
            raise RuntimeError("refused")
        self.pending = None
        if key is None:
            self.photos.append(write)
            return
        self.acknowledged.append(write)
        self.revisions[key] += 1
        self.answers[key] = (write, grade)

    def _answer(self, write: UUID, key: str, grade: int) -> bytes:
        form = {"id": str(write), "revision": self.revisions[key], "state": "answered", "grade": grade}
        path = f"/visits/{self.writer.visit_id}/answers/{key}"
        return post(path, self.writer.cookie, urlencode(form).encode(), HX_Request="true")

    def _photo(self, write: UUID) -> bytes:
        fields = {"id": str(write), "slot": "wh_overview_photo.overview"}
        parts = [
            f'--x\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields.items()
        ]
        file = '--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
        body = "".join([*parts, file]).encode() + picture() + b"\r\n--x--\r\n"
        request = post(f"/visits/{self.writer.visit_id}/photos", self.writer.cookie, body, HX_Request="true")
        return request.replace(b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=x", 1)


def picture() -> bytes:
    """A small photo that no other equals."""
    kept = io.BytesIO()
    Image.effect_noise((320, 240), random.randint(20, 90)).convert("RGB").save(kept, "JPEG")
    return kept.getvalue()


def kills(number: int = KILLS) -> list[Reading]:
    """Row 18."""
    folder = Path(tempfile.mkdtemp(prefix="rounds-kills-"))
    try:
        company = sample_of(folder)
        phones = list(_phones(company))
        print(f"{len(phones)} phones", flush=True)
        for done in range(number):
            _kill_once(company, phones)
            print(f"{done + 1} of {number} kills", end="\r", flush=True)
        with serving("wsgi:app", **company.environment):
            pass  # the last one too must come up again
        return _readings(folder, phones, number)
    finally:
        shutil.rmtree(folder)


def _phones(company: Company):
    keys = [key for key, kind in questions() if kind.type == "s5" and kind.name == "grade"]
    for writer in company.writers:
        for number in range(PHONES):
            yield Phone(writer, keys[number::PHONES])


def _kill_once(company: Company, phones: list[Phone]) -> None:
    over = Event()
    with serving("wsgi:app", **company.environment) as server:
        threads = [Thread(target=phone.work, args=(server.port, over)) for phone in phones]
        for thread in threads:
            thread.start()
        time.sleep(random.uniform(*MOMENTS))
        _kill(server)
        over.set()
        for thread in threads:
            thread.join()


def _kill(server: Server) -> None:
    for pid in family(server.pid):
        os.kill(pid, signal.SIGKILL)


def _readings(folder: Path, phones: list[Phone], number: int) -> list[Reading]:
    with app_of(folder).app_context():
        lost, doubled = _of_answers(phones)
        absent, without = _of_photos(phones)
    answers, photos = (sum(len(getattr(p, name)) for p in phones) for name in ("acknowledged", "photos"))
    note = f"{number} kills, {answers} answers and {photos} photos acknowledged"
    refused = sum(phone.refused for phone in phones)
    found = {"refused": refused, "lost": lost + absent, "doubled": doubled, "photos without files": without}
    return [
        Reading(18, f"writes under kills: {what}", each, "", 0, 0, note=note) for what, each in found.items()
    ]


def _of_answers(phones: list[Phone]) -> tuple[int, int]:
    """Acknowledged answers that are gone or not the current ones, and rows beyond one a write."""
    visits = {phone.writer.visit_id for phone in phones}
    rows = db.session.execute(select(Answer).where(Answer.visit_id.in_(visits))).scalars().all()
    stored, sent = {row.id: row for row in rows}, {p.pending[0] for p in phones if p.pending}
    known = {write for phone in phones for write in phone.acknowledged}
    lost = sum(write not in stored for write in known)
    for phone in phones:
        for key, (write, grade) in phone.answers.items():
            after = phone.pending is not None and phone.pending[1] == key and phone.pending[0] in stored
            lost += not after and (stored[write].superseded or stored[write].value != {"grade": grade})
    return lost, len(rows) - len(stored.keys() & (known | sent))


def _of_photos(phones: list[Phone]) -> tuple[int, int]:
    """Acknowledged photos that are gone, and photos of which a file is missing."""
    rows = set(
        db.session.scalars(select(Photo.id).where(Photo.visit_id.in_({p.writer.visit_id for p in phones})))
    )
    without = sum(not _has_files(photo) for photo in rows)
    return sum(photo not in rows for phone in phones for photo in phone.photos), without


def _has_files(photo: UUID) -> bool:
    try:
        return all(photo_store().get(key) for key in (keys_of(photo).picture, keys_of(photo).thumbnail))
    except PhotoMissing:
        return False


if __name__ == "__main__":
    readings = kills(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS)
    print(f"\n{table(readings)}")
    sys.exit(any(reading.value for reading in readings))
