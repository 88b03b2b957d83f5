"""One request, one connection, one transaction: the session's, and that of statements which need no session.

A session that follows objects costs a tap as much as all that the tap asks. What stores a tap therefore works
on the connection of its request. Should a session be needed after all, it joins: it finds the transaction as
it stands, and whoever ends it, by the session or here, ends it for both.
"""

from flask import current_app, g, has_request_context
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection

from app.turns import writer_lane


class JoiningSession(Session):
    """A session that joins the connection of its request, where there is one."""

    def get_bind(self, mapper=None, clause=None, bind=None, **kwargs):
        """The request's connection, else the engine: there is one database, whatever is asked."""
        return bind or _connection() or self._db.engine

    def commit(self) -> None:
        """Commit what the request wrote, with this session or without."""
        if _under_way():
            self.connection()  # joins it
        super().commit()

    def rollback(self) -> None:
        """Take back what the request wrote, with this session or without."""
        super().rollback()
        if (left := _under_way()) is not None:
            left.rollback()


def connection() -> Connection:
    """The request's connection, its transaction begun; what the session holds unwritten is written first."""
    session = _session_in_use()
    if session is not None:
        session.flush()
        return session.connection()
    if not has_request_context():
        return _db().session.connection()
    mine = _connection()
    if mine is None:
        mine = g.connection = _db().engine.connect()
    if not mine.in_transaction():
        mine.begin()
    return mine


def commit() -> None:
    """Commit what the request wrote, whichever way; nobody makes a session for it."""
    open_one = _under_way() if _session_in_use() is None else None
    if open_one is None:
        _db().session.commit()
    else:
        open_one.commit()
        writer_lane.give()


def close() -> None:
    """End the request's connection with whatever was not committed, the session's part too."""
    _db().session.remove()
    if has_request_context() and (mine := g.pop("connection", None)) is not None:
        mine.close()


def _db():
    return current_app.extensions["sqlalchemy"]


def _session_in_use() -> Session | None:
    registry = _db().session.registry
    return registry() if registry.has() and registry().in_transaction() else None


def _connection() -> Connection | None:
    return g.get("connection") if has_request_context() else None


def _under_way() -> Connection | None:
    mine = _connection()
    return mine if mine is not None and mine.in_transaction() else None
