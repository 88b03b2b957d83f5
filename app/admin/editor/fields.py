"""The answers of a question between its form and its plain data. Pure.

The controls of the first answer begin with ``f0-``; those of its first choice with ``f0-o0-``, of the first
column of a table with ``f0-c0-``, and of the first place for a photo with ``f0-s0-``.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from app.admin.editor.typed import Typed, flat_words
from app.checklists.texts import LOCALES
from app.messages import Message

Data = dict[str, Any]

PLAIN = ("yn", "ynp", "s5", "int", "pct", "money", "time", "date", "text", "choice", "multi")
ANSWERS = (*PLAIN, "table", "photo")
ANCHORED = ("1", "3", "5")
DAYS = ("any", "past", "ahead")
MOST = 1_000_000_000


def flat_field(prefix: str, data: Data) -> Iterator[tuple[str, str]]:
    """The controls that show an answer."""
    yield f"{prefix}-name", data["name"]
    yield f"{prefix}-type", data["type"]
    yield from flat_words(f"{prefix}-label", data.get("label"))
    yield from flat_words(f"{prefix}-unit", data.get("unit"))
    yield from flat_words(f"{prefix}-row_label", data.get("row_label"))
    for name in ("optional", "range", "carry"):
        yield f"{prefix}-{name}", "y" if data.get(name) else ""
    for name in ("min", "max", "max_rows"):
        yield f"{prefix}-{name}", "" if data.get(name) is None else str(data[name])
    yield f"{prefix}-day", "past" if data.get("not_after") else "ahead" if data.get("not_before") else "any"
    for grade, words in (data.get("anchors") or {}).items():
        yield from flat_words(f"{prefix}-a{grade}", words)
    for letter, name in (("o", "options"), ("s", "slots")):
        for number, each in enumerate(data.get(name) or ()):
            yield from _flat_option(f"{prefix}-{letter}{number}", each)
    for number, column in enumerate(data.get("columns") or ()):
        yield from flat_field(f"{prefix}-c{number}", column)


def _flat_option(prefix: str, data: Data) -> Iterator[tuple[str, str]]:
    yield f"{prefix}-code", data["code"]
    yield from flat_words(f"{prefix}-label", data["label"])
    yield f"{prefix}-score", shown_score(data.get("score"))


def shown_score(score: float | None) -> str:
    """A score from 0 to 1 as per cent without decimals."""
    return "" if score is None else str(round(score * 100))


def reworded(typed: Typed, prefix: str, data: Data) -> Data:
    """An answer that came with Rounds: its words and the scores of its choices may change, no more."""
    result = dict(data)
    for name in ("label", "unit", "row_label"):
        if name in data:
            result[name] = typed.words(f"{prefix}-{name}", needed=True) or data[name]
    if data.get("anchors"):
        result["anchors"] = {
            grade: typed.words(f"{prefix}-a{grade}", needed=True) or words
            for grade, words in data["anchors"].items()
        }
    for letter, name in (("o", "options"), ("s", "slots")):
        if data.get(name):
            rows = enumerate(data[name])
            result[name] = [
                _reworded_option(typed, f"{prefix}-{letter}{number}", each) for number, each in rows
            ]
    if data.get("columns"):
        columns = enumerate(data["columns"])
        result["columns"] = [reworded(typed, f"{prefix}-c{number}", each) for number, each in columns]
    return result


def _reworded_option(typed: Typed, prefix: str, data: Data) -> Data:
    result = data | {"label": typed.words(f"{prefix}-label", needed=True) or data["label"]}
    if "score" in data and typed.get(f"{prefix}-score") != shown_score(data["score"]):
        score = typed.figure(f"{prefix}-score", 0, 100)
        if score is None:
            typed.refuse(
                f"{prefix}-score", Message("Enter a number from {low} to {high}.", {"low": 0, "high": 100})
            )
        result["score"] = (score or 0) / 100
    return result


def own_fields(typed: Typed) -> list[Data]:
    """The answers of a question of the company's own; those with a ticked ``f0-removed`` are left out."""
    numbers = [number for number in typed.numbers("f") if not typed.ticked(f"f{number}-removed")]
    taken: set[str] = set()
    fields = [_own_field(typed, f"f{number}", ANSWERS, len(numbers) > 1, taken) for number in numbers]
    return [field for field in fields if field]


