"""The controls of an item as the templates draw them: names, labels, what stands in them, what is wrong.

Nothing in here knows a visit: a stored value and a refused form are shown by the same controls.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from app import i18n
from app.checklists.answers import asked_fields
from app.checklists.item_types import FieldContext, field_type
from app.checklists.specs import Field, Item
from app.checklists.texts import Text
from app.locality import currency
from app.messages import Message

FEW, MANY = 4, 9  # options side by side; options that only a drop-down keeps short
BARE = ("text", "choice", "date", "time")

Typed = Mapping[str, list[str]]


@dataclass(frozen=True)
class Control:
    """One control. `kind` names its template, `look` how a choice is drawn; `values` is what stands in it.

    `low` and `high` are the ends of a range of money; `rows` and `blank` belong to a table.
    """

    kind: str
    look: str
    field: Field
    name: str
    id: str
    label: str
    labelled: bool
    unit: str | None
    options: list[tuple[str, str]]
    anchors: dict[int, str]
    values: list[str]
    low: str
    high: str
    error: str | None
    errors: dict[str, str]
    rows: "list[Row]"
    blank: "Row | None"

    @property
    def value(self) -> str | None:
        """The single value that stands in the control."""
        return self.values[0] if self.values else None


@dataclass(frozen=True)
class Row:
    """A row of a table: its number on the page, its lasting id, its words, its controls."""

    number: int
    id: str
    prefix: str
    title: str
    detail: str
    controls: list[Control]
    bad: bool
    open: bool = False


@dataclass(frozen=True)
class Desk:
    """What every control of a page is drawn with: the run-time lists, the reader's language."""

    context: FieldContext
    locale: str


def controls_of(desk: Desk, item: Item, typed: Typed, errors: Mapping[str, Message]) -> list[Control]:
    """The controls of an item with what was `typed` in them and the sentences that refuse it."""
    fields = asked_fields(item)
    said = {name: i18n.say(message) for name, message in errors.items()}
    alone = len(fields) == 1
    return [_control(desk, field, field.name, item.key, item.ask, typed, said, alone) for field in fields]


def _control(
    desk: Desk, field: Field, name: str, owner: str, ask: Text | None, typed: Typed, errors: dict,
    alone: bool = False,
) -> Control:  # fmt: skip
    labelled = not (alone and field.label is None)
    options = [
        (option.code, option.label.in_locale(desk.locale))
        for option in field_type(field).options(field, desk.context)
    ]
    rows = _rows(desk, field, name, owner, typed, errors) if field.type == "table" else []
    return Control(
        kind=field.type, look=_look(options, field, ask is None), field=field,
        name=name, id=f"{owner}-{name}",
        label=(field.label or ask).in_locale(desk.locale), labelled=labelled,
        unit=field.unit.in_locale(desk.locale) if field.unit else None,
        options=options,
        anchors={step: text.in_locale(desk.locale) for step, text in field.anchors.items()},
        values=typed.get(name, []), low=_first(typed, f"{name}-low"), high=_first(typed, f"{name}-high"),
        error=errors.get(name) or errors.get(f"{name}-low") or errors.get(f"{name}-high"),
        errors={control: text for control, text in errors.items() if control.startswith(f"{name}-")},
        rows=rows, blank=_blank(desk, field, name, owner, rows) if field.type == "table" else None,
    )  # fmt: skip


def _first(typed: Typed, name: str) -> str:
    return (typed.get(name) or [""])[0]


def _look(options: list[tuple[str, str]], field: Field, in_table: bool) -> str:
    longest = max((_width(text) for _code, text in options), default=0)
    if field.options_from or len(options) > MANY or (in_table and len(options) > FEW):
        return "chips" if field.type == "multi" else "select"
    if len(options) <= FEW and longest * len(options) <= 30 and field.type != "multi":
        return "segmented"
    return "options" if longest > 26 and field.type != "multi" else "chips"


def _width(text: str) -> int:
    """Columns that a text takes: a Han character is two wide."""
    return sum(2 if char > "\u2e7f" else 1 for char in text)


def _rows(desk: Desk, field: Field, name: str, owner: str, typed: Typed, errors: dict) -> list[Row]:
    numbers = sorted({int(part) for part in _parts(name, typed) if part.isdecimal() and len(part) < 6})
    return [_row(desk, field, name, owner, number, typed, errors) for number in numbers]


def _parts(name: str, typed: Iterable[str]) -> Iterable[str]:
    start = f"{name}-"
    return (control[len(start) :].split("-")[0] for control in typed if control.startswith(start))


def _row(desk: Desk, field: Field, name: str, owner: str, number: int, typed: Typed, errors: dict) -> Row:
    prefix = f"{name}-{number}"
    controls = [
        _control(desk, column, f"{prefix}-{column.name}", owner, None, typed, errors)
        for column in field.columns
        if field_type(column).has_input
    ]
    words = [word for control in controls if (word := _words(control, desk.locale))]
    return Row(
        number=number, id=_first(typed, f"{prefix}-row"), prefix=prefix, title=words[0] if words else "",
        detail=" · ".join(words[1:5]), controls=controls, bad=any(control.error for control in controls),
        open=any(control.error for control in controls),
    )  # fmt: skip


def _blank(desk: Desk, field: Field, name: str, owner: str, rows: list[Row]) -> Row:
    number = rows[-1].number + 1 if rows else 0
    return _row(desk, field, name, owner, number, {}, {})


def _words(control: Control, locale: str) -> str:
    labels = dict(control.options)
    values = (labels.get(value) or _shown(control.kind, value) for value in control.values)
    words = (", " if locale == "en" else "、").join(values)
    if control.low or control.high:
        words = f"{_shown(control.kind, control.low)}–{_shown(control.kind, control.high)}"
    if not words or control.kind in BARE:
        return words
    unit = f" {control.unit}" if control.unit else "%" if control.kind == "pct" else ""
    return f"{control.label} {words}{unit}"


def _shown(kind: str, typed: str) -> str:
    """A day or an amount as the reader writes it; what cannot be read stays as it was typed."""
    with suppress(ValueError, ArithmeticError):
        if kind == "date":
            return i18n.show_date(date.fromisoformat(typed))
        if kind == "money" and typed:
            return i18n.money(round(float(typed) * currency().minor))
    return typed
