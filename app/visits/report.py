"""A finished visit to read: every answer as it stands now, with its corrections; counts and photos."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask_babel import format_timedelta
from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import User
from app.checklists.answers import asked_fields
from app.checklists.content import Checklist
from app.checklists.specs import Item, Section
from app.extensions import db
from app.photos.models import Photo
from app.visits.models import CORRECTION, LATE, MATTERS, Answer, Visit
from app.visits.photos.slots import title_of
from app.visits.queries import answers_of
from app.visits.reading import Reader
from app.visits.report_counts import Counted, counted_at
from app.visits.words import evidence_words, state_words

Words = list[tuple[str, str]]


@dataclass(frozen=True)
class Corrected:
    """One correction: when it came, what stood there before, and why."""

    at: datetime
    was: Words
    reason: str


@dataclass(frozen=True)
class Arrived:
    """An answer that reached the server after the end of the visit: when it was given and when it came, what
    it says, and whether it stands; if so, `was` is what the visit was finished with."""

    given: datetime
    at: datetime
    words: Words
    stands: bool
    was: Words


@dataclass(frozen=True)
class Line:
    """An answered item: label and words of each field, how it is known, the note, what arrived late and what
    was corrected.

    Photos and counts, which have screens of their own, are not `correctable`.
    """

    key: str
    title: str
    words: Words
    unchanged: bool
    evidence: str
    note: str
    correctable: bool
    arrived: list[Arrived]
    corrections: list[Corrected]


@dataclass(frozen=True)
class Part:
    """A section of the report with its answered items; `private` marks the self-check."""

    key: str
    title: str
    private: bool
    lines: list[Line]


@dataclass(frozen=True)
class Pictured:
    """A photo of the visit and the place that it shows; `late`: it arrived after the end of the visit."""

    id: UUID
    title: str
    caption: str
    taken_at: datetime
    late: bool


@dataclass(frozen=True)
class Report:
    """All of a finished visit that a reader may see; `standing` are its answers as they stand, by item.

    `arrived` is when the server heard of its end, if that was much later; `clock` is the sentence that says
    how far the phone's clock was off, blank where it does not matter.
    """

    rep: str
    minutes: int
    arrived: datetime | None
    clock: str
    parts: list[Part]
    counts: list[Counted]
    photos: list[Pictured]
    standing: Mapping[str, Answer]


def report_of(visit: Visit, checklist: Checklist, reader: Reader, private: bool) -> Report:
    """The report of a finished visit; the self-check is left out unless `private`."""
    answers, history = answers_of(visit.id), history_of(visit.id)
    sections = [section for section in checklist.sections if private or section.audience != "self"]
    parts = [_part(section, answers, history, reader) for section in sections]
    shown = {item.key for section in sections for item in section.items}
    return Report(
        rep=db.session.scalar(select(User.display_name).where(User.id == visit.rep_id)),
        minutes=max(1, round((visit.end - visit.started_at).total_seconds() / 60)),
        arrived=visit.finished_at if visit.finished_at - visit.end > MATTERS else None,
        clock=clock_said(timedelta(seconds=visit.clock_off)),
        parts=[part for part in parts if part.lines],
        counts=counted_at(visit.id, reader.locale),
        photos=_photos(visit, checklist, reader.locale, shown),
        standing=history.standing(answers),
    )


def clock_said(off: timedelta) -> str:
    """How far a phone's clock was ahead, in a sentence; blank where it does not matter."""
    if abs(off) <= MATTERS:
        return ""
    span = format_timedelta(abs(off), granularity="minute")
    if off > timedelta(0):
        return _("The phone's clock was %(span)s fast. The times here are put right.", span=span)
    return _("The phone's clock was %(span)s slow. The times here are put right.", span=span)


def standing(visit_id: UUID, item_key: str) -> Answer | None:
    """The answer to an item as it stands: its latest correction, else the one that arrived late, else what
    the visit was finished with."""
    return standing_answers(visit_id, [item_key]).get(item_key)


