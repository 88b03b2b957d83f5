"""A section of an open visit, with everything that its page shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.checklists.answers import photo_required
from app.checklists.content import Checklist
from app.checklists.specs import Item, Section
from app.dealers.models import DealerProduct
from app.extensions import db
from app.promises.queries import promises_due
from app.visits.figures import CARDS
from app.visits.gaps import COUNTS_ITEM, EARLIER_PROMISES, ORDER_ITEM, Material, is_done
from app.visits.models import ENTRY, Answer, LastAnswer, StockCount, Visit
from app.visits.order.writing import has_order
from app.visits.progress import is_counted
from app.visits.queries import entries_of, last_answers_of, photos_by_item
from app.visits.reading import Reader, field_context
from app.visits.section.forms import AnswerForm
from app.visits.section.questions import Question, Sheet, question
from app.visits.section.unchanged import repeatable


@dataclass(frozen=True)
class SectionPage:
    """The rows in order; how many items are done of those that the visit's mode asks; how many are left out.

    `repeatable` counts the questions that "nothing changed" would answer, `repeated` names them for the phone
    (``item``, or ``item:photo`` where the answer calls for a photo), `repeated_from` is the day of the newest
    of their answers; `next_key` is the section after this one, None after the last.
    """

    section: Section
    questions: list[Question]
    done: int
    total: int
    left_out: int
    repeatable: int
    repeated: str
    repeated_from: date | None
    next_key: str | None
    next_title: str

    @property
    def computed(self) -> list[str]:
        """The keys of the questions here with a value that the app works out."""
        return [each.key for each in self.questions if each.computed not in (None, CARDS)]


def sheet_of(visit: Visit, user_id: int, section: Section, reader: Reader) -> Sheet:
    """Answers, late answers, last time's answers and photos of a section."""
    keys = [item.key for item in section.items]
    answers, late = entries_of(visit.id, keys)
    photos = photos_by_item(visit.id, keys)
    slots = frozenset(slot for of_item in photos.values() for slot in of_item)
    counted, to_count = _counts(visit) if COUNTS_ITEM in keys else ({}, frozenset())
    due = len(promises_due(visit.dealer_id, reader.context.today)) if EARLIER_PROMISES in keys else 0
    ordered = ORDER_ITEM in keys and has_order(visit.id)
    material = Material(visit.mode, answers, slots, counted, to_count, due, ordered)
    return Sheet(section, reader, material, late, last_for(visit, user_id, section), photos)


def last_for(visit: Visit, user_id: int, section: Section) -> dict[str, LastAnswer]:
    """Last time's answers of a section; of the self-check only those that the reader gave himself."""
    last = last_answers_of(visit.dealer_id, [item.key for item in section.items])
    if section.audience == "self":
        return {key: each for key, each in last.items() if each.answer.user_id == user_id}
    return last


def section_page(
    visit: Visit, user_id: int, checklist: Checklist, section: Section, locale: str, whole: bool,
    refused: Mapping[str, AnswerForm] | None = None,
) -> SectionPage:  # fmt: skip
    """The page of one section; `whole` shows what the visit's mode leaves out too."""
    sheet = sheet_of(visit, user_id, section, Reader(field_context(visit.dealer_id), locale))
    shown = _shown(section, sheet.material, whole)
    counted = [item for item in section.items if sheet.material.asks(item) and is_counted(item)]
    again = repeatable(shown, sheet)
    following = _next(checklist, section)
    return SectionPage(
        section=section,
        questions=[question(sheet, item, (refused or {}).get(item.key)) for item in shown],
        done=sum(is_done(item, sheet.material) for item in counted), total=len(counted),
        left_out=len(section.items) - len(shown),
        repeatable=len(again), repeated=" ".join(_named(item, sheet) for item in again),
        repeated_from=max((sheet.last[item.key].observed_on for item in again), default=None),
        next_key=following.key if following else None,
        next_title=following.title.in_locale(locale) if following else "",
    )  # fmt: skip


def _named(item: Item, sheet: Sheet) -> str:
    wanted = photo_required(item, sheet.last[item.key].answer.value, sheet.material.mode)
    return f"{item.key}:photo" if wanted else item.key


def _counts(visit: Visit) -> tuple[dict[int, Answer], frozenset[int]]:
    """The products counted so far, and the key products that the visit is meant to count."""
    counted = select(StockCount.product_id).where(
        StockCount.visit_id == visit.id, StockCount.is_kind(ENTRY), ~StockCount.superseded
    )
    carried = select(DealerProduct.product_id).where(DealerProduct.dealer_id == visit.dealer_id)
    key_products = carried.order_by(DealerProduct.position).limit(8)
    return dict.fromkeys(db.session.scalars(counted)), frozenset(db.session.scalars(key_products))


def _shown(section: Section, material: Material, whole: bool) -> list[Item]:
    """The mode's own items first; what was answered already is shown whatever the mode."""
    asked = [item for item in section.items if material.asks(item)]
    others = [item for item in section.items if not material.asks(item)]
    return asked + [item for item in others if whole or item.key in material.answers]


def _next(checklist: Checklist, section: Section) -> Section | None:
    place = checklist.sections.index(section)
    return checklist.sections[place + 1] if place + 1 < len(checklist.sections) else None
