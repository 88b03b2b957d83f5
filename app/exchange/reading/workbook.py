"""Excel workbooks, read by a process of their own (see `unpack`)."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import Timer

from app.exchange.reading.refusals import PASSWORD, FileRefused, too_many
from app.exchange.reading.rows import MOST_ROWS, TITLE_ROWS, Cell, RawRow
from app.messages import Message

UNPACK = Path(__file__).with_name("unpack.py")
PATIENCE = 120  # seconds until a workbook is given up
REASONS = {
    "xlsb": Message("This is a binary Excel workbook (.xlsb). Open it in Excel and save it as .xlsx."),
    "other_zip": Message(
        "This file is no Excel workbook, though it is packed like one. Save your table as .xlsx or CSV."
    ),
    "password": PASSWORD,
    "bomb": Message("Unpacked, this file is too large. Copy the table into a new workbook and upload that."),
    "memory": Message(
        "This workbook needs too much memory. A cell far outside the table may be "
        "filled: copy the table into a "
        "new workbook and upload that."
    ),
    "broken": Message(
        "This workbook is damaged and cannot be read. Open it in Excel or WPS, save it anew and upload that."
    ),
}


class WorkbookSheet:
    """A sheet of a workbook under way: its rows come as they are read."""

    def __init__(self, name: str, lines: Iterator) -> None:
        self.name = name
        self._lines = lines
        self.next_sheet: dict | None = None

    def __iter__(self) -> Iterator[RawRow]:
        for line in self._lines:
            if isinstance(line, dict):
                self.next_sheet = line
                return
            number, cells, merged, lost = line
            ranges = {int(column): name for column, name in merged.items()}
            yield RawRow(number, [_cell(each) for each in cells], ranges, frozenset(lost))


@contextmanager
def workbook_lines(path: Path) -> Iterator[Iterator]:
    """The lines of a workbook as `unpack` writes them; its process ends with the block."""
    most = str(MOST_ROWS + TITLE_ROWS + 1)
    command = [sys.executable, "-I", str(UNPACK), str(path), most]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        watch = Timer(PATIENCE, process.kill)
        watch.start()
        try:
            yield _lines(process)
        finally:
            watch.cancel()
            process.kill()


def _refusal(reason: str) -> FileRefused:
    return too_many(MOST_ROWS) if reason == "rows" else FileRefused(REASONS[reason])


def _lines(process: subprocess.Popen) -> Iterator:
    for text in process.stdout:
        line = json.loads(text) if text.endswith(b"\n") else {"refused": "memory"}
        if isinstance(line, dict) and "refused" in line:
            raise _refusal(line["refused"])
        yield line
        if isinstance(line, dict) and "end" in line:
            return
    raise FileRefused(REASONS["memory"])  # it was ended by its limits


def sheets_of(lines: Iterator, hidden: list[str]) -> Iterator[WorkbookSheet]:
    """The visible sheets in order; what is not read of one is passed over, and `hidden` ones are noted."""
    line = next(lines, None)
    while isinstance(line, dict) and "sheet" in line:
        sheet = WorkbookSheet(line["sheet"], lines)
        if line["hidden"]:
            hidden.append(sheet.name)
        else:
            yield sheet
        for _rest in sheet if sheet.next_sheet is None else ():
            pass
        line = sheet.next_sheet


def _cell(value) -> Cell:
    if value is None:
        return ""
    if not isinstance(value, dict):
        return value
    moment = datetime.fromisoformat(value["d"])
    return date(moment.year, moment.month, moment.day)