def standing_answers(visit_id: UUID, keys: list[str]) -> dict[str, Answer]:
    """The answers to several items as they stand, by item key."""
    return history_of(visit_id, keys).standing(answers_of(visit_id, keys))


@dataclass(frozen=True)
class History:
    """What came after the end of a visit, by item key: corrections and late answers, the oldest first."""

    corrections: Mapping[str, list[Answer]]
    late: Mapping[str, list[Answer]]

    def of(self, key: str, first: Answer | None) -> list[Answer]:
        """The answers of an item one after the other, each in the place of the one before."""
        late = [answer for answer in self.late.get(key, ()) if not answer.superseded]
        stood = late[-1:] or ([first] if first is not None else [])
        return [*stood, *self.corrections.get(key, ())]

    def standing(self, first: Mapping[str, Answer]) -> dict[str, Answer]:
        """Every answer as it stands."""
        every = {key: self.of(key, first.get(key)) for key in {*first, *self.corrections, *self.late}}
        return {key: answers[-1] for key, answers in every.items() if answers}

    def knows(self, key: str) -> bool:
        return key in self.corrections or key in self.late


def history_of(visit_id: UUID, keys: Iterable[str] | None = None) -> History:
    """What came after the end of a visit; only of the items of `keys` when given."""
    found = select(Answer).where(Answer.visit_id == visit_id, Answer.kind.in_((CORRECTION, LATE)))
    if keys is not None:
        found = found.where(Answer.item_key.in_(keys))
    corrections, late = {}, {}
    for answer in db.session.scalars(found.order_by(Answer.received_at, Answer.revision)):
        (late if answer.kind == LATE else corrections).setdefault(answer.item_key, []).append(answer)
    for answers in late.values():
        answers.sort(key=lambda each: each.answered_at)
    return History(corrections, late)


def _part(section: Section, answers: Mapping, history: History, reader: Reader) -> Part:
    lines = []
    for item in section.items:
        first = answers.get(item.key)
        if first is not None or history.knows(item.key):
            lines.append(_line(item, first, history, reader))
    title = section.title.in_locale(reader.locale)
    return Part(section.key, title, section.audience == "self", lines)


def _line(item: Item, first: Answer | None, history: History, reader: Reader) -> Line:
    late, corrections = history.late.get(item.key, []), history.corrections.get(item.key, [])
    each = history.of(item.key, first)
    before, now = [None, *each][-len(corrections) - 1 : -1], each[-1]
    return Line(
        key=item.key, title=item.title.in_locale(reader.locale), words=words_of(item, now, reader),
        unchanged=now.state == "unchanged", evidence=evidence_words().get(now.evidence, ""), note=now.note,
        correctable=bool(asked_fields(item)),
        arrived=[_arrived(item, answer, first, reader) for answer in late],
        corrections=[
            Corrected(change.received_at, words_of(item, was, reader), change.reason)
            for was, change in zip(before, corrections, strict=True)
        ],
    )  # fmt: skip


def _arrived(item: Item, late: Answer, first: Answer | None, reader: Reader) -> Arrived:
    words, was = (words_of(item, answer, reader) for answer in (late, first))
    return Arrived(late.answered_at, late.received_at, words, not late.superseded, was)


def words_of(item: Item, answer: Answer | None, reader: Reader) -> Words:
    """Label and words of each filled field, or the way out; empty where nothing is answered."""
    if answer is None:
        return []
    way_out = state_words().get(answer.state)
    return [("", way_out)] if way_out else reader.lines(item, answer.value)


def _photos(visit: Visit, checklist: Checklist, locale: str, shown: Iterable[str]) -> list[Pictured]:
    found = select(Photo).where(Photo.visit_id == visit.id, Photo.removed_at.is_(None))
    pictures = []
    for photo in db.session.scalars(found.order_by(Photo.taken_at)):
        if photo.slot.partition(".")[0] in shown:
            title = title_of(checklist, photo.slot).in_locale(locale)
            late = photo.received_at > visit.finished_at
            pictures.append(Pictured(photo.id, title, photo.caption, photo.taken_at, late))
    return pictures
