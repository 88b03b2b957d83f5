"""How the database is opened, and who may write to SQLite when.

SQLite has one writer. A transaction that begins by reading and writes later fails at once when another
has written in between, whatever the busy timeout; so a request that will write says BEGIN IMMEDIATE, and
waits for its turn in a lane of this process rather than in SQLite's polling. PostgreSQL needs neither.
"""

from datetime import UTC, datetime
from importlib import import_module
from threading import Lock

from flask import Flask, g, has_request_context, request
from sqlalchemy import DateTime, Insert, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

from app.extensions import db

READS_ONLY = "reads_only"  # an execution option of a connection that will not write
READING = {"GET", "HEAD", "OPTIONS"}


class UtcDateTime(TypeDecorator):
    """An aware UTC datetime on both databases; SQLite keeps no zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs its time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect):
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class WriterLane:
    """One write transaction at a time in this process; held from its BEGIN to its end."""

    def __init__(self) -> None:
        self._lock = Lock()

    def enter(self) -> None:
        if has_request_context() and not g.get("in_writer_lane"):
            self._lock.acquire()
            g.in_writer_lane = True

    def leave(self) -> None:
        if has_request_context() and g.pop("in_writer_lane", False):
            self._lock.release()


lane = WriterLane()


def _after_commit(session: Session) -> None:
    # What is left of the request, drawing the answer above all, need not keep the next writer waiting.
    if not session.in_nested_transaction():
        lane.leave()


event.listen(db.session, "after_commit", _after_commit)


def insert_into(target) -> Insert:
    """An INSERT that knows ON CONFLICT: each database has one of its own, and only that in use is loaded."""
    return import_module(f"sqlalchemy.dialects.{db.engine.dialect.name}").insert(target)


def _on_connect(connection, _record) -> None:
    connection.isolation_level = None  # the driver must not begin by itself; _on_begin does
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA cache_size=-4000")  # a connection each thread; the system caches the file as well
    cursor.execute("PRAGMA temp_store=MEMORY")
    cursor.close()


def _on_begin(connection) -> None:
    if connection.get_execution_options().get(READS_ONLY) or _only_reads():
        connection.connection.driver_connection.execute("BEGIN")  # waits for nobody, so it needs no wrapping
        return
    lane.enter()
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _only_reads() -> bool:
    return has_request_context() and (request.method in READING or g.get("reads_only"))


def finish_reading() -> None:
    """End the transaction under way and give up the lane, before slow work such as decoding a photo."""
    db.session.rollback()
    lane.leave()


def bind_database(app: Flask) -> None:
    """Open the engine of an app, with SQLite's settings where SQLite serves."""
    options = app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {})
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        options.setdefault("connect_args", {"timeout": 10, "check_same_thread": False})
        options.setdefault("pool_size", 16)  # more than threads: none is opened and closed for one request
    else:
        options.setdefault("pool_pre_ping", True)
        _repeat_partial_indexes()
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _listen(db.engine)
    app.teardown_request(lambda _error: (db.session.remove(), lane.leave()))


def _repeat_partial_indexes() -> None:
    # Models name the condition of a partial index for SQLite alone: naming PostgreSQL there would load its
    # whole dialect at every start, wherever the data lies.
    for index in (index for table in db.metadata.tables.values() for index in table.indexes):
        where = index.dialect_options["sqlite"]["where"]
        if where is not None:
            index.dialect_options["postgresql"]["where"] = where


def _listen(engine: Engine) -> None:
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
