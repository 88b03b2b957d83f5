"""Checklists as plain data: finding an item in one, putting changed items in, and what two people changed.

A document is a list of sections, each with its items, as the content files have it. Pure.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Document = list[dict[str, Any]]
ItemData = dict[str, Any]


@dataclass(frozen=True)
class Merge:
    """An item that two people changed at once; `clashes` are the keys that both changed, differently. There
    the other's stands in `item`."""

    item: ItemData
    clashes: tuple[str, ...]


def items_of(document: Document) -> Iterator[tuple[str, ItemData]]:
    """(key of the section, item) of every item, those that are switched off too."""
    for section in document:
        for item in section["items"]:
            yield section["section"], item


def item_of(document: Document, key: str) -> ItemData | None:
    """The item of that key."""
    return next((item for _section, item in items_of(document) if item["key"] == key), None)


def with_items(document: Document, changed: Iterable[tuple[str, ItemData]]) -> Document:
    """The document with each (section, item) in place of the item of its key, or last in its section."""
    result = deepcopy(document)
    for section_key, item in changed:
        items = next(section["items"] for section in result if section["section"] == section_key)
        places = [number for number, each in enumerate(items) if each["key"] == item["key"]]
        if places:
            items[places[0]] = item
        else:
            items.append(item)
    return result


def merged(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merge:
    """What came of `base` after one made it `mine` and another `theirs`: what only one changed is his."""
    result, clashes = {}, []
    for key in dict.fromkeys((*theirs, *mine)):
        was, one, other = (each.get(key) for each in (base, mine, theirs))
        if one in (was, other):
            value = other
        elif other == was:
            value = one
        elif all(isinstance(each, Mapping) for each in (was, one, other)):
            inner = merged(was, one, other)
            value = inner.item
            clashes += [f"{key}.{name}" for name in inner.clashes]
        else:
            value = other
            clashes.append(key)
        if value is not None:
            result[key] = value
    return Merge(result, tuple(clashes))
