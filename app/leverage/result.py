"""What every rule hands back: a value that can answer "where does this come from?".

A rule that cannot know does not guess. It returns a Result whose value is None and whose reason says in
words what is missing; ``code`` names the case for callers, e.g. ``count_mismatch``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
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
    if type(value) is int:
        return value
    exact, scale = value if type(value) is Fraction else Fraction(value), 10**places
    # In whole numbers: a Fraction would look for common divisors at every step.
    scaled = (2 * exact.numerator * scale + exact.denominator) // (2 * exact.denominator)
    return scaled // scale if scaled % scale == 0 else scaled / scale


def to_plain(value: Any) -> Any:
    """A Result, or anything in one, as JSON can keep it; Messages survive and come back by `message_from`."""
    kind = type(value)
    if kind in _BARE:
        return value
    writer = _WRITERS.get(kind)
    return writer(value) if writer else _writer_of(kind)(value)


def message_from(plain: Mapping[str, Any]) -> Message:
    """The Message that `to_plain` wrote down."""
    return Message(plain["text"], places_from(plain["values"]))


def places_to_plain(places: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the places of a text; amounts, names, days and shares come back by `places_from`."""
    return {
        name: {"date": item.isoformat()} if isinstance(item, date) else to_plain(item)
        for name, item in places.items()
    }


def places_from(plain: Mapping[str, Any]) -> dict[str, Any]:
    """The places that `places_to_plain` wrote down."""
    return {name: _speech_from(item) for name, item in plain.items()}


def _key(key: Any) -> str:
    return key.isoformat() if isinstance(key, date) else str(key)


def _mapping_to_plain(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {key if type(key) is str else _key(key): to_plain(item) for key, item in value.items()}


def _list_to_plain(value: Iterable[Any]) -> list[Any]:
    return [to_plain(item) for item in value]


def _fraction_to_plain(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator


def _message_to_plain(value: Message) -> dict[str, Any]:
    return {"text": value.text, "values": places_to_plain(value.values)}


# A visit's figures are some ten thousand values: what to do with a type is found out once.
_BARE = {str, int, float, bool, type(None)}
_WRITERS: dict[type, Callable[[Any], Any]] = {
    Message: _message_to_plain,
    Money: lambda value: {"money": to_plain(value.minor)},
    Named: lambda value: {"named": [value.en, value.zh_Hans, value.zh_Hant]},
    Percent: lambda value: {"share": float(value.share), "places": value.places},
    Fraction: _fraction_to_plain,
    date: date.isoformat,
    dict: _mapping_to_plain,
    tuple: _list_to_plain,
    list: _list_to_plain,
}


def _writer_of(kind: type) -> Callable[[Any], Any]:
    """How a type that was not met before is written, remembered for the next time."""
    if is_dataclass(kind):
        _WRITERS[kind] = _dataclass_writer(kind)
    elif issubclass(kind, Mapping):
        _WRITERS[kind] = _mapping_to_plain
    elif issubclass(kind, (list, tuple, set, frozenset)):
        _WRITERS[kind] = _list_to_plain
    elif issubclass(kind, date):
        _WRITERS[kind] = kind.isoformat
    else:
        _WRITERS[kind] = str if issubclass(kind, StrEnum) else lambda value: value
    return _WRITERS[kind]


def _dataclass_writer(kind: type) -> Callable[[Any], dict[str, Any]]:
    names = tuple(each.name for each in fields(kind))
    return lambda value: {name: to_plain(getattr(value, name)) for name in names}


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
