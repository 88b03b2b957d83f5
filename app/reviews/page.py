"""The page on which one visit is reviewed."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app import i18n
from app.accounts.models import User
from app.checklists.content import Checklist
from app.checklists.queries import checklist
from app.extensions import db
from app.photos.models import Photo
from app.reviews.comments import Said, talk_about
from app.reviews.queries import decisions_on, readable_ids
from app.reviews.queue import QueuedVisit, queued_visit
from app.reviews.reasons import photos_named
from app.reviews.rounds import Round, last_round
from app.reviews.subjects import Subject, title_of
from app.visits.judgement.pictures import earlier_photos
from app.visits.models import Visit
from app.visits.queries import answers_of
from app.visits.reading import reader_for


@dataclass(frozen=True)
class PhotoAgain:
    """A photo of the visit and the earlier one that it repeats, with their days."""

    id: UUID
    title: str
    day: str
    before_id: UUID
    before_day: str


@dataclass(frozen=True)
class Decision:
    """One decision in the history of a review: what, by whom, on which day."""

    decision: str
    by: str
    day: str


@dataclass(frozen=True)
class ReviewPage:
    """Everything one needs to decide on a visit; `items` are those that a note can name."""

    visit: QueuedVisit
    photos: list[PhotoAgain]
    round: Round | None
    history: list[Decision]
    talk: list[Said]
    items: list[tuple[str, str]]
    before: UUID | None


def review_page(visit: Visit, user: User, locale: str) -> ReviewPage:
    """The page of a visit that `user` may review; `visit.dealer` is loaded."""
    content, decisions = checklist(visit.checklist_version_id), decisions_on(visit.id)
    private = user.role == "supervisor"
    subject = Subject("visit", visit.id, visit.dealer, visit.id, None, False, title_of(visit), sees=True)
    return ReviewPage(
        visit=queued_visit(user, visit.id, locale),
        photos=_photos_again(visit, user, content, locale),
        round=last_round(visit, decisions, content, reader_for(visit.dealer_id), private),
        history=[
            Decision(row.Review.decision, row.by, i18n.show_date(row.Review.received_at)) for row in decisions
        ],
        talk=talk_about(subject, user),
        items=items_of(visit, content, private, locale),
        before=_visit_before(visit),
    )


def items_of(visit: Visit, content: Checklist, private: bool, locale: str) -> list[tuple[str, str]]:
    """Key and title of the items that the visit answered, in the checklist's order."""
    answered = answers_of(visit.id)
    return [
        (item.key, f"{section.title.in_locale(locale)} · {item.title.in_locale(locale)}")
        for section in content.sections if private or section.audience != "self"
        for item in section.items if item.key in answered
    ]  # fmt: skip


def _photos_again(visit: Visit, user: User, content: Checklist, locale: str) -> list[PhotoAgain]:
    named = photos_named(visit.surprises)
    if not named:
        return []
    earlier = earlier_photos(named)
    readable = readable_ids(user, {row.other_visit_id for row in earlier.values()})
    photos = db.session.scalars(select(Photo).where(Photo.id.in_(named), Photo.removed_at.is_(None)))
    found = []
    for photo in photos:
        row, item = earlier.get(photo.id), content.by_key.get(photo.slot.partition(".")[0])
        if row is not None and row.other_visit_id in readable:
            title = item.title.in_locale(locale) if item else photo.slot
            days = i18n.show_date(photo.taken_at), i18n.show_date(row.other_taken_at)
            found.append(PhotoAgain(photo.id, title, days[0], row.other_id, days[1]))
    return found


def _visit_before(visit: Visit) -> UUID | None:
    """The finished visit to the same dealer before this one."""
    earlier = select(Visit.id).where(
        Visit.dealer_id == visit.dealer_id, Visit.finished_at < visit.finished_at, Visit.id != visit.id
    )
    return db.session.scalar(earlier.order_by(Visit.finished_at.desc()).limit(1))
