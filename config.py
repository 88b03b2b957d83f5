"""Settings from the environment, each read in one place and refused aloud when it makes no sense."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

from limits import parse_many

ROOT = Path(__file__).resolve().parent


class BadSetting(RuntimeError):
    """A setting of the environment cannot be used; the text says which, and what would do."""


def _whole(name: str, default: int, low: int, high: int) -> int:
    raw = os.environ.get(name, "")
    if not raw:
        return default
    if not raw.isdigit() or not low <= int(raw) <= high:
        raise BadSetting(f"{name}={raw!r}: give a whole number from {low} to {high}.")
    return int(raw)


def _switch(name: str, default: bool) -> bool:
    raw = os.environ.get(name, "").lower()
    if raw in ("", "1", "true", "yes", "on", "0", "false", "no", "off"):
        return default if raw == "" else raw in ("1", "true", "yes", "on")
    raise BadSetting(f"{name}={raw!r}: give 1 or 0.")


def _rates(name: str, default: str) -> str:
    raw = os.environ.get(name) or default
    try:
        parse_many(raw)
    except ValueError:
        raise BadSetting(f"{name}={raw!r}: give rates such as '{default}'.") from None
    return raw


def _folder(name: str, default: Path) -> Path:
    folder = Path(os.environ.get(name) or default).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _secret_key(folder: Path) -> str:
    """SECRET_KEY, else the key that the first start left in the instance folder."""
    given = os.environ.get("SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise BadSetting("SECRET_KEY is shorter than 32 characters: give a long random text.")
        return given
    kept = folder / "secret.key"
    try:
        # O_EXCL: of two processes starting at once, one writes the key and the other reads it.
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return kept.read_text().strip()


def _database_url(folder: Path) -> str:
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'rounds.sqlite3'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            url = "postgresql+psycopg://" + url.removeprefix(prefix)
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise BadSetting(
            f"DATABASE_URL={url!r}: give sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
        )
    return url


def from_environment() -> dict:
    """All settings as a Flask configuration mapping; raises BadSetting on the first that cannot be used."""
    folder = _folder("INSTANCE_DIR", ROOT / "instance")
    https = _switch("HTTPS", False)
    return {
        "INSTANCE_DIR": folder,
        "SECRET_KEY": _secret_key(folder),
        "SQLALCHEMY_DATABASE_URI": _database_url(folder),
        "PHOTO_STORE": os.environ.get("PHOTO_STORE") or str(folder / "photos"),
        "PHOTO_MAX_BYTES": _whole("PHOTO_MAX_MB", 12, 1, 100) * 1024 * 1024,
        "MAX_CONTENT_LENGTH": (_whole("PHOTO_MAX_MB", 12, 1, 100) + 1) * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 5000,
        "TRUSTED_PROXIES": _whole("TRUSTED_PROXIES", 0, 0, 5),
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_NAME": "rounds",
        "REMEMBER_COOKIE_NAME": "rounds_remember",
        "REMEMBER_COOKIE_DURATION": timedelta(days=30),
        "REMEMBER_COOKIE_SECURE": https,
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "SIGN_IN_LIMIT": _rates("SIGN_IN_LIMIT", "10 per minute; 60 per hour"),
        "SIGN_IN_IDLE": timedelta(days=_whole("SIGN_IN_IDLE_DAYS", 14, 1, 30)),
    }
