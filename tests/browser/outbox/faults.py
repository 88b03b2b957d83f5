"""A bad network between a phone and the app: spoils the answers to writes as a test tells it to."""

import os
import socket
import struct
import threading
import time
from collections import deque
from dataclasses import dataclass, field

AFTER = "after "  # the app has stored the write, and its answer is lost


@dataclass
class Faults:
    """WSGI middleware. `plan` holds what befalls the next POSTs, in order; None lets one through.

    ``500 503 413`` answer so, ``portal`` answers 200 with somebody else's page, ``hang`` never answers,
    ``reset`` cuts the connection; with ``after `` in front the app has done its work before. While `down`
    is set every POST is cut off; `photos` befalls those of photos, as long as it is set. `posts` are the
    paths that arrived, `most_inside` how many were under way at once, photos apart. Signing in and out is
    never disturbed.
    """

    app: object
    plan: deque = field(default_factory=deque)
    down: bool = False
    photos: str | None = None
    posts: list[str] = field(default_factory=list)
    most_inside: int = 0
    _inside: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, environ, start_response):
        if environ["REQUEST_METHOD"] != "POST" or environ["PATH_INFO"] in ("/sign-in", "/sign-out"):
            return self.app(environ, start_response)
        path = environ["PATH_INFO"]
        with self._lock:
            self.posts.append(path)
            fault = self._next(path)
            self._inside += not path.endswith("/photos")
            self.most_inside = max(self.most_inside, self._inside)
        try:
            return self._answer(fault, environ, start_response)
        finally:
            with self._lock:
                self._inside -= not path.endswith("/photos")

    def _next(self, path):
        if self.down:
            return "reset"
        if self.photos and path.endswith("/photos"):
            return self.photos
        return self.plan.popleft() if self.plan else None

    def _answer(self, fault, environ, start_response):
        if fault is None:
            return self.app(environ, start_response)
        if fault.startswith(AFTER):
            b"".join(self.app(environ, lambda *_head: None))
        else:
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        return self._spoil(fault.removeprefix(AFTER), environ, start_response)

    def _spoil(self, fault, environ, start_response):
        if fault == "reset":
            raw = environ["werkzeug.socket"]
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            os.close(raw.detach())  # close() would wait for the files that werkzeug has made of it
            raise ConnectionResetError
        if fault == "hang":
            time.sleep(4)  # longer than the phone's patience in these tests
        status = {"portal": "200 OK", "hang": "504 Gateway Timeout"}.get(fault, f"{fault} Fault")
        start_response(status, [("Content-Type", "text/html")])
        return [b"<h1>Welcome to the Wi-Fi</h1>"]
