"""Reading a calendar day: people write it in many ways; one that may be two days is asked back."""

import re
from datetime import date, timedelta

from app.checklists.item_types.base import clip, narrow
from app.exchange.cells import text_of
from app.exchange.reading.refusals import CellRefused
from app.exchange.reading.rows import Cell
from app.forms import clean
from app.messages import Message

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets
_ORDERED = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号號]?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TURNED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_NAMED = re.compile(
    r"(?P<day>\d{1,2})[- ](?P<month>[A-Za-z]{3,9})\.?[- ,]+(?P<year>\d{4}|\d{2})"
    r"|(?P<month_>[A-Za-z]{3,9})\.?[- ](?P<day_>\d{1,2})[- ,]+(?P<year_>\d{4})"
)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
# What stands behind a day without saying anything more: a time, a weekday.
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_WEEKDAY = re.compile(r"\s*\(?(星期|周|週|礼拜|禮拜)[一二三四五六日天]\)?$")
_NO_YEAR = re.compile(r"\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号號]?")
_NO_DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?")
_SHORT_YEAR = re.compile(r"\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号號]?")


def day(cell: Cell) -> str:
    """Reads a calendar day, as an ISO date: 2026-03-05, 2026.3.5, 2026年3月5日, 20260305, 5-Mar-26, a date
    cell."""
    if isinstance(cell, date):
        return _within(cell)
    typed = _WEEKDAY.sub("", _TIME.sub("", clean(narrow(text_of(cell)))))
    if isinstance(cell, float | int) or re.fullmatch(r"\d{5}(\.\d+)?", typed):
        return _within(_serial(typed))
    for form in (_ORDERED, _PACKED):
        if match := form.fullmatch(typed):
            return _within(_date(typed, *map(int, match.groups())))
    if match := _TURNED.fullmatch(typed):
        return _within(_turned(typed, *map(int, match.groups())))
    if (match := _NAMED.fullmatch(typed)) and (found := _named(typed, match)):
        return _within(found)
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


def _named(typed: str, match: re.Match) -> date | None:
    """A day whose month is an English name, in full or the first letters of it; None for any other word."""
    number, name, year = (match[key] or match[f"{key}_"] for key in ("day", "month", "year"))
    months = [at for at, known in enumerate(_MONTHS, 1) if known.startswith(name.casefold())]
    if len(months) != 1:
        return None
    return _date(typed, int(year) + (2000 if len(year) == 2 else 0), months[0], int(number))


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
    facts = {"typed": clip(typed)}
    if _SHORT_YEAR.fullmatch(typed):
        return CellRefused(Message("“{typed}” has no full year. Write it like 2026-03-05.", facts))
    if _NO_DAY.fullmatch(typed):
        return CellRefused(Message("“{typed}” has no day of the month. Write it like 2026-03-05.", facts))
    if _NO_YEAR.fullmatch(typed):
        return CellRefused(Message("“{typed}” has no year. Write it like 2026-03-05.", facts))
    return CellRefused(Message("“{typed}” is no date. Write it like 2026-03-05.", facts))
