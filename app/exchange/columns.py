"""A column of a table that is imported or exported: its names in three languages, what may stand in it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.exchange.reading.rows import Cell
from app.forms import clean
from app.messages import Message, Named


@dataclass(frozen=True)
class Column:
    """`read` turns a cell into a stored value (CellRefused if it cannot), `show` a value into words.

    `aliases` are further names that people give it. `note` says in a template what to write,
    beside `example`. A blank cell leaves what is stored; a dash empties it to `emptied`, where that may be.
    With `unit_matters` the name counts with what is said in brackets: 数量（箱） is not 数量（件）.
    """

    key: str
    name: Named
    read: Callable[[Cell], Any]
    note: Message
    example: str | int | Named = ""
    needed: bool = False
    aliases: tuple[str, ...] = ()
    emptied: Any = ...
    unit_matters: bool = False
    show: Callable[[Any], str] = str

    @cached_property
    def names(self) -> set[str]:
        """Every name that stands for the column, as `bare` writes names."""
        return {
            bare(each)
            for each in (self.name.en, self.name.zh_Hans, self.name.zh_Hant, self.key, *self.aliases)
        }


def column_named(typed: str, columns: Iterable[Column]) -> Column | None:
    """The column that a name stands for, in any of the languages, with or without what is in brackets."""
    for column in columns:
        if bare(typed) in column.names:
            return column
    plain = bare(_ASIDE.sub("", clean(typed)))
    return next((each for each in columns if plain and plain in each.names and not each.unit_matters), None)


_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]")
_SIGNS = re.compile(r"[\s_*＊:：.·'’“”\"()（）\[\]【】-]+")


def bare(name: str) -> str:
    """A column's name without signs, blanks and capitals."""
    return _SIGNS.sub("", clean(name)).casefold()
