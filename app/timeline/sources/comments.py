"""What was decided on visits in review, and what was said about anything on the timeline."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Row, Select, String, bindparam, cast, or_, select

from app import i18n
from app.accounts.models import User
from app.checklists.queries import whole_checklist
from app.reviews.models import Comment, Review
from app.timeline.entries import Cursor, Filters, Stop
from app.timeline.scope import Scope
from app.timeline.sources.parts import Asked, Part, columns
from app.visits.models import Visit

LOOKS = {"approved": "good", "sent_back": "warn", "reopened": "quiet"}  # a comment is news


@dataclass(frozen=True)
class CommentEntry:
    """A decision on a visit, or a comment: what it is, by whom, in his words, and where it leads. Days as in
    a VisitEntry; `about` says what was commented on, or to which item a visit was sent back."""

    cursor: Cursor
    day: str
    stamp: str
    by: str
    look: str
    title: str
    about: str
    words: str
    href: str


def shows(filters: Filters) -> bool:
    """Whether comments and decisions are wanted."""
    return filters.shows("comments")


def parts(asked: Asked) -> list[Part]:
    """The dealer's decisions and comments; of those to a self-check only what the reader may see."""
    decided = columns(
        "comments", at=Review.received_at, id=Review.id, what=Review.decision, by=User.display_name,
        words=Review.note, item_key=Review.item_key, visit_id=Review.visit_id,
    )  # fmt: skip
    said = columns(
        "comments", at=Comment.received_at, id=Comment.id, by=User.display_name, words=Comment.text,
        what=Comment.about, value=cast(Comment.about_id, String), item_key=Comment.item_key,
        visit_id=Comment.visit_id,
    )  # fmt: skip
    return [
        Part(_within(select(*told), model, asked), model.received_at, model.id)
        for told, model in ((decided, Review), (said, Comment))
    ]


def _within(found: Select, model: type[Review] | type[Comment], asked: Asked) -> Select:
    found = found.join(User, User.id == model.user_id).where(model.dealer_id == bindparam("dealer"))
    if asked.section is not None:
        found = found.where(model.item_key.in_(asked.items))
    if not asked.sees_all:
        own = select(Visit.rep_id).where(Visit.id == model.visit_id).scalar_subquery()
        found = found.where(or_(~model.private, own == bindparam("viewer")))
    return found


def stop(scope: Scope, row: Row) -> Stop:
    """Where a decision or a comment stands on the timeline."""
    return Stop(Cursor(row.at, row.id), "comment", version=row.by, make=partial(_entry, scope, row))


def _entry(scope: Scope, row: Row) -> CommentEntry:
    item = whole_checklist().by_key.get(row.item_key) if row.item_key else None
    decided = _decisions().get(row.what)
    about = item.title.in_locale(scope.locale) if item else "" if decided else _kinds().get(row.what, "")
    href = url_for("visits.report", visit_id=row.visit_id, _anchor=row.item_key) if decided else _talk(row)
    return CommentEntry(
        cursor=Cursor(row.at, row.id), day=scope.day(row.at), stamp=i18n.iso_date(row.at), by=row.by,
        look=LOOKS.get(row.what, "info"), title=decided or _("Comment"), about=about, words=row.words,
        href=href,
    )  # fmt: skip


def _talk(row: Row) -> str:
    return url_for("reviews.comments", about=row.what, about_id=UUID(row.value))


def _decisions() -> dict[str, str]:
    return {
        "approved": _("Visit approved"), "sent_back": _("Visit sent back"),
        "reopened": _("Approval taken back"),
    }  # fmt: skip


def _kinds() -> dict[str, str]:
    """What a comment may be about; see `app.reviews.subjects`."""
    return {
        "visit": _("on the visit"), "closing": _("on a finding"), "verdict": _("on signs of diversion"),
        "correction": _("on a correction"),
        "late": _("on a late entry"),
        "promise": _("on a promise"), "minutes": _("on the minutes"), "review": _("answer to the review"),
    }  # fmt: skip
