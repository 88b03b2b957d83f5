"""Sentences that pure code hands up for translation.

Pure modules know no locale. They return a Message: an English sentence, which is also the key of its
translation, and the values to set into it. The catalogue extractor reads the first argument of every
``Message(...)`` call; `app.i18n.say` turns a Message into the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Message:
    """An English sentence with named places, e.g. ``Message("At least {min}.", {"min": 1})``."""

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.values)


@dataclass(frozen=True)
class Money:
    """An amount inside a Message, in minor units; `app.i18n.say` writes it as the reader does."""

    minor: int

    def __str__(self) -> str:
        whole, cents = divmod(abs(self.minor), 100)
        return ("-" if self.minor < 0 else "") + f"{whole:,}" + (f".{cents:02d}" if cents else "")


def about(minor: int) -> Money:
    """An estimate inside a Message: from a hundred on without decimals, which it could not answer for."""
    return Money(round(minor / 100) * 100) if abs(minor) >= 10_000 else Money(minor)


@dataclass(frozen=True)
class Percent:
    """A share inside a Message: 0.194 is written 19%, or 19.4% with one place."""

    share: Any
    places: int = 0

    def __str__(self) -> str:
        return f"{float(self.share) * 100:.{self.places}f}%"


@dataclass(frozen=True)
class Named:
    """A name inside a Message that is written differently in each language, such as a product's."""

    en: str
    zh_Hans: str
    zh_Hant: str

    def in_locale(self, locale: str) -> str:
        """The name for a locale identifier; English for an unknown one."""
        return getattr(self, locale) if locale in ("zh_Hans", "zh_Hant") else self.en

    def __str__(self) -> str:
        return self.en
