"""The session's cookie, as Flask signs it; a phone sends the same one with every tap."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature

PHONES = 1024  # whose cookies a process remembers


class RememberedCookies(SecureCookieSessionInterface):
    """Flask's own sessions. What a signature says of a cookie never changes, so each is looked at once;
    whether it is too old is asked every time."""

    def __init__(self) -> None:
        self._read = lru_cache(PHONES)(self._verified)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie holds; an empty session where there is none, or none of ours, or one too old."""
        value = request.cookies.get(self.get_cookie_name(app))
        found = self._read(app, value) if value else None
        if found is None:
            return self.session_class()
        content, signed_at = found
        age = datetime.now(UTC) - signed_at
        in_time = timedelta(0) <= age <= app.permanent_session_lifetime
        return self.session_class(
            {name: deepcopy(value) for name, value in content.items()} if in_time else None
        )

    def _verified(self, app: Flask, value: str) -> tuple[dict, datetime] | None:
        serializer = self.get_signing_serializer(app)
        try:
            return serializer.loads(value, return_timestamp=True) if serializer else None
        except BadSignature:
            return None
