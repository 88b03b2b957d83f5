"""Writing comments, and the talk about one thing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort
from sqlalchemy import select

from app.accounts.models import User
from app.clock import utc_now
from app.extensions import db
from app.reviews.models import Comment
from app.reviews.subjects import Subject
from app.visits.models import Visit


@dataclass(frozen=True)
class Said:
    """One comment as it is read; `mine`: by the reader himself."""

    id: UUID
    by: str
    at: datetime
    text: str
    mine: bool


def talk_about(subject: Subject, user: User, newest: int = 50) -> list[Said]:
    """What was said about something, the first one first."""
    found = (
        select(Comment, User.display_name.label("by"))
        .join(User, User.id == Comment.user_id)
        .where(Comment.dealer_id == subject.dealer.id, Comment.about_id == subject.id)
        .order_by(Comment.received_at.desc(), Comment.id.desc())
        .limit(newest)
    )
    rows = list(db.session.execute(found))[::-1]
    said = [(row.Comment, row.by) for row in rows]
    return [Said(each.id, by, each.received_at, each.text, each.user_id == user.id) for each, by in said]


def comment_on(subject: Subject, user: User, comment_id: UUID, text: str) -> Comment:
    """Write a comment down for whom it concerns; a repeat of its id finds the first.

    What others said of it to the writer is taken as seen: he has answered.
    """
    if (seen := db.session.get(Comment, comment_id)) is not None:
        return seen if (seen.user_id, seen.about_id) == (user.id, subject.id) else abort(404)
    comment = Comment(
        id=comment_id, dealer_id=subject.dealer.id, visit_id=subject.visit_id, about=subject.about,
        about_id=subject.id, item_key=subject.item_key, private=subject.private, user_id=user.id,
        to_id=_addressee(subject, user), text=text, received_at=utc_now(),
    )  # fmt: skip
    db.session.add(comment)
    for each in _unseen(subject, user):
        each.seen_at = comment.received_at
    return comment


def comment_to(user: User, comment_id: UUID) -> Comment:
    """A comment that `user` should read; 404 otherwise."""
    found = select(Comment).where(Comment.id == comment_id, Comment.to_id == user.id)
    return db.session.scalar(found) or abort(404)


def _unseen(subject: Subject, user: User) -> list[Comment]:
    waiting = (Comment.to_id == user.id) & Comment.seen_at.is_(None)
    return list(db.session.scalars(select(Comment).where(waiting, Comment.about_id == subject.id)))


def _addressee(subject: Subject, user: User) -> int | None:
    """Whom a comment concerns: the rep; a rep's own, who spoke to him last, if anybody did."""
    rep = subject.dealer.rep_id
    if subject.visit_id is not None:
        rep = db.session.scalar(select(Visit.rep_id).where(Visit.id == subject.visit_id))
    if rep != user.id:
        return rep
    others = select(Comment.user_id).where(
        Comment.dealer_id == subject.dealer.id, Comment.about_id == subject.id, Comment.user_id != user.id
    )
    return db.session.scalar(others.order_by(Comment.received_at.desc()).limit(1))
