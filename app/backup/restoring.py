"""Taking an archive in, in place of all that is here; either all of it, or nothing.

The rows first go into a small SQLite database of the archive's own age, which is then brought up to date like
any other; so an archive of an older Rounds fits a newer one, and SQLite's fits PostgreSQL. Only when that has
worked to the end is what is here replaced, in one transaction.
"""

import base64
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    create_engine,
    func,
    insert,
    select,
    text,
    update,
)

from app.backup.archive import Archive, BadArchive, Manifest, verify
from app.backup.making import BATCH, Tell
from app.extensions import db
from app.messages import Message
from app.photos.opened import photo_store
from config import ROOT


def restore_backup(path: Path, tell: Tell) -> Manifest:
    """Replace the company that is here by that of an archive. Raises BadArchive; nothing is changed then.

    Everybody is signed out by it. Photos that the archive does not have stay until they are swept.
    """
    tell("checking", 0, 1)
    verify(path)
    with Archive(path) as archive, TemporaryDirectory(prefix="restore-", dir=path.parent) as folder:
        with _staged(archive, Path(folder), tell) as staged:
            _put_photos(archive, tell)
            with db.engine.begin() as connection:
                _replace(staged, connection, tell)
        return archive.manifest


@contextmanager
def _staged(archive: Archive, folder: Path, tell: Tell) -> Iterator[Engine]:
    _migrate(folder, archive.manifest.revision)
    engine = create_engine(f"sqlite:///{folder / 'rounds.sqlite3'}")
    tables = MetaData()
    tables.reflect(engine)
    try:
        with engine.begin() as connection:
            for table in tables.sorted_tables:  # what the scripts themselves put in is in the archive as well
                if table.name != "alembic_version":
                    connection.execute(table.delete())
            for number, name in enumerate(archive.manifest.tables):
                tell("reading", number, len(archive.manifest.tables))
                _load(archive, connection, tables.tables.get(name), name)
        engine.dispose()
        _migrate(folder, "head")
        yield engine
    finally:
        engine.dispose()


def _migrate(folder: Path, revision: str) -> None:
    """In a process of its own: Alembic works on the database of the app that it finds itself in."""
    environment = os.environ | {"INSTANCE_DIR": str(folder), "DATABASE_URL": "", "PHOTO_STORE": ""}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "db", "upgrade", revision]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BadArchive(
            Message("This backup comes from a newer Rounds. Bring Rounds up to date, then restore again.")
        )


def _load(archive: Archive, connection: Connection, table: Table | None, name: str) -> None:
    known = archive.manifest.tables[name]
    if table is None or not set(known.columns) <= set(table.columns.keys()):
        raise BadArchive(Message("This backup does not fit its own version of Rounds. Choose another file."))
    columns = [table.columns[each] for each in known.columns]
    batch: list[dict] = []
    for row in archive.rows(name):
        batch.append({each.name: _stored(each, value) for each, value in zip(columns, row, strict=True)})
        if len(batch) == BATCH:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)


def _stored(column: Column, value: Any) -> Any:
    """A value of the archive as SQLite keeps it."""
    if value is None:
        return None
    if isinstance(column.type, DateTime):
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    return base64.b64decode(value) if isinstance(column.type, LargeBinary) else value


def _put_photos(archive: Archive, tell: Tell) -> None:
    store, total = photo_store(), 2 * archive.manifest.photos
    for number, (key, content) in enumerate(archive.photos()):
        if number % 20 == 0:
            tell("photos", number, total)
        store.put(key, content)


def _replace(staged: Engine, connection: Connection, tell: Tell) -> None:
    tables = db.metadata.sorted_tables
    for table in reversed(tables):
        connection.execute(_unlinked(table)) if _own_links(table) else None
        connection.execute(table.delete())
    with staged.connect() as source:
        for number, table in enumerate(tables):
            tell("writing", number, len(tables))
            _copy(source, connection, table)
    if connection.dialect.name == "postgresql":
        _count_on(connection)


def _own_links(table: Table) -> list[Column]:
    """The columns by which rows of a table name others of the same table."""
    return [each.parent for each in table.foreign_keys if each.column.table is table]


def _unlinked(table: Table):
    return update(table).values({column.name: None for column in _own_links(table)})


def _copy(source: Connection, connection: Connection, table: Table) -> None:
    """Rows that name others of their table are linked when all are there."""
    links = _own_links(table)
    for rows in source.execution_options(yield_per=BATCH).execute(select(table)).mappings().partitions():
        bare = {column.name: None for column in links}
        connection.execute(insert(table), [{**row, **bare} for row in rows])
    (key, *_more) = table.primary_key.columns
    for link in links:
        for row in source.execute(select(key, link).where(link.is_not(None))):
            connection.execute(update(table).where(key == row[0]).values({link.name: row[1]}))


def _count_on(connection: Connection) -> None:
    """PostgreSQL goes on counting after the highest number that was brought along."""
    for table in db.metadata.sorted_tables:
        for column in table.primary_key.columns:
            sequence = connection.scalar(
                text("SELECT pg_get_serial_sequence(:table, :column)"),
                {"table": f'"{table.name}"', "column": column.name},
            ) if isinstance(column.type, Integer) else None  # fmt: skip
            highest = connection.scalar(select(func.max(column))) if sequence else None
            if highest:
                connection.execute(select(func.setval(sequence, highest)))
