"""Whole answers: a form becomes the value of an item, and a value becomes words for reading pages.

Half an answer is kept as it is; what is missing is told at the end of the visit, not while saving.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.checklists.item_types import FieldContext, FieldError, Form, field_type
from app.checklists.specs import Field, Item
from app.checklists.texts import Text
from app.messages import Message

Value = Mapping[str, Any]
SHORT, NAMES = 80, 48
# What these hold says by itself what it is about; a figure, a date or a "No" does not.
WORDY_TYPES = ("text", "choice", "multi", "table")
# Stands in place of an answer that was deleted: that it was given stays known, what it said does not.
DELETED: Value = {"deleted": True}


@dataclass(frozen=True)
class ParsedAnswer:
    """What came of a form.

    ``value`` holds the filled fields; ``errors`` sentences by control name; ``typed`` what stood in every
    control of the item, for showing the form again; ``empty`` is true when nothing at all was entered.
    """

    value: dict[str, Any]
    errors: dict[str, Message]
    typed: dict[str, list[str]]
    empty: bool


@dataclass(frozen=True)
class Missing:
    """A gap in an answer: the control that is blank, and the field (or table column) it belongs to."""

    control: str
    field: Field


def asked_fields(item: Item) -> tuple[Field, ...]:
    """The fields that the section form shows: no photos, no computed figures, no stock-screen fields."""
    return tuple(field for field in item.fields if field_type(field).has_input and not field.entered_on)


def parse_answer(item: Item, form: Form, context: FieldContext, prefix: str = "") -> ParsedAnswer:
    """Parse every field that has a control in the form; control names are ``prefix`` + field name.

    Stock-screen fields are read too when the form holds them, so that both screens share this function.
    """
    value, errors = {}, {}
    for field in item.fields:
        control = prefix + field.name
        try:
            parsed = field_type(field).parse(field, form, control, context)
        except FieldError as error:
            errors |= error.by_control(control)
            parsed = error.value
        if parsed is not None:
            value[field.name] = parsed
    return ParsedAnswer(value, errors, _typed(item, form, prefix), empty=not value and not errors)


def _typed(item: Item, form: Form, prefix: str) -> dict[str, list[str]]:
    names = {prefix + field.name for field in item.fields}
    parts = tuple(f"{name}-" for name in names)
    return {
        control: list(form.getlist(control))
        for control in form
        if control in names or control.startswith(parts)
    }


def form_values(
    item: Item, value: Value | None, context: FieldContext, prefix: str = ""
) -> dict[str, list[str]]:
    """The control values that show a stored answer in its form; the same shape as ``ParsedAnswer.typed``."""
    controls: dict[str, list[str]] = {}
    for field in item.fields:
        stored = (value or {}).get(field.name)
        controls |= field_type(field).to_form(field, stored, prefix + field.name, context)
    return controls


def missing_fields(item: Item, value: Value | None, prefix: str = "") -> list[Missing]:
    """The blank controls that a complete answer needs; none for an item without any answer at all."""
    if not is_answered(item, value):
        return []
    missing = []
    for field in asked_fields(item):
        stored = value.get(field.name)
        if stored is None and not field.optional:
            missing.append(Missing(prefix + field.name, field))
        missing += _missing_cells(field, stored, prefix + field.name)
    return missing


def _missing_cells(field: Field, rows: Any, control: str) -> list[Missing]:
    if field.type != "table":
        return []
    needed = [column for column in field.columns if field_type(column).has_input and not column.optional]
    return [
        Missing(f"{control}-{number}-{column.name}", column)
        for number, row in enumerate(rows or ())
        for column in needed
        if row.get(column.name) is None
    ]


def is_answered(item: Item, value: Value | None) -> bool:
    """Whether any field of the item is given."""
    return any((value or {}).get(field.name) is not None for field in item.fields)


def same_answer(item: Item, a: Value | None, b: Value | None) -> bool:
    """Whether two answers say the same, field by field."""
    first, second = a or {}, b or {}
    return all(field_type(each).same(first.get(each.name), second.get(each.name)) for each in item.fields)


def describe(
    item: Item, value: Value | None, locale: str, context: FieldContext
) -> list[tuple[Text | None, str]]:
    """Label and words of each filled field, in the item's order; a table is one line a row."""
    shown = ((field, _show(field, value, locale, context)) for field in item.fields)
    return [(field.label, words) for field, words in shown if words]


