"""Which visits a person may see, and what a visit holds; every look-up of a visit starts here."""

from collections.abc import Mapping
from functools import cache
from uuid import UUID

from flask import abort, g
from sqlalchemy import Select, and_, bindparam, or_, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from app.accounts.models import User
from app.dealers.models import Dealer
from app.dealers.queries import dealers_for
from app.extensions import db
from app.photos.models import Photo
from app.visits.models import (
    ANSWERED,
    CONFLICT,
    CORRECTION,
    ENTRY,
    SENT_BACK,
    Answer,
    LastAnswer,
    LastCount,
    StockCount,
    Visit,
)


def look_at_unsaved(visit: Visit) -> None:
    """Let the pages of this request find a visit that is not stored: what they would show of it."""
    g.unsaved_visit = visit


def unsaved_visit() -> Visit | None:
    """The visit that this request looks at although it is not stored."""
    return g.get("unsaved_visit")


def visits_for(user: User) -> Select:
    """The visits that `user` may read: those to his dealers, and whoever has the dealer, his own open one and
    those that were sent back to him: a visit that was given to him for a day is answered on another."""
    mine = dealers_for(user).with_only_columns(Dealer.id)
    in_hand = or_(Visit.finished_at.is_(None), Visit.review.in_((SENT_BACK, ANSWERED)))
    return select(Visit).where(or_(Visit.dealer_id.in_(mine), and_(Visit.rep_id == user.id, in_hand)))


def visit_for(user: User, visit_id: UUID) -> Visit:
    """The visit with its dealer, if `user` may read it; 404 for everybody else."""
    if (unsaved := unsaved_visit()) is not None and unsaved.id == visit_id:
        return unsaved
    found = (
        visits_for(user).join(Visit.dealer).where(Visit.id == visit_id).options(contains_eager(Visit.dealer))
    )
    return db.session.scalar(found) or abort(404)


def own_visit_for(user: User, visit_id: UUID, writing: bool = False, alone: bool = False) -> Visit:
    """The visit, if it is `user`'s own to write in, open or finished; 404 otherwise.

    Its dealer comes along, but for `writing`: an ordinary write does without him, and others may ask.

    `writing` keeps the visit from being finished elsewhere until this transaction ends; several may write.
    `alone` waits until they have, and keeps all others out: for what reads the whole visit and then decides.
    """
    if (unsaved := unsaved_visit()) is not None and unsaved.id == visit_id:
        return unsaved
    return db.session.scalar(_own(writing, alone), {"visit": visit_id, "rep": user.id}) or abort(404)


def visit_to_finish(user: User, visit_id: UUID) -> Visit:
    """`own_visit_for` alone, and its dealer with it: what the last visit to him left behind is seen, and no
    other can be finished meanwhile. Others go on writing in theirs: their rows point at his key alone.
    """
    return db.session.scalar(_TO_FINISH, {"visit": visit_id, "rep": user.id}) or abort(404)


_TO_FINISH = (
    select(Visit)
    .join(Visit.dealer)
    .where(Visit.id == bindparam("visit"), Visit.rep_id == bindparam("rep"))
    .options(contains_eager(Visit.dealer))
    .with_for_update(key_share=True, of=(Visit, Dealer))
    .execution_options(populate_existing=True)
)


@cache  # every write of a visit asks this
def _own(writing: bool, alone: bool) -> Select:
    found = select(Visit).where(Visit.id == bindparam("visit"), Visit.rep_id == bindparam("rep"))
    with_dealer = lazyload(Visit.dealer) if writing else joinedload(Visit.dealer, innerjoin=True)
    found = found.options(with_dealer)
    return found.with_for_update(read=not alone, of=Visit) if writing or alone else found


def open_visits_of(user: User) -> list[Visit]:
    """The visits that `user` has under way, each with its dealer, the latest first: one, or one begun without
    a signal and another beside it."""
    found = select(Visit).where(Visit.rep_id == user.id, Visit.finished_at.is_(None))
    found = found.options(joinedload(Visit.dealer)).order_by(Visit.started_at.desc())
    return list(db.session.scalars(found))


