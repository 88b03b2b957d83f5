"""A question between its form and its plain data. Pure.

Of a question that came with Rounds the words, the weight, and when it is asked may change: the rules that
read its answers rely on the rest. One of the company's own (its key begins with ``own_``) is free altogether.
"""

from collections.abc import Iterator
from typing import Any

from app.admin.editor.fields import flat_field, own_fields, reworded
from app.admin.editor.typed import Typed, flat_words
from app.checklists.entries import PLACE
from app.checklists.specs import MODES, SEVERITIES
from app.messages import Message

Data = dict[str, Any]

OWN = "own_"
PHOTOS = ("none", "optional", "required")
FAULTS = ("never", "low", "missing")
SWITCHES = ("obligatory", "unchanged", "sensitive")
HEAVIEST = 10
LOW = 0.5  # of a score of 0 to 1: below it is the finding of a question of one's own
GRADED = ("yn", "ynp", "s5")
_TRIGGERS = {
    "low": {"when": "score_below", "value": LOW}, "missing": {"when": "missing"}, "never": {"when": "never"},
}  # fmt: skip


def is_own(item: Data) -> bool:
    """Whether the company added the question."""
    return item["key"].startswith(OWN)


def is_cornerstone(item: Data) -> bool:
    """Whether a screen of its own stands on the question, so that it cannot be switched off."""
    return any(field.get("entered_on") for field in item["fields"])


def is_scored(item: Data) -> bool:
    """Whether the question counts for a score, so that it has a weight."""
    return item.get("score", "none") != "none"


def blank_item(key: str, kind: str) -> Data:
    """A question of one's own with one answer of a kind, to begin with."""
    return {"key": key, "mode": "full", "fields": [{"name": "a1", "type": kind}], "weight": 1}


def flat_item(item: Data) -> dict[str, str]:
    """The controls that show a question."""
    return dict(_flat(item))


def _flat(item: Data) -> Iterator[tuple[str, str]]:
    for name in ("title", "ask", "hint"):
        yield from flat_words(name, item.get(name))
    for name in ("finding", "advice"):
        yield from flat_words(name, (item.get(name) or {}).get("text"))
    yield "on", "" if item.get("off") else "y"
    yield "mode", item["mode"]
    photo = item.get("photo", "none")
    yield "photo", photo if isinstance(photo, str) else "condition"
    yield "weight", str(item.get("weight", 0))
    yield "severity", (item.get("finding") or {}).get("severity", "minor")
    yield "scored", "y" if is_scored(item) else ""
    yield (
        "fault",
        {"score_below": "low", "missing": "missing"}.get((item.get("trigger") or {}).get("when"), "never"),
    )
    for name in SWITCHES:
        yield name, "y" if item.get(name) else ""
    for number, field in enumerate(item["fields"]):
        yield from flat_field(f"f{number}", field)


def read_item(typed: Typed, shown: Data) -> Data:
    """The question as the form has it; `shown` is the question as the page showed it, or a blank one.

    Whatever is wrong is in ``typed.errors`` afterwards, and then the question must not be kept."""
    item = _common(typed, shown)
    return _own(typed, item) if is_own(shown) else _built_in(typed, item, shown)


def _common(typed: Typed, shown: Data) -> Data:
    item = dict(shown)
    if typed.ticked("on") or is_cornerstone(shown):
        item.pop("off", None)
    else:
        item["off"] = True
    _put(item, "title", typed.words("title", needed=True))
    _put(item, "ask", typed.words("ask", needed=True))
    _put(item, "hint", typed.words("hint"))
    item["mode"] = _one_of(typed, "mode", MODES)
    if typed.get("photo") != "condition" or not isinstance(shown.get("photo"), dict):
        photo = _one_of(typed, "photo", PHOTOS)
        _put(item, "photo", None if photo == "none" and "photo" not in shown else photo)
    for name in SWITCHES:
        if typed.ticked(name):
            item[name] = True
        else:
            item.pop(name, None)
    return item


def _one_of(typed: Typed, name: str, allowed: tuple[str, ...]) -> str:
    if typed.get(name) not in allowed:
        typed.refuse(name, Message("Choose one of these."))
        return allowed[0]
    return typed.get(name)


def _put(item: Data, name: str, value: Any) -> None:
    if value is None:
        item.pop(name, None)
    else:
        item[name] = value


def _built_in(typed: Typed, item: Data, shown: Data) -> Data:
    if shown.get("sensitive"):
        item["sensitive"] = True  # what belongs to others does not stop being theirs
    if is_scored(shown):
        item["weight"] = _weight(typed, shown)
    for name in ("finding", "advice"):
        if name in shown:
            places = frozenset(PLACE.findall(shown[name]["text"]["en"]))
            words = typed.words(name, needed=True, places=places) or shown[name]["text"]
            item[name] = shown[name] | {"text": words}
    if "finding" in shown:
        item["finding"] = item["finding"] | {"severity": _one_of(typed, "severity", SEVERITIES)}
    item["fields"] = [reworded(typed, f"f{number}", field) for number, field in enumerate(shown["fields"])]
    return item


def _weight(typed: Typed, shown: Data) -> float:
    weight = typed.figure("weight", 0, HEAVIEST, places=1)
    return shown.get("weight", 0) if weight is None else weight


def _own(typed: Typed, item: Data) -> Data:
    item |= {"source": "addition", "seconds": item.get("seconds", 15), "fields": own_fields(typed)}
    fields = item["fields"]
    if not fields:
        typed.refuse("add", Message("Give the question at least one answer."))
    if len(fields) > 1 and any(field["type"] == "photo" for field in fields):
        typed.refuse(
            "add",
            Message(
                "A question that photos answer asks for nothing else. Add another question for the rest."
            ),
        )
    scored = typed.ticked("scored")
    item["score"] = _score(typed, fields) if scored else "none"
    item["weight"] = _weight(typed, item) if scored else 0
    fault = _one_of(typed, "fault", FAULTS)
    if fault == "low" and not scored:
        typed.refuse(
            "fault",
            Message("Without a score there is no low one. Let it count for the score, or choose another."),
        )
    item["trigger"] = _TRIGGERS[fault]
    finding, advice = typed.words("finding", needed=fault != "never"), typed.words("advice")
    severity = _one_of(typed, "severity", SEVERITIES)
    _put(item, "finding", {"severity": severity, "text": finding} if finding else None)
    _put(item, "advice", {"source": "addition", "text": advice} if advice else None)
    return item


def _score(typed: Typed, fields: list[Data]) -> Data | str:
    for field in fields:
        options = field.get("options") or []
        if field["type"] in GRADED:
            return {"from": "field", "field": field["name"]}
        if field["type"] == "choice" and options and all("score" in option for option in options):
            return {"from": "field", "field": field["name"]}
        if field["type"] == "multi" and options:
            return {"from": "ticked", "field": field["name"], "out_of": len(options)}
    typed.refuse(
        "scored",
        Message("Only yes or no, grades, and choices that all have a score can count for the score."),
    )
    return "none"
