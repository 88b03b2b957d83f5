"""Reading one mapping of the content aloud: every wrong, missing or unknown key is named with its place."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from app.checklists.texts import LOCALES, Text

PLACE = re.compile(r"\{(\w+)\}")
NAME = re.compile(r"[a-z][a-z0-9_]*")


class ContentError(ValueError):
    """The content cannot be used; ``problems`` has one sentence for each thing to mend."""

    def __init__(self, problems: list[str]):
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Entry:
    """A mapping being read: each key is taken once, and ``close`` refuses what nobody took."""

    def __init__(self, data: Any, where: str):
        self.where = where
        if not isinstance(data, Mapping):
            raise self.error(f"expected keys and values, found {data!r}")
        self.data = data
        self.taken: set = set()

    def error(self, problem: str) -> ContentError:
        """The problem with the place of this entry in front."""
        return ContentError([f"{self.where}: {problem}"])

    def take(self, key: str, default: Any = None) -> Any:
        """The raw value, or the default where it is absent or null."""
        self.taken.add(key)
        value = self.data.get(key)
        return default if value is None else value

    def need(self, key: str) -> Any:
        """The raw value; an error where it is absent."""
        value = self.take(key)
        if value is None:
            raise self.error(f"{key} is missing")
        return value

    def word(self, key: str, allowed: Collection[str], default: str | None = None) -> str | None:
        """One of the allowed words; required when there is no default and None is not allowed."""
        value = self.need(key) if default is None and None not in allowed else self.take(key, default)
        if value not in allowed:
            raise self.error(f"{key} is {value!r}, expected one of {', '.join(str(a) for a in allowed if a)}")
        return value

    def name(self, key: str) -> str:
        """An identifier in small letters, digits and underscores."""
        value = self.need(key)
        if not isinstance(value, str) or not NAME.fullmatch(value):
            raise self.error(f"{key} {value!r} must be small letters, digits and underscores")
        return value

    def flag(self, key: str) -> bool:
        value = self.take(key, False)
        if not isinstance(value, bool):
            raise self.error(f"{key} is {value!r}, expected true or false")
        return value

    def number(self, key: str, default: float | None = None) -> float | None:
        value = self.take(key, default)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise self.error(f"{key} is {value!r}, expected a number")
        return value

    def count(self, key: str, default: int) -> int:
        value = self.take(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.error(f"{key} is {value!r}, expected a whole number from 0")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        value = self.take(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.error(f"{key} is {value!r}, expected a list of words (quote figures)")
        return tuple(value)

    def text(self, key: str, required: bool = False) -> Text | None:
        """The words in every language; the same ``{places}`` must occur in each."""
        value = self.need(key) if required else self.take(key)
        return None if value is None else read_text(value, f"{self.where}: {key}")

    def entry(self, key: str) -> "Entry":
        return Entry(self.need(key), f"{self.where}: {key}")

    def entries(self, key: str, naming: str) -> list["Entry"]:
        """The mappings of a list, each placed by its own ``naming`` key."""
        value = self.take(key, [])
        if not isinstance(value, list):
            raise self.error(f"{key} is {value!r}, expected a list")
        called = (isinstance(each, Mapping) and each.get(naming) for each in value)
        places = (f"{self.where}: {name or f'{key} {n}'}" for n, name in enumerate(called, 1))
        return [Entry(each, place) for each, place in zip(value, places, strict=True)]

    def close(self) -> None:
        """Refuse keys that nobody asked for: a misspelt key would otherwise be lost silently."""
        unknown = [str(key) for key in self.data if key not in self.taken]
        if unknown:
            raise self.error(f"unknown key {', '.join(unknown)}")


def read_text(value: Any, where: str) -> Text:
    """A Text from ``{en:, zh_Hans:, zh_Hant:}``; ContentError names what is missing or unequal."""
    if not isinstance(value, Mapping):
        raise ContentError([f"{where}: expected {', '.join(LOCALES)}, found {value!r}"])
    words = {locale: value.get(locale) for locale in LOCALES}
    wrong = [
        f"no words in {locale}"
        for locale in LOCALES
        if not isinstance(words[locale], str) or not words[locale].strip()
    ]
    wrong += [f"unknown language {key}" for key in value if key not in LOCALES]
    if wrong:
        raise ContentError([f"{where}: {', '.join(wrong)}"])
    places = {locale: set(PLACE.findall(words[locale])) for locale in LOCALES}
    for locale in LOCALES[1:]:
        unequal = places[locale] ^ places["en"]
        if unequal:
            raise ContentError([f"{where}: {{{'}, {'.join(sorted(unequal))}}} not in both en and {locale}"])
    return Text.from_mapping(value)


def refuse_doubles(names: Collection[str], what: str, where: str) -> None:
    """An error naming the first name that occurs twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ContentError([f"{where}: {what} {name!r} given twice"])
        seen.add(name)
