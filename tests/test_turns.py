"""Requests take turns: one is worked on at a time, and nobody waits long for one that is slow."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic

import pytest
from flask import Flask, Response, stream_with_context

from app.database import bind_database, finish_reading
from app.turns import PATIENCE, Turns

WHILE = PATIENCE / 5  # seconds that a view takes


class Watched:
    """An app whose views note how many of them are at work together."""

    def __init__(self, tmp_path) -> None:
        self.at_work, self.most, self.may_end = 0, 0, Event()
        self.app = Flask(__name__)
        self.app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{tmp_path / 'turns.sqlite3'}"
        bind_database(self.app)
        for view in (self.short, self.stuck, self.slow, self.streamed):
            self.app.add_url_rule(f"/{view.__name__}", view_func=view)

    def short(self) -> str:
        """Work that is over soon; sleeping, it lets others run as they would between two statements."""
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        Event().wait(WHILE)
        self.at_work -= 1
        return "done"

    def stuck(self) -> str:
        """Work that takes long and says nothing of it."""
        self.may_end.wait(10)
        return "done at last"

    def slow(self) -> str:
        """Work that says it will take long."""
        finish_reading()
        return self.stuck()

    def streamed(self) -> Response:
        """An answer that somebody's bad network takes his time to fetch."""
        return Response(stream_with_context(self._lines()))

    def _lines(self):
        self.may_end.wait(10)
        yield "done at last"

    def get(self, path: str) -> tuple[str, float]:
        """The text of an answer, and when it was there."""
        return self.app.test_client().get(path).text, monotonic()


@pytest.fixture
def watched(tmp_path):
    return Watched(tmp_path)


@pytest.fixture
def threads():
    with ThreadPoolExecutor(4) as pool:
        yield pool


def test_short_requests_are_worked_on_one_at_a_time(watched, threads):
    answers = list(threads.map(watched.get, ["/short"] * 4))
    assert [text for text, _at in answers] == ["done"] * 4
    assert watched.most == 1


def test_one_that_is_stuck_holds_nobody_up_for_long(watched, threads):
    stuck = threads.submit(watched.get, "/stuck")
    begun = monotonic()
    text, at = watched.get("/short")
    assert (text, stuck.done()) == ("done", False)
    assert PATIENCE <= at - begun < 5
    watched.may_end.set()
    assert stuck.result()[0] == "done at last"


@pytest.mark.parametrize("path", ["/slow", "/streamed"])
def test_what_is_known_to_take_long_gives_its_turn_away(watched, threads, path):
    slow = threads.submit(watched.get, path)
    waits = [PATIENCE]
    while min(waits) >= PATIENCE and len(waits) < 50:  # on a busy machine one of them may take longer
        begun = monotonic()
        watched.get("/short")
        waits.append(monotonic() - begun)
    assert not slow.done()
    assert min(waits) < PATIENCE
    watched.may_end.set()
    assert slow.result()[0] == "done at last"


def test_a_turn_is_taken_once_and_given_back_once(app):
    turns = Turns("tested")
    with app.test_request_context():
        turns.take(), turns.take()
        turns.give(), turns.give()
    with app.test_request_context():
        turns.take()  # would wait for ever if the turn had been kept
        turns.give()


def test_outside_of_requests_nobody_waits():
    turns = Turns("tested")
    turns.take(), turns.take()
    turns.give()
