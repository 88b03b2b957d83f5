"""What every rule hands back: a value that can answer "where does this come from?".

A rule that cannot know does not guess. It returns a Result whose value is None and whose reason says in
words what is missing; ``code`` names the case for callers, e.g. ``count_mismatch``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import Any, Generic, TypeVar

from app.messages import Message, Money, Named, Percent

Value = TypeVar("Value")


class Confidence(StrEnum):
    """How far a value may be trusted; rule A10 says what lowers it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


_FALLING = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)


def lowest(*confidences: Confidence) -> Confidence:
    """A value built from several is as sure as the least sure of them; of none, it is sure."""
    return max(confidences, key=_FALLING.index, default=Confidence.HIGH)


@dataclass(frozen=True)
class Result(Generic[Value]):
    """A rule's answer.

    ``value`` None is a refusal. ``inputs`` are what it was computed from, by name. ``reason`` says why the
    confidence is not high, or why there is no value. ``steps`` write the sum out, a sentence a step.
    """

    value: Value | None
    inputs: Mapping[str, Any]
    formula_id: str
    confidence: Confidence
    reason: Message | None = None
    steps: tuple[Message, ...] = ()
    code: str | None = None

    @property
    def refused(self) -> bool:
        """True if there is no value."""
        return self.value is None


def found(
    formula_id: str,
    value: Value,
    inputs: Mapping[str, Any],
    *,
    confidence: Confidence = Confidence.HIGH,
    reason: Message | None = None,
    steps: Iterable[Message] = (),
    code: str | None = None,
) -> Result[Value]:
    """A Result with a value."""
    return Result(value, dict(inputs), formula_id, confidence, reason, tuple(steps), code)


def refuse(
    formula_id: str,
    code: str,
    reason: Message,
    inputs: Mapping[str, Any] | None = None,
    *,
    steps: Iterable[Message] = (),
) -> Result[Any]:
    """A Result without a value: `reason` says in words what is missing or contradictory."""
    return Result(None, dict(inputs or {}), formula_id, Confidence.LOW, reason, tuple(steps), code)


def explain(result: Result) -> list[Message]:
    """The sum in plain words, step by step, and at the end what to be careful about."""
    return [*result.steps, *([result.reason] if result.reason else [])]


def rounded(value: Fraction | int | float, places: int = 1) -> int | float:
    """A figure to show: a whole number as int, else rounded half up to `places`."""
    scale = 10**places
    scaled = Fraction(floor(Fraction(value) * scale * 2 + 1) // 2, scale)
    return int(scaled) if scaled.denominator == 1 else float(scaled)


def to_plain(value: Any) -> Any:
    """A Result, or anything in one, as JSON can keep it; Messages survive and come back by `message_from`."""
    if isinstance(value, (Message, Money, Percent, Named)):
        return _speech_to_plain(value)
    if is_dataclass(value):
        return {each.name: to_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {_key(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [to_plain(item) for item in value]
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    return value.isoformat() if isinstance(value, date) else value


def message_from(plain: Mapping[str, Any]) -> Message:
    """The Message that `to_plain` wrote down."""
    return Message(plain["text"], {name: _speech_from(item) for name, item in plain["values"].items()})


def _key(key: Any) -> str:
    return key.isoformat() if isinstance(key, date) else str(key)


def _speech_to_plain(value: Message | Money | Percent | Named) -> dict[str, Any]:
    if isinstance(value, Money):
        return {"money": value.minor}
    if isinstance(value, Named):
        return {"named": [value.en, value.zh_Hans, value.zh_Hant]}
    if isinstance(value, Percent):
        return {"share": float(value.share), "places": value.places}
    return {"text": value.text, "values": {name: _spoken(item) for name, item in value.values.items()}}


def _spoken(item: Any) -> Any:
    return {"date": item.isoformat()} if isinstance(item, date) else to_plain(item)


def _speech_from(item: Any) -> Any:
    if not isinstance(item, Mapping):
        return item
    if "date" in item:
        return date.fromisoformat(item["date"])
    if "money" in item:
        return Money(item["money"])
    if "named" in item:
        return Named(*item["named"])
    return Percent(item["share"], item["places"]) if "share" in item else message_from(item)
