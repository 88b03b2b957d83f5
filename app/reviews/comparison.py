"""Two finished visits side by side: of two dealers, or of one on two days."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from app.catalogue.models import Product
from app.checklists.answers import same_answer
from app.checklists.content import Checklist
from app.checklists.queries import checklist
from app.checklists.specs import Item
from app.extensions import db
from app.leverage.scoring import DIMENSIONS
from app.photos.models import Photo
from app.visits.judgement.models import Score
from app.visits.models import CORRECTION, Answer, Visit
from app.visits.photos.slots import place_in
from app.visits.queries import answers_of, counts_of
from app.visits.reading import Reader, reader_for
from app.visits.report import Words, words_of
from app.visits.words import evidence_words


@dataclass(frozen=True)
class Told:
    """One side of an item: the words of its answer, how it is known; none where it was not answered."""

    words: Words
    evidence: str


@dataclass(frozen=True)
class Pair:
    """What both sides say of the same thing; `title` names it, `figure` is what opens a computed number."""

    title: str
    left: object
    right: object
    figure: str | None = None


@dataclass(frozen=True)
class SectionPairs:
    """A section's answers that differ, and those that only one of the sides gave."""

    key: str
    title: str
    differ: list[Pair]
    alone: list[Pair]


@dataclass(frozen=True)
class Comparison:
    """Two visits side by side: scores in points, answers by section, counts in units, photo ids by slot; None
    where one side has none. `same` counts the answers that both gave alike."""

    scores: list[Pair]
    sections: list[SectionPairs]
    counts: list[Pair]
    photos: list[Pair]
    same: int


def compare_visits(left: Visit, right: Visit, private: bool, locale: str) -> Comparison:
    """Both visits; what belongs to the self-check only where the reader may see it (`private`)."""
    both = (left, right)
    content = checklist(right.checklist_version_id)
    answers = [standing_answers(visit.id) for visit in both]
    readers = [reader_for(visit.dealer_id) for visit in both]
    sections, same = [], 0
    for section in content.sections:
        if section.audience == "self" and not private:
            continue
        pairs = _section(section.items, answers, readers)
        same += pairs[2]
        if pairs[0] or pairs[1]:
            title = section.title.in_locale(locale)
            sections.append(SectionPairs(section.key, title, pairs[0], pairs[1]))
    return Comparison(
        _scores(both, content, locale),
        sections,
        _counts(both, locale),
        _photos(both, content, private, locale),
        same,
    )


def standing_answers(visit_id: UUID) -> dict[str, Answer]:
    """A visit's answers as they stand now: the latest correction of each, else what it was finished with."""
    found = select(Answer).where(Answer.visit_id == visit_id, Answer.is_kind(CORRECTION))
    corrected = db.session.scalars(found.order_by(Answer.received_at, Answer.revision))
    return answers_of(visit_id) | {answer.item_key: answer for answer in corrected}


def _section(items: Iterable[Item], answers: list[dict[str, Answer]], readers: list[Reader]):
    """Pairs that differ, pairs of which one side is missing, and how many are alike."""
    differ, alone, same = [], [], 0
    for item in items:
        sides = [each.get(item.key) for each in answers]
        told = [_told(item, answer, reader) for answer, reader in zip(sides, readers, strict=True)]
        pair = Pair(item.title.in_locale(readers[1].locale), *told)
        if not any(each.words for each in told):
            continue
        if not all(each.words for each in told):
            alone.append(pair)
        elif _alike(item, *sides):
            same += 1
        else:
            differ.append(pair)
    return differ, alone, same


def _told(item: Item, answer: Answer | None, reader: Reader) -> Told:
    if answer is None:
        return Told([], "")
    return Told(words_of(item, answer, reader), evidence_words().get(answer.evidence, ""))


def _alike(item: Item, left: Answer, right: Answer) -> bool:
    out = {"not_seen", "declined"}
    if left.state in out or right.state in out:
        return left.state == right.state
    return same_answer(item, left.value, right.value)


def _scores(both: tuple[Visit, Visit], content: Checklist, locale: str) -> list[Pair]:
    found = select(Score).where(Score.visit_id.in_([visit.id for visit in both]))
    rows = {(row.visit_id, row.dimension): row.value for row in db.session.scalars(found)}
    titles = {"overall": _("Overall")} | {
        key: section.title.in_locale(locale) for section in content.sections
        if (key := section.key.partition("_")[0]) in DIMENSIONS
    }  # fmt: skip
    return [
        Pair(title, *(_points(rows.get((visit.id, key))) for visit in both), figure=key)
        for key, title in titles.items()
        if any(rows.get((visit.id, key)) is not None for visit in both)
    ]


def _points(value: float | None) -> int | None:
    return None if value is None else round(value)


def _counts(both: tuple[Visit, Visit], locale: str) -> list[Pair]:
    counted = [{key: each.counted for key, each in counts_of(visit.id).items()} for visit in both]
    keys = {*counted[0], *counted[1]}
    if not keys:
        return []
    found = select(Product).where(Product.id.in_(keys)).order_by(Product.position, Product.id)
    return [
        Pair(row.name_en if locale == "en" else row.name_zh, *(each.get(row.id) for each in counted))
        for row in db.session.scalars(found)
    ]


def _photos(both: tuple[Visit, Visit], content: Checklist, private: bool, locale: str) -> list[Pair]:
    found = select(Photo.id, Photo.visit_id, Photo.slot).where(
        Photo.visit_id.in_([visit.id for visit in both]), Photo.removed_at.is_(None)
    )
    slots: dict[str, dict[UUID, UUID]] = {}
    for row in db.session.execute(found.order_by(Photo.slot, Photo.taken_at)):
        slots.setdefault(row.slot, {}).setdefault(row.visit_id, row.id)
    hidden = {
        item.key for section in content.sections if section.audience == "self" and not private
        for item in section.items
    }  # fmt: skip
    places = {slot: place_in(content, slot) for slot in slots}
    return [
        Pair(places[slot].title.in_locale(locale), *(ids.get(visit.id) for visit in both))
        for slot, ids in slots.items() if places[slot] and places[slot].item.key not in hidden
    ]  # fmt: skip
