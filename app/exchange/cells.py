"""Reading one cell: people write figures, days and yes in many ways; what is not certain is asked back."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from app.checklists.item_types import FieldError
from app.checklists.item_types.base import clip, narrow
from app.checklists.item_types.numbers import CURRENCY_MARKS, check_bounds, read_decimal
from app.exchange.reading.refusals import CellRefused
from app.exchange.reading.rows import Cell
from app.forms import clean
from app.locality import currency
from app.messages import Message, Named

MOST_MINOR = 100_000_000  # what a case may cost at most, in minor units
_CUT_SHORT = re.compile(r"\d(?:[.,]\d+)?[eE][+]\d+|#+")
_PER_CASE = re.compile(r"\s*/\s*(箱|case)$", re.IGNORECASE)
_ONE_CASE = re.compile(r"1\s*[*x×]\s*(?=\d)", re.IGNORECASE)  # 1*12 on a carton: twelve in one
_WITH_UNIT = re.compile(r"[-+]?\d[\d,. ]*\s*(?!e[-+\d])[^\W\d_][\w/ ]{0,11}")
_YES = {"yes", "y", "true", "1", "是", "有", "对", "對", "√", "✓"}
_NO = {"no", "n", "false", "0", "否", "无", "無", "不", "×"}


def text_of(cell: Cell) -> str:
    """A cell as one line of text; 1001.0 is the number 1001, and full-width digits are digits."""
    if isinstance(cell, str) and cell.isascii() and cell.isprintable():
        return " ".join(cell.split())  # nearly every cell: there is nothing else to clean
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else format(Decimal(repr(cell)), "f")
    return clean(cell.isoformat() if isinstance(cell, date | datetime) else str(cell))


def line(limit: int) -> Callable[[Cell], str]:
    """Reads one line of at most `limit` characters."""

    def read(cell: Cell) -> str:
        text = text_of(cell)
        if len(text) > limit:
            raise CellRefused(
                Message(
                    "This is {length} characters long. At most {limit} fit.",
                    {"length": len(text), "limit": limit},
                )
            )
        return text

    return read


def exact(limit: int) -> Callable[[Cell], str]:
    """Reads a code or a telephone number: full-width signs as plain ones; refused where digits were lost."""
    plain = line(limit)

    def read(cell: Cell) -> str:
        text = clean(narrow(plain(cell)))
        if _CUT_SHORT.fullmatch(text):
            raise CellRefused(
                Message(
                    "“{typed}” was cut short by the spreadsheet program. Format the column as text "
                    "and enter it in full.",
                    {"typed": clip(text)},
                )
            )
        return text

    return read


def whole(low: int, high: int, units: tuple[str, ...] = ()) -> Callable[[Cell], int]:
    """Reads a whole number from `low` to `high`, with or without one of some `units` behind it."""

    def read(cell: Cell) -> int:
        if isinstance(cell, str):
            typed = _ONE_CASE.sub("", _PER_CASE.sub("", narrow(text_of(cell)).casefold()))
            cell = next((typed.removesuffix(each) for each in units if typed.endswith(each)), typed)
        return int(_decimal(cell, 0, low, high))

    return read


def money(cell: Cell) -> int:
    """Reads an amount in the company's currency; kept in its minor units."""
    kind = currency()
    cell = _PER_CASE.sub("", narrow(cell)) if isinstance(cell, str) else cell
    amount = _decimal(cell, kind.digits, 0, MOST_MINOR // kind.minor, CURRENCY_MARKS + kind.sign)
    return int(amount.scaleb(kind.digits))


def _decimal(cell: Cell, places: int, low: int, high: int, marks: str = "") -> Decimal:
    if isinstance(cell, date):
        raise CellRefused(Message("A date stands where a number should. Format the column as a number."))
    if isinstance(cell, float):
        cell = round(cell, 6)  # what 0.1 + 0.2 leaves behind
    typed = narrow(text_of(cell)).strip(marks + " ")
    if _WITH_UNIT.fullmatch(typed):
        raise CellRefused(
            Message(
                "“{typed}” has a unit that does not belong here. Write the number alone, as this column "
                "counts it.",
                {"typed": clip(typed)},
            )
        )
    try:
        amount = read_decimal(typed, places, "1,250")
        check_bounds(amount, low, high)
    except FieldError as error:
        raise CellRefused(error.message) from error
    return amount


def yes_no(cell: Cell) -> bool:
    """Reads yes or no."""
    typed = narrow(text_of(cell))
    if typed.casefold() not in _YES | _NO:
        raise CellRefused(
            Message("“{typed}” is neither yes nor no. Write one of the two.", {"typed": clip(typed)})
        )
    return typed.casefold() in _YES


def one_of(words: Mapping[str, tuple[str, ...]], offered: Named) -> Callable[[Cell], str]:
    """Reads one of several codes by any of its `words`; `offered` names them in a refusal."""
    known = {word.casefold(): code for code, several in words.items() for word in (code, *several)}

    def read(cell: Cell) -> str:
        typed = narrow(text_of(cell))
        if typed.casefold() not in known:
            raise CellRefused(
                Message(
                    "“{typed}” is not known here. Write one of: {offered}.",
                    {"typed": clip(typed), "offered": offered},
                )
            )
        return known[typed.casefold()]

    return read


def several(cell: Cell) -> list[str]:
    """Reads several names with semicolons, commas or line breaks between them."""
    text = narrow(str(cell) if isinstance(cell, str) else text_of(cell)).replace("\n", ";").replace("、", ";")
    return list(dict.fromkeys(part for part in map(clean, re.split("[;,|]", text)) if part))
