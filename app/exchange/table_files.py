"""Writing tables: as CSV that a spreadsheet opens rightly, and as XLSX."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from app import clock

BOM = "\ufeff"  # or Excel takes UTF-8 for the local encoding
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_XLSX_ROWS = 1_000_000
_LONGEST = 32_000  # characters that a cell of a spreadsheet holds
_FLUSH = 64 * 1024


def plain(value: Any) -> Any:
    """A value as a file holds it: local times, ISO days, blank for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return clock.local(value).strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else value


def harmless(value: Any) -> Any:
    """A text that no spreadsheet program takes for a formula; figures stay figures."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def csv_lines(rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The table as UTF-8 with a mark, in pieces of some kilobytes."""
    text = io.StringIO(newline="")
    text.write(BOM)
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([harmless(plain(value)) for value in row])
        if text.tell() > _FLUSH:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def write_xlsx(
    path: Path,
    name: str,
    rows: Iterable[Sequence[Any]],
    notes: Sequence[Sequence[Any]] = (),
    notes_name: str = "",
) -> None:
    """The table as the first sheet of a workbook, its first row as a head; `notes` as a second sheet."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "tmpdir": str(path.parent),
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        head, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        wide = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(_sheet_name(name))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 30, 16)
        for number, row in enumerate(rows):
            if number > MOST_XLSX_ROWS:
                break
            _write(sheet, number, row, day, head if number == 0 else None)
        if notes:
            second = book.add_worksheet(_sheet_name(notes_name))
            second.set_column(0, 0, 28, wide)
            second.set_column(1, 1, 80, wide)
            for number, row in enumerate(notes):
                _write(second, number, row, day, None)


def _write(sheet, number: int, row: Sequence[Any], day, head) -> None:
    for place, value in enumerate(row):
        if isinstance(value, date) and not isinstance(value, datetime):
            sheet.write_datetime(number, place, datetime(value.year, value.month, value.day), day)
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            sheet.write_number(number, place, value)
        elif (text := str(plain(value))) != "":
            sheet.write_string(number, place, text[:_LONGEST], head)


def _sheet_name(name: str) -> str:
    return "".join(char for char in name if char not in "[]:*?/\\'")[:31] or "Sheet"
