"""All data of the company as one ZIP, made while it is sent: a CSV for each table, and the photos.

What is left out is said in its README: secrets (passwords, sessions, links), the working papers of imports,
and the reps' self-checks, which belong to each rep and his supervisor.
"""

import json
import zipfile
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import Column, LargeBinary, Table, literal, select, tuple_

from app import clock
from app.checklists.models import ChecklistVersion
from app.checklists.queries import checklist
from app.exchange.table_files import csv_lines
from app.extensions import db
from app.photos.models import Photo
from app.photos.opened import photo_store
from app.photos.storage import PhotoMissing, StoreUnavailable, keys_of

BATCH = 100  # the summary of a visit is long
SECRET_TABLES = {
    "sign_ins",
    "failed_tries",
    "password_links",
    "minutes_links",
    "import_jobs",
    "import_rows",
    "visit_results",
    "alembic_version",
}
SECRET_COLUMNS = {"password_hash", "session_token", "token_hash"}
ITEM_COLUMNS = ("item_key", "slot")  # where a row says which item of the checklist it is about


class _Sink:
    """Where the ZIP is written: what was written since the last look is sent next."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        """What was written since the last look."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def company_zip() -> Iterator[bytes]:
    """The ZIP in pieces; memory holds some hundred rows or one photo at a time."""
    sink = _Sink()
    private = _private_items()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("README.txt", "\ufeff" + _readme())
        for table in db.metadata.sorted_tables:
            if table.name not in SECRET_TABLES:
                yield from _table(package, sink, table, private)
        yield from _photos(package, sink, private)
    yield sink.taken()


def _readme() -> str:
    lines = (
        _("All data of your company as it was on %(day)s.", day=clock.today().isoformat()),
        _("One CSV a table (UTF-8), and the photos under their ids."),
        _("Amounts are in the smallest unit (fen, cents), times in UTC, quantities in pieces."),
        _("Left out: passwords, sessions and links, papers of imports, and the self-checks of your reps."),
    )
    return "\r\n".join(lines) + "\r\n"


def _table(package: zipfile.ZipFile, sink: _Sink, table: Table, private: frozenset[str]) -> Iterator[bytes]:
    columns = [each for each in table.columns if each.name not in SECRET_COLUMNS and not _is_binary(each)]
    with package.open(f"{table.name}.csv", "w", force_zip64=True) as file:
        for piece in csv_lines(_rows(table, columns, private)):
            file.write(piece)
            yield sink.taken()
    yield sink.taken()


def _rows(table: Table, columns: list[Column], private: frozenset[str]) -> Iterator[list]:
    yield [column.name for column in columns]
    keys = list(table.primary_key.columns)
    wanted = select(*columns).order_by(*keys).limit(BATCH)
    rows = db.session.execute(wanted).all()
    while rows:
        for row in rows:
            known = dict(zip((column.name for column in columns), row, strict=True))
            if not _is_self_check(table.name, known, private):
                yield [_plain(table.name, name, value, private) for name, value in known.items()]
        last = tuple_(*(literal(known[key.name], key.type) for key in keys))
        db.session.rollback()
        rows = db.session.execute(wanted.where(tuple_(*keys) > last)).all()
    db.session.rollback()


def _is_binary(column: Column) -> bool:
    return isinstance(column.type, LargeBinary) or isinstance(getattr(column.type, "impl", None), LargeBinary)


def _is_self_check(table: str, row: dict[str, Any], private: frozenset[str]) -> bool:
    if row.get("private") or (table == "scores" and row["dimension"] == "self"):
        return True  # `private` is what reviews and comments say of a self-check
    if "dealer_id" not in row:
        return False  # the questions themselves are no secret
    return any(str(row.get(name) or "").partition(".")[0] in private for name in ITEM_COLUMNS)


def _plain(table: str, name: str, value: Any, private: frozenset[str]) -> Any:
    if table == "visits" and name == "summary" and value:
        value = {key: _without(part, private) for key, part in value.items()}
    return (
        json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict | list)
        else str(value)
        if isinstance(value, UUID)
        else value
    )


def _without(part: Any, private: frozenset[str]) -> Any:
    if isinstance(part, list):
        return [each for each in part if not (isinstance(each, dict) and each.get("key") in private)]
    if isinstance(part, dict):
        return {key: value for key, value in part.items() if key.partition(".")[0] not in private}
    return part


def _private_items() -> frozenset[str]:
    """The items of every version's sections that belong to the rep and his supervisor."""
    versions = db.session.scalars(select(ChecklistVersion.id)).all()
    sections = (section for version in versions for section in checklist(version).sections)
    return frozenset(item.key for section in sections if section.audience == "self" for item in section.items)


def _photos(package: zipfile.ZipFile, sink: _Sink, private: frozenset[str]) -> Iterator[bytes]:
    missing, after = [], None
    found = select(Photo.id, Photo.slot).where(Photo.removed_at.is_(None)).order_by(Photo.id).limit(BATCH)
    while rows := db.session.execute(found if after is None else found.where(Photo.id > after)).all():
        db.session.rollback()
        after = rows[-1].id
        for row in rows:
            if row.slot.partition(".")[0] in private:
                continue
            try:
                picture = photo_store().get(keys_of(row.id).picture)
            except (PhotoMissing, StoreUnavailable):
                missing.append(str(row.id))
                continue
            # A picture does not get smaller, and trying takes the machine's time.
            package.writestr(zipfile.ZipInfo(f"photos/{row.id}.jpg"), picture, zipfile.ZIP_STORED)
            yield sink.taken()
    if missing:
        package.writestr("photos/MISSING.txt", "\r\n".join(missing))