def open_visit_of(user: User) -> Visit | None:
    """The visit that `user` has under way, with its dealer; of several the latest."""
    return next(iter(open_visits_of(user)), None)


def answers_of(visit_id: UUID, keys: list[str] | None = None) -> dict[str, Answer]:
    """The current answers of a visit by item key; only those of `keys` when given."""
    found = select(Answer).where(Answer.visit_id == visit_id, Answer.is_kind(ENTRY), ~Answer.superseded)
    if keys is not None:
        found = found.where(Answer.item_key.in_(keys))
    return {answer.item_key: answer for answer in db.session.scalars(found)}


def conflicts_of(visit_id: UUID) -> dict[str, Answer]:
    """Answers that came too late and wait for the rep's choice, by item key (the latest of each)."""
    found = (
        select(Answer)
        .where(Answer.visit_id == visit_id, Answer.is_kind(CONFLICT), ~Answer.superseded)
        .order_by(Answer.received_at)
    )
    return {answer.item_key: answer for answer in db.session.scalars(found)}


def entries_of(visit_id: UUID, keys: list[str]) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """`answers_of` and `conflicts_of` the items of `keys` in one query."""
    found = (
        select(Answer)
        .where(Answer.visit_id == visit_id, Answer.kind != CORRECTION, ~Answer.superseded)
        .where(Answer.item_key.in_(keys))
        .order_by(Answer.received_at)
    )
    rows = db.session.scalars(found).all()
    answers, late = ({row.item_key: row for row in rows if row.kind == kind} for kind in (ENTRY, CONFLICT))
    return answers, late


def photos_of(visit_id: UUID) -> list[tuple[str, UUID]]:
    """(slot, id) of the photos that a visit holds, in the order in which they were taken."""
    found = select(Photo.slot, Photo.id).where(Photo.visit_id == visit_id, Photo.removed_at.is_(None))
    return [(slot, photo_id) for slot, photo_id in db.session.execute(found.order_by(Photo.taken_at))]


def photos_by_item(visit_id: UUID, keys: list[str]) -> dict[str, list[str]]:
    """The slots of the photos that a visit holds, by the key of their item; only those of `keys`."""
    slots = select(Photo.slot).where(Photo.visit_id == visit_id, Photo.removed_at.is_(None))
    by_item: dict[str, list[str]] = {key: [] for key in keys}
    for slot in db.session.scalars(slots):
        if (key := slot.partition(".")[0]) in by_item:
            by_item[key].append(slot)
    return by_item


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


def answers_before(visit: Visit, keys: list[str]) -> dict[str, Answer]:
    """By item key what a finished visit took over of the earlier ones: the latest answer up to it."""
    found = (
        select(Answer)
        .join(Visit, Visit.id == Answer.visit_id)
        .where(Visit.dealer_id == visit.dealer_id, Visit.finished_at <= visit.finished_at)
        .where(Answer.item_key.in_(keys), Answer.is_kind(ENTRY), ~Answer.superseded)
        .where(Answer.state.in_(("answered", "unchanged")))
        .order_by(Visit.finished_at)
    )
    return {answer.item_key: answer for answer in db.session.scalars(found)}


def counts_of(visit_id: UUID) -> Mapping[int, StockCount]:
    """The current counts of a visit by product id, each with its lots loaded."""
    found = select(StockCount).where(
        StockCount.visit_id == visit_id, StockCount.is_kind(ENTRY), ~StockCount.superseded
    )
    rows = db.session.scalars(found.options(joinedload(StockCount.lots))).unique()
    return {count.product_id: count for count in rows}


def last_counts_of(dealer_id: int) -> Mapping[int, StockCount]:
    """The dealer's latest counts from finished visits by product id, without their lots."""
    found = select(LastCount).where(LastCount.dealer_id == dealer_id).options(joinedload(LastCount.count))
    return {last.product_id: last.count for last in db.session.scalars(found)}
