"""The moment of an answer: the visit, the dealer as he is on that day, and chance."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.sample.life import DealerLife, Encounter
from app.sample.promises import Talk

DECLINED = object()
"""What an answer is when the dealer would rather not say."""


@dataclass(frozen=True)
class Moment:
    """What an answer is made of. `day` is the visit's day as an ordinal, `talk` what was promised at it."""

    life: DealerLife
    met: Encounter
    rng: Random
    day: int
    talk: Talk

    @property
    def today(self) -> date:
        return self.met.visit.on

    def ahead(self, days: int) -> str:
        """A day in the future as it is stored."""
        return (self.today + timedelta(days=days)).isoformat()

    def ago(self, days: int) -> str:
        """A day in the past as it is stored."""
        return (self.today - timedelta(days=days)).isoformat()

    def grade(self, trait: str) -> int:
        """A leaning of the dealer as a grade from 1 to 5."""
        return self.life.traits.grade(trait, self.rng)

    def amount(self, minor_units: float):
        """Money as this dealer lets it be known: to the hundred yuan, rounded, as a range, or not."""
        open_book = self.life.open_book
        if open_book == "decline":
            return None
        unit = {"full": 100_00, "verbal": 1000_00, "range": 5000_00}[open_book]
        low = int(minor_units // unit) * unit
        return {"low": low, "high": low + unit} if open_book == "range" else low

    def sensitive(self, value: dict) -> dict | object:
        """The value, unless the dealer keeps such things to himself."""
        return DECLINED if self.life.open_book == "decline" else value

    def chance(self, share: float) -> bool:
        return self.rng.random() < share
