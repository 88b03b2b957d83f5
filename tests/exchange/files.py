"""Spreadsheets as people make them."""

from collections.abc import Callable
from io import BytesIO

import xlsxwriter


def csv(*rows, encoding: str = "utf-8") -> bytes:
    """Rows as comma separated text."""
    return "\r\n".join(",".join(map(str, row)) for row in rows).encode(encoding)


def xlsx(*rows, edit: Callable | None = None) -> bytes:
    """Rows as a workbook; `edit` is called with the workbook and its sheet."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Table")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if edit:
            edit(book, sheet)
    return made.getvalue()
