"""A finished visit to read: every answer as it stands now, with its corrections; counts and photos."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.accounts.models import User
from app.catalogue.models import Product
from app.checklists.answers import asked_fields
from app.checklists.content import Checklist
from app.checklists.specs import Item, Section
from app.extensions import db
from app.photos.models import Photo
from app.visits.models import CORRECTION, Answer, StockCount, Visit
from app.visits.queries import answers_of, counts_of
from app.visits.reading import Reader
from app.visits.words import evidence_words, state_words

Words = list[tuple[str, str]]


@dataclass(frozen=True)
class Corrected:
    """One correction: when it came, what stood there before, and why."""

    at: datetime
    was: Words
    reason: str


@dataclass(frozen=True)
class Line:
    """An answered item: label and words of each field, how it is known, the note, what was corrected.

    Photos and counts, which have screens of their own, are not `correctable`.
    """

    key: str
    title: str
    words: Words
    unchanged: bool
    evidence: str
    note: str
    correctable: bool
    corrections: list[Corrected]


@dataclass(frozen=True)
class Part:
    """A section of the report with its answered items; `private` marks the self-check."""

    key: str
    title: str
    private: bool
    lines: list[Line]


@dataclass(frozen=True)
class Counted:
    """A product's count in base units; `lots` are production date, quantity, and whether sealed off."""

    product: str
    counted: int | None
    unsellable: int | None
    lots: list[tuple[date, int, bool]]


@dataclass(frozen=True)
class Pictured:
    """A photo of the visit and the item it belongs to."""

    id: UUID
    title: str
    caption: str
    taken_at: datetime


@dataclass(frozen=True)
class Report:
    """All of a finished visit that a reader may see; `standing` are its answers as they stand, by item."""

    rep: str
    minutes: int
    parts: list[Part]
    counts: list[Counted]
    photos: list[Pictured]
    standing: Mapping[str, Answer]


def report_of(visit: Visit, checklist: Checklist, reader: Reader, private: bool) -> Report:
    """The report of a finished visit; the self-check is left out unless `private`."""
    answers, corrections = answers_of(visit.id), _corrections(visit.id)
    sections = [section for section in checklist.sections if private or section.audience != "self"]
    parts = [_part(section, answers, corrections, reader) for section in sections]
    shown = {item.key for section in sections for item in section.items}
    return Report(
        rep=db.session.scalar(select(User.display_name).where(User.id == visit.rep_id)),
        minutes=max(1, round((visit.end - visit.started_at).total_seconds() / 60)),
        parts=[part for part in parts if part.lines],
        counts=_counts(counts_of(visit.id), reader.locale),
        photos=_photos(visit.id, checklist, reader.locale, shown),
        standing=answers | {key: rows[-1] for key, rows in corrections.items()},
    )


def standing(visit_id: UUID, item_key: str) -> Answer | None:
    """The answer to an item as it stands: its latest correction, else what the visit was finished with."""
    corrections = _corrections(visit_id, item_key).get(item_key)
    return corrections[-1] if corrections else answers_of(visit_id, [item_key]).get(item_key)


def standing_answers(visit_id: UUID, keys: list[str]) -> dict[str, Answer]:
    """The answers to several items as they stand, by item key."""
    corrected = {key: rows[-1] for key, rows in _corrections(visit_id).items() if key in keys}
    return answers_of(visit_id, keys) | corrected


def _corrections(visit_id: UUID, item_key: str | None = None) -> dict[str, list[Answer]]:
    """Corrections by item key, the oldest first."""
    found = select(Answer).where(Answer.visit_id == visit_id, Answer.kind == CORRECTION)
    if item_key is not None:
        found = found.where(Answer.item_key == item_key)
    by_item: dict[str, list[Answer]] = {}
    for correction in db.session.scalars(found.order_by(Answer.received_at, Answer.revision)):
        by_item.setdefault(correction.item_key, []).append(correction)
    return by_item


def _part(section: Section, answers: Mapping, corrections: Mapping, reader: Reader) -> Part:
    lines = []
    for item in section.items:
        first = answers.get(item.key)
        if first is not None or item.key in corrections:
            lines.append(_line(item, first, corrections.get(item.key, []), reader))
    title = section.title.in_locale(reader.locale)
    return Part(section.key, title, section.audience == "self", lines)


def _line(item: Item, first: Answer | None, later: list[Answer], reader: Reader) -> Line:
    history = [first, *later]
    now = history[-1]
    return Line(
        key=item.key, title=item.title.in_locale(reader.locale), words=words_of(item, now, reader),
        unchanged=now.state == "unchanged", evidence=evidence_words().get(now.evidence, ""), note=now.note,
        correctable=bool(asked_fields(item)),
        corrections=[
            Corrected(each.received_at, words_of(item, before, reader), each.reason)
            for before, each in zip(history, later, strict=False)
        ],
    )  # fmt: skip


def words_of(item: Item, answer: Answer | None, reader: Reader) -> Words:
    """Label and words of each filled field, or the way out; empty where nothing is answered."""
    if answer is None:
        return []
    way_out = state_words().get(answer.state)
    return [("", way_out)] if way_out else reader.lines(item, answer.value)


def _counts(counts: Mapping[int, StockCount], locale: str) -> list[Counted]:
    found = select(Product).where(Product.id.in_(counts)).order_by(Product.position, Product.id)
    products = db.session.scalars(found).all() if counts else []
    return [_counted(product, counts[product.id], locale) for product in products]


def _counted(product: Product, count: StockCount, locale: str) -> Counted:
    name = product.name_en if locale == "en" else product.name_zh
    lots = [(lot.production_date, lot.quantity, lot.zone == "sealed") for lot in count.lots]
    return Counted(name, count.counted, count.unsellable, lots)


def _photos(visit_id: UUID, checklist: Checklist, locale: str, shown: Iterable[str]) -> list[Pictured]:
    found = select(Photo).where(Photo.visit_id == visit_id, Photo.removed_at.is_(None))
    pictures = []
    for photo in db.session.scalars(found.order_by(Photo.taken_at)):
        if (key := photo.slot.partition(".")[0]) in shown:
            title = checklist.by_key[key].title.in_locale(locale)
            pictures.append(Pictured(photo.id, title, photo.caption, photo.taken_at))
    return pictures
