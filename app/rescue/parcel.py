"""Reading the file of unsent entries that a phone exported: a ZIP with ``unsent.json`` and the photos.

Nothing in it is believed: sizes are counted while it is unpacked, every value is checked, and whatever does
not fit is a FileRefused in words.
"""

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.clock import utc_now
from app.messages import Message

FORMAT = "rounds-unsent-1"
LISTING = "unsent.json"
MOST_ENTRIES, MOST_PHOTOS = 3_000, 300
MOST_LISTED, MOST_UNPACKED = 20_000_000, 400_000_000  # bytes
MOST_OFF = 100 * 366 * 86_400  # seconds: a battery that was empty may mean 1970
LONGEST_URL, LONGEST_CONTENT, MOST_TRIED = 300, 200_000, 50
# A phone finishes a visit last; here its photos are at hand, so that it is judged with them.
_ORDER = {"start": 0, "photo": 2, "finish": 3}

NO_ZIP = Message('This is not a file that a phone exported. Choose the ZIP of "Export unsent".')
BROKEN = Message("The file is damaged. Export it on the phone once more: everything is still there.")
TOO_MUCH = Message("The file unpacks to more than a phone can hold. Nothing of it was brought in.")
EMPTY = Message("There is nothing in this file: everything had been sent.")


class FileRefused(Exception):
    """The file cannot be brought in; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True)
class Entry:
    """One thing to post: where to, what was typed (urlencoded), the fields that the outbox adds, the phone's
    time of it, and what it is to the rep.

    `photo` is the name of its file in the ZIP, blank for what is no photo.
    """

    kind: str
    visit: str
    url: str
    content: str
    fields: Mapping[str, str]
    at: datetime
    label: str
    photo: str = ""

    @property
    def id(self) -> str:
        """The id under which the server is to know it."""
        return self.fields["id"]


@dataclass(frozen=True)
class Parcel:
    """What a file holds: whose it is, when it was made, and its entries in order.

    `exported_at` and the entries' times are by the phone's clock, which is `clock_off` ahead of ours.
    """

    user_id: int
    name: str
    exported_at: datetime
    clock_off: timedelta
    entries: tuple[Entry, ...]


def read_parcel(path) -> Parcel:
    """Read and check a file, its photos unopened. Raises FileRefused."""
    try:
        with zipfile.ZipFile(path) as package:
            _measure(package)
            names = set(package.namelist())
            if LISTING not in names:
                raise FileRefused(NO_ZIP)
            return _parcel(json.loads(_read(package, LISTING, MOST_LISTED)), names)
    except zipfile.BadZipFile:
        raise FileRefused(NO_ZIP) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, *_UNREADABLE):
        raise FileRefused(BROKEN) from None


def photo_in(path, name: str, most: int) -> bytes:
    """The bytes of one photo. Raises FileRefused when it is damaged or larger than `most`."""
    try:
        with zipfile.ZipFile(path) as package:
            return _read(package, name, most)
    except (KeyError, zipfile.BadZipFile, *_UNREADABLE):
        raise FileRefused(BROKEN) from None


_UNREADABLE = (zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


def _measure(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MOST_ENTRIES + MOST_PHOTOS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefused(TOO_MUCH)


def _read(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    # What the directory says of a size may be a lie.
    with package.open(name) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise FileRefused(TOO_MUCH)
    return content


def _parcel(plain: dict, names: set[str]) -> Parcel:
    if plain["format"] != FORMAT:
        raise FileRefused(NO_ZIP)
    writes, photos = plain["writes"], plain["photos"]
    if not writes and not photos:
        raise FileRefused(EMPTY)
    if len(writes) > MOST_ENTRIES or len(photos) > MOST_PHOTOS:
        raise FileRefused(TOO_MUCH)
    entries = [_write(each) for each in writes] + [_photo(each, names) for each in photos]
    entries.sort(key=lambda entry: _ORDER.get(entry.kind, 1))
    exported_at = _moment(plain["exported_at"])
    clock_off = _clock_off(plain.get("clock_off"), exported_at)
    return Parcel(int(plain["user"]), _text(plain["name"], 80), exported_at, clock_off, tuple(entries))


def _clock_off(told: float | None, exported_at: datetime) -> timedelta:
    """By how much the phone was ahead, as it learned from the server; no file is made later than now."""
    seconds = float(told or 0)
    if not abs(seconds) < MOST_OFF:
        raise ValueError("no clock is off like that")
    return max(timedelta(seconds=seconds), exported_at - utc_now())


def _write(plain: dict) -> Entry:
    tried = [str(UUID(each)) for each in plain["tried"]][-MOST_TRIED:]
    fields = {
        "id": str(UUID(plain["id"])), "revision": str(int(plain["base"] or 0)), "answered_at": plain["at"],
        "previous": " ".join(each for each in tried if each != plain["id"]),
    }  # fmt: skip
    content = _text(plain["content"], LONGEST_CONTENT, whole=True)
    return _entry(plain, _text(plain["kind"], 10), content, fields)


def _photo(plain: dict, names: set[str]) -> Entry:
    if plain["file"] not in names:
        raise FileRefused(BROKEN)
    fields = {_text(name, 40): _text(value, 500) for name, value in plain["fields"].items()}
    return _entry(plain, "photo", "", fields | {"id": str(UUID(plain["id"]))}, plain["file"])


def _entry(plain: dict, kind: str, content: str, fields: dict[str, str], photo: str = "") -> Entry:
    url = _text(plain["url"], LONGEST_URL, whole=True)
    visit = plain.get("visit") or ""
    label = _text(plain.get("label") or "", 120)
    at, visit = _moment(plain["at"]), str(UUID(visit)) if visit else ""
    return Entry(kind, visit, url, content, fields, at, label, photo)


def _text(value: str, most: int, whole: bool = False) -> str:
    """Text of at most so many characters; what may not be cut is refused."""
    if not isinstance(value, str) or (whole and len(value) > most):
        raise ValueError("no text, or too long")
    return value[:most]


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None or not 1900 < moment.year < 2200:
        raise ValueError("a phone's time has its zone, and is of these days")
    return moment
