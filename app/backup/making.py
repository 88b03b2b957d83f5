"""Making an archive while the product is in use.

All tables are read in one transaction, so they belong together. Photo files come after them: a file never
changes once its row is there, so what the rows name is still what they meant.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    LargeBinary,
    Row,
    Table,
    TypeDecorator,
    func,
    select,
    text,
    type_coerce,
)

from app.backup.archive import FORMAT, MANIFEST, TRANSIENT, Manifest, TableFile, plain, verify
from app.clock import utc_now
from app.database import READS_ONLY
from app.extensions import db
from app.photos.models import Photo
from app.photos.opened import photo_store
from app.photos.storage import PhotoMissing, keys_of

BATCH = 500
Tell = Callable[[str, int, int], None]
"""Told how far the work is: what is being worked at, how much of it is done, and how much there is."""


def make_backup(path: Path, tell: Tell) -> Manifest:
    """Write an archive to `path`, read it again to the end, and only then give it its name.

    Raises OSError when the disk is full, StoreUnavailable when photos cannot be read; nothing is left then.
    """
    part = path.with_name(path.name + ".part")
    try:
        with snapshot() as connection:
            manifest = _write(part, connection, tell)
        tell("checking", 0, 1)
        verify(part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


@contextmanager
def snapshot() -> Iterator[Connection]:
    """A connection that sees the database as it is now, whatever is written meanwhile; it stops nobody."""
    options = {READS_ONLY: True}
    if db.engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ"}
    with db.engine.connect().execution_options(**options) as connection:
        yield connection


def _write(part: Path, connection: Connection, tell: Tell) -> Manifest:
    tables = [table for table in db.metadata.sorted_tables if table.name not in TRANSIENT]
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as package:
        kept = {}
        for number, table in enumerate(tables):
            tell("tables", number, len(tables))
            kept[table.name] = _table(package, connection, table)
        photos, missing = _photos(package, connection, tell)
        revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
        company = connection.scalar(text("SELECT name FROM companies")) or ""
        manifest = Manifest(FORMAT, revision, company, utc_now().isoformat(), photos, missing, kept)
        package.writestr(MANIFEST, manifest.as_json())
    return manifest


def _table(package: zipfile.ZipFile, connection: Connection, table: Table) -> TableFile:
    digest, count = hashlib.sha256(), 0
    wanted = select(*map(_as_stored, table.columns)).order_by(*table.primary_key.columns)
    with package.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as file:
        for row in connection.execution_options(yield_per=BATCH).execute(wanted):
            line = json.dumps([plain(value) for value in row], ensure_ascii=False).encode() + b"\n"
            digest.update(line)
            file.write(line)
            count += 1
    return TableFile([column.name for column in table.columns], count, digest.hexdigest())


def _as_stored(column: Column) -> ColumnElement:
    """A column of packed values stays packed: how it is packed is nobody's business here."""
    packed = isinstance(column.type, TypeDecorator) and isinstance(column.type.impl, LargeBinary)
    return type_coerce(column, LargeBinary()) if packed else column


def _photos(package: zipfile.ZipFile, connection: Connection, tell: Tell) -> tuple[int, int]:
    """How many photos were packed, and how many rows had no file."""
    table, store, packed, missing = Photo.__table__, photo_store(), 0, 0
    total = connection.scalar(select(func.count()).select_from(table))
    for number, photo in enumerate(_stored(connection, table)):
        if number % 20 == 0:
            tell("photos", number, total)
        keys = keys_of(photo.id)
        try:
            files = [(key, store.get(key)) for key in (keys.picture, keys.thumbnail)]
        except PhotoMissing:
            missing += photo.removed_at is None
            continue
        for key, content in files:  # a picture does not get smaller, and trying takes the machine's time
            package.writestr(zipfile.ZipInfo(f"photos/{key}"), content, zipfile.ZIP_STORED)
        packed += 1
    return packed, missing


def _stored(connection: Connection, table: Table) -> Iterator[Row]:
    wanted = select(table.c.id, table.c.removed_at).order_by(table.c.id)
    return iter(connection.execution_options(yield_per=BATCH).execute(wanted))
