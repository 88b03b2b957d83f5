"""Which visits a person may see, and what a visit holds; every look-up of a visit starts here."""

from collections.abc import Mapping
from uuid import UUID

from flask import abort
from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.accounts.models import User
from app.dealers.models import Dealer
from app.dealers.queries import dealers_for
from app.extensions import db
from app.visits.models import CONFLICT, ENTRY, Answer, LastAnswer, LastCount, StockCount, Visit


def visits_for(user: User) -> Select:
    """The visits that `user` may read: those to his dealers, and his own open one whoever has the dealer now."""
    mine = dealers_for(user).with_only_columns(Dealer.id)
    own_open = and_(Visit.rep_id == user.id, Visit.finished_at.is_(None))
    return select(Visit).where(or_(Visit.dealer_id.in_(mine), own_open))


def visit_for(user: User, visit_id: UUID) -> Visit:
    """The visit with its dealer, if `user` may read it; 404 for everybody else."""
    found = (
        visits_for(user).join(Visit.dealer).where(Visit.id == visit_id).options(contains_eager(Visit.dealer))
    )
    return db.session.scalar(found) or abort(404)


def own_visit_for(user: User, visit_id: UUID) -> Visit:
    """The visit with its dealer, if it is `user`'s own to write in, open or finished; 404 otherwise."""
    found = (
        select(Visit).where(Visit.id == visit_id, Visit.rep_id == user.id).options(joinedload(Visit.dealer))
    )
    return db.session.scalar(found) or abort(404)


def open_visit_of(user: User) -> Visit | None:
    """The one visit that `user` has under way, with its dealer."""
    found = select(Visit).where(Visit.rep_id == user.id, Visit.finished_at.is_(None))
    return db.session.scalar(found.options(joinedload(Visit.dealer)))


def answers_of(visit_id: UUID, keys: list[str] | None = None) -> dict[str, Answer]:
    """The current answers of a visit by item key; only those of `keys` when given."""
    found = select(Answer).where(Answer.visit_id == visit_id, Answer.kind == ENTRY, ~Answer.superseded)
    if keys is not None:
        found = found.where(Answer.item_key.in_(keys))
    return {answer.item_key: answer for answer in db.session.scalars(found)}


def conflicts_of(visit_id: UUID) -> dict[str, Answer]:
    """Answers that came too late and wait for the rep's choice, by item key (the latest of each)."""
    found = (
        select(Answer)
        .where(Answer.visit_id == visit_id, Answer.kind == CONFLICT, ~Answer.superseded)
        .order_by(Answer.received_at)
    )
    return {answer.item_key: answer for answer in db.session.scalars(found)}


def last_answers_of(dealer_id: int, keys: list[str] | None = None) -> dict[str, LastAnswer]:
    """The dealer's latest answers from finished visits by item key, each with its answer loaded."""
    found = (
        select(LastAnswer)
        .join(LastAnswer.answer)
        .where(LastAnswer.dealer_id == dealer_id)
        .options(contains_eager(LastAnswer.answer))
    )
    if keys is not None:
        found = found.where(LastAnswer.item_key.in_(keys))
    return {last.item_key: last for last in db.session.scalars(found)}


def counts_of(visit_id: UUID) -> Mapping[int, StockCount]:
    """The current counts of a visit by product id, each with its lots loaded."""
    found = select(StockCount).where(
        StockCount.visit_id == visit_id, StockCount.kind == ENTRY, ~StockCount.superseded
    )
    rows = db.session.scalars(found.options(selectinload(StockCount.lots)))
    return {count.product_id: count for count in rows}


def last_counts_of(dealer_id: int) -> Mapping[int, StockCount]:
    """The dealer's latest counts from finished visits by product id, each with its lots loaded."""
    found = (
        select(LastCount)
        .where(LastCount.dealer_id == dealer_id)
        .options(joinedload(LastCount.count).selectinload(StockCount.lots))
    )
    return {last.product_id: last.count for last in db.session.scalars(found)}
