"""Which passwords are taken, and comparing one in the same time whoever it is for."""

from functools import cache
from pathlib import Path

from werkzeug.security import check_password_hash, generate_password_hash

from app.messages import Message

METHOD = "scrypt"  # the strongest scheme that the password library offers ready-made
SHORTEST, LONGEST = 8, 128


def problem_with(password: str, *own_names: str) -> Message | None:
    """Why a new password is refused, or None; `own_names` are the names that it must not repeat."""
    if len(password) < SHORTEST:
        return Message("Use at least {min} characters, for example a few words.", {"min": SHORTEST})
    if len(password) > LONGEST:
        return Message("Use at most {max} characters.", {"max": LONGEST})
    plain = password.casefold().strip()
    if plain in (name.casefold().strip() for name in own_names):
        return Message("That is your own name. Choose something that others would not try first.")
    if plain in common_passwords() or len(set(plain)) < 3:
        return Message("Many people use that password, so it is tried first. Choose another one.")
    return None


def hashed(password: str) -> str:
    """The text to keep of a password."""
    return generate_password_hash(password, method=METHOD)


def matches(kept: str | None, password: str) -> bool:
    """True when `password` is the one that `kept` was made of.

    An unknown or disabled person (None), and one who has not chosen a password yet (empty), cost as much
    time as anybody else: the answer must not tell which names exist.
    """
    return check_password_hash(kept or _decoy(), password) and bool(kept)


@cache
def common_passwords() -> frozenset[str]:
    """The passwords that are tried first everywhere, in lower case."""
    listed = Path(__file__).with_name("common_passwords.txt").read_text("utf-8")
    return frozenset(listed.split())


@cache
def _decoy() -> str:
    return hashed("nobody has this password")
