"""What a visit still lacks. Saving never asks for it; the finish screen lists it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.checklists.answers import asked_fields, missing_fields, photo_required
from app.checklists.content import Checklist
from app.checklists.specs import Item
from app.visits.models import Answer, StockCount

COUNTS_ITEM = "wh_stock_counts"
MEMO_ITEM = "self_written_memo"
ORDER_ITEM = "visit_order_agreed"
EARLIER_PROMISES, NEW_PROMISES = "visit_prev_commitments", "visit_new_commitments"
WAYS_OUT = ("not_seen", "declined")


@dataclass(frozen=True)
class Gap:
    """An item without an answer, or a part of it: ``answer``, ``part``, ``photo``, ``count``, ``promise``."""

    item: Item
    lacks: str

    @property
    def obligatory(self) -> bool:
        """Whether the visit cannot be finished before this is filled or given a way out."""
        return self.item.obligatory


@dataclass(frozen=True)
class Material:
    """What a visit holds so far: answers by item key, photos by slot, counts by product, and what to count.

    `due_promises` are those whose day has come and that nobody has settled yet. `ordered`: something was
    agreed on the order screen.
    """

    mode: str
    answers: Mapping[str, Answer]
    photo_slots: frozenset[str]
    counts: Mapping[int, StockCount]
    key_products: frozenset[int]
    due_promises: int = 0
    ordered: bool = False

    def asks(self, item: Item) -> bool:
        """Whether a visit of this mode asks for the item."""
        return self.mode in ("full", item.mode)


def asked(checklist: Checklist, mode: str) -> list[Item]:
    """The items that a visit of `mode` asks the rep, in order, computed ones and the stock screen's too."""
    return list(checklist.items_in(mode))


def gaps(checklist: Checklist, material: Material) -> list[Gap]:
    """All that is missing, obligatory gaps first, else in the checklist's order."""
    found = [gap for item in asked(checklist, material.mode) if (gap := gap_of(item, material))]
    return sorted(found, key=lambda gap: not gap.obligatory)


def is_done(item: Item, material: Material) -> bool:
    """Whether nothing is missing of an item."""
    return gap_of(item, material) is None


def gap_of(item: Item, material: Material) -> Gap | None:
    """What is missing of an item, or None."""
    answer = material.answers.get(item.key)
    if answer is not None and answer.state in WAYS_OUT:
        return None
    if item.key == COUNTS_ITEM:
        return None if material.key_products <= material.counts.keys() else Gap(item, "count")
    if takes_photos(item):
        return None if _has_photo(item, material) else Gap(item, "photo")
    if item.key == ORDER_ITEM:
        return None if material.ordered else Gap(item, "answer")
    if on_promises(item):
        return _promise_gap(item, answer, material)
    if on_minutes(item):
        return Gap(item, "answer") if answer is None or answer.is_blank else None
    if not asked_fields(item):
        return None
    if answer is None or answer.is_blank:
        return Gap(item, "answer")
    if answer.state == "answered" and missing_fields(item, answer.value):
        return Gap(item, "part")
    wants_photo = photo_required(item, answer.value, material.mode)
    return Gap(item, "photo") if wants_photo and not _has_photo(item, material) else None


def takes_photos(item: Item) -> bool:
    """Whether the item is answered by photos alone."""
    return any(field.type == "photo" for field in item.fields)


def on_promises(item: Item) -> bool:
    """Whether the item is answered on the screen of promises."""
    return any(field.entered_on == "promises" for field in item.fields)


def on_minutes(item: Item) -> bool:
    """Whether the item follows from the minutes of the visit."""
    return any(field.entered_on == "minutes" for field in item.fields)


def _promise_gap(item: Item, answer: Answer | None, material: Material) -> Gap | None:
    if item.key == EARLIER_PROMISES:
        return Gap(item, "promise") if material.due_promises else None
    return Gap(item, "answer") if answer is None or answer.is_blank else None


def _has_photo(item: Item, material: Material) -> bool:
    return any(slot.partition(".")[0] == item.key for slot in material.photo_slots)
