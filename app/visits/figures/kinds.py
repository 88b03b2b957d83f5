"""One kind of figure: what it is called, and how its value is said."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.leverage.figures import Number
from app.leverage.result import rounded
from app.messages import Message, Money, Percent


@dataclass(frozen=True)
class Kind:
    """A figure's title, and the function that says its value in a few words."""

    title: Message
    words: Callable[[Any], Message]


def bare(value: Number | str) -> Message:
    """A value that needs no words around it; figures to one place."""
    return Message("{value}", {"value": value if isinstance(value, str) else rounded(value)})


def share(value: Number) -> Message:
    """A share of 0..1 in percent."""
    return Message("{share}", {"share": Percent(value)})


def money(value: Number) -> Message:
    """An amount in minor units."""
    return Message("{amount}", {"amount": Money(int(rounded(value, 0)))})


def units(value: int) -> Message:
    """A quantity in base units."""
    return Message("{count} units", {"count": value})


def yes_no(value: bool) -> Message:
    """What was asked is so, or is not."""
    return Message("yes") if value else Message("no")


def labelled(value: Number, label: Message) -> Message:
    """A figure with the word for its band."""
    return Message("{value}: {label}", {"value": rounded(value), "label": label})
