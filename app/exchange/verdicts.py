"""What will become of one row: what it says, what stands there now, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.exchange.models import CHANGED, ERROR, LEFT_OUT, NEW, REMOVED, UNCHANGED
from app.exchange.reading.asides import Aside
from app.messages import Message, Named

Problem = tuple[str, Message]  # the column's key ("" for the row as a whole), and the sentence


@dataclass
class ReadRow:
    """A row whose cells were read. `values` holds the cells that are not blank, by column key.

    `aside` says why it is no part of the table; then it has no values.
    """

    number: int
    values: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    aside: Aside | None = None

    def refuse(self, column: str, message: Message) -> None:
        """Note why the row cannot be taken, at a column or ("") as a whole."""
        self.problems.append((column, message))

    def refuse_blank(self, column: str, message: Message) -> None:
        """Note that a column has to be filled in, unless it is, or is refused for what stands there."""
        if column not in self.values and not self.is_refused(column):
            self.refuse(column, message)

    def is_refused(self, *columns: str) -> bool:
        """Whether something is wrong with one of some columns."""
        return any(column in columns for column, _message in self.problems)


@dataclass(frozen=True)
class Verdict:
    """The row's fate. `facts` is what to store, `seen` what stood there (None: nothing), both by column key.

    A row that is no part of the table is `left_out`, and `problems` say why.
    `target` is the id of the stored row, `told_by` names the columns that tell it from all others. Values are
    such as JSON holds, and as a reader knows them: codes, not ids.
    """

    number: int
    label: str
    facts: Mapping[str, Any]
    seen: Mapping[str, Any] | None
    problems: tuple[Problem, ...] = ()
    removes: bool = False
    target: int | None = None
    told_by: tuple[str, ...] = ("code",)
    left_out: bool = False

    @property
    def fate(self) -> str:
        """One of the fates of `app.exchange.models`."""
        if self.left_out:
            return LEFT_OUT
        if self.problems:
            return ERROR
        if self.removes:
            return UNCHANGED if self.seen is None else REMOVED
        if self.seen is None:
            return NEW
        return CHANGED if self.changed() else UNCHANGED

    def changed(self) -> dict[str, Any]:
        """The facts that differ from what stands there."""
        seen = self.seen or {}
        return {key: value for key, value in self.facts.items() if seen.get(key) != value}

    def detail(self) -> dict:
        """All of it as JSON; of a row that is there already only what tells it apart and what is new."""
        facts, seen, changed = dict(self.facts), None, {}
        if self.seen is not None:
            changed = self.changed() if self.fate == CHANGED else {}
            facts = {key: value for key, value in facts.items() if key in changed or key in self.told_by}
            seen = {key: self.seen.get(key) for key in facts}
        return {
            "errors": [[column, *packed(message)] for column, message in self.problems],
            "changes": [[key, seen[key], value] for key, value in changed.items()],
            "facts": facts,
            "seen": seen,
            "target": self.target,
        }


def packed(message: Message) -> list:
    """A Message as JSON: ``[text, values]``; names in several languages stay such."""
    return [message.text, {key: _packed(value) for key, value in message.values.items()}]


def unpacked(kept: list) -> Message:
    """The Message that `packed` wrote."""
    text, values = kept
    return Message(
        text, {key: Named(**value) if isinstance(value, dict) else value for key, value in values.items()}
    )


def _packed(value: Any) -> Any:
    if isinstance(value, Named):
        return {"en": value.en, "zh_Hans": value.zh_Hans, "zh_Hant": value.zh_Hant}
    return value if isinstance(value, int | float | str) else str(value)
