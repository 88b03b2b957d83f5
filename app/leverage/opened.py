"""What a figure shows when it is opened: its inputs by name, whether just computed or read from storage."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.leverage.labels import LABELS, MONEY, SHARES
from app.leverage.result import rounded, to_plain
from app.messages import Message, Money, Percent

UNKNOWN = Message("not known")


@dataclass(frozen=True)
class Input:
    """One line: what it is called, and its value in words."""

    label: Message
    value: Message


def inputs_shown(inputs: Mapping[str, Any]) -> tuple[Input, ...]:
    """The labelled inputs of a Result, or of one that `to_plain` stored; lots one line each.

    What has no label is inner working and is left out.
    """
    plain = to_plain(inputs)
    return tuple(
        line for name, value in plain.items() if name in LABELS for line in _lines(name, LABELS[name], value)
    )


def _lines(name: str, label: Message, value: Any) -> Iterator[Input]:
    if isinstance(value, Mapping) and value and all(_day(key) for key in value):
        yield from (_lot(label, day, quantity) for day, quantity in value.items())
    elif isinstance(value, list) and value and all(_is_dated(each) for each in value):
        yield from (_lot(label, *each) for each in value)
    elif isinstance(value, Mapping) and {"produced_on", "quantity"} <= set(value):
        yield _lot(label, value["produced_on"], value["quantity"])
    else:
        yield Input(label, _said(name, value))


def _said(name: str, value: Any) -> Message:
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return Message("yes") if value else Message("no")
    if isinstance(value, (int, float)):
        return _bare(_figure(name, value))
    if isinstance(value, (list, Mapping)):
        return _grouped(value)
    return _bare(_day(value) or value)


def _bare(value: Any) -> Message:
    return Message("{value}", {"value": value})


def _figure(name: str, value: int | float) -> Any:
    if name in MONEY:
        return Money(int(rounded(value, 0)))
    return Percent(value, 1) if name in SHARES else rounded(value, 2)


def _grouped(value: list | Mapping) -> Message:
    if isinstance(value, Mapping) and {"low", "high"} == set(value):
        return Message("{low} to {high}", {"low": Money(value["low"]), "high": Money(value["high"])})
    if isinstance(value, Mapping) and {"days", "months"} == set(value):
        return Message("{days} days", value) if value["days"] else Message("{months} months", value)
    return _bare(len(value))


def _lot(label: Message, day: str, quantity: int) -> Input:
    return Input(Message("{label}, lot of {day}", {"label": label, "day": _day(day)}), _bare(quantity))


def _is_dated(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and _day(value[0]) is not None


def _day(value: Any) -> date | None:
    """The date that a stored text is, else None."""
    if not isinstance(value, str) or len(value) != len("2025-01-31"):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
