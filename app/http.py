"""What every request and every answer has in common: bodies read first, private pages, nothing sent twice."""

from collections.abc import Callable
from hashlib import sha256

from flask import Flask, Response, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

from app.extensions import compress

POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
# Of a document; a fragment becomes part of one, and on a phone these would outweigh it.
OF_PAGES = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=()",
}
OF_ALL = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-cache"}


def reads_own_body(view: Callable) -> Callable:
    """Mark a view that reads its body itself, once it knows who sends it: files of any size."""
    view.reads_own_body = True
    return view


def _read_body() -> None:
    # A slow phone sends its body for minutes. It is read to the end before the database is touched, so that
    # neither a transaction nor the writer lane is ever held by somebody's bad signal.
    view = current_app.view_functions.get(request.endpoint)
    if request.method not in ("GET", "HEAD", "OPTIONS") and not getattr(view, "reads_own_body", False):
        if request.mimetype == "application/x-www-form-urlencoded":
            # Such a body is one text in memory: the room for photos is not for it.
            request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]
        _ = request.form


def _headers(response: Response) -> Response:
    wanted = OF_ALL if "HX-Request" in request.headers else OF_PAGES | OF_ALL
    for name, value in wanted.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def _known_already(response: Response) -> Response:
    """304 instead of a page that the browser has; a page with fresh ids in it is never the same."""
    if request.method == "GET" and response.status_code == 200 and response.mimetype == "text/html":
        response.set_etag(sha256(response.get_data()).hexdigest()[:24], weak=True)
        response.make_conditional(request)
    return response


def bind(app: Flask) -> None:
    """Add the body reader and the headers to the app, and believe its proxies as far as configured."""
    app.before_request(_read_body)
    app.after_request(_headers)
    # Brotli is a fifth smaller than the zstd that would be preferred; beyond 7 it takes ten times as long.
    app.config.update(COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=7)
    compress.init_app(app)
    app.after_request(_known_already)  # runs before those above: what is not sent need not be compressed
    hops = app.config["TRUSTED_PROXIES"]
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
