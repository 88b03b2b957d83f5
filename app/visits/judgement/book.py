"""What judging writes down as it goes, and how it reads the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from app.leverage.cash import MoneyRange
from app.leverage.figures import exact
from app.leverage.result import Result
from app.leverage.settings import Settings
from app.visits.judgement.evidence import Evidence, Seen

# How long an answer is used as an input of a figure; what it scores has its own, shorter validity.
USED_FOR = timedelta(days=365)


@dataclass
class Book:
    """The evidence and the settings, and what the subjects have made of them so far.

    `places`: item key -> values for the places in its texts. What is not known is None or absent.
    """

    evidence: Evidence
    settings: Settings
    figures: dict[str, Result] = field(default_factory=dict)
    metrics: dict[str, Any] = field(default_factory=dict)
    places: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.evidence.today

    def keep(self, key: str, result: Result) -> Any:
        """Write a figure down; its value, None where the rule refused."""
        self.figures[key] = result
        return result.value

    def value(self, key: str) -> Any:
        """A figure's value, None where it was refused or not computed."""
        result = self.figures.get(key)
        return None if result is None else result.value

    def fill(self, item_key: str, **places: Any) -> None:
        """Give values for the places in an item's texts; None leaves them open."""
        self.places.setdefault(item_key, {}).update(
            {name: value for name, value in places.items() if value is not None}
        )

    def seen(self, item_key: str, most: timedelta = USED_FOR) -> Seen | None:
        """The item's latest answer, if it is not too old to reckon with."""
        seen = self.evidence.answers.get(item_key)
        return seen if seen is not None and self.today - seen.on <= most else None

    def get(self, item_key: str, name: str) -> Any:
        """One field of the item's latest answer."""
        seen = self.seen(item_key)
        return None if seen is None else seen.value.get(name)

    def rows(self, item_key: str, name: str) -> list[Mapping[str, Any]]:
        """The rows of a table; none where it was not answered."""
        return list(self.get(item_key, name) or ())

    def amount(self, item_key: str, name: str) -> int | MoneyRange | None:
        """Money as the cash rules take it."""
        return amount_of(self.get(item_key, name))

    def middle(self, item_key: str, name: str) -> Fraction | None:
        """Money as one figure, of a range its middle: for comparisons that need no careful side."""
        return middle_of(self.get(item_key, name))


def amount_of(stored: Any) -> int | MoneyRange | None:
    """A stored amount or range of amounts."""
    return MoneyRange(stored["low"], stored["high"]) if isinstance(stored, Mapping) else stored


def middle_of(stored: Any) -> Fraction | None:
    """A stored amount, of a range its middle."""
    if stored is None:
        return None
    if isinstance(stored, Mapping):
        return Fraction(stored["low"] + stored["high"], 2)
    return exact(stored)


def share_of(percent: Any) -> Fraction | None:
    """A stored percentage 0..100 as a share."""
    return None if percent is None else exact(percent) / 100


def total(rows: Sequence[Mapping[str, Any]], name: str) -> Any:
    """The sum of a column over the rows that have it; None where none has."""
    known = [row[name] for row in rows if row.get(name) is not None]
    return sum(known) if known else None


def day_of(stored: str | None) -> date | None:
    """A stored date."""
    return date.fromisoformat(stored) if stored else None


def minutes_of(clock: str) -> int:
    """``HH:MM`` as minutes after midnight."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