def _own_field(
    typed: Typed, prefix: str, types: tuple[str, ...], labelled: bool, taken: set[str]
) -> Data | None:
    kind = typed.get(f"{prefix}-type")
    if kind not in types:
        typed.refuse(f"{prefix}-type", Message("Choose one of these."))
        return None
    data: Data = {"name": _name(typed.get(f"{prefix}-name"), "a", taken), "type": kind}
    if label := typed.words(f"{prefix}-label", needed=labelled):
        data["label"] = label
    if typed.ticked(f"{prefix}-optional"):
        data["optional"] = True
    return data | _SPECIAL.get(kind, _nothing)(typed, prefix)


def _name(kept: str, letter: str, taken: set[str]) -> str:
    """The name that a row has kept, else the first that is free: answers are stored under it."""
    if (
        not (kept[:1] == letter and kept[1:].isascii() and kept[1:].isdigit() and len(kept) < 8)
        or kept in taken
    ):
        kept = next(name for number in range(1, 10_000) if (name := f"{letter}{number}") not in taken)
    taken.add(kept)
    return kept


def _nothing(typed: Typed, prefix: str) -> Data:
    return {}


def _choices(typed: Typed, prefix: str) -> Data:
    rows = _labelled(typed, f"{prefix}-o")
    if len(rows) < 2:
        typed.refuse(f"{prefix}-o0-label-en", Message("Give at least two choices."))
    for place, row in rows:
        score = typed.figure(f"{place}-score", 0, 100)
        if score is not None:
            row["score"] = score / 100
    return {"options": [row for _place, row in rows]}


def _places(typed: Typed, prefix: str) -> Data:
    rows = _labelled(typed, f"{prefix}-s")
    if not rows:
        typed.refuse(f"{prefix}-s0-label-en", Message("Name at least one photo to take."))
    return {"slots": [row for _place, row in rows]}


def _labelled(typed: Typed, start: str) -> list[tuple[str, Data]]:
    """The rows that have words, each with the beginning of its controls' names."""
    rows, taken = [], set()
    places = [f"{start}{number}" for number in typed.numbers(start)]
    filled = [place for place in places if any(typed.get(f"{place}-label-{locale}") for locale in LOCALES)]
    kept = {typed.get(f"{place}-code") for place in filled}
    for place in filled:
        code = typed.get(f"{place}-code")
        new = _name(code, "o", taken | (kept - {code}))
        taken.add(new)
        rows.append((place, {"code": new, "label": typed.words(f"{place}-label")}))
    return rows


def _bounds(typed: Typed, prefix: str) -> Data:
    ends = {end: typed.figure(f"{prefix}-{end}", -MOST, MOST) for end in ("min", "max")}
    low, high = ends["min"], ends["max"]
    if high is not None and high < (low or 0):
        typed.refuse(f"{prefix}-max", Message("The highest is below the lowest. Enter the lower one first."))
    data = {end: value for end, value in ends.items() if value is not None}
    unit = typed.words(f"{prefix}-unit")
    return data | ({"unit": unit} if unit else {})


def _amount(typed: Typed, prefix: str) -> Data:
    return {"range": True} if typed.ticked(f"{prefix}-range") else {}


def _day(typed: Typed, prefix: str) -> Data:
    return {"past": {"not_after": "today"}, "ahead": {"not_before": "today"}}.get(
        typed.get(f"{prefix}-day"), {}
    )


def _grades(typed: Typed, prefix: str) -> Data:
    return {"anchors": {grade: typed.words(f"{prefix}-a{grade}", needed=True) for grade in ANCHORED}}


def _table(typed: Typed, prefix: str) -> Data:
    taken: set[str] = set()
    places = [f"{prefix}-c{number}" for number in typed.numbers(f"{prefix}-c")]
    filled = [
        place for place in places if typed.get(f"{place}-type") and not typed.ticked(f"{place}-removed")
    ]
    columns = [_own_field(typed, place, PLAIN, True, taken) for place in filled]
    if not filled:
        typed.refuse(f"{prefix}-c0-type", Message("Give the table at least one column."))
    data: Data = {"columns": [column for column in columns if column]}
    if row_label := typed.words(f"{prefix}-row_label"):
        data["row_label"] = row_label
    most = typed.figure(f"{prefix}-max_rows", 1, 60)
    data["max_rows"] = 20 if most is None else most
    return data | ({"carry": True} if typed.ticked(f"{prefix}-carry") else {})


_SPECIAL: Mapping[str, Any] = {
    "choice": _choices, "multi": _choices, "photo": _places, "int": _bounds, "pct": _bounds, "money": _amount,
    "date": _day, "s5": _grades, "table": _table,
}  # fmt: skip
