"""Asking a server over kept connections, from one client or several, as lightly as Python can.

The driver shares the machine with the server, so it speaks just enough HTTP for our own servers: one write,
then reads until the announced length is there. That is a tenth of what http.client spends on an answer.
"""

import socket
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Barrier, Thread

PAIRS = 7


@dataclass(frozen=True)
class Load:
    """What came of a load: the seconds each answer took, and the seconds of the whole."""

    seconds: list[float]
    elapsed: float

    @property
    def p50(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        return sorted(self.seconds)[round(0.95 * (len(self.seconds) - 1))]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.elapsed


def get(path: str, cookie: str, **headers: str) -> bytes:
    """The bytes of a GET."""
    return _head("GET", path, cookie, headers) + b"\r\n"


def post(path: str, cookie: str, body: bytes, **headers: str) -> bytes:
    """The bytes of a form's POST."""
    headers |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
    return _head("POST", path, cookie, headers) + b"\r\n" + body


def _head(method: str, path: str, cookie: str, headers: dict[str, str]) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookie}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, ""]).encode()


class Connection:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Send a request; status, head and body of the answer."""
        self._socket.sendall(request)
        got = self._socket.recv(262144)
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self._more()
        head = got[:end].lower()
        wanted = end + 4 + int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
        while len(got) < wanted:
            got += self._more()
        return int(got[9:12]), got[:end], got[end + 4 :]

    def _more(self) -> bytes:
        chunk = self._socket.recv(262144)
        if not chunk:
            raise RuntimeError("the server closed the connection in the middle of an answer")
        return chunk

    def close(self) -> None:
        self._socket.close()


def load(port: int, requests: list[Iterator[bytes]], each: int) -> Load:
    """Every iterator of `requests` is a client that asks `each` times in a row; all answers must be 200."""
    seconds: list[list[float]] = [[] for _ in requests]
    start = Barrier(len(requests) + 1)
    threads = [
        Thread(target=_client, args=(port, mine, each, took, start))
        for mine, took in zip(requests, seconds, strict=True)
    ]
    for thread in threads:
        thread.start()
    start.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    found = Load([one for took in seconds for one in took], time.perf_counter() - begun)
    if len(found.seconds) < each * len(requests):
        raise RuntimeError("an answer under load was not 200; see above")
    return found


def _client(port: int, requests: Iterator[bytes], each: int, took: list[float], start: Barrier) -> None:
    connection = Connection(port)
    start.wait()
    for _ in range(each):
        request = next(requests)
        begun = time.perf_counter()
        status, head, body = connection.ask(request)
        if status != 200:
            print(f"{head.decode()}\n{body[:300].decode(errors='replace')}")
            break
        took.append(time.perf_counter() - begun)
    connection.close()


def alternate(
    ours: Callable[[], Load], theirs: Callable[[], Load], pairs: int = PAIRS
) -> list[tuple[Load, Load]]:
    """Measure two loads in turn, after one round of both that is thrown away."""
    ours(), theirs()
    return [(ours(), theirs()) for _ in range(pairs)]


def ratio(pairs: list[tuple[Load, Load]], figure: Callable[[Load], float]) -> float:
    """The median over the pairs of ours by theirs."""
    return statistics.median(figure(ours) / figure(theirs) for ours, theirs in pairs)


def median(loads: list[Load], figure: Callable[[Load], float]) -> float:
    """The median of a figure over several loads."""
    return statistics.median(figure(each) for each in loads)
