"""A company's own checklist brought up to date with a new Rounds. Pure."""

from app.checklists.documents import Document, ItemData, items_of, merged, with_items
from app.checklists.order import in_order, own_order


def carried_over(old: Document, mine: Document, new: Document) -> Document:
    """`new` with everything in which `mine` differs from `old`, from which both were made.

    Within an item what only one of them changed is taken from him; where both did, the company's words win.
    So does its order of a section, with what is new at the place where Rounds has put it.
    """
    changed, before, after = [], _by_key(old), _by_key(new)
    for section, item in items_of(mine):
        base, theirs = before.get(item["key"]), after.get(item["key"])
        if item == base or (base is not None and theirs is None):
            continue
        changed.append((section, item if theirs is None else merged(base or {}, theirs, item).item))
    return in_order(with_items(new, changed), own_order(old, mine))


def _by_key(document: Document) -> dict[str, ItemData]:
    return {item["key"]: item for _section, item in items_of(document)}
