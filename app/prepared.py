"""Statements that every tap and most pages ask: written as all others are, and run by the driver itself.

SQLAlchemy takes ten times as long to run a small statement as SQLite to answer it. A `Prepared` is compiled
once, with what turns values into the driver's and back, and runs in the transaction of the request.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from itertools import starmap
from typing import Any

from sqlalchemy import Connection, Insert, Select, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from app import transaction

Convert = Callable[[Any], Any]


class Prepared:
    """A statement whose values are left open as ``bindparam``; of an INSERT, `columns` are what it is given.

    What listens to the engine's statements (a test that counts them, say) hears of these as of any other.
    Lists of values (``in_``) are not possible: ValueError on the first use.
    """

    def __init__(self, statement: Select | Insert | Update, columns: Iterable[str] = ()) -> None:
        self._statement, self._columns = statement, list(columns) or None
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, values: Mapping[str, Any]) -> list[tuple]:
        """All rows of a SELECT, with its columns by name."""
        connection = transaction.connection()
        compiled = self._for(connection)
        if _is_heard(connection):
            return [compiled.row(*row) for row in connection.execute(self._statement, values)]
        return compiled.rows(connection, values)

    def count(self, values: Mapping[str, Any]) -> int:
        """Run an INSERT or an UPDATE; how many rows it stored or changed."""
        connection = transaction.connection()
        if _is_heard(connection):
            # An INSERT's row count is not kept unless asked for, and then read as -1 on PostgreSQL.
            counted = {"preserve_rowcount": True}
            return connection.execute(self._statement, values, execution_options=counted).rowcount
        return self._for(connection).run(connection, values).rowcount

    def _for(self, connection: Connection) -> "_Compiled":
        name = connection.dialect.name
        if name not in self._compiled:
            self._compiled[name] = _Compiled(self._statement, self._columns, connection.dialect)
        return self._compiled[name]


def _is_heard(connection: Connection) -> bool:
    return bool(connection.engine.dispatch.before_cursor_execute)


class _Compiled:
    """The text of a statement for one kind of database, and how values get in and out."""

    def __init__(self, statement, columns: list[str] | None, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns)
        self._text, self._by_order, self._dialect = str(compiled), compiled.positional, dialect
        binds = compiled.binds
        if any(bind.expanding for bind in binds.values()):
            raise ValueError("a prepared statement takes no list of values")
        names = compiled.positiontup if self._by_order else list(binds)
        self._into = [
            (name, binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names
        ]
        self._given = {name: bind.value for name, bind in binds.items() if not bind.required}
        self._given |= {column.key: _default(column) for column in compiled.insert_prefetch or ()}
        selected = getattr(statement, "selected_columns", ())
        self.row = namedtuple("Row", [column.key for column in selected]) if selected else None
        self._types: list[TypeEngine] = [column.type.dialect_impl(dialect) for column in selected]
        self._out: list[Convert | None] | None = None

    def run(self, connection: Connection, values: Mapping[str, Any]):
        """The driver's cursor after the statement."""
        known = {**self._given, **values}
        told = [known[name] if into is None else into(known[name]) for name, into in self._into]
        if not self._by_order:
            told = dict(zip((name for name, _into in self._into), told, strict=True))
        return connection.connection.driver_connection.execute(self._text, told)

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple]:
        cursor = self.run(connection, values)
        if self._out is None:
            self._out = [
                kind.result_processor(self._dialect, column[1])
                for kind, column in zip(self._types, cursor.description, strict=True)
            ]
        return list(starmap(self.row, map(self._taken_out, cursor.fetchall())))

    def _taken_out(self, row: tuple) -> list:
        return [value if out is None else out(value) for out, value in zip(self._out, row, strict=True)]


def _default(column):
    made = column.default
    return made.arg if made.is_scalar else made.arg(None)
