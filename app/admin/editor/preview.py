"""A section as the rep would see it on his phone: the very rows of a visit, without a visit."""

from dataclasses import dataclass
from uuid import UUID

from app.catalogue.queries import all_products
from app.checklists.content import Checklist
from app.checklists.specs import Section
from app.i18n import locale
from app.visits.gaps import Material
from app.visits.reading import Reader, context_with
from app.visits.section.questions import Question, Sheet, question

NO_VISIT = UUID(int=0)


@dataclass(frozen=True)
class Previewed:
    """What stands for the visit: an id that leads nowhere."""

    id: UUID = NO_VISIT


def questions_of(content: Checklist, section: Section, mode: str) -> list[Question]:
    """The questions of a section that a visit of `mode` asks, none of them answered."""
    reader = Reader(context_with(all_products()[:5]), locale())
    material = Material(mode, {}, frozenset(), {}, frozenset())
    sheet = Sheet(section, reader, material, {}, {}, {})
    return [question(sheet, item) for item in section.items if material.asks(item)]
