"""Approving a visit, sending it back, taking an approval back; and the rep's answer to what was sent back."""

from datetime import datetime
from uuid import UUID

from flask import abort
from sqlalchemy import exists, select, update

from app.accounts.models import User
from app.clock import utc_now
from app.extensions import db
from app.reviews.models import Comment, Review
from app.reviews.queries import is_private
from app.visits.models import ANSWERED, APPROVED, CORRECTION, SENT_BACK, WAITING, Answer, Visit

STATE_AFTER = {"approved": APPROVED, "sent_back": SENT_BACK, "reopened": WAITING}
# What a visit must be for a decision to mean anything; the same decision twice changes nothing.
POSSIBLE = {
    "approved": (WAITING, ANSWERED, SENT_BACK), "sent_back": (WAITING, ANSWERED, SENT_BACK, APPROVED),
    "reopened": (APPROVED,),
}  # fmt: skip


def decide(
    visit: Visit, user: User, decision: str, review_id: UUID, item_key: str | None = None, note: str = ""
) -> bool:
    """Write a decision down; False where the visit stands there already. A repeat of an id finds the first.

    The caller holds the visit: of two who decide at once, the second sees what the first did.
    """
    if (seen := db.session.get(Review, review_id)) is not None:
        ours = (seen.user_id, seen.visit_id, seen.decision) == (user.id, visit.id, decision)
        return ours or abort(404)
    if visit.review not in POSSIBLE[decision]:
        return False
    now = utc_now()
    if decision == "approved":
        _settle(visit.id, now)
    db.session.add(
        Review(
            id=review_id, visit_id=visit.id, dealer_id=visit.dealer_id, rep_id=visit.rep_id, user_id=user.id,
            decision=decision, item_key=item_key, note=note, received_at=now,
            private=is_private(visit.checklist_version_id, item_key),
            settled_at=None if decision == "sent_back" else now,
        )
    )  # fmt: skip
    visit.review = STATE_AFTER[decision]
    return True


def answer_note(review: Review, user: User, comment_id: UUID, text: str) -> Comment:
    """The rep's answer to a note, which submits the visit again; a repeat of its id finds the first."""
    if (seen := db.session.get(Comment, comment_id)) is not None:
        return seen if (seen.user_id, seen.about_id) == (user.id, review.id) else abort(404)
    comment = Comment(
        id=comment_id, dealer_id=review.dealer_id, visit_id=review.visit_id, about="review",
        about_id=review.id, item_key=review.item_key, private=review.private, user_id=user.id, text=text,
        received_at=utc_now(),
    )  # fmt: skip
    db.session.add(comment)
    review.settled_at = comment.received_at
    visit = db.session.get(Visit, review.visit_id)
    if visit.review == SENT_BACK:
        visit.review = ANSWERED
    return comment


def note_for(user: User, review_id: UUID) -> Review:
    """The note of a visit of `user`'s own that was sent back; 404 otherwise."""
    found = select(Review).where(
        Review.id == review_id, Review.rep_id == user.id, Review.decision == "sent_back"
    )
    return db.session.scalar(found) or abort(404)


def is_corrected():
    """The condition that the rep has corrected since what a note is about: its item, or anything at all."""
    return exists().where(
        Answer.visit_id == Review.visit_id, Answer.is_kind(CORRECTION),
        Answer.received_at > Review.received_at,
        (Review.item_key.is_(None)) | (Answer.item_key == Review.item_key),
    )  # fmt: skip


def _settle(visit_id: UUID, now: datetime) -> None:
    waiting = (Review.visit_id == visit_id) & Review.settled_at.is_(None)
    db.session.execute(update(Review).where(waiting).values(settled_at=now))
