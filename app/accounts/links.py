"""One-time links under which a person chooses his password; the admin hands them over, there is no mail."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, select, update

from app.accounts.models import PasswordLink, User
from app.clock import utc_now
from app.extensions import db

VALID = timedelta(days=7)


def make_link(user: User) -> str:
    """A fresh token for `user`; an earlier one of his stops working. Shown once: only its hash is kept."""
    token = secrets.token_urlsafe(24)
    drop_links(user.id)
    db.session.add(PasswordLink(token_hash=_hash(token), user_id=user.id, expires_at=utc_now() + VALID))
    return token


def drop_links(user_id: int) -> None:
    """Make every unused link of a person worthless."""
    unused = (PasswordLink.user_id == user_id, PasswordLink.used_at.is_(None))
    db.session.execute(delete(PasswordLink).where(*unused))


def owner_of(token: str) -> User | None:
    """The active person whose unused, unexpired link carries `token`."""
    return db.session.scalar(
        select(User).join(PasswordLink, PasswordLink.user_id == User.id).where(User.active, *_usable(token))
    )


def use_link(token: str) -> bool:
    """Mark the link used; False when somebody else was faster or it has run out meanwhile."""
    used = update(PasswordLink).where(*_usable(token)).values(used_at=utc_now())
    return db.session.execute(used).rowcount == 1


def _usable(token: str) -> tuple:
    return (
        PasswordLink.token_hash == _hash(token),
        PasswordLink.used_at.is_(None),
        PasswordLink.expires_at > utc_now(),
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
