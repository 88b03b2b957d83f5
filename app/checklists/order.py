"""The order of questions within their sections: changing it, carrying it over, telling what moved. Pure."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy

from app.checklists.documents import Document, ItemData


def keys_of(document: Document, section: str) -> list[str]:
    """The keys of the questions of a section, in order, those that are switched off too."""
    return next(_keys(each["items"]) for each in document if each["section"] == section)


def _keys(items: Iterable[ItemData]) -> list[str]:
    return [item["key"] for item in items]


def placed(keys: Sequence[str], key: str, beside: str, after: bool) -> list[str]:
    """`keys` with `key` put right before or after `beside`; both are among them."""
    others = [each for each in keys if each != key]
    place = others.index(beside) + after if beside != key else keys.index(key)
    return [*others[:place], key, *others[place:]]


def in_order(document: Document, orders: Mapping[str, Sequence[str]]) -> Document:
    """The document with the questions of some sections, by their keys, in the order that is given for each.

    What an order does not name (it was added since) stays behind what it stood behind.
    """
    result = deepcopy(document)
    for section in result:
        if section["section"] in orders:
            section["items"] = _arranged(section["items"], orders[section["section"]])
    return result


def _arranged(items: list[ItemData], wanted: Sequence[str]) -> list[ItemData]:
    by_key = {item["key"]: item for item in items}
    order = [key for key in wanted if key in by_key]
    before = None
    for key in by_key:
        if key not in order:
            order.insert(order.index(before) + 1 if before else 0, key)
        before = key
    return [by_key[key] for key in order]


def own_order(old: Document, mine: Document) -> dict[str, list[str]]:
    """The order of each section of `mine` that was made from `old` and is not merely `old` with more at its
    end."""
    before = {section["section"]: _keys(section["items"]) for section in old}
    found = {}
    for section in mine:
        keys, was = _keys(section["items"]), before.get(section["section"], [])
        kept = [key for key in was if key in keys]
        if keys != kept + [key for key in keys if key not in was]:
            found[section["section"]] = keys
    return found


def moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The fewest keys whose moving turns the order `before` into `after`; keys of only one of them aside."""
    places = {key: number for number, key in enumerate(before)}
    common = [key for key in after if key in places]
    return set(common) - set(_longest_rising(common, places))


def _longest_rising(keys: Sequence[str], places: Mapping[str, int]) -> list[str]:
    """The longest run of keys, with gaps, whose places rise (patience sorting)."""
    tops, ends, behind = [], [], {}
    for key in keys:
        pile = bisect_left(tops, places[key])
        behind[key] = ends[pile - 1] if pile else None
        tops[pile : pile + 1] = [places[key]]
        ends[pile : pile + 1] = [key]
    run = ends[-1] if ends else None
    found = []
    while run is not None:
        found.append(run)
        run = behind[run]
    return found
