"""A row of a file, before anything is understood of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

Cell = str | int | float | bool | date | datetime
MOST_ROWS = 50_000
TITLE_ROWS = 20  # how far down the names of the columns are looked for


@dataclass(frozen=True)
class RawRow:
    """One row: its number as a spreadsheet shows it, and its cells from column A on; a blank cell is "".

    `merged` holds the range of each merged cell, `lost` the columns whose formula has no value, by column.
    """

    number: int
    cells: list[Cell]
    merged: Mapping[int, str] = field(default_factory=dict)
    lost: frozenset[int] = frozenset()

    def cell(self, column: int) -> Cell:
        """The cell of a column; "" beyond the end of the row."""
        return self.cells[column] if column < len(self.cells) else ""


class Sheet(Protocol):
    """A table of a file: its name ("" in a text file) and its rows that are not blank, once."""

    name: str

    def __iter__(self) -> Iterator[RawRow]: ...
