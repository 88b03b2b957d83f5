"""Answer types that are written: a time, a day, free text; and those the section form does not ask."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Any

from app.checklists.item_types.base import FieldContext, FieldError, FieldType, Form, clip
from app.checklists.specs import Field
from app.messages import Message

FIRST_DAY = date(2000, 1, 1)
FARTHEST_AHEAD = timedelta(days=3653)
TIME = re.compile(r"(\d{1,2}):?(\d{2})(?::\d{2})?", re.ASCII)
DATE = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))", re.ASCII
)


class TimeType(FieldType):
    """A time of day as ``HH:MM``."""

    name = "time"

    def read(self, field: Field, typed: str, context: FieldContext) -> str:
        match = TIME.fullmatch(typed)
        if not match or int(match[1]) > 23 or int(match[2]) > 59:
            raise FieldError(
                Message(
                    "“{typed}” is not a time of day. Enter hours and minutes, for example 08:30.",
                    {"typed": clip(typed)},
                )
            )
        return f"{int(match[1]):02d}:{match[2]}"

    def show(self, field: Field, value: str | None, locale: str, context: FieldContext) -> str:
        return "" if value is None else context.formatters.time(value, locale)


class DateType(FieldType):
    """A local calendar day as ISO text; ``not_after`` and ``not_before`` may be ``today``."""

    name = "date"
    keys = frozenset({"not_after", "not_before"})

    def read(self, field: Field, typed: str, context: FieldContext) -> str:
        day = self._day(typed)
        if day < FIRST_DAY:
            raise FieldError(Message("This day is before the year 2000. Check the year.", {}))
        if field.not_after == "today" and day > context.today:
            raise FieldError(
                Message(
                    "This day is in the future. Enter today ({today}) or an earlier day.",
                    {"today": context.today},
                )
            )
        if field.not_before == "today" and day < context.today:
            raise FieldError(
                Message(
                    "This day has passed. Enter today ({today}) or a later day.", {"today": context.today}
                )
            )
        if day - context.today > FARTHEST_AHEAD:
            raise FieldError(Message("This day is more than ten years ahead. Check the year.", {}))
        return day.isoformat()

    def _day(self, typed: str) -> date:
        match = DATE.fullmatch(typed)
        if not match:
            raise FieldError(
                Message(
                    "“{typed}” is not a date. Enter year, month and day, for example 2026-03-31.",
                    {"typed": clip(typed)},
                )
            )
        year, month, day = (int(part) for part in match.group(1, 3, 4, 5, 6, 7, 8) if part)
        try:
            return date(year, month, day)
        except ValueError:
            raise FieldError(
                Message(
                    "There is no day {typed} in the calendar. Check month and day.", {"typed": clip(typed)}
                )
            ) from None

    def show(self, field: Field, value: str | None, locale: str, context: FieldContext) -> str:
        return "" if value is None else context.formatters.date(date.fromisoformat(value), locale)


class TextType(FieldType):
    """Free text; line breaks are kept, other control characters dropped, nothing else is changed."""

    name = "text"
    keys = frozenset({"guard", "max_length"})

    def typed(self, form: Form, name: str) -> str:
        lines = (form.get(name) or "").replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        return "".join(
            char for char in lines if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs")
        ).strip()

    def read(self, field: Field, typed: str, context: FieldContext) -> str:
        if len(typed) > field.max_length:
            raise FieldError(
                Message(
                    "This text has {length} characters; the limit is {limit}. Shorten it.",
                    {"length": len(typed), "limit": field.max_length},
                )
            )
        return typed


class UnaskedType(FieldType):
    """A field whose value never comes from the section form."""

    has_input = False

    def parse(self, field: Field, form: Form, name: str, context: FieldContext) -> None:
        return None

    def to_form(self, field: Field, value: Any, name: str, context: FieldContext) -> dict[str, list[str]]:
        return {}

    def show(self, field: Field, value: Any, locale: str, context: FieldContext) -> str:
        return ""


class PhotoType(UnaskedType):
    """Photos, by named slot; each is an upload of its own and is found by item and slot."""

    name = "photo"
    keys = frozenset({"slots"})


class ComputedType(UnaskedType):
    """A figure that a rule works out from other answers; nobody types it."""

    name = "computed"
    keys = frozenset({"rule", "entered_with", "unit"})
