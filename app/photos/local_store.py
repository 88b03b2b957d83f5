"""Photo files in a folder of this machine, two levels deep, so that no folder grows beyond reason."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from app.messages import Message
from app.photos.contract import PhotoMissing, StoreUnavailable, checked, is_key, unreachable

UNFINISHED = ".unfinished"
SPARE_BYTES = 64_000_000
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class LocalStore:
    """A PhotoStore in `folder`, which is created when it is first written to."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder).resolve()
        self._unfinished = self.folder / UNFINISHED

    def put(self, key: str, data: bytes) -> None:
        """Write aside, sync, rename, sync the folder: after a power cut the file is whole or absent."""
        target = self._path(key)
        with _told():
            _make_folder(target.parent)
            with self._written_aside(data) as aside:
                aside.replace(target)
            _sync_folder(target.parent)

    def get(self, key: str) -> bytes:
        path = self._path(key)
        with _told():
            try:
                return path.read_bytes()
            except FileNotFoundError as error:
                raise PhotoMissing(key) from error

    def delete(self, key: str) -> None:
        path = self._path(key)
        with _told():
            path.unlink(missing_ok=True)

    def keys(self, older_than: datetime | None = None) -> Iterator[str]:
        with _told():
            for path in self.folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
                if is_key(path.name) and _is_older(path, older_than):
                    yield path.name

    def tidy(self, older_than: datetime) -> int:
        with _told():
            stale = [path for path in self._unfinished.glob("*.part") if _is_older(path, older_than)]
            for path in stale:
                path.unlink(missing_ok=True)
        return len(stale)

    def healthy(self) -> bool:
        """Tries a real write, and asks for room for a few hundred photos."""
        try:
            with self._written_aside(b"healthy"):
                return shutil.disk_usage(self.folder).free >= SPARE_BYTES
        except OSError:
            return False

    @contextmanager
    def _written_aside(self, data: bytes) -> Iterator[Path]:
        """A synced file that is gone again afterwards, unless it was given its place."""
        _make_folder(self._unfinished)
        aside = self._unfinished / f"{uuid4().hex}.part"
        try:
            _write_synced(aside, data)
            yield aside
        finally:
            with suppress(OSError):
                aside.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / checked(key)[0:2] / key[2:4] / key


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StoreUnavailable(
                Message(
                    "The photo was not kept: the server's disk is full. Tell whoever runs it, then retry."
                )
            ) from error
        raise unreachable() from error


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _make_folder(folder: Path) -> None:
    """Create a folder and make its name durable in each parent that gained one."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there; NTFS keeps names in its journal
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_older(path: Path, moment: datetime | None) -> bool:
    if moment is None:
        return True
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment
    except FileNotFoundError:
        return False
