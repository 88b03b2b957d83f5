"""What happened to a visit since it was sent back: the notes, and what the rep answered and corrected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, select

from app.accounts.models import User
from app.checklists.content import Checklist
from app.extensions import db
from app.reviews.models import Comment
from app.visits.models import CORRECTION, Answer, Visit
from app.visits.queries import answers_of
from app.visits.reading import Reader
from app.visits.report import Words, words_of


@dataclass(frozen=True)
class NoteLine:
    """A note that a visit was sent back with: about which item (empty: the visit), and the rep's answers."""

    id: UUID
    by: str
    at: datetime
    title: str
    text: str
    answers: list[str]


@dataclass(frozen=True)
class Mended:
    """An answer that was corrected since: what it says now, what it said, and why."""

    item_key: str
    title: str
    at: datetime
    words: Words
    was: Words
    reason: str


@dataclass(frozen=True)
class Round:
    """The last time a visit was sent back: with which notes, and what changed since."""

    notes: list[NoteLine]
    mended: list[Mended]


def last_round(
    visit: Visit, decisions: Sequence[Row], content: Checklist, reader: Reader, private: bool
) -> Round | None:
    """None where the visit was never sent back; what belongs to the self-check only where it is `private`."""
    notes = [row for row in decisions if row.Review.decision == "sent_back"]
    if not notes:
        return None
    said = _answers_to([row.Review.id for row in notes])
    corrections = _corrections(visit.id)
    replied = [comment.received_at for comments in said.values() for comment in comments]
    notes = _together(notes, sorted([*replied, *(each.received_at for each in corrections)]))
    shown = {
        item.key for section in content.sections if private or section.audience != "self"
        for item in section.items
    }  # fmt: skip
    since = notes[0].Review.received_at
    return Round(
        [_note(row, said, content, reader) for row in notes if _is_shown(row.Review.item_key, shown)],
        [each for each in _mended(visit, corrections, since, content, reader) if each.item_key in shown],
    )


def _together(notes: list[Row], answered: list[datetime]) -> list[Row]:
    """The last notes between which nothing was answered: they make one round."""
    latest = [notes[-1]]
    for earlier in reversed(notes[:-1]):
        begin, end = earlier.Review.received_at, latest[0].Review.received_at
        if any(begin < at < end for at in answered):
            break
        latest.insert(0, earlier)
    return latest


def _is_shown(item_key: str | None, shown: set[str]) -> bool:
    return item_key is None or item_key in shown


def _note(row: Row, said: dict[UUID, list[Comment]], content: Checklist, reader: Reader) -> NoteLine:
    review = row.Review
    item = content.by_key.get(review.item_key) if review.item_key else None
    return NoteLine(
        review.id, row.by, review.received_at, item.title.in_locale(reader.locale) if item else "",
        review.note, [comment.text for comment in said.get(review.id, ())],
    )  # fmt: skip


def _answers_to(review_ids: list[UUID]) -> dict[UUID, list[Comment]]:
    found = (
        select(Comment)
        .join(User, User.id == Comment.user_id)
        .where(Comment.about == "review", Comment.about_id.in_(review_ids))
        .order_by(Comment.received_at)
    )
    answers: dict[UUID, list[Comment]] = {}
    for comment in db.session.scalars(found):
        answers.setdefault(comment.about_id, []).append(comment)
    return answers


def _corrections(visit_id: UUID) -> list[Answer]:
    found = select(Answer).where(Answer.visit_id == visit_id, Answer.is_kind(CORRECTION))
    return list(db.session.scalars(found.order_by(Answer.received_at, Answer.revision)))


def _mended(visit: Visit, corrections: list[Answer], since: datetime, content: Checklist, reader: Reader):
    """The latest correction of each item since a moment, beside what stood there at that moment."""
    before = answers_of(visit.id, list({each.item_key for each in corrections}))
    later: dict[str, Answer] = {}
    for each in corrections:
        (later if each.received_at > since else before)[each.item_key] = each
    for key, answer in later.items():
        if (item := content.by_key.get(key)) is not None:
            yield Mended(
                key, item.title.in_locale(reader.locale), answer.received_at, words_of(item, answer, reader),
                words_of(item, before.get(key), reader), answer.reason,
            )  # fmt: skip
