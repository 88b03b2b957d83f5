"""What every request and every answer has in common: bodies read first, headers that keep pages private."""

from flask import Flask, Response, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

POLICY = (
    "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)


def _read_body() -> None:
    # A slow phone sends its body for minutes. It is read to the end before the database is touched, so that
    # neither a transaction nor the writer lane is ever held by somebody's bad signal.
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        _ = request.form


def _headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()")
    response.headers.setdefault("Cache-Control", "private, no-cache")
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def bind(app: Flask) -> None:
    """Add the body reader and the headers to the app, and believe its proxies as far as configured."""
    app.before_request(_read_body)
    app.after_request(_headers)
    hops = app.config["TRUSTED_PROXIES"]
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
