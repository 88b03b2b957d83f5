"""A workbook as lines of JSON, made in a process of its own: ``python unpack.py FILE MAX_ROWS``.

A spreadsheet is a program for its reader: 400 kB can unpack to gigabytes, or name one cell a million rows
down. So it is opened here, under limits of memory and time that the system enforces, and what goes wrong ends
this process and nothing else. Imports nothing of the product: it has to start at once.

Lines: ``{"sheet": name, "hidden": bool}``, then its rows ``[number, cells, {column: merged range}, [columns
whose formula has no value or an error]]``; a date is ``{"d": ISO}``. ``{"refused": why}`` is the last line
where it ends early, ``{"end": true}`` where it does not.
"""

import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree

import python_calamine

MEMORY = 512 * 1024 * 1024  # bytes of address space; 50,000 rows of 14 columns take half of it
SECONDS = 60
UNPACKED = 150 * 1024 * 1024
MOST_MERGED = 200_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# A formula that was never calculated: its cell has no value to read. One that gave an empty text has t="str".
_NO_VALUE = re.compile(
    rb'<c (?![^>]*\bt="str")[^>]*?r="([A-Z]+)(\d+)"[^>]*>'
    rb"\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
_ERROR = re.compile(rb'<c (?=[^>]*\bt="e")[^>]*?r="([A-Z]+)(\d+)"')  # #N/A, #REF! and their kind


class Refused(Exception):
    """Why the file is not read, as one of the words that `app.exchange.reading.workbook` knows."""


def main(path: str, most_rows: int) -> None:
    """Write the workbook to standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with suppress(ValueError, OSError):  # where the system knows no such limit the others have to do
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        parts = checked_parts(path)
        for line in sheets(path, parts, most_rows):
            say(line)
        say({"end": True})
    except Refused as refused:
        say({"refused": str(refused)})
    except MemoryError:
        say({"refused": "memory"})
    except (
        python_calamine.CalamineError,
        zipfile.BadZipFile,
        ElementTree.ParseError,
        ValueError,
        KeyError,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ):
        say({"refused": "broken"})


def say(line) -> None:
    """One line for who started this process."""
    sys.stdout.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n")


def checked_parts(path: str) -> dict[str, str]:
    """Which file of the package holds which sheet; Refused for what is no workbook or unpacks to too much."""
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        if "xl/workbook.bin" in names:
            raise Refused("xlsb")
        if "xl/workbook.xml" not in names:
            raise Refused("other_zip")
        _measure(package)
        relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
        targets = {each.get("Id"): each.get("Target", "") for each in relations}
        book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    sheets = (each for each in book.iter() if each.tag.endswith("}sheet"))
    return {each.get("name", ""): _path(targets.get(each.get(_RELATION), "")) for each in sheets}


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _measure(package: zipfile.ZipFile) -> None:
    # What the directory says of the sizes may be a lie: it is unpacked and counted.
    seen = 0
    for info in package.infolist():
        if info.flag_bits & 1:
            raise Refused("password")
        with package.open(info) as part:
            while chunk := part.read(1 << 18):
                seen += len(chunk)
                if seen > UNPACKED:
                    raise Refused("bomb")


def sheets(path: str, parts: dict[str, str], most_rows: int) -> Iterator:
    """The lines of all sheets in their order; of hidden ones the name alone."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    for known in book.sheets_metadata:
        hidden = known.visible != python_calamine.SheetVisibleEnum.Visible
        yield {"sheet": known.name, "hidden": hidden}
        if not hidden and known.typ == python_calamine.SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(known.name)
            yield from _rows(sheet, without_value(path, parts.get(known.name, "")), most_rows)


def _rows(sheet: python_calamine.CalamineSheet, lost: dict[int, list[int]], most_rows: int) -> Iterator:
    merged = _merged(sheet)
    left = (sheet.start or (0, 0))[1]  # rows are told from the first on, columns from the first filled one
    filled = 0
    for row, values in enumerate(sheet.iter_rows()):
        cells = [plain(value) for value in values]
        if row not in lost and all(cell == "" for cell in cells):
            continue
        filled += 1
        if filled > most_rows:
            raise Refused("rows")
        yield [row + 1, [""] * left + cells, merged.get(row, {}), lost.get(row, [])]


def _merged(sheet: python_calamine.CalamineSheet) -> dict[int, dict[int, str]]:
    """Column and range of every merged cell, by row."""
    by_row: dict[int, dict[int, str]] = {}
    noted = 0
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        noted += (bottom - top + 1) * (right - left + 1)
        if noted > MOST_MERGED:
            break
        name = f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
        for row in range(top, bottom + 1):
            by_row.setdefault(row, {}).update(dict.fromkeys(range(left, right + 1), name))
    return by_row


def without_value(path: str, part: str) -> dict[int, list[int]]:
    """Columns of the formulas that have no value, by row; found in the text of the sheet, row by row."""
    lost: dict[int, list[int]] = {}
    with zipfile.ZipFile(path) as package:
        if part not in package.namelist():
            return lost
        with package.open(part) as text:
            rest = b""
            while chunk := text.read(1 << 20):
                whole, end, rest = (rest + chunk).rpartition(b"</row>")
                for name, row in _lost_in(whole + end):
                    lost.setdefault(int(row) - 1, []).append(number_of(name.decode()))
    return lost


def _lost_in(rows: bytes) -> list[tuple[bytes, bytes]]:
    without = _NO_VALUE.findall(rows) if b"<f" in rows else []
    return without + (_ERROR.findall(rows) if b't="e"' in rows else [])


def plain(value):
    """A cell as JSON holds it."""
    if isinstance(value, datetime | date):
        return {"d": value.isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    return value


def letters(column: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def number_of(name: str) -> int:
    """The column that `letters` named."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
