"""A request has one transaction: what was written with a session and what was written without stand or fall
together, and the next request begins with a clean one."""

import sqlite3

import pytest
from flask import Flask
from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, mapped_column

from app import transaction
from app.database import bind_database, finish_reading
from app.extensions import db
from app.prepared import Prepared
from app.turns import writer_lane


class Line(db.Model):
    """What these tests write."""

    __tablename__ = "transaction_test_lines"
    id: Mapped[int] = mapped_column(primary_key=True)


db.metadata.remove(Line.__table__)  # it belongs to these tests alone
ADDING = Prepared(insert(Line.__table__), ["id"])
ADDED = Prepared(select(Line.id).where(Line.id == bindparam("id")))


def by_session(number: int) -> None:
    db.session.add(Line(id=number))


def by_driver(number: int) -> None:
    assert ADDING.count({"id": number}) == 1


@pytest.fixture
def app(tmp_path):
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{tmp_path / 'one.sqlite3'}"
    bind_database(app)
    with app.app_context(), db.engine.begin() as connection:
        Line.__table__.create(connection)
    return app


def stored(app) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count(Line.id)))


@pytest.fixture
def asked(app):
    """``asked(view)`` runs `view` as a POST of its own: under the writer's lock, ended as any request is."""

    def run(view):
        with app.test_request_context(method="POST"):
            view()

    return run


WAYS = {
    "session alone": (by_session, by_session),
    "driver alone": (by_driver, by_driver),
    "session, then driver": (by_session, by_driver),
    "driver, then session": (by_driver, by_session),
}
ENDS = {"session": lambda: db.session.commit(), "transaction": transaction.commit}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("ways", WAYS)
def test_both_are_committed_whoever_ends_it(app, asked, ways, end):
    first, second = WAYS[ways]
    asked(lambda: (first(1), second(2), ENDS[end]()))
    assert stored(app) == 2


@pytest.mark.parametrize("undo", [lambda: db.session.rollback(), transaction.close, finish_reading])
@pytest.mark.parametrize("ways", WAYS)
def test_both_are_taken_back(app, asked, ways, undo):
    first, second = WAYS[ways]
    asked(lambda: (first(1), second(2), undo(), by_driver(3), transaction.commit()))
    assert stored(app) == 1


@pytest.mark.parametrize("ways", WAYS)
def test_what_nobody_commits_is_gone_and_in_nobodys_way(app, asked, ways):
    first, second = WAYS[ways]
    asked(lambda: (first(1), second(2)))
    asked(lambda: (by_driver(3), transaction.commit()))
    assert stored(app) == 1


def test_they_see_what_the_other_has_written(asked):
    def view():
        by_session(1)
        assert [row.id for row in ADDED.rows({"id": 1})] == [1]
        by_driver(2)
        assert db.session.get(Line, 2) is not None

    asked(view)


def test_the_lane_is_free_after_the_commit(asked):
    def view():
        by_driver(1)
        assert writer_lane._lock.locked()
        transaction.commit()
        assert not writer_lane._lock.locked()

    asked(view)


def test_a_request_holds_one_connection_and_gives_it_back(app, asked):
    with app.app_context():
        pool = db.engine.pool

    def view():
        by_driver(1)
        by_session(2)
        db.session.flush()
        assert pool.checkedout() == 1
        transaction.commit()
        by_driver(3)
        assert pool.checkedout() == 1

    before = pool.checkedout()
    asked(view)
    assert pool.checkedout() == before


def test_outside_of_requests_it_is_the_sessions_own(app):
    with app.app_context():
        by_driver(1)
        by_session(2)
        transaction.commit()
    assert stored(app) == 2


def test_a_writer_elsewhere_is_told_as_a_busy_database(app, asked, tmp_path):
    with app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    elsewhere = sqlite3.connect(tmp_path / "one.sqlite3", isolation_level=None)
    elsewhere.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        asked(lambda: by_driver(1))
    elsewhere.execute("ROLLBACK")
    elsewhere.close()
    asked(lambda: (by_driver(1), transaction.commit()))
    assert stored(app) == 1
