"""What every answer type has in common, and what it is told about the world."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from app.checklists.specs import Field, Option
from app.messages import Message


class Form(Protocol):
    """A posted form: several values to a name, as in werkzeug's MultiDict."""

    def get(self, name: str, default: str = "") -> str: ...

    def getlist(self, name: str) -> list[str]: ...

    def __iter__(self) -> Iterator[str]: ...


class Formatters(Protocol):
    """How figures are written for a reader; the web side supplies one that knows his language."""

    def number(self, value: int | float, locale: str) -> str: ...

    def money(self, minor_units: int, locale: str) -> str: ...

    def date(self, value: date, locale: str) -> str: ...

    def time(self, value: str, locale: str) -> str: ...


@dataclass(frozen=True)
class PlainFormatters:
    """Figures as a file or a log wants them: 1,234.50, ISO dates, 24 hours."""

    currency_digits: int = 2

    def number(self, value: int | float, locale: str) -> str:
        return f"{value:,}"

    def money(self, minor_units: int, locale: str) -> str:
        return f"{Decimal(minor_units).scaleb(-self.currency_digits):,.{self.currency_digits}f}"

    def date(self, value: date, locale: str) -> str:
        return value.isoformat()

    def time(self, value: str, locale: str) -> str:
        return value


@dataclass(frozen=True)
class FieldContext:
    """What a field cannot know by itself.

    ``today`` is the company's local date; ``options`` holds the run-time lists that ``options_from`` names.
    """

    today: date
    options: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    currency_digits: int = 2
    formatters: Formatters = PlainFormatters()


class FieldError(ValueError):
    """What was typed cannot be taken.

    ``messages`` maps control names to sentences; ``value`` is what could be read of a table all the same.
    """

    def __init__(
        self, message: Message | None = None, messages: Mapping[str, Message] | None = None, value: Any = None
    ):
        super().__init__(str(message or "; ".join(str(each) for each in (messages or {}).values())))
        self.message = message
        self.messages = dict(messages or {})
        self.value = value

    def by_control(self, name: str) -> dict[str, Message]:
        """The sentences by control name; one about the field as a whole stands under ``name``."""
        return {**({name: self.message} if self.message else {}), **self.messages}


class FieldType:
    """One kind of answer. Subclasses override what differs; a blank control is None, never zero.

    ``keys`` are the content keys that only this type understands; ``has_input`` is False for what the
    section form does not ask.
    """

    name = ""
    keys: frozenset[str] = frozenset()
    has_input = True

    def parse(self, field: Field, form: Form, name: str, context: FieldContext) -> Any:
        """The value under control ``name``, None when blank; FieldError when it cannot be taken."""
        typed = self.typed(form, name)
        return self.read(field, typed, context) if typed else None

    def read(self, field: Field, typed: str, context: FieldContext) -> Any:
        """Turn one filled control into a value; FieldError says what to enter instead."""
        raise NotImplementedError(self.name)

    def typed(self, form: Form, name: str) -> str:
        return narrow(form.get(name) or "").strip()

    def to_form(self, field: Field, value: Any, name: str, context: FieldContext) -> dict[str, list[str]]:
        """The control values that ``parse`` reads back as ``value``; empty for None."""
        return {} if value is None else {name: [str(value)]}

    def show(self, field: Field, value: Any, locale: str, context: FieldContext) -> str:
        """Short words for a reading page; an empty string for None."""
        return "" if value is None else str(value)

    def same(self, a: Any, b: Any) -> bool:
        """Whether two values say the same to a reader."""
        return a == b

    def score(self, field: Field, value: Any) -> float | None:
        """0..1 where the type itself carries a score, else None."""
        return None

    def options(self, field: Field, context: FieldContext) -> tuple[Option, ...]:
        """The choices to offer; empty for types without any."""
        return ()

    def fixed_options(self, field: Field) -> tuple[Option, ...]:
        """The choices as far as the content fixes them; run-time lists are not known to it."""
        return ()


def narrow(typed: str) -> str:
    """Full-width digits and punctuation as ASCII.

    Only the full-width block is folded: NFKC of the rest would read 5² as 52.
    """
    folded = (unicodedata.normalize("NFKC", char) if "\uff01" <= char <= "\uffee" else char for char in typed)
    return "".join(folded).translate(STRAY_MARKS)


def clip(typed: str) -> str:
    """What was typed, short enough to be quoted in a sentence."""
    return typed if len(typed) <= 24 else typed[:23] + "…"


STRAY_MARKS = {
    ord("\u3000"): " ",
    ord("\u00a0"): " ",
    ord("\u2009"): " ",
    ord("\u202f"): " ",
    ord("\u2212"): "-",
    ord("\u3002"): ".",
}