def _show(field: Field, value: Value | None, locale: str, context: FieldContext) -> str:
    return field_type(field).show(field, (value or {}).get(field.name), locale, context)


def short(item: Item, value: Value | None, locale: str, context: FieldContext) -> str:
    """One line of at most 80 characters; a table is counted before it is quoted, and one figure of several
    has its label: a bare "No" would be read as the answer to the whole question.
    """
    named, parts = _asks_several(item), []
    for field in item.fields:
        if field.type == "table":
            words = _short_table(field, (value or {}).get(field.name), locale, context)
        else:
            words = _show(field, value, locale, context)
        if words and named and field.label and field.type not in WORDY_TYPES:
            words = _labelled(field.label.in_locale(locale), words, locale)
        if words:
            parts.append(words.replace("\n", "; " if locale == "en" else "；"))
    return _clipped(" · ".join(parts))


def _asks_several(item: Item) -> bool:
    return sum(field.label is not None for field in item.fields) > 1


def _labelled(label: str, words: str, locale: str) -> str:
    colon = "" if label.endswith(("?", "？")) else ":" if locale == "en" else "："
    return f"{label}{colon}{' ' if locale == 'en' else ''}{words}"


@dataclass(frozen=True)
class Brief:
    """An answer as it stands beside the question: label (None where the item asks but one thing) and words of
    each filled field; of a table the number of its rows and what the first are called. `cut`: there is more.
    """

    parts: list[tuple[Text | None, str]]
    cut: bool


def brief(item: Item, value: Value | None, locale: str, context: FieldContext) -> Brief:
    """The answer in few words, each figure with its label."""
    named = _asks_several(item)
    parts, cut = [], False
    for field in item.fields:
        stored = (value or {}).get(field.name)
        words = _brief_field(field, stored, locale, context)
        if words:
            parts.append((field.label if named else None, words))
            cut = cut or field.type == "table" or words != _show(field, value, locale, context)
    return Brief(parts, cut)


def _brief_field(field: Field, stored: Any, locale: str, context: FieldContext) -> str:
    kind = field_type(field)
    if field.type != "table":
        return _clipped(kind.show(field, stored, locale, context).replace("\n", " "))
    if not stored:
        return ""
    names = kind.show_names(field, stored, locale, context, SHORT)
    return f"{kind.show_count(stored, locale)}{': ' if locale == 'en' else '：'}{_clipped(names, NAMES)}"


def _clipped(line: str, most: int = SHORT) -> str:
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _short_table(field: Field, rows: list | None, locale: str, context: FieldContext) -> str:
    if not rows:
        return ""
    table = field_type(field)
    words = table.show_start(field, rows, locale, context, SHORT)
    return f"{table.show_count(rows, locale)}{': ' if locale == 'en' else '：'}{words}" if words else ""


def photo_required(item: Item, value: Value | None, mode: str) -> bool:
    """Whether the answer needs a photo: always, in this mode of visit, or because of what was answered."""
    spec = item.photo
    if spec.kind == "required_in":
        return mode == spec.mode
    if spec.kind != "required_if":
        return spec.kind == "required"
    stored = (value or {}).get(spec.field)
    if stored is None:
        return False
    if spec.above is not None:
        return _figure(stored) > spec.above
    codes = set(stored) if isinstance(stored, list) else {stored}
    return bool(codes & set(spec.any_of)) if spec.any_of else not codes & set(spec.none_of)


def _figure(stored: Any) -> float:
    """The upper end of a range, the number of a table's rows, or the figure itself."""
    if isinstance(stored, dict):
        return stored["high"]
    return len(stored) if isinstance(stored, list) else stored
