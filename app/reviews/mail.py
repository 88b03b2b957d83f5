"""What waits for a person on Today: notes on visits that were sent back to him, and comments to him."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for
from sqlalchemy import Row, Select, String, Text, Uuid, cast, literal, null, select, union_all

from app.accounts.models import User
from app.dealers.models import Dealer
from app.extensions import db
from app.reviews.deciding import is_corrected
from app.reviews.models import Comment, Review
from app.reviews.subjects import item_title, titles_of
from app.visits.models import Visit

MOST = 20
NOTE, COMMENT = "note", "comment"


@dataclass(frozen=True)
class Letter:
    """A note or a comment that waits: what about, from whom, its words; where to read and where to mend it.

    `fix` is the correction of the item that a note names, else None.
    """

    kind: str
    id: UUID
    by: str
    at: datetime
    dealer: str
    title: str
    text: str
    href: str
    fix: str | None


def mail_for(user: User, locale: str) -> list[Letter]:
    """The twenty that wait for `user` longest, notes before comments; one question where nothing does."""
    rows = db.session.execute(_wanted(user.id)).all()
    titles = titles_of({(row.about, row.about_id) for row in rows if row.kind == COMMENT})
    return [_letter(row, titles, locale) for row in rows]


def _wanted(user_id: int) -> Select:
    both = union_all(_notes(user_id), _comments(user_id)).subquery()
    return select(both).order_by(both.c.kind == COMMENT, both.c.at, both.c.id).limit(MOST)


def _notes(user_id: int) -> Select:
    return (
        select(
            literal(NOTE).label("kind"), Review.id.label("id"), Review.received_at.label("at"),
            Review.note.label("text"), Review.visit_id.label("visit_id"), cast(null(), String).label("about"),
            cast(null(), Uuid).label("about_id"), Review.item_key.label("item_key"),
            Visit.finished_at.label("visited_at"), *_of_both(),
        )
        .join(User, User.id == Review.user_id)
        .join(Dealer, Dealer.id == Review.dealer_id)
        .join(Visit, Visit.id == Review.visit_id)
        .where(Review.rep_id == user_id, Review.settled_at.is_(None), ~is_corrected())
    )  # fmt: skip


def _comments(user_id: int) -> Select:
    return (
        select(
            literal(COMMENT), Comment.id, Comment.received_at, cast(Comment.text, Text), Comment.visit_id,
            Comment.about, Comment.about_id, cast(null(), String), cast(null(), Visit.finished_at.type),
            *_of_both(),
        )
        .join(User, User.id == Comment.user_id)
        .join(Dealer, Dealer.id == Comment.dealer_id)
        .where(Comment.to_id == user_id, Comment.seen_at.is_(None))
    )  # fmt: skip


def _of_both() -> tuple:
    return User.display_name.label("by"), Dealer.id.label("dealer_id"), Dealer.name_en, Dealer.name_zh


def _letter(row: Row, titles: dict, locale: str) -> Letter:
    dealer = row.name_en if locale == "en" else row.name_zh
    common = {"kind": row.kind, "id": row.id, "by": row.by, "at": row.at, "dealer": dealer, "text": row.text}
    if row.kind == COMMENT:
        href = url_for("reviews.comments", about=row.about, about_id=row.about_id)
        return Letter(**common, title=titles.get((row.about, row.about_id), ""), href=href, fix=None)
    fix, title = None, ""
    if row.item_key:
        fix = url_for("visits.correct", visit_id=row.visit_id, item_key=row.item_key)
        title = item_title(row.item_key)
    return Letter(**common, title=title, href=url_for("visits.report", visit_id=row.visit_id), fix=fix)
