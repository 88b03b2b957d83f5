"""What every place for photo files promises, and how the files are named.

Each store keeps whole files or none, and says StoreUnavailable when it cannot, so that the app stays usable
while the store is down. A key is a UUID and one of two endings, nothing else: no key can leave the store.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from app.messages import Message

CONTENT_TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}

_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(?:jpg|webp)", re.ASCII)


class StoreUnavailable(Exception):
    """The store cannot be read or written just now; `message` says so in words for the person waiting."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class PhotoMissing(LookupError):
    """The store works and has no file under this key."""


@dataclass(frozen=True)
class Keys:
    """The names of a photo's two files in the store."""

    picture: str
    thumbnail: str


class PhotoStore(Protocol):
    """Every method but `healthy` may raise StoreUnavailable; every key is one of Keys, else ValueError."""

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` durably under `key`. Repeating it changes nothing; a different content replaces."""

    def get(self, key: str) -> bytes:
        """The whole file. Raises PhotoMissing."""

    def delete(self, key: str) -> None:
        """Remove the file; one that is not there is as good as removed."""

    def keys(self, older_than: datetime | None = None) -> Iterator[str]:
        """Keys in no order, only of files last written before `older_than` (aware) if it is given."""

    def tidy(self, older_than: datetime) -> int:
        """Remove what interrupted writes left behind before `older_than`; how many files that were."""

    def healthy(self) -> bool:
        """Whether a photo could be kept right now."""


def keys_of(photo_id: UUID) -> Keys:
    """The two keys of a photo."""
    return Keys(f"{photo_id}.jpg", f"{photo_id}.webp")


def is_key(name: str) -> bool:
    """Whether `name` is a key; listings pass over foreign files."""
    return _KEY.fullmatch(name) is not None


def checked(key: str) -> str:
    """The key itself. Raises ValueError for anything else, a path above all."""
    if not is_key(key):
        raise ValueError(f"not a photo key: {key!r}")
    return key


def content_type(key: str) -> str:
    """The fixed media type that a key's ending stands for."""
    return CONTENT_TYPES[checked(key).rsplit(".", 1)[1]]


def unreachable() -> StoreUnavailable:
    """The sentence for a store that does not work, whatever the cause; the cause goes to the log."""
    return StoreUnavailable(
        Message("The photo store cannot be used just now. Everything else works; try the photo again later.")
    )
