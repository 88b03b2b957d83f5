"""The sample's reviews: a mix of every state, the same for the same seed."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.reviews.models import Comment, Review
from app.sample.load import Order, load_sample
from app.sample.reviews import review_sample
from app.visits.models import Visit


@pytest.fixture
def loaded(app):
    load_sample(Order(photos=False, judged=False), say=lambda said: None)


def rows_of(model) -> list[tuple]:
    return [tuple(row) for row in db.session.execute(select(model.__table__).order_by(model.id))]


def test_every_state_is_there_and_most_are_approved(loaded):
    found = dict(db.session.execute(select(Visit.review, func.count()).group_by(Visit.review)).all())
    assert set(found) == {"waiting", "approved", "sent_back", "answered"}
    assert found["approved"] > 500
    assert db.session.scalar(select(func.count()).select_from(Comment)) > 3


def test_what_was_sent_back_has_a_note_that_waits(loaded):
    waiting = select(Review.visit_id).where(Review.decision == "sent_back", Review.settled_at.is_(None))
    sent_back = select(Visit.id).where(Visit.review == "sent_back")
    assert set(db.session.scalars(waiting)) == set(db.session.scalars(sent_back))


def test_nobody_decided_on_his_own(loaded):
    assert not db.session.scalar(select(func.count()).where(Review.user_id == Review.rep_id))


def test_the_same_seed_makes_the_same(loaded):
    now = datetime.now(UTC)
    made = []
    for _ in range(2):
        for model in (Comment, Review):
            db.session.execute(model.__table__.delete())
        review_sample(7, now)
        made.append((rows_of(Review), rows_of(Comment)))
    assert made[0] == made[1]
