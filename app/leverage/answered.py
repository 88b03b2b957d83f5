"""An item's answer as the rules see it: what was entered, what its fields score, what was computed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.leverage.figures import Number

# The code of the option that denies all others, e.g. "no signs".
NONE = "none"


@dataclass(frozen=True)
class Answered:
    """`value`: field name -> value as stored. `grades`: field name -> the field's own score 0..1 (yes/no,
    1 to 5, the score of a chosen option) or None. `metrics`: name -> figure computed by a rule, or None
    where the rule refused. A missing name and None both mean: not known."""

    value: Mapping[str, Any] = field(default_factory=dict)
    grades: Mapping[str, Number | None] = field(default_factory=dict)
    metrics: Mapping[str, Any] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        return self.value.get(name)

    def grade(self, name: str) -> Number | None:
        return self.grades.get(name)

    def metric(self, name: str) -> Any:
        return self.metrics.get(name)

    def rows(self, name: str) -> list[Mapping[str, Any]]:
        """The rows of a table field; none if it was not answered."""
        return list(self.value.get(name) or ())

    def ticked(self, name: str) -> list[str]:
        """The codes ticked in a field for several, without ``none``."""
        return [code for code in self.value.get(name) or () if code != NONE]

    def answered_none(self, name: str) -> bool:
        """Whether ``none`` was ticked: an answer, unlike an empty field."""
        return NONE in (self.value.get(name) or ())
