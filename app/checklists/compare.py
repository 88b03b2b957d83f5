"""What changed from one checklist to another, question by question, in words. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.checklists.documents import Document, ItemData, items_of
from app.checklists.order import keys_of, moved
from app.checklists.texts import LOCALES, Text
from app.messages import Message, Named

LANGUAGES = {"en": "English", "zh_Hans": "简体中文", "zh_Hant": "繁體中文"}
MODES = {
    "quick": Message("in every visit"),
    "full": Message("in full audits"),
    "profile": Message("in full audits, where it seldom changes"),
}
PHOTOS = {
    "none": Message("no photo"), "optional": Message("a photo may be added"),
    "required": Message("a photo is needed"), "condition": Message("a photo under a condition"),
}  # fmt: skip
TEXTS = {
    "title": Message("the title"), "ask": Message("the question"), "hint": Message("the hint"),
    "finding": Message("the finding"), "advice": Message("the advice"),
}  # fmt: skip
_SWITCHES = {
    "obligatory": (
        Message("A visit cannot be finished without it."), Message("A visit can be finished without it.")
    ),
    "unchanged": (
        Message("“Nothing changed” may answer it."), Message("“Nothing changed” does not answer it any more.")
    ),
    "sensitive": (
        Message("It is sensitive: only the rep, his supervisors and admins see it."),
        Message("It is not sensitive any more."),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class ItemChange:
    """A question that is not as it was: its section, its title, and a sentence for each difference."""

    section: str
    key: str
    title: Text
    lines: tuple[Message, ...]


def compare(before: Document, after: Document) -> list[ItemChange]:
    """The questions in which two checklists differ, in the order of the second."""
    old = {item["key"]: (section, item) for section, item in items_of(before)}
    new = {item["key"]: (section, item) for section, item in items_of(after)}
    moves = _moves(before, after)
    changes = [
        _change(section, old[key][1] if key in old else None, item, moves.get(key, ()))
        for key, (section, item) in new.items()
    ]
    gone = [_change(section, item, None) for key, (section, item) in old.items() if key not in new]
    return [change for change in changes + gone if change.lines]


def _change(
    section: str, old: ItemData | None, new: ItemData | None, moves: tuple[Message, ...] = ()
) -> ItemChange:
    item = new or old
    lines = tuple(_lines(old, new)) if old and new else (_came_or_went(new),)
    return ItemChange(section, item["key"], Text.from_mapping(item["title"]), lines + moves)


def _moves(before: Document, after: Document) -> dict[str, tuple[Message]]:
    """Where each question that was moved stands now, by its key."""
    told = {}
    for section in after:
        name = section["section"]
        was = keys_of(before, name) if any(each["section"] == name for each in before) else []
        gone_by = moved(was, keys_of(after, name))
        for ahead, item in zip([None, *section["items"]], section["items"], strict=False):
            if item["key"] in gone_by:
                told[item["key"]] = (_standing(ahead),)
    return told


def _standing(ahead: ItemData | None) -> Message:
    if ahead is None:
        return Message("Moved: it comes first now.")
    return Message("Moved: it comes after “{title}” now.", {"title": _named(ahead["title"])})


def _came_or_went(new: ItemData | None) -> Message:
    if new is None:
        return Message("Removed.")
    return Message("Added, switched off.") if new.get("off") else Message("Added.")


def _lines(old: ItemData, new: ItemData) -> Iterator[Message]:
    if bool(old.get("off")) != bool(new.get("off")):
        yield Message("Switched off.") if new.get("off") else Message("Switched on.")
    if old["mode"] != new["mode"]:
        yield Message(
            "Asked {now}; before {before}.", {"now": MODES[new["mode"]], "before": MODES[old["mode"]]}
        )
    if _photo(old) != _photo(new) or (_photo(new) == "condition" and old["photo"] != new["photo"]):
        places = {"now": PHOTOS[_photo(new)], "before": PHOTOS[_photo(old)]}
        yield Message("Photo: {now}; before: {before}.", places)
    if old.get("weight", 0) != new.get("weight", 0):
        yield Message(
            "Weight {before} → {now}.", {"before": old.get("weight", 0), "now": new.get("weight", 0)}
        )
    for key, (on, off) in _SWITCHES.items():
        if bool(old.get(key)) != bool(new.get(key)):
            yield on if new.get(key) else off
    for key, called in TEXTS.items():
        yield from _reworded(called, _text(old, key), _text(new, key))
    yield from _severity(old, new)
    yield from _answers(old["fields"], new["fields"])
    if old.get("score") != new.get("score") or old.get("trigger") != new.get("trigger"):
        yield Message("It is scored, or found fault with, differently.")


def _photo(item: ItemData) -> str:
    photo = item.get("photo", "none")
    return photo if isinstance(photo, str) else "condition"


def _text(item: ItemData, key: str) -> Mapping[str, str] | None:
    value = item.get(key)
    return value.get("text") if value and key in ("finding", "advice") else value


def _reworded(called: Message, old: Mapping | None, new: Mapping | None) -> Iterator[Message]:
    if old == new:
        return
    if not old or not new:
        said = Message("New: {what}: “{now}”") if new else Message("Gone: {what}: “{before}”")
        yield Message(said.text, {"what": called, "now": _named(new), "before": _named(old)})
        return
    languages = [locale for locale in LOCALES if old[locale] != new[locale]]
    if len(languages) == len(LOCALES):
        places = {"what": called, "before": _named(old), "now": _named(new)}
        yield Message("{what}: “{before}” → “{now}”", places)
        return
    for locale in languages:
        places = {"what": called, "language": LANGUAGES[locale], "before": old[locale], "now": new[locale]}
        yield Message("{what} in {language}: “{before}” → “{now}”", places)


def _named(words: Mapping | None) -> Named:
    return Named(*(words[locale] for locale in LOCALES)) if words else Named("", "", "")


def _severity(old: ItemData, new: ItemData) -> Iterator[Message]:
    before, now = ((item.get("finding") or {}).get("severity") for item in (old, new))
    if before and now and before != now:
        yield Message("The finding weighs differently than before.")


def _answers(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[Message]:
    """What may be answered: choices by their code, everything else as one sentence."""
    before, now = (dict(_options(fields)) for fields in (old, new))
    for code, option in now.items():
        if code not in before:
            yield Message("New choice: “{now}”", {"now": _named(option["label"])})
        elif before[code]["label"] != option["label"]:
            yield from _reworded(Message("a choice"), before[code]["label"], option["label"])
        elif before[code].get("score") != option.get("score"):
            places = {"now": _named(option["label"])}
            yield Message("The choice “{now}” scores differently.", places)
    for code, option in before.items():
        if code not in now:
            yield Message("Choice gone: “{before}”", {"before": _named(option["label"])})
    if _without_options(old) != _without_options(new):
        yield Message("What is typed or picked as an answer has changed.")


def _options(fields: list[dict[str, Any]], place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for field in fields:
        for option in field.get("options", ()):
            yield f"{place}{field['name']}.{option['code']}", option
        yield from _options(field.get("columns", ()), f"{place}{field['name']}.")


def _without_options(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {name: value for name, value in field.items() if name not in ("options", "columns")}
        | {"columns": _without_options(field.get("columns", []))}
        for field in fields
    ]
