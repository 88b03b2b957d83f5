"""What can be commented on: everything that stands on a dealer's timeline, by its kind and id."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort
from flask_babel import gettext as _
from sqlalchemy import exists, select

from app.accounts.models import User
from app.checklists.queries import whole_checklist
from app.dealers.models import Dealer
from app.dealers.queries import sees
from app.extensions import db
from app.i18n import locale, show_date
from app.minutes.models import Minutes, MinutesReply
from app.promises.models import Promise, PromiseEvent
from app.reviews.models import Comment, Review
from app.reviews.queries import is_private
from app.visits.judgement.models import DiversionVerdict, Finding, FindingEvent
from app.visits.models import CORRECTION, Answer, StockCount, Visit


@dataclass(frozen=True)
class Subject:
    """What a comment is about: whose it is, the visit and the item it belongs to, if any, and its name.

    `private`: it belongs to the self-check. `sees`: whether the reader sees the dealer, and so his visits.
    """

    about: str
    id: UUID
    dealer: Dealer
    visit_id: UUID | None
    item_key: str | None
    private: bool
    title: str
    sees: bool


def subject_for(user: User, about: str, about_id: UUID) -> Subject:
    """What `user` wants to comment on; 404 unless it is there and he may see its dealer, or was spoken to
    about it: who made a visit for a colleague answers when the dealer is no longer open to him."""
    row = _row(about, about_id) or abort(404)
    dealer, private = db.session.get(Dealer, row.dealer_id), _is_private(row)
    seen = sees(user, dealer)
    if not (seen or _was_told(user, about_id)) or (private and not _sees_private(user, row)):
        abort(404)
    item_key = getattr(row, "item_key", None)
    return Subject(about, about_id, dealer, _visit_of(row), item_key, private, title_of(row), seen)


def _was_told(user: User, about_id: UUID) -> bool:
    return db.session.scalar(select(exists().where(Comment.to_id == user.id, Comment.about_id == about_id)))


def titles_of(named: set[tuple[str, UUID]]) -> dict[tuple[str, UUID], str]:
    """The names of several things by kind and id; what is no longer there is left out."""
    titles = {}
    for about in {kind for kind, _id in named}:
        ids = [each for kind, each in named if kind == about]
        for model in MODELS[about]:
            rows = db.session.scalars(select(model).where(model.id.in_(ids)))
            titles |= {(about, row.id): title_of(row) for row in rows}
    return titles


def title_of(row: Any) -> str:
    """The name of a row that stands on a timeline, in the reader's words."""
    return _TITLES[type(row)](row)


def _row(about: str, about_id: UUID) -> Any:
    found = (db.session.get(model, about_id) for model in MODELS.get(about, ()))
    row = next((row for row in found if row is not None), None)
    # An open visit does not stand on the timeline yet.
    return None if isinstance(row, Visit) and row.is_open else row


def _is_private(row: Any) -> bool:
    if isinstance(row, Answer):
        version = select(Visit.checklist_version_id).where(Visit.id == row.visit_id)
        return is_private(db.session.scalar(version), row.item_key)
    return isinstance(row, Review) and row.private


def _sees_private(user: User, row: Any) -> bool:
    """The self-check is for the rep and his supervisors alone."""
    owner = db.session.scalar(select(Visit.rep_id).where(Visit.id == row.visit_id))
    return user.role == "supervisor" or user.id == owner


def _visit_of(row: Any) -> UUID | None:
    if isinstance(row, Visit):
        return row.id
    if isinstance(row, MinutesReply):
        return db.session.scalar(select(Minutes.visit_id).where(Minutes.id == row.minutes_id))
    return row.visit_id


def item_title(key: str) -> str:
    """An item's title in the reader's language."""
    item = whole_checklist().by_key.get(key)
    return item.title.in_locale(locale()) if item else key


def _finding(event: FindingEvent) -> str:
    key = db.session.scalar(select(Finding.item_key).where(Finding.id == event.finding_id))
    return _("Finding: %(what)s", what=item_title(key))


def _promise_event(event: PromiseEvent) -> str:
    action = db.session.scalar(select(Promise.action).where(Promise.id == event.promise_id))
    return _("Promise: %(what)s", what=action)


def _review(review: Review) -> str:
    if review.item_key:
        return _("Sent back: %(what)s", what=item_title(review.item_key))
    return _("Review of %(date)s", date=show_date(review.received_at))


def _visit(visit: Visit) -> str:
    return _("Visit of %(date)s", date=show_date(visit.finished_at))


def _minutes(minutes: Minutes) -> str:
    return _("Minutes of %(date)s", date=show_date(minutes.sent_at))


def _answer(answer: Answer) -> str:
    title = item_title(answer.item_key)
    return _("Correction: %(what)s", what=title) if answer.kind == CORRECTION else title


def _count(count: StockCount) -> str:
    return _("Count of %(date)s", date=show_date(count.answered_at))


# By the kinds of the timeline's entries; of several tables the first that holds the id.
MODELS: dict[str, tuple[type, ...]] = {
    "visit": (Visit,), "closing": (FindingEvent,), "verdict": (DiversionVerdict,),
    "correction": (Answer,), "review": (Review,), "late": (Answer, StockCount),
    "promise": (Promise, PromiseEvent), "minutes": (Minutes, MinutesReply),
}  # fmt: skip
_TITLES: dict[type, Callable[[Any], str]] = {
    Visit: _visit, FindingEvent: _finding, PromiseEvent: _promise_event, Review: _review, Minutes: _minutes,
    Answer: _answer, StockCount: _count,
    Promise: lambda promise: _("Promise: %(what)s", what=promise.action),
    DiversionVerdict: lambda verdict: _("Diversion signs of %(date)s", date=show_date(verdict.decided_at)),
    MinutesReply: lambda reply: _("The dealer's answer of %(date)s", date=show_date(reply.received_at)),
}  # fmt: skip
