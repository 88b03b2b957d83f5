"""What was typed into the form of a question: the words in three languages, figures, and what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from app.checklists.entries import PLACE
from app.checklists.item_types.base import narrow
from app.checklists.texts import LOCALES
from app.messages import Message

LONGEST = 600
# Where words were left out in a language, those of the next best one stand in for them.
_NEAREST = {"en": ("zh_Hans", "zh_Hant"), "zh_Hans": ("zh_Hant", "en"), "zh_Hant": ("zh_Hans", "en")}


@dataclass
class Typed:
    """A form being read: `values` by control name, and the sentences that refuse some of them."""

    values: Mapping[str, str]
    errors: dict[str, Message] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """What stood in a control, trimmed; empty for none."""
        return (self.values.get(name) or "").strip()

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return bool(self.get(name))

    def numbers(self, prefix: str) -> list[int]:
        """Which rows of a list there are, in order: 0 and 2 for controls ``f0-…`` and ``f2-…``."""
        found = set()
        for name in self.values:
            number = name[len(prefix) :].partition("-")[0] if name.startswith(prefix) else ""
            if number.isascii() and number.isdigit() and len(number) < 4:
                found.add(int(number))
        return sorted(found)

    def refuse(self, name: str, message: Message) -> None:
        """Say what is wrong with a control; the first word about it stands."""
        self.errors.setdefault(name, message)

    def words(self, prefix: str, needed: bool = False, places: frozenset[str] = frozenset()) -> dict | None:
        """The same words in every language, one language standing in for another; None for no words.

        `places` are the names in braces that can be filled in here."""
        given = {locale: self._lines(f"{prefix}-{locale}") for locale in LOCALES}
        if not any(given.values()):
            if needed:
                self.refuse(f"{prefix}-en", Message("Give the words in at least one language."))
            return None
        whole = {locale: given[locale] or _nearest(given, locale) for locale in LOCALES}
        for locale, text in whole.items():
            self._check(f"{prefix}-{locale}", text, places, frozenset(PLACE.findall(whole["en"])))
        return whole

    def _lines(self, name: str) -> str:
        lines = self.get(name).replace("\r\n", "\n").splitlines()
        return "\n".join(" ".join(line.split()) for line in lines).strip()

    def _check(self, name: str, text: str, places: frozenset[str], english: frozenset[str]) -> None:
        named = frozenset(PLACE.findall(text))
        if len(text) > LONGEST:
            self.refuse(name, Message("At most {limit} characters fit.", {"limit": LONGEST}))
        elif unknown := sorted(named - places):
            place = "{" + unknown[0] + "}"
            self.refuse(
                name, Message("Nothing can be filled in for “{place}”. Leave it out.", {"place": place})
            )
        elif named != english:
            self.refuse(name, Message("What stands in braces must be the same in every language."))

    def figure(self, name: str, low: float, high: float, places: int = 0) -> float | None:
        """A number in the bounds, None for a blank; an int where it is whole."""
        typed = narrow(self.get(name)).strip("% ")
        if not typed:
            return None
        try:
            value = Decimal(typed.replace(",", ""))
        except InvalidOperation:
            value = None
        # In bounds first: what has more digits than can be reckoned with cannot be rounded.
        allowed = value is not None and value.is_finite() and low <= value <= high
        if not allowed or value != round(value, places):
            self.refuse(name, Message("Enter a number from {low} to {high}.", {"low": low, "high": high}))
            return None
        return int(value) if value == int(value) else float(value)


def _nearest(given: Mapping[str, str], locale: str) -> str:
    return next(given[other] for other in _NEAREST[locale] if given[other])


def flat_words(prefix: str, words: Mapping[str, str] | None) -> Iterator[tuple[str, str]]:
    """The controls that show some words."""
    return ((f"{prefix}-{locale}", (words or {}).get(locale, "")) for locale in LOCALES)
