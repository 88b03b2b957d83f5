"""How far a visit has come, section by section."""

from dataclasses import dataclass
from datetime import date

from app.checklists.answers import asked_fields
from app.checklists.content import Checklist
from app.checklists.specs import Item
from app.visits.gaps import (
    COUNTS_ITEM,
    ORDER_ITEM,
    Gap,
    Material,
    asked,
    gaps,
    is_done,
    on_minutes,
    on_promises,
    takes_photos,
)
from app.visits.models import LastAnswer


@dataclass(frozen=True)
class SectionProgress:
    """A tile of the hub: items done of those asked, and when the section was last verified."""

    key: str
    title: str
    done: int
    total: int
    verified_on: date | None


@dataclass(frozen=True)
class Progress:
    """The whole visit: sections, sums, gaps, and the next item to go to (section key, item key)."""

    sections: list[SectionProgress]
    done: int
    total: int
    gaps: list[Gap]

    @property
    def next_gap(self) -> Gap | None:
        """The first open item in the checklist's order."""
        return min(self.gaps, key=lambda gap: gap.item.section, default=None)


def progress_of(
    checklist: Checklist, material: Material, last_answers: dict[str, LastAnswer], locale: str
) -> Progress:
    """Progress of the visit that holds `material`."""
    missing = gaps(checklist, material)
    wanted = asked(checklist, material.mode)
    sections = []
    for section in checklist.sections:
        items = [item for item in wanted if item.section == section.key and is_counted(item)]
        verified = [last_answers[item.key].verified_on for item in section.items if item.key in last_answers]
        done = sum(is_done(item, material) for item in items)
        title, verified_on = section.title.in_locale(locale), max(verified, default=None)
        sections.append(SectionProgress(section.key, title, done, len(items), verified_on))
    done, total = sum(each.done for each in sections), sum(each.total for each in sections)
    return Progress(sections, done, total, missing)


def is_counted(item: Item) -> bool:
    """Whether an item asks something of the rep; computed ones, and lots (part of the counts), do not."""
    own_screen = item.key in (COUNTS_ITEM, ORDER_ITEM) or on_promises(item) or on_minutes(item)
    return own_screen or takes_photos(item) or bool(asked_fields(item))
