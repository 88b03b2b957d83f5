"""A dealer's overall score for the head of his page, kept for as long as his last visit is the same.

What a finished visit scored never changes, so a page that is read again does not ask for it; each process
keeps its own.
"""

from dataclasses import dataclass
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from app.dealers.models import Dealer
from app.extensions import db
from app.visits.judgement.models import Score

OVERALL = "overall"
MOST = 5_000  # visits


@dataclass(frozen=True)
class Overall:
    """The overall score, and the health grade."""

    value: float
    grade: str


def overall_of(dealer: Dealer) -> Overall | None:
    """The overall score after the dealer's last visit; None without one, or where too little is known."""
    if dealer.last_visit_id is None:
        return None
    kept, visit_id = _kept(), UUID(dealer.last_visit_id)
    if visit_id not in kept:
        found = select(Score.value, Score.grade).where(Score.visit_id == visit_id, Score.dimension == OVERALL)
        row = db.session.execute(found.where(Score.value.is_not(None))).one_or_none()
        keep_overall(visit_id, row and Overall(*row))
    return kept[visit_id]


def keep_overall(visit_id: UUID, overall: Overall | None) -> None:
    """Remember what a finished visit scored."""
    kept = _kept()
    kept[visit_id] = overall
    if len(kept) > MOST:
        kept.pop(next(iter(kept)), None)  # the oldest; another thread may have been faster


def _kept() -> dict[UUID, Overall | None]:
    return current_app.extensions.setdefault("overall", {})
