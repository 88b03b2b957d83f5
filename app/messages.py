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
