"""Finding the row that names the columns: it need not be the first, nor in one language."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.exchange.columns import Column, column_named
from app.exchange.reading.refusals import FileRefused
from app.exchange.reading.rows import RawRow
from app.exchange.reading.unpack import letters
from app.forms import clean
from app.messages import Message, Named

MOST_COLUMNS = 100


@dataclass(frozen=True)
class Header:
    """Where each column stands (by key, from 0), and the names that mean nothing here."""

    row: int
    places: dict[str, int]
    ignored: tuple[str, ...]

    def missing(self, columns: Sequence[Column]) -> list[Column]:
        """The needed columns that the row does not name."""
        return [column for column in columns if column.needed and column.key not in self.places]


def read_header(row: RawRow, columns: Sequence[Column]) -> Header:
    """The row as a header; FileRefused when it names one column twice."""
    places: dict[str, int] = {}
    ignored = []
    for place, cell in enumerate(row.cells[:MOST_COLUMNS]):
        text = clean(str(cell)[:60])
        column = column_named(text, columns) if text else None
        if column is None:
            ignored += [text[:40]] if text else []
        elif column.key in places:
            raise FileRefused(_twice(column.name, row, places[column.key], place))
        else:
            places[column.key] = place
    return Header(row.number, places, tuple(ignored))


def best_header(rows: Sequence[RawRow], columns: Sequence[Column]) -> Header | None:
    """The one of the first rows that names the most columns, two at least; None when there is none."""
    named = [
        (row, len([cell for cell in row.cells[:MOST_COLUMNS] if column_named(str(cell)[:60], columns)]))
        for row in rows
    ]
    row, count = max(named, key=lambda each: each[1], default=(None, 0))
    return read_header(row, columns) if row is not None and count >= 2 else None


def no_header(columns: Sequence[Column], hidden: Sequence[str]) -> Message:
    """What to say when no row names the columns; `hidden` sheets were not looked at."""
    if hidden:
        return Message(
            "No sheet that is shown has a row with the names of the columns. The sheet “{sheet}” is hidden "
            "and was not read: if the table is there, show the sheet, save, and upload that.",
            {"sheet": hidden[0][:40]},
        )
    return Message(
        "No row with the names of the columns was found. Put them above the table, such "
        "as {first} and {second}; "
        "the template shows how.",
        {"first": columns[0].name, "second": columns[1].name},
    )


def column_missing(header: Header, column: Column) -> Message:
    """What to say when the header lacks a needed column."""
    facts = {"row": header.row, "column": column.name}
    if not header.ignored:
        return Message(
            "Row {row} names the columns, but {column} is not among them. Add it; the template shows how.",
            facts,
        )
    # Most often it is there under a name of the writer's own.
    return Message(
        "Row {row} names the columns, but {column} is not among them. Is it one of these, which mean nothing "
        "here: {names}? Then rename it; the template shows how.",
        facts | {"names": ", ".join(header.ignored[:8])},
    )


def _twice(name: Named, row: RawRow, first: int, second: int) -> Message:
    facts = {"column": name, "first": _column(row, first), "second": _column(row, second)}
    return Message("Two columns say {column}: {first} and {second}. Rename or remove one of them.", facts)


def _column(row: RawRow, place: int) -> str:
    return f"{letters(place)} “{clean(str(row.cells[place])[:40])}”"
