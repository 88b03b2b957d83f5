"""Correcting a finished visit: a new, marked row beside the answer, which itself stays as it was."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from flask import abort
from sqlalchemy import update

from app.extensions import db
from app.visits.models import CORRECTION, Answer, LastAnswer, Visit
from app.visits.queries import answers_of


def correct_answer(
    visit: Visit, user_id: int, item_key: str, correction_id: UUID, answered_at: datetime, values: Mapping
) -> Answer:
    """Store a correction of `item_key` with its reason; a replay of its id returns the first one.

    `values` carries state, evidence, value, note and reason. Where the corrected answer is the dealer's
    last known, the correction takes its place.
    """
    if (seen := db.session.get(Answer, correction_id)) is not None:
        same = seen.user_id == user_id and seen.visit_id == visit.id and seen.item_key == item_key
        return seen if same else abort(404)
    corrected = answers_of(visit.id, [item_key]).get(item_key)
    correction = Answer(
        id=correction_id, visit_id=visit.id, dealer_id=visit.dealer_id, user_id=user_id, item_key=item_key,
        kind=CORRECTION, revision=corrected.revision + 1 if corrected else 1, answered_at=answered_at, **values,
    )  # fmt: skip
    db.session.add(correction)
    db.session.flush()
    if corrected is not None:
        _take_its_place(visit.dealer_id, item_key, correction)
    return correction


def _take_its_place(dealer_id: int, item_key: str, correction: Answer) -> None:
    last = db.session.get(LastAnswer, (dealer_id, item_key))
    if last is None:
        return
    stands_for = db.session.get(Answer, last.answer_id)
    if stands_for is not None and stands_for.visit_id == correction.visit_id:
        db.session.execute(
            update(LastAnswer)
            .where(LastAnswer.dealer_id == dealer_id, LastAnswer.item_key == item_key)
            .values(answer_id=correction.id)
        )
