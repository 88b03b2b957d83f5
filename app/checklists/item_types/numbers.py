"""Answer types that are counted or reckoned: whole numbers, percentages, money, grades from 1 to 5."""

import re
from decimal import Decimal
from typing import Any

from app.checklists.item_types.base import FieldContext, FieldError, FieldType, Form, clip, narrow
from app.checklists.specs import Field
from app.messages import Message

MAX_DIGITS = 12
NUMBER = re.compile(r"([+-]?)(\d+|\d{1,3}(?:[, ]\d{3})+|(?=\.\d))(?:\.(\d*))?", re.ASCII)
CURRENCY_MARKS = "¥￥$€£₩₫₹₱฿元圆圓"


def read_decimal(typed: str, places: int, example: str) -> Decimal:
    """Read digits with optional thousands separators and at most ``places`` decimals; FieldError if not."""
    match = NUMBER.fullmatch(typed)
    if not match:
        raise FieldError(
            Message(
                "“{typed}” is not a number. Use digits, for example {example}.",
                {"typed": clip(typed), "example": example},
            )
        )
    sign, whole, decimals = match[1], re.sub("[, ]", "", match[2]), (match[3] or "").rstrip("0")
    digits = len(whole.lstrip("0")) + len(decimals)
    if digits > MAX_DIGITS:
        raise FieldError(
            Message(
                "This number has {digits} digits. Enter at most {limit}.",
                {"digits": digits, "limit": MAX_DIGITS},
            )
        )
    if decimals and not places:
        raise FieldError(Message("Enter a whole number, without decimals.", {}))
    if len(decimals) > places:
        raise FieldError(Message("Enter at most {places} decimals.", {"places": places}))
    return Decimal(f"{sign}{whole or '0'}.{decimals or '0'}")


def check_bounds(value: Decimal, low: float | None, high: float | None) -> None:
    """Refuse a value outside low..high (either may be open) and name the bounds."""
    if low is not None and high is not None and not low <= value <= high:
        raise FieldError(Message("Enter a number from {min} to {max}.", {"min": low, "max": high}))
    if low is not None and value < low:
        raise FieldError(Message("Enter {min} or more.", {"min": low}))
    if high is not None and value > high:
        raise FieldError(Message("Enter {max} or less.", {"max": high}))


# What English calls one of what the content counts.
_ONE = {
    "brands": "brand", "cases": "case", "days": "day", "hands": "hand", "outlets": "outlet",
    "people": "person", "sessions": "session", "times": "time", "visits": "visit",
}  # fmt: skip


def with_unit(figure: str, field: Field, locale: str) -> str:
    """The figure and the field's unit, if it has one."""
    if not field.unit:
        return figure
    unit = field.unit.in_locale(locale)
    return f"{figure} {_ONE.get(unit, unit) if figure == '1' else unit}"


class IntType(FieldType):
    """A whole number; not below zero unless the content gives a lower minimum."""

    name = "int"
    keys = frozenset({"min", "max", "unit"})

    def read(self, field: Field, typed: str, context: FieldContext) -> int:
        value = read_decimal(typed, 0, "12")
        check_bounds(value, 0 if field.min is None else field.min, field.max)
        return int(value)

    def show(self, field: Field, value: int | None, locale: str, context: FieldContext) -> str:
        return "" if value is None else with_unit(context.formatters.number(value, locale), field, locale)


class PercentType(FieldType):
    """A share from 0 to 100 with at most two decimals; a typed percent sign is forgiven."""

    name = "pct"
    keys = frozenset({"min", "max", "unit"})

    def read(self, field: Field, typed: str, context: FieldContext) -> int | float:
        value = read_decimal(typed.removesuffix("%").rstrip(), 2, "35")
        check_bounds(value, 0 if field.min is None else field.min, 100 if field.max is None else field.max)
        return int(value) if value == int(value) else float(value)

    def show(self, field: Field, value: float | None, locale: str, context: FieldContext) -> str:
        return "" if value is None else f"{context.formatters.number(value, locale)}%"


class GradeType(FieldType):
    """A grade from 1 to 5; the content anchors some of the grades in words."""

    name = "s5"
    keys = frozenset({"anchors"})

    def read(self, field: Field, typed: str, context: FieldContext) -> int:
        if typed not in ("1", "2", "3", "4", "5"):
            raise FieldError(
                Message("“{typed}” is not a grade. Choose one from 1 to 5.", {"typed": clip(typed)})
            )
        return int(typed)

    def show(self, field: Field, value: int | None, locale: str, context: FieldContext) -> str:
        if value is None:
            return ""
        anchor = field.anchors.get(value)
        return f"{value}/5 {anchor.in_locale(locale)}" if anchor else f"{value}/5"

    def score(self, field: Field, value: int | None) -> float | None:
        return None if value is None else (value - 1) / 4


class MoneyType(FieldType):
    """An amount in integer minor units, or ``{"low":, "high":}`` where a range may stand for a figure."""

    name = "money"
    keys = frozenset({"range", "unit"})

    def parse(self, field: Field, form: Form, name: str, context: FieldContext) -> Any:
        figure = self.typed(form, name)
        low, high = self.typed(form, f"{name}-low"), self.typed(form, f"{name}-high")
        if field.range and figure and high and not low:
            # One box serves as the amount and, with the other filled, as the lower end.
            figure, low = "", figure
        if not field.range or not (low or high):
            return self.read(field, figure, context) if figure else None
        if figure:
            raise FieldError(Message("Enter either one amount or a range, not both.", {}))
        return self._range(field, {f"{name}-low": low, f"{name}-high": high}, context)

    def _range(self, field: Field, ends: dict[str, str], context: FieldContext) -> Any:
        amounts, messages = [], {}
        for control, typed in ends.items():
            if not typed:
                messages[control] = Message("Enter this end of the range too, or use the single amount.", {})
                continue
            try:
                amounts.append(self.read(field, typed, context))
            except FieldError as error:
                messages[control] = error.message
        if messages:
            raise FieldError(messages=messages)
        if amounts[0] > amounts[1]:
            raise FieldError(
                messages={
                    list(ends)[1]: Message(
                        "The upper end is below the lower end. Enter the smaller amount first.", {}
                    )
                }
            )
        return amounts[0] if amounts[0] == amounts[1] else {"low": amounts[0], "high": amounts[1]}

    def read(self, field: Field, typed: str, context: FieldContext) -> int:
        amount = read_decimal(narrow(typed).strip(CURRENCY_MARKS + " "), context.currency_digits, "1,250")
        if amount < 0:
            raise FieldError(Message("An amount cannot be below zero. Enter it without the minus sign.", {}))
        return int(amount.scaleb(context.currency_digits))

    def to_form(self, field: Field, value: Any, name: str, context: FieldContext) -> dict[str, list[str]]:
        if value is None:
            return {}
        if isinstance(value, dict):
            return {f"{name}-{end}": [self._plain(value[end], context)] for end in ("low", "high")}
        return {name: [self._plain(value, context)]}

    def _plain(self, minor_units: int, context: FieldContext) -> str:
        amount = Decimal(minor_units).scaleb(-context.currency_digits)
        return str(int(amount)) if amount == int(amount) else f"{amount:.{context.currency_digits}f}"

    def show(self, field: Field, value: Any, locale: str, context: FieldContext) -> str:
        if value is None:
            return ""
        ends = [value["low"], value["high"]] if isinstance(value, dict) else [value]
        return with_unit("–".join(context.formatters.money(end, locale) for end in ends), field, locale)
