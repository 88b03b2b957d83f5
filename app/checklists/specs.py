"""What a checklist is made of: frozen values that the content reader builds and every page reads.

Nothing in here judges: answer types interpret a Field, the leverage rules interpret a ScoreSpec.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.checklists.texts import Text

MODES = ("quick", "full", "profile")
SOURCES = ("article", "implied", "addition")
SEVERITIES = ("info", "minor", "major", "critical")


@dataclass(frozen=True)
class Option:
    """One choice: its stored code, its label, and a score 0..1 or None where it is not scored."""

    code: str
    label: Text
    score: float | None = None


@dataclass(frozen=True)
class Slot:
    """A named place for one photo, such as the oldest lot; its photos are compared over the visits."""

    code: str
    label: Text


@dataclass(frozen=True)
class Field:
    """One typed control of an item, or one column of a table.

    ``min`` and ``max`` bound int and pct; None means the type's own bound. ``options_from`` names a list
    supplied at run time. ``entered_on`` is ``"stock"``, ``"promises"``, ``"order"`` or ``"minutes"`` when
    that screen asks for it instead of the section; ``entered_with`` is the key of the item whose answers a
    computed field reads; ``guard`` lets the phrase guard read a text along.
    """

    name: str
    type: str
    label: Text | None = None
    optional: bool = False
    options: tuple[Option, ...] = ()
    options_from: str | None = None
    exclusive: tuple[str, ...] = ()
    anchors: Mapping[int, Text] = field(default_factory=dict)
    min: float | None = None
    max: float | None = None
    unit: Text | None = None
    range: bool = False
    not_after: str | None = None
    not_before: str | None = None
    max_length: int = 1000
    guard: bool = False
    columns: tuple["Field", ...] = ()
    row_label: Text | None = None
    max_rows: int = 60
    carry: bool = False
    rule: str | None = None
    slots: tuple[Slot, ...] = ()
    entered_on: str | None = None
    entered_with: str | None = None


@dataclass(frozen=True)
class Band:
    """A test on a metric and the score it gives: ``>=``, ``between`` (both ends included), ``else`` …"""

    test: str
    limits: tuple[float, ...]
    score: float

    def holds(self, metric: float) -> bool:
        """Whether the metric passes this band's test."""
        return BAND_TESTS[self.test](metric, *self.limits)


BAND_TESTS = {
    ">=": lambda metric, limit: metric >= limit,
    ">": lambda metric, limit: metric > limit,
    "<=": lambda metric, limit: metric <= limit,
    "<": lambda metric, limit: metric < limit,
    "between": lambda metric, low, high: low <= metric <= high,
    "else": lambda metric: True,
}


@dataclass(frozen=True)
class ScoreSpec:
    """How an item is scored 0..1: ``none``, ``field``, ``ticked`` out of ``out_of``, ``bands``, ``formula``.

    ``formula`` means a function that the leverage rules register under the item's key. ``rule`` is the id
    of the rule that yields the metric, for display.
    """

    kind: str = "none"
    field: str | None = None
    out_of: int | None = None
    metric: str | None = None
    rule: str | None = None
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True)
class PhotoSpec:
    """When a photo is wanted: ``none``, ``optional``, ``required``, ``required_if`` or ``required_in``."""

    kind: str = "none"
    field: str | None = None
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    above: float | None = None
    mode: str | None = None


@dataclass(frozen=True)
class CriticalSpec:
    """What makes a finding critical: ``never``, ``score`` 0, an ``option``, a ``metric`` below a limit."""

    kind: str = "never"
    option: str | None = None
    metric: str | None = None
    below: float | None = None


@dataclass(frozen=True)
class TriggerSpec:
    """What opens a finding: ``never``, ``missing``, ``score_below``, ``option``, ``metric``, ``formula``."""

    when: str = "never"
    value: float | None = None
    field: str | None = None
    any_of: tuple[str, ...] = ()
    metric: str | None = None
    test: Band | None = None


@dataclass(frozen=True)
class Finding:
    """What is written on the dealer's page when the trigger holds."""

    severity: str
    text: Text


@dataclass(frozen=True)
class Advice:
    """The talking point; its ``{places}`` are filled from the rules' inputs or the card is not shown."""

    source: str
    text: Text


@dataclass(frozen=True)
class Item:
    """One line of the checklist: what is asked, how it is entered, scored and followed up."""

    key: str
    section: str
    title: Text
    ask: Text
    mode: str
    source: str
    fields: tuple[Field, ...]
    hint: Text | None = None
    seconds: int = 0
    refs: tuple[str, ...] = ()
    obligatory: bool = False
    unchanged: bool = False
    sensitive: bool = False
    photo: PhotoSpec = PhotoSpec()
    weight: float = 0
    score: ScoreSpec = ScoreSpec()
    critical: CriticalSpec = CriticalSpec()
    trigger: TriggerSpec = TriggerSpec()
    finding: Finding | None = None
    advice: Advice | None = None

    def field(self, name: str) -> Field:
        """The field of that name; KeyError for an unknown one."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)


@dataclass(frozen=True)
class Section:
    """A tile of the visit: its title, its one-line purpose, and its items in order.

    ``audience`` is ``"self"`` where the answers belong to the rep and his supervisor alone.
    """

    key: str
    title: Text
    purpose: Text
    audience: str
    items: tuple[Item, ...]
