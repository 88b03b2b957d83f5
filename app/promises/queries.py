"""Which promises a person may see, what is open between us and a dealer, and how many were kept."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask import abort
from sqlalchemy import Row, Select, and_, bindparam, exists, or_, select, union_all

from app.accounts.models import User
from app.dealers.models import Dealer
from app.dealers.queries import dealers_for
from app.extensions import db
from app.leverage import promises as rules
from app.leverage.result import Result
from app.leverage.settings import DEFAULTS, Settings
from app.promises.models import Promise, PromiseEvent

OPEN, PENDING = "open", "pending"
AHEAD = timedelta(days=7)
SHOWN_TODAY = 10


@dataclass(frozen=True)
class Owed:
    """The open promises and waiting requests of a dealer, ours and his, the earliest day first."""

    ours: list[Promise]
    theirs: list[Promise]


@dataclass(frozen=True)
class KeptRates:
    """How many promises each side kept (rule H3); a Result is refused where too few were due."""

    ours: Result[rules.KeptRate]
    theirs: Result[rules.KeptRate]


def promises_for(user: User) -> Select:
    """The promises that `user` may see: those with his dealers."""
    mine = dealers_for(user).with_only_columns(Dealer.id)
    return select(Promise).where(Promise.dealer_id.in_(mine))


def promise_for(user: User, promise_id: UUID, writing: bool = False) -> Promise:
    """The promise, if `user` may see it; 404 for all others. `writing` holds it till the transaction ends."""
    found = promises_for(user).where(Promise.id == promise_id)
    return db.session.scalar(found.with_for_update(of=Promise) if writing else found) or abort(404)


def open_promises(dealer_id: int) -> list[Promise]:
    """What is open or waits as a request between us and a dealer, the earliest day first, no day last."""
    found = select(Promise).where(Promise.dealer_id == dealer_id, Promise.state.in_((OPEN, PENDING)))
    return sorted(db.session.scalars(found), key=_by_day)


def owed_both_ways(dealer_id: int) -> Owed:
    """`open_promises`, ours and his apart."""
    return owed_of(open_promises(dealer_id))


def owed_of(promises: Iterable[Promise]) -> Owed:
    """Promises already read, ours and his apart, in the order given."""
    promises = list(promises)
    ours, theirs = ([each for each in promises if each.owner == owner] for owner in rules.OWNERS)
    return Owed(ours, theirs)


def _by_day(promise: Promise) -> tuple:
    return promise.due or date.max, promise.received_at


def promises_due(dealer_id: int, today: date) -> list[Promise]:
    """The open promises of a dealer, ours and his, whose day has come or passed: what a visit asks about."""
    found = select(Promise).where(Promise.dealer_id == dealer_id, Promise.state == OPEN, Promise.due <= today)
    return list(db.session.scalars(found.order_by(Promise.due, Promise.received_at)))


def bearing_on(visit_id: UUID, dealer_id: int, today: date, settings: Settings) -> list[Row]:
    """What a visit to a dealer is judged by: what is open or waits, what counts for the kept rates, and what
    was promised at the visit itself."""
    counted = (Promise.due > today - timedelta(days=settings.rolling_days)) & (Promise.due <= today)
    found = select(
        Promise.owner, Promise.due, Promise.state, Promise.settled_on, Promise.moves, Promise.visit_id,
        Promise.moved_to_id, Promise.guard_hits, Promise.guard_rewritten,
    ).where(
        Promise.dealer_id == dealer_id,
        or_(Promise.state.in_((OPEN, PENDING)), counted, Promise.visit_id == visit_id),
    )  # fmt: skip
    return list(db.session.execute(found))


def is_due(promise: Promise | Row, today: date) -> bool:
    """Whether a promise is open and its day has come or passed: what a visit asks about."""
    return promise.state == OPEN and promise.due is not None and promise.due <= today


def falling_due(user: User, today: date, limit: int = SHOWN_TODAY) -> list[Row]:
    """(Promise, Dealer) of `user`'s dealers due within 7 days or overdue, the nearest to today, by day.

    Looked for from today in both directions, so that forgotten ones do not hide tomorrow's.
    """
    mine = dealers_for(user).with_only_columns(Dealer.id)
    at = select(Promise.id, Promise.due).where(Promise.state == OPEN, Promise.dealer_id.in_(mine))
    ahead = at.where(Promise.due >= today, Promise.due <= today + AHEAD).order_by(Promise.due).limit(limit)
    behind = at.where(Promise.due < today).order_by(Promise.due.desc()).limit(limit)
    near = union_all(*(select(each.subquery().c.id) for each in (ahead, behind)))
    rows = db.session.execute(
        select(Promise, Dealer).join(Dealer, Dealer.id == Promise.dealer_id).where(Promise.id.in_(near))
    )
    nearest = sorted(rows, key=lambda row: (abs((row.Promise.due - today).days), row.Promise.received_at))
    return sorted(nearest[:limit], key=lambda row: (row.Promise.due, row.Promise.received_at))


def made_at(visit_id: UUID) -> list[Promise]:
    """The promises written down at a visit, in order; neither moved copies nor what was taken back."""
    removed = exists().where(PromiseEvent.promise_id == Promise.id, PromiseEvent.state == "removed")
    found = select(Promise).where(Promise.visit_id == visit_id, Promise.moves == 0, ~removed)
    return list(db.session.scalars(found.order_by(Promise.received_at, Promise.id)))


def events_at(visit_id: UUID) -> list[Row]:
    """(PromiseEvent, Promise) of what a visit settled, in order, the last word on each promise alone."""
    found = (
        select(PromiseEvent, Promise)
        .join(Promise, Promise.id == PromiseEvent.promise_id)
        .where(PromiseEvent.visit_id == visit_id)
        .order_by(PromiseEvent.received_at, PromiseEvent.id)
    )
    last = {row.Promise.id: row for row in db.session.execute(found)}
    return [row for row in last.values() if row.PromiseEvent.state not in ("reopened", "removed")]


def events_of(promise_id: UUID) -> list[Row]:
    """(PromiseEvent, name of the user) of a promise, in order."""
    found = select(PromiseEvent, User.display_name).join(User, User.id == PromiseEvent.user_id)
    found = found.where(PromiseEvent.promise_id == promise_id)
    return list(db.session.execute(found.order_by(PromiseEvent.received_at, PromiseEvent.id)))


def new_days(promises: Iterable[Promise]) -> dict[UUID, date]:
    """The new day of those that were moved, by the id of the promise that took their place."""
    ids = [each.moved_to_id for each in promises if each.moved_to_id]
    found = select(Promise.id, Promise.due).where(Promise.id.in_(ids))
    return dict(db.session.execute(found).all()) if ids else {}


def last_event(promise_id: UUID) -> PromiseEvent | None:
    """The latest thing that happened to a promise."""
    found = select(PromiseEvent).where(PromiseEvent.promise_id == promise_id)
    return db.session.scalar(found.order_by(PromiseEvent.received_at.desc(), PromiseEvent.id.desc()).limit(1))


def standing_of(promise: Promise, today: date, settings: Settings = DEFAULTS) -> str:
    """What a promise counts as today (rule H3): its state, or ``overdue``, or ``broken`` after two weeks."""
    return promise.state if promise.due is None else rules.standing(as_rule(promise), today, settings)


def as_rule(promise: Promise | Row) -> rules.Promise:
    """A promise with a day as the rules read it."""
    return rules.Promise(promise.owner, promise.due, promise.state, promise.settled_on, promise.moves)


def promises_as_known(dealer_id: int) -> Hashable:
    """What tells whether the open promises of a dealer, or what became of the others, have changed."""
    return tuple(map(tuple, db.session.connection().execute(_AS_KNOWN, {"dealer": dealer_id})))


def rates_of(promises: Iterable[Promise | Row], today: date, settings: Settings = DEFAULTS) -> KeptRates:
    """The kept rates over promises already read; those without a day are left out."""
    dated = [as_rule(promise) for promise in promises if promise.due is not None]
    return KeptRates(*(rules.kept_rate(dated, owner, today, settings) for owner in rules.OWNERS))


def open_or_counted(dealer_id: int, today: date, settings: Settings = DEFAULTS) -> list[Promise]:
    """What is open or pending, and what the kept rates count: both in one query for the dealer's page."""
    first = today - timedelta(days=settings.rolling_days)
    wanted = {"dealer": dealer_id, "first": first, "today": today}
    return sorted(db.session.scalars(_OPEN_OR_COUNTED, wanted), key=_by_day)


_OPEN_OR_COUNTED = select(Promise).where(
    Promise.dealer_id == bindparam("dealer"),
    or_(
        Promise.state == OPEN, Promise.state == PENDING,
        and_(Promise.due > bindparam("first"), Promise.due <= bindparam("today")),
    ),
)  # fmt: skip

_LAST = (
    select(PromiseEvent.id)
    .where(PromiseEvent.dealer_id == bindparam("dealer"))
    .order_by(PromiseEvent.received_at.desc(), PromiseEvent.id.desc())
    .limit(1)
)
_last = select(_LAST.scalar_subquery().label("last")).subquery()
_waiting = and_(Promise.dealer_id == bindparam("dealer"), Promise.state.in_((OPEN, PENDING)))
# One row at least, with the last event of all: no promise changes its state without one.
_AS_KNOWN = (
    select(_last.c.last, *Promise.__table__.c)
    .select_from(_last.outerjoin(Promise, _waiting))
    .order_by(Promise.id)
)
