"""Refuses writes that another site makes a signed-in browser send.

The browser itself says where a request comes from (Sec-Fetch-Site, else Origin), so no token has to be
kept in a page, and none can go stale in a phone's queue. Clients that send neither header are not browsers
a third site could steer, and carry no ambient sign-in worth stealing.
"""

from urllib.parse import urlsplit

from flask import Flask, abort, request

SAFE = {"GET", "HEAD", "OPTIONS"}


def comes_from_elsewhere() -> bool:
    """True when the headers of this request name another site as its origin."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return bool(origin) and _host_of(origin) != request.host


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # a bracket without its partner: nobody's origin
        return ""


def _check() -> None:
    if request.method not in SAFE and comes_from_elsewhere():
        abort(403, "cross-site")


def guard(app: Flask) -> None:
    """Check every unsafe request of the app."""
    app.before_request(_check)
