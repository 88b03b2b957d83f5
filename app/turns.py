"""How the threads of one server take turns: one that writes to SQLite, and one that is being worked on.

Python runs one thread at a time, however many the server has. Requests that share it statement by statement
make each other late: eight readers of a page, each in the way of all others, wait half as long again as in a
queue. So a short request is worked on alone. It gives its turn away before whatever takes long without Python
(the disk, a picture, a password, a slow network), and nobody waits for a turn beyond `PATIENCE`.
"""

from threading import Lock

from flask import g, has_request_context

PATIENCE = 0.05  # seconds; more than a queue of many phones takes, less than anybody notices


class Turns:
    """A lock that a request takes once and gives back once, whoever asks how often; nothing outside requests.

    `name` tells the kinds apart; `patience` is how long a request waits before it goes on without (seconds),
    or -1 for as long as it takes.
    """

    def __init__(self, name: str, patience: float = -1) -> None:
        self._lock, self._mine, self._patience = Lock(), f"has_{name}", patience

    def take(self) -> None:
        """Wait for this request's turn, unless it has it."""
        if has_request_context() and not g.get(self._mine):
            setattr(g, self._mine, self._lock.acquire(timeout=self._patience))

    def give(self) -> None:
        """Let the next one have it."""
        if has_request_context() and g.pop(self._mine, False):
            self._lock.release()


writer_lane = Turns("writer_lane")  # held from the BEGIN of a write transaction to its end
desk = Turns("desk", PATIENCE)  # held while Python works on a request
