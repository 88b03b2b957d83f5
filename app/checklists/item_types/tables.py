"""The answer type that is a table: rows of scalar cells, carried over from visit to visit by a row id."""

import re
import secrets
from collections.abc import Mapping
from typing import Any

from app.checklists.item_types.base import FieldContext, FieldError, FieldType, Form
from app.checklists.specs import Field
from app.checklists.texts import Text
from app.messages import Message

ROW_ID = re.compile(r"[A-Za-z0-9_-]{1,36}", re.ASCII)
ONE_ROW = Text("1 row", "1 行", "1 列")
ROWS = Text("{count} rows", "{count} 行", "{count} 列")
BARE_TYPES = ("text", "choice", "date", "time")


class TableType(FieldType):
    """A list of ``{column: value, "row": id}``; blank cells are absent from a row, blank rows from the list.

    Controls are ``<name>-<n>-<column>``, with ``<name>-<n>-row`` the row's id (minted when absent) and
    ``<name>-<n>-removed`` to drop a row that is still on the page.
    """

    name = "table"
    keys = frozenset({"columns", "row_label", "max_rows", "carry"})

    def __init__(self, column_types: Mapping[str, FieldType]):
        self.column_types = column_types

    def parse(self, field: Field, form: Form, name: str, context: FieldContext) -> list[dict] | None:
        rows, messages, taken = [], {}, set()
        for number in self._numbers(form, name):
            if form.get(f"{name}-{number}-removed"):
                continue
            cells, refused = self._cells(field, form, f"{name}-{number}", context)
            messages |= refused
            if cells or refused:
                rows.append({**cells, "row": self._row_id(form.get(f"{name}-{number}-row") or "", taken)})
        if len(rows) > field.max_rows:
            messages[name] = Message(
                "This table has {count} rows; the limit is {limit}. Remove some rows.",
                {"count": len(rows), "limit": field.max_rows},
            )
        if messages:
            raise FieldError(messages=messages, value=rows or None)
        return rows or None

    def _numbers(self, form: Form, name: str) -> list[int]:
        pattern = re.compile(re.escape(name) + r"-(0|[1-9]\d{0,4})-.+", re.ASCII)
        return sorted({int(match[1]) for match in map(pattern.fullmatch, form) if match})

    def _cells(self, field: Field, form: Form, prefix: str, context: FieldContext) -> tuple[dict, dict]:
        cells, refused = {}, {}
        for column in field.columns:
            control = f"{prefix}-{column.name}"
            try:
                value = self.column_types[column.type].parse(column, form, control, context)
            except FieldError as error:
                refused |= error.by_control(control)
                continue
            if value is not None:
                cells[column.name] = value
        return cells, refused

    def _row_id(self, typed: str, taken: set[str]) -> str:
        row_id = typed if ROW_ID.fullmatch(typed) and typed not in taken else secrets.token_hex(4)
        taken.add(row_id)
        return row_id

    def to_form(
        self, field: Field, value: list[dict] | None, name: str, context: FieldContext
    ) -> dict[str, list[str]]:
        controls: dict[str, list[str]] = {}
        for number, row in enumerate(value or ()):
            controls[f"{name}-{number}-row"] = [row["row"]]
            for column in field.columns:
                kind, control = self.column_types[column.type], f"{name}-{number}-{column.name}"
                controls |= kind.to_form(column, row.get(column.name), control, context)
        return controls

    def show(self, field: Field, value: list[dict] | None, locale: str, context: FieldContext) -> str:
        """One line a row, its filled cells separated by a middle dot."""
        return "\n".join(self.show_row(field, row, locale, context) for row in value or ())

    def show_start(
        self, field: Field, value: list[dict], locale: str, context: FieldContext, enough: int
    ) -> str:
        """The rows that `show` begins with, as many as fill `enough` characters: for a line cut there."""
        shown = ""
        for row in value:
            shown += ("\n" if shown else "") + self.show_row(field, row, locale, context)
            if len(shown) > enough:
                break
        return shown

    def show_names(
        self, field: Field, value: list[dict], locale: str, context: FieldContext, enough: int
    ) -> str:
        """What the rows are called, their first filled cells, as many as fill `enough` characters."""
        names: dict[str, None] = {}  # a day of a ledger has several rows
        for row in value:
            names[self.show_row(field, row, locale, context).partition(" · ")[0]] = None
            if sum(map(len, names)) > enough:
                break
        return (", " if locale == "en" else "、").join(names)

    def show_row(self, field: Field, row: Mapping[str, Any], locale: str, context: FieldContext) -> str:
        """The filled cells of one row; figures carry their column's label, since a bare 3 says nothing."""
        cells = []
        for column in field.columns:
            shown = self.column_types[column.type].show(column, row.get(column.name), locale, context)
            if shown and column.label and column.type not in BARE_TYPES:
                shown = f"{column.label.in_locale(locale)}{': ' if locale == 'en' else '：'}{shown}"
            if shown:
                cells.append(shown)
        return " · ".join(cells)

    def show_count(self, value: list[dict], locale: str) -> str:
        """``4 rows`` in the reader's language."""
        return (ONE_ROW if len(value) == 1 else ROWS).in_locale(locale).format(count=len(value))

    def same(self, a: list[dict] | None, b: list[dict] | None) -> bool:
        """Row ids and the order of the columns do not matter; the order of the rows does."""
        return [without_id(row) for row in a or ()] == [without_id(row) for row in b or ()]


def without_id(row: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a row alone."""
    return {column: value for column, value in row.items() if column != "row"}
