"""The places of a visit that take photos: named ones such as the overview, and items that allow any."""

from dataclasses import dataclass

from app.checklists.content import Checklist
from app.checklists.specs import Item
from app.checklists.texts import Text


@dataclass(frozen=True)
class Place:
    """Where a photo belongs. `code` is the item's key, or ``item_key.slot`` for a named place."""

    code: str
    item: Item
    title: Text
    named: bool


def places_of(item: Item) -> list[Place]:
    """The item's named places; else the item itself, if it takes photos at all."""
    slots = [slot for field in item.fields for slot in field.slots]
    named = [Place(f"{item.key}.{slot.code}", item, slot.label, True) for slot in slots]
    if named or item.photo.kind == "none":
        return named
    return [Place(item.key, item, item.title, False)]


def place_in(checklist: Checklist, code: str) -> Place | None:
    """The place of that code, in whatever mode; None where no photo belongs."""
    item = checklist.by_key.get(code.partition(".")[0])
    return next((place for place in places_of(item) if place.code == code), None) if item else None


def title_of(checklist: Checklist, code: str) -> Text:
    """What a stored photo shows: its place, or its item where a later checklist names no such place."""
    place = place_in(checklist, code)
    return place.title if place else checklist.by_key[code.partition(".")[0]].title


def section_bit(checklist: Checklist, place: Place) -> int:
    """The bit of the place's section in the masks of a visit."""
    return next(1 << n for n, section in enumerate(checklist.sections) if section.key == place.item.section)


def dom_id(code: str) -> str:
    """The id of a place on the page; a dot would have to be escaped in every selector."""
    return "slot-" + code.replace(".", "-")
