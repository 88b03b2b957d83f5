"""From content mappings to Field values: the keys every field has, and those its answer type understands."""

from app.checklists.entries import ContentError, Entry, read_text, refuse_doubles
from app.checklists.item_types import COLUMN_TYPES, FIELD_TYPES
from app.checklists.specs import Field, Option, Slot
from app.checklists.texts import Text

ROW_CONTROLS = ("row", "removed")
# Every answer's form posts these beside its fields.
ANSWER_CONTROLS = ("id", "revision", "previous", "answered_at", "state", "evidence", "note", "wipe")


def read_fields(item: Entry) -> tuple[Field, ...]:
    """The fields of an item, at least one; with several, each needs a label."""
    entries = item.entries("fields", "name")
    if not entries:
        raise item.error("fields is missing")
    fields = tuple(_field(entry, FIELD_TYPES, labelled=len(entries) > 1) for entry in entries)
    refuse_doubles([field.name for field in fields], "field", item.where)
    for field in fields:
        if field.name in ANSWER_CONTROLS:
            raise item.error(f"field {field.name!r} is the name of a control that every answer has")
    return fields


def _field(entry: Entry, types: dict, labelled: bool) -> Field:
    name = entry.name("name")
    kind = entry.word("type", types)
    common = {
        "name": name,
        "type": kind,
        "label": entry.text("label", required=labelled),
        "optional": entry.flag("optional"),
        "entered_on": entry.word("entered_on", ("stock", "promises", "order", "minutes", None)),
    }
    special = {key: READERS[key](entry) for key in sorted(types[kind].keys) if key in entry.data}
    field = Field(**common, **special)
    _check(field, entry)
    entry.close()
    return field


def _check(field: Field, entry: Entry) -> None:
    if field.type in ("choice", "multi") and bool(field.options) == bool(field.options_from):
        raise entry.error("give either options or options_from")
    stray = set(field.exclusive) - {option.code for option in field.options}
    if stray:
        raise entry.error(f"exclusive names unknown option {', '.join(sorted(stray))}")
    if field.type == "table" and not field.columns:
        raise entry.error("columns is missing")
    if field.min is not None and field.max is not None and field.min > field.max:
        raise entry.error(f"min {field.min} is above max {field.max}")


def _options(entry: Entry) -> tuple[Option, ...]:
    options = []
    for option in entry.entries("options", "code"):
        code, score = option.name("code"), option.number("score")
        if score is not None and not 0 <= score <= 1:
            raise option.error(f"score {score} is outside 0..1")
        options.append(Option(code, option.text("label", required=True), score))
        option.close()
    refuse_doubles([option.code for option in options], "option", entry.where)
    return tuple(options)


def _slots(entry: Entry) -> tuple[Slot, ...]:
    slots = []
    for slot in entry.entries("slots", "code"):
        slots.append(Slot(slot.name("code"), slot.text("label", required=True)))
        slot.close()
    refuse_doubles([slot.code for slot in slots], "slot", entry.where)
    return tuple(slots)


def _anchors(entry: Entry) -> dict[int, Text]:
    """Grades come as numbers from YAML and as words from JSON."""
    anchors = {}
    for grade, words in entry.entry("anchors").data.items():
        if str(grade) not in ("1", "2", "3", "4", "5"):
            raise entry.error(f"anchor {grade!r} is not a grade from 1 to 5")
        anchors[int(grade)] = read_text(words, f"{entry.where}: anchor {grade}")
    return anchors


def _columns(entry: Entry) -> tuple[Field, ...]:
    entries = entry.entries("columns", "name")
    columns = tuple(_field(column, COLUMN_TYPES, labelled=True) for column in entries)
    refuse_doubles([column.name for column in columns], "column", entry.where)
    for column in columns:
        if column.name in ROW_CONTROLS:
            raise ContentError([f"{entry.where}: column {column.name!r} is the name of a row's own control"])
    return columns


READERS = {
    "options": _options,
    "options_from": lambda entry: entry.name("options_from"),
    "exclusive": lambda entry: entry.words("exclusive"),
    "anchors": _anchors,
    "min": lambda entry: entry.number("min"),
    "max": lambda entry: entry.number("max"),
    "unit": lambda entry: entry.text("unit"),
    "range": lambda entry: entry.flag("range"),
    "not_after": lambda entry: entry.word("not_after", ("today", None)),
    "not_before": lambda entry: entry.word("not_before", ("today", None)),
    "guard": lambda entry: entry.flag("guard"),
    "max_length": lambda entry: entry.count("max_length", 1000),
    "columns": _columns,
    "row_label": lambda entry: entry.text("row_label"),
    "max_rows": lambda entry: entry.count("max_rows", 60),
    "carry": lambda entry: entry.flag("carry"),
    "rule": lambda entry: str(entry.need("rule")),
    "slots": _slots,
    "entered_with": lambda entry: entry.name("entered_with"),
}
