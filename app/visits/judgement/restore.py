"""Values that `app.leverage.result.to_plain` wrote down, brought back as the dataclasses they were."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from app.leverage.result import Confidence, Result, message_from
from app.messages import Message, Named


def restore(hint: Any, plain: Any) -> Any:
    """`plain` as a value of the annotated type `hint`; what has no richer type comes back as it is."""
    if plain is None or hint is Any:
        return plain
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return restore(_one_of(get_args(hint), plain), plain)
    if origin is tuple:
        return _tuple(get_args(hint), plain)
    if origin is not None and issubclass(origin, Mapping):
        _, kind = get_args(hint)
        return {key: restore(kind, value) for key, value in plain.items()}
    reader = _READERS.get(hint)
    if reader is not None:
        return reader(plain)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(plain)
    if is_dataclass(hint):
        # A part that was added to the dataclass since takes its default.
        hints, known = _hints(hint), (each.name for each in fields(hint) if each.name in plain)
        return hint(**{name: restore(hints[name], plain[name]) for name in known})
    return plain


def restore_result(kind: Any, plain: Mapping[str, Any]) -> Result:
    """A Result whose value is of type `kind`. Its inputs stay plain: they are only shown."""
    return Result(
        value=restore(kind, plain["value"]),
        inputs=plain["inputs"],
        formula_id=plain["formula_id"],
        confidence=Confidence(plain["confidence"]),
        reason=None if plain["reason"] is None else message_from(plain["reason"]),
        steps=tuple(map(message_from, plain["steps"])),
        code=plain["code"],
    )


def _one_of(kinds: tuple, plain: Any) -> Any:
    """Which of several types a stored value is: only a dataclass or a mapping is stored as a mapping."""
    rich = [kind for kind in kinds if is_dataclass(kind) or get_origin(kind) is not None]
    if isinstance(plain, (dict, list)):
        return rich[0] if rich else Any
    simple = [kind for kind in kinds if kind is not type(None) and kind not in rich]
    # A number that was exact may have been written as a whole one.
    return Fraction if simple == [Fraction] else (simple[0] if len(simple) == 1 else Any)


def _tuple(kinds: tuple, plain: list) -> tuple:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(restore(kinds[0], each) for each in plain)
    return tuple(restore(kind, each) for kind, each in zip(kinds, plain, strict=True))


def _fraction(plain: Any) -> Fraction:
    return Fraction(str(plain))


def _named(plain: Mapping[str, Any]) -> Named:
    return Named(*plain["named"])


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


_READERS = {
    Fraction: _fraction,
    Message: message_from,
    Named: _named,
    date: date.fromisoformat,
    UUID: UUID,
}  # fmt: skip
