"""The archive: one ZIP that any Rounds can read, whatever its database and wherever its photos lie.

    manifest.json              Manifest: what is in it, and the digest of every table
    tables/NAME.jsonl          a line a row, its values in the order of the manifest's columns
    photos/UUID.jpg, .webp     as the photo store has them

A value stands as JSON has it; days and moments as ISO text (moments in UTC), ids as 32 hexadecimal digits,
bytes in base64.
"""

import base64
import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from app.messages import Message

FORMAT = "rounds-backup-1"
MANIFEST = "manifest.json"
MOST_MANIFEST = 5_000_000  # bytes
# Who is signed in, and half-read spreadsheets: of no use anywhere else.
TRANSIENT = frozenset({"sign_ins", "failed_tries", "import_jobs", "import_rows"})
_PHOTO = re.compile(r"photos/([0-9a-f-]{36}\.(?:jpg|webp))", re.ASCII)


class BadArchive(Exception):
    """The file cannot be restored; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True)
class TableFile:
    """A table in an archive: the order of its columns, its rows, and the SHA-256 of its file."""

    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What an archive holds: `revision` is the newest migration its tables had been through.

    `missing` counts photos that the store could not give; `made_at` is a moment as ISO text.
    """

    format: str
    revision: str
    company: str
    made_at: str
    photos: int
    missing: int
    tables: dict[str, TableFile]

    def as_json(self) -> str:
        """The manifest as the archive has it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def plain(value: Any) -> Any:
    """A value of a row as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return value.hex
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


class Archive:
    """An archive opened for reading. Raises BadArchive for what is none, or is damaged."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as error:
            raise BadArchive(
                Message("This is not a backup of Rounds, or it is damaged. Choose another file.")
            ) from error
        self.manifest = self._manifest()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_error) -> None:
        self._zip.close()

    def _manifest(self) -> Manifest:
        try:
            if self._zip.getinfo(MANIFEST).file_size > MOST_MANIFEST:
                raise ValueError("too long")
            found = json.loads(self._zip.read(MANIFEST))
            if found["format"] != FORMAT:
                raise ValueError(found["format"])
            tables = {str(name): TableFile(**each) for name, each in found.pop("tables").items()}
            return Manifest(**found, tables=tables)
        except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
            raise BadArchive(Message("This ZIP is not a backup of Rounds. Choose another file.")) from error

    def rows(self, table: str) -> Iterator[list]:
        """The rows of a table, each in the order of its columns; BadArchive where the file was changed."""
        known, digest, count = self.manifest.tables[table], hashlib.sha256(), 0
        try:
            with self._zip.open(f"tables/{table}.jsonl") as file:
                for line in file:
                    digest.update(line)
                    row = json.loads(line)
                    if len(row) != len(known.columns):
                        raise ValueError(f"{table}: a row of {len(row)} values")
                    count += 1
                    yield row
        except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
            raise self._damaged() from error
        if (count, digest.hexdigest()) != (known.rows, known.sha256):
            raise self._damaged()

    def photos(self) -> Iterator[tuple[str, bytes]]:
        """The key and the content of every photo file; the ZIP's own checksums tell a damaged one."""
        for name in self._zip.namelist():
            if found := _PHOTO.fullmatch(name):
                try:
                    yield found[1], self._zip.read(name)
                except (OSError, zipfile.BadZipFile) as error:
                    raise self._damaged() from error

    def _damaged(self) -> BadArchive:
        return BadArchive(Message("This backup is damaged. Nothing was restored. Choose another file."))


def verify(path: Path) -> Manifest:
    """Read an archive to the end; its manifest. Raises BadArchive."""
    with Archive(path) as archive:
        for table in archive.manifest.tables:
            for _row in archive.rows(table):
                pass
        found = sum(1 for key, _content in archive.photos() if key.endswith(".jpg"))
        if found != archive.manifest.photos:
            raise BadArchive(Message("Photos are missing in this backup. Choose another file."))
        return archive.manifest
