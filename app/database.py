"""How the database is opened, and who may write to SQLite when.

SQLite has one writer. A transaction that begins by reading and writes later fails at once when another
has written in between, whatever the busy timeout; so a request that will write says BEGIN IMMEDIATE, and
waits for its turn in a lane of this process (`app.turns`) rather than in SQLite's polling. PostgreSQL needs
neither.
"""

import sqlite3
from datetime import UTC, datetime
from importlib import import_module

from flask import Flask, Response, g, has_request_context, request
from sqlalchemy import DateTime, Insert, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

from app import transaction
from app.extensions import db
from app.turns import desk, writer_lane

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


def _after_commit(session: Session) -> None:
    # What is left of the request, drawing the answer above all, need not keep the next writer waiting.
    if not session.in_nested_transaction():
        writer_lane.give()


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
    writer_lane.take()
    try:
        connection.connection.driver_connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:  # said as SQLAlchemy would, whose wrapping costs every tap
        raise OperationalError("BEGIN IMMEDIATE", None, error) from error


def _only_reads() -> bool:
    return has_request_context() and (request.method in READING or g.get("reads_only"))


def finish_reading() -> None:
    """End the transaction under way and let others have a turn, before slow work such as a photo."""
    transaction.close()
    writer_lane.give()
    desk.give()


def bind_database(app: Flask) -> None:
    """Open the engine of an app, with SQLite's settings where SQLite serves."""
    options = app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {})
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        options.setdefault("connect_args", {"timeout": 10, "check_same_thread": False})
        options.setdefault("pool_size", 16)  # more than threads: none is opened and closed for one request
        options.setdefault("pool_use_lifo", True)  # the one used last has its pages and statements at hand
    else:
        options.setdefault("pool_pre_ping", True)
        _repeat_partial_indexes()
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _listen(db.engine)
            _take_turns(app)
    app.teardown_request(lambda _error: (transaction.close(), writer_lane.give(), desk.give()))


def _repeat_partial_indexes() -> None:
    # Models name the condition of a partial index for SQLite alone: naming PostgreSQL there would load its
    # whole dialect at every start, wherever the data lies.
    for index in (index for table in db.metadata.tables.values() for index in table.indexes):
        where = index.dialect_options["sqlite"]["where"]
        if where is not None:
            index.dialect_options["postgresql"]["where"] = where


def _take_turns(app: Flask) -> None:
    # With PostgreSQL a request waits for another process at every statement: time that the next one can use.
    app.before_request(desk.take)
    app.after_request(_may_take_long)
    event.listen(db.engine, "commit", lambda _connection: desk.give())  # the disk takes as long as Python did


def _may_take_long(response: Response) -> Response:
    if response.is_streamed:
        desk.give()
    return response


def _listen(engine: Engine) -> None:
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
