"""What is missing of a visit, told so that the phone can see by itself when it is not missing any more.

Without a signal the hub and the finish screen are copies from before; what was entered since lies in the
phone's journal. A gap names what in the journal fills it, and the phone counts on from there. What is there
may be emptied on the phone as well: it is told with the revision that the server has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from app.checklists.answers import asked_fields, photo_required
from app.checklists.content import Checklist
from app.checklists.specs import Item
from app.visits.addresses import gap_url
from app.visits.gaps import (
    COUNTS_ITEM,
    EARLIER_PROMISES,
    ORDER_ITEM,
    WAYS_OUT,
    Gap,
    Material,
    asked,
    is_done,
    on_minutes,
    on_promises,
    takes_photos,
)
from app.visits.models import Visit
from app.visits.photos.slots import places_of
from app.visits.progress import is_counted


@dataclass(frozen=True)
class OpenItem:
    """An item that is not done, or may be emptied: where it is entered, by what the phone knows that it was.

    `by` is ``answer`` (then `needs` are the fields without which a part is missing), ``count`` (`needs`: ids
    of the products not counted yet), ``photo`` (`needs`: its places), ``order``, ``promise``, ``settled``
    (`needs`: how many due promises are open, as one number) or ``minutes``. `counted`: it is one of those
    that progress counts. `photo`: when an answer to it calls for a photo, None if none does (see
    `_photo_call`). `done`: nothing is missing of it here. `revision`: that of the answer which the server
    has, 0 without one.
    """

    key: str
    section: str
    url: str
    by: str
    needs: list[str]
    counted: bool
    obligatory: bool
    photo: dict | None
    done: bool
    revision: int


def closed_gaps(checklist: Checklist, material: Material) -> list[Gap]:
    """What is done by its answer, as the gaps that it would leave if the phone emptied that.

    Not the counts: an empty one is no count, and the one before it stands. Nor what photos fill.
    """
    items = [item for item in asked(checklist, material.mode) if is_done(item, material)]
    return [Gap(item, "answer") for item in items if _rests_on_answer(item, material)]


def _rests_on_answer(item: Item, material: Material) -> bool:
    answer = material.answers.get(item.key)
    by_answer = _by(Gap(item, "answer")) == "answer"
    return answer is not None and (by_answer or answer.state in WAYS_OUT)


def open_items(visit: Visit, material: Material, gaps: Iterable[Gap], closed: Iterable[Gap]) -> list[dict]:
    """The gaps of `visit`, which holds `material`, and the closed ones, as plain values for the page."""
    told = [_open_item(visit, material, gap) for gap in gaps]
    told += [replace(_open_item(visit, material, gap), done=True) for gap in closed]
    return [asdict(item) for item in told]


def _open_item(visit: Visit, material: Material, gap: Gap) -> OpenItem:
    item, by, needs = gap.item, _by(gap), []
    if by == "count":
        needs = [str(product) for product in sorted(material.key_products - material.counts.keys())]
    elif by == "settled":
        needs = [str(material.due_promises)]
    elif by == "answer":
        needs = [field.name for field in asked_fields(item) if not field.optional]
    elif by == "photo":
        needs = [place.code for place in places_of(item)]
    return OpenItem(
        item.key, item.section, gap_url(visit, gap), by, needs, is_counted(item), item.obligatory,
        _photo_call(item, material.mode), False,
        answer.revision if (answer := material.answers.get(item.key)) else 0,
    )  # fmt: skip


def _photo_call(item: Item, mode: str) -> dict | None:
    """When an answer to `item` calls for a photo: always (`field` blank), or when the field has a figure
    `above`, or one of `codes` is `found` in it, or is not."""
    spec = item.photo
    if takes_photos(item):
        return None
    if spec.kind == "required_if":
        found = bool(spec.any_of) or spec.above is not None
        return _call(spec.field, spec.any_of or spec.none_of, found, spec.above)
    return _call("", (), True, None) if photo_required(item, None, mode) else None


def _call(field: str, codes: Sequence[str], found: bool, above: float | None) -> dict:
    return {"field": field, "codes": codes, "found": found, "above": above}


def _by(gap: Gap) -> str:
    if gap.item.key == COUNTS_ITEM:
        return "count"
    if gap.item.key == ORDER_ITEM:
        return "order"
    if on_promises(gap.item):
        return "settled" if gap.item.key == EARLIER_PROMISES else "promise"
    if on_minutes(gap.item):
        return "minutes"
    return "photo" if takes_photos(gap.item) or gap.lacks == "photo" else "answer"
