"""CSV and its kind: which characters, which separator, row by row."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from app.exchange.reading.refusals import FileRefused, too_many
from app.exchange.reading.rows import MOST_ROWS, TITLE_ROWS, RawRow
from app.messages import Message

LONGEST_CELL = 10_000
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
# In this order: what is valid UTF-8 is hardly anything else, and GB18030 takes most of what Big5 writes.
ENCODINGS = ("utf-8-sig", "gb18030", "big5hkscs")
SEPARATORS = ",;\t|"


class TextSheet:
    """A text file read under one encoding and one separator; rows that are blank are left out."""

    name = ""

    def __init__(self, path: Path, encoding: str, separator: str) -> None:
        self.path, self.encoding, self.separator = path, encoding, separator

    def __iter__(self) -> Iterator[RawRow]:
        csv.field_size_limit(LONGEST_CELL)
        with self.path.open(encoding=self.encoding, newline="") as file:
            read, filled = csv.reader(file, delimiter=self.separator), 0
            # The end of the row before is the number of this row's first line: what an editor shows.
            last = 0
            try:
                for cells in read:
                    number, last = last + 1, read.line_num
                    if any(cell.strip() for cell in cells):
                        filled += 1
                        yield RawRow(number, cells)
                    if filled > MOST_ROWS + TITLE_ROWS:
                        raise too_many(MOST_ROWS)
            except csv.Error as error:
                raise FileRefused(_broken(last + 1)) from error
            except UnicodeError as error:
                raise FileRefused(_odd_characters(last + 1)) from error


def encodings_of(path: Path) -> list[str]:
    """The encodings under which the whole file can be read, the likeliest first; FileRefused without any."""
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return [encoding]
    if b"\x00" in head:
        raise FileRefused(NO_TABLE)
    fitting = [encoding for encoding in ENCODINGS if _fits(path, encoding)]
    if not fitting:
        raise FileRefused(_odd_characters(_first_odd_line(path)))
    return fitting


def sheets_of(path: Path) -> Iterator[TextSheet]:
    """The ways to read the file, the likeliest first: the one in which the columns are known is right."""
    for encoding in encodings_of(path):
        for separator in _separators(path, encoding):
            yield TextSheet(path, encoding, separator)


NO_TABLE = Message(
    "This file is neither an Excel workbook nor a CSV text. Save your table as .xlsx or CSV and upload that."
)


def _fits(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding) as file:
            while file.read(1 << 18):
                pass
    except UnicodeError:
        return False
    return True


def _separators(path: Path, encoding: str) -> list[str]:
    with path.open(encoding=encoding, newline="") as file:
        head = "".join(line[:LONGEST_CELL] for line in islice(file, TITLE_ROWS))
    return sorted((each for each in SEPARATORS if each in head), key=head.count, reverse=True) or [","]


def _first_odd_line(path: Path) -> int:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode("utf-8")
            except UnicodeError:
                return number
    return 1


def _odd_characters(line: int) -> Message:
    return Message(
        "The characters of this file cannot be read from line {line} on. Save it as “CSV "
        "UTF-8” or as .xlsx and "
        "upload that.",
        {"line": line},
    )


def _broken(line: int) -> Message:
    return Message(
        "This file cannot be read from line {line} on: a quotation mark may be open, or "
        "it is no table at all.",
        {"line": line},
    )
