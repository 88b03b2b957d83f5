"""A file as a table: the sheet that names the columns, and its rows below them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from app.exchange.columns import Column
from app.exchange.reading import sniff, text_file, workbook
from app.exchange.reading.header import Header, best_header, column_missing, no_header
from app.exchange.reading.refusals import NO_ROWS, FileRefused, NoHeader, too_many
from app.exchange.reading.rows import MOST_ROWS, TITLE_ROWS, RawRow, Sheet


@dataclass(frozen=True)
class Table:
    """The sheet's name ("" in a text file), its header, and the rows below it, once."""

    sheet: str
    header: Header
    rows: Iterator[RawRow]


@contextmanager
def open_table(path: Path, columns: Sequence[Column]) -> Iterator[Table]:
    """The table in a file; FileRefused for whatever is no such table. Closed with the block."""
    if sniff.kind_of(path) == sniff.TEXT:
        yield _found(text_file.sheets_of(path), columns, ())
        return
    hidden: list[str] = []
    with workbook.workbook_lines(path) as lines:
        yield _found(workbook.sheets_of(lines, hidden), columns, hidden)


def _found(sheets: Iterator[Sheet], columns: Sequence[Column], hidden: Sequence[str]) -> Table:
    problem = None
    for sheet in sheets:
        rows = iter(sheet)
        first = list(islice(rows, TITLE_ROWS))
        header = best_header(first, columns)
        if header is None:
            continue
        if not (lacking := header.missing(columns)):
            below = [row for row in first if row.number > header.row]
            return Table(sheet.name, header, _limited(below, rows))
        problem = problem or column_missing(header, lacking[0])
    raise FileRefused(problem) if problem else NoHeader(no_header(columns, hidden))


def _limited(below: list[RawRow], rows: Iterator[RawRow]) -> Iterator[RawRow]:
    count = 0
    for part in (below, rows):
        for row in part:
            count += 1
            if count > MOST_ROWS:
                raise too_many(MOST_ROWS)
            yield row
    if not count:
        raise FileRefused(NO_ROWS)
