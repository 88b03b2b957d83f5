"""Reading one cell: people write figures, days and yes in many ways; what is not certain is asked back."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from app.checklists.item_types import FieldError
from app.checklists.item_types.base import clip, narrow
from app.checklists.item_types.numbers import CURRENCY_MARKS, check_bounds, read_decimal
from app.exchange.reading.refusals import CellRefused
from app.exchange.reading.rows import Cell
from app.forms import clean
from app.locality import currency
from app.messages import Message, Named

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
MOST_MINOR = 100_000_000  # what a case may cost at most, in minor units
_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets
_CUT_SHORT = re.compile(r"\d(?:[.,]\d+)?[eE][+]\d+|#+")
_ORDERED = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TURNED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
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
            typed = narrow(text_of(cell)).casefold()
            cell = next((typed.removesuffix(each) for each in units if typed.endswith(each)), cell)
        return int(_decimal(cell, 0, low, high))

    return read


def money(cell: Cell) -> int:
    """Reads an amount in the company's currency; kept in its minor units."""
    kind = currency()
    amount = _decimal(cell, kind.digits, 0, MOST_MINOR // kind.minor, CURRENCY_MARKS + kind.sign)
    return int(amount.scaleb(kind.digits))


def _decimal(cell: Cell, places: int, low: int, high: int, marks: str = "") -> Decimal:
    if isinstance(cell, date):
        raise CellRefused(Message("A date stands where a number should. Format the column as a number."))
    if isinstance(cell, float):
        cell = round(cell, 6)  # what 0.1 + 0.2 leaves behind
    typed = narrow(text_of(cell)).strip(marks + " ")
    try:
        amount = read_decimal(typed, places, "1,250")
        check_bounds(amount, low, high)
    except FieldError as error:
        raise CellRefused(error.message) from error
    return amount


def day(cell: Cell) -> str:
    """Reads a calendar day, as an ISO date: 2026-03-05, 2026/3/5, 2026年3月5日, 20260305, a date cell."""
    if isinstance(cell, date):
        return _within(cell)
    typed = _TIME.sub("", clean(narrow(text_of(cell))))
    if isinstance(cell, float | int) or re.fullmatch(r"\d{5}(\.\d+)?", typed):
        return _within(_serial(typed))
    for form in (_ORDERED, _PACKED):
        if match := form.fullmatch(typed):
            return _within(_date(typed, *map(int, match.groups())))
    if match := _TURNED.fullmatch(typed):
        return _within(_turned(typed, *map(int, match.groups())))
    raise _no_day(typed)


def _serial(typed: str) -> date:
    if match := _PACKED.fullmatch(typed):
        return _date(typed, *map(int, match.groups()))
    if not re.fullmatch(r"\d{5}(\.\d+)?", typed):
        raise _no_day(typed)
    return _EPOCH + timedelta(days=int(float(typed)))


def _turned(typed: str, first: int, second: int, year: int) -> date:
    if first != second and first <= 12 and second <= 12:
        choices = {
            "typed": typed,
            "one": f"{year}-{second:02d}-{first:02d}",
            "two": f"{year}-{first:02d}-{second:02d}",
        }
        raise CellRefused(Message("“{typed}” may be {one} or {two}. Write the year first.", choices))
    return _date(typed, year, *((second, first) if first > 12 else (first, second)))


def _date(typed: str, year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise CellRefused(Message("There is no such day: “{typed}”.", {"typed": clip(typed)})) from None


def _within(found: date) -> str:
    if not FIRST <= date(found.year, found.month, found.day) <= LAST:
        raise CellRefused(
            Message("The day {day} cannot be right. Check the year.", {"day": found.isoformat()[:10]})
        )
    return found.isoformat()[:10]


def _no_day(typed: str) -> CellRefused:
    return CellRefused(Message("“{typed}” is no date. Write it like 2026-03-05.", {"typed": clip(typed)}))


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
