"""Reading an uploaded file into rows, each with its fate; nothing but the preview is written.

Rows are read, judged and kept some hundred at a time, so that memory does not grow with the file; of each row
only what tells it apart is remembered, to find the one that comes twice.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, insert, update

from app.clock import utc_now
from app.exchange.cells import text_of
from app.exchange.columns import Column
from app.exchange.kinds import KINDS, Kind
from app.exchange.models import ERROR, LEFT_OUT, READING, READY, WRITTEN, ImportJob, ImportRow
from app.exchange.reading.asides import aside_of
from app.exchange.reading.header import Header
from app.exchange.reading.refusals import NO_ROWS, CellRefused, FileRefused, NoHeader
from app.exchange.reading.rows import RawRow
from app.exchange.reading.table import Table, open_table
from app.exchange.verdicts import ReadRow, Verdict, packed
from app.extensions import db
from app.messages import Message

BATCH = 500
EXAMPLE = "example"  # the row of a template that shows how
_DASHES = {"-", "–", "—", "－"}


def stage(job_id: UUID, kind: Kind, path: Path) -> None:
    """Read the file of a job; it ends ready, or is refused by a FileRefused."""
    drop_rows(job_id)
    counts: Counter[str] = Counter()
    seen: dict[str, int] = {}
    with _table(path, kind) as table:
        about = {"sheet": table.sheet, "row": table.header.row, "ignored": list(table.header.ignored[:20])}
        rows = read_rows(table.rows, table.header, kind.columns)
        while batch := list(islice(rows, BATCH)):
            verdicts = _judged(batch, kind, seen)
            _keep(job_id, verdicts)
            counts.update(verdict.fate for verdict in verdicts)
            _beat(job_id, counts, about)
    if counts.keys() <= {LEFT_OUT}:
        raise FileRefused(NO_ROWS)
    _advance(job_id, READY)


@contextmanager
def _table(path: Path, kind: Kind) -> Iterator[Table]:
    with ExitStack() as opened:
        try:
            yield opened.enter_context(open_table(path, kind.columns))
        except NoHeader:
            if other := next(
                (each for each in KINDS.values() if each is not kind and _fits(path, each)), None
            ):
                raise FileRefused(
                    Message(
                        "This is no table of {wanted} but one of {found}. Upload it there.",
                        {"wanted": kind.title, "found": other.title},
                    )
                ) from None
            raise


def _fits(path: Path, kind: Kind) -> bool:
    try:
        with open_table(path, kind.columns):
            return True
    except FileRefused:
        return False


def read_rows(rows: Iterable[RawRow], header: Header, columns: Iterable[Column]) -> Iterator[ReadRow]:
    """The rows of a table with their cells read; the example of a template is left out."""
    placed = [(column, header.places[column.key]) for column in columns if column.key in header.places]
    for raw in rows:
        if aside := aside_of(raw, placed):
            yield ReadRow(raw.number, {}, aside=aside)
        elif text_of(raw.cell(placed[0][1])).casefold() != EXAMPLE:
            yield _read(raw, placed)


def _read(raw: RawRow, placed: list[tuple[Column, int]]) -> ReadRow:
    row = ReadRow(raw.number, {})
    for column, place in placed:
        cell = raw.cell(place)
        if place in raw.merged:
            row.refuse(
                column.key,
                Message(
                    "The cells {cells} are merged. Undo that and fill in each of them.",
                    {"cells": raw.merged[place]},
                ),
            )
        elif place in raw.lost:
            row.refuse(
                column.key,
                Message(
                    "The formula in this cell gives no value, or an error. Type the value itself, or copy "
                    "the column and paste it as values."
                ),
            )
        elif (text := text_of(cell)) in _DASHES and column.emptied is not ...:
            row.values[column.key] = column.emptied if column.emptied != () else []
        elif text:
            _fill(row, column, cell)
        elif column.needed:
            row.refuse(column.key, Message("Fill this in."))
    return row


def _fill(row: ReadRow, column: Column, cell) -> None:
    try:
        row.values[column.key] = column.read(cell)
    except CellRefused as refused:
        row.refuse(column.key, refused.message)


def _judged(batch: list[ReadRow], kind: Kind, seen: dict[str, int]) -> list[Verdict]:
    table = [row for row in batch if row.aside is None]
    _refuse_twins(table, kind, seen)
    beside = ((row.number, row.aside) for row in batch if row.aside)
    return kind.judge(table) + [
        Verdict(number, aside.said, {}, None, (("", aside.why),), left_out=True) for number, aside in beside
    ]


def _refuse_twins(batch: list[ReadRow], kind: Kind, seen: dict[str, int]) -> None:
    for row in batch:
        key = kind.key(row)
        if key and seen.setdefault(key, row.number) != row.number:
            row.refuse(
                "", Message("This is the same as row {row}. Leave one of them out.", {"row": seen[key]})
            )


def _keep(job_id: UUID, verdicts: list[Verdict]) -> None:
    rows = [
        {
            "job_id": job_id,
            "number": each.number,
            "fate": each.fate,
            "label": each.label[:200],
            "detail": each.detail(),
        }
        for each in verdicts
    ]
    db.session.execute(insert(ImportRow.__table__), rows)


def _beat(job_id: UUID, counts: Counter, about: dict) -> None:
    values = {"counts": dict(counts), "rows": counts.total(), "about": about, "beat_at": utc_now()}
    db.session.execute(
        update(ImportJob).where(ImportJob.id == job_id, ImportJob.state == READING).values(values)
    )
    db.session.commit()


def _advance(job_id: UUID, state: str) -> None:
    reading = (ImportJob.id == job_id, ImportJob.state == READING)
    db.session.execute(update(ImportJob).where(*reading).values(state=state, beat_at=utc_now()))
    db.session.commit()


def refuse(job_id: UUID, message: Message) -> None:
    """End a job whose file cannot be read; nothing of it is kept."""
    db.session.rollback()
    drop_rows(job_id)
    values = {
        "state": "refused",
        "problem": packed(message),
        "finished_at": utc_now(),
        "counts": {},
        "rows": 0,
    }
    db.session.execute(update(ImportJob).where(ImportJob.id == job_id).values(values))
    db.session.commit()


def drop_rows(job_id: UUID) -> None:
    """Forget the rows of a job, and commit that."""
    db.session.execute(delete(ImportRow).where(ImportRow.job_id == job_id))
    db.session.commit()


def can_be_stored(job: ImportJob) -> bool:
    """Whether the preview holds something to store, and no row that stands in the way of all."""
    return not job.counts.get(ERROR) and any(job.counts.get(fate) for fate in WRITTEN)
