"""Correcting a finished visit: a new, marked row beside the answer, which itself stays as it was."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from flask import abort
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.visits.models import (
    ANSWERED,
    CONFLICT,
    CORRECTION,
    ENTRY,
    SENT_BACK,
    Answer,
    LastAnswer,
    Visit,
)
from app.visits.queries import answers_of


def correct_answer(
    visit: Visit, user_id: int, item_key: str, correction_id: UUID, answered_at: datetime, values: Mapping
) -> Answer:
    """Store a correction of `item_key` with its reason; a replay of its id returns the first one.

    `values` carries state, evidence, value, note and reason. Where the corrected answer is the dealer's
    last known, the correction takes its place. A visit that was sent back is thereby submitted again.
    """
    if (seen := db.session.get(Answer, correction_id)) is not None:
        ours = seen.user_id == user_id and seen.visit_id == visit.id and seen.item_key == item_key
        return seen if ours and seen.kind == CORRECTION else abort(404)
    corrected = answers_of(visit.id, [item_key]).get(item_key)
    correction = Answer(
        id=correction_id, visit_id=visit.id, dealer_id=visit.dealer_id, user_id=user_id, item_key=item_key,
        kind=CORRECTION, revision=corrected.revision + 1 if corrected else 1, answered_at=answered_at,
        **values,
    )  # fmt: skip
    db.session.add(correction)
    db.session.flush()
    if visit.review == SENT_BACK:
        visit.review = ANSWERED
    _become_last_known(visit, correction)
    return correction


def _become_last_known(visit: Visit, correction: Answer) -> None:
    last = db.session.get(LastAnswer, (visit.dealer_id, correction.item_key))
    day = clock.local(visit.finished_at).date()
    stands_for = db.session.get(Answer, last.answer_id).visit_id if last else None
    if stands_for == visit.id:
        _replace(last, correction if _tells(correction) else _before(visit, correction.item_key))
    elif _tells(correction) and (last is None or last.verified_on < day):
        known = last or LastAnswer(dealer_id=visit.dealer_id, item_key=correction.item_key)
        known.answer_id, known.observed_on, known.verified_on = correction.id, day, day
        db.session.add(known)


def _replace(last: LastAnswer, answer: Answer | None) -> None:
    if answer is None:
        db.session.delete(last)
    elif answer.visit_id == db.session.get(Answer, last.answer_id).visit_id:
        last.answer_id = answer.id
    else:
        day = clock.local(answer.answered_at).date()
        last.answer_id, last.observed_on, last.verified_on = answer.id, day, day


def _tells(answer: Answer) -> bool:
    return answer.state in ("answered", "unchanged") and bool(answer.value)


def _before(visit: Visit, item_key: str) -> Answer | None:
    """The latest telling answer of an earlier visit: what was known before the corrected one."""
    found = (
        select(Answer)
        .join(Visit, Visit.id == Answer.visit_id)
        .where(Visit.dealer_id == visit.dealer_id, Visit.finished_at < visit.finished_at)
        .where(Answer.item_key == item_key, Answer.kind != CONFLICT, ~Answer.superseded)
        .where(Answer.state.in_(("answered", "unchanged")))
        .order_by(Visit.finished_at.desc(), Answer.kind == ENTRY, Answer.received_at.desc())
        .limit(5)
    )
    return next((answer for answer in db.session.scalars(found) if answer.value), None)
