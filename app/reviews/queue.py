"""The review queue: finished visits of one state, the most surprising first, a page at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Row, Select, literal, select, tuple_

from app.accounts.models import User
from app.checklists.queries import checklist
from app.dealers.models import Dealer
from app.extensions import db
from app.reviews.queries import readable_ids, teams_of, visible_dealers
from app.reviews.reasons import ReasonLine, reason_lines, visits_named
from app.visits.models import ANSWERED, APPROVED, SENT_BACK, WAITING, Visit

SHOWN = (WAITING, SENT_BACK, APPROVED)
SIZE, BATCH = 20, 200
# Sent back and answered since: the rep waits, so that these stand above the rest, and are few.
MOST_ANSWERED = 50


class Place(NamedTuple):
    """Where a page of the queue ended."""

    surprise: int
    at: datetime
    id: UUID

    def __str__(self) -> str:
        return f"{self.surprise}~{self.at.isoformat()}~{self.id}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place that ``str`` wrote; None for anything else, which then means the first page."""
        try:
            surprise, at, visit_id = text.split("~")
            place = cls(int(surprise[:9]), datetime.fromisoformat(at), UUID(visit_id))
        except ValueError:
            return None
        return place if place.at.tzinfo else None


@dataclass(frozen=True)
class QueuedVisit:
    """A visit in the queue: who was where and how long, and why one should look twice."""

    id: UUID
    dealer_id: int
    dealer: str
    rep: str
    at: datetime
    minutes: int
    mode: str
    review: str
    reasons: list[ReasonLine]


@dataclass(frozen=True)
class QueuePage:
    """`answered` only on the first page of what waits; `after` is None on the last page."""

    answered: list[QueuedVisit]
    visits: list[QueuedVisit]
    after: Place | None


def queue_page(user: User, state: str, team_id: int | None, after: Place | None, locale: str) -> QueuePage:
    """A page of the visits of a `state` that `user` may review; his own are for others."""
    rows = list(db.session.execute(_after(_wanted(user, state, team_id), after).limit(SIZE + 1)))
    shown, more = rows[:SIZE], len(rows) > SIZE
    answered = []
    if state == WAITING and after is None:
        answered = list(db.session.execute(_wanted(user, ANSWERED, team_id).limit(MOST_ANSWERED)))
    named = {each for row in (*shown, *answered) for each in visits_named(row.surprises)}
    readable = readable_ids(user, named)
    last = shown[-1] if more else None
    return QueuePage(
        [_queued(row, readable, locale) for row in answered],
        [_queued(row, readable, locale) for row in shown],
        Place(last.surprise, last.finished_at, last.id) if last else None,
    )


def asked_of(user: User, asked: Mapping[str, str]) -> tuple[str, int | None]:
    """The state and the team that an address asks for (``show``, ``team``): what waits, and all teams, where
    it asks for none that there is."""
    show = asked.get("show")
    team = next((each.id for each in teams_of(user) if str(each.id) == asked.get("team")), None)
    return show if show in SHOWN else WAITING, team


def each_queued(
    user: User, state: str, team_id: int | None, locale: str
) -> Iterator[tuple[str, QueuedVisit]]:
    """Dealer code and visit of the whole queue, as its pages have it. Between two batches no transaction is
    open: a slow download holds up nobody."""
    for each in (ANSWERED, WAITING) if state == WAITING else (state,):
        after: Place | None = None
        while rows := list(db.session.execute(_after(_wanted(user, each, team_id), after).limit(BATCH))):
            readable = readable_ids(user, {one for row in rows for one in visits_named(row.surprises)})
            db.session.rollback()
            yield from ((row.code, _queued(row, readable, locale)) for row in rows)
            after = Place(rows[-1].surprise, rows[-1].finished_at, rows[-1].id)
    db.session.rollback()


def queued_visit(user: User, visit_id: UUID, locale: str) -> QueuedVisit:
    """One visit as the queue shows it; `user` may review it."""
    row = db.session.execute(_columns().where(Visit.id == visit_id)).one()
    return _queued(row, readable_ids(user, visits_named(row.surprises)), locale)


def _wanted(user: User, state: str, team_id: int | None) -> Select:
    found = _columns().where(
        Visit.review == state, Visit.finished_at.is_not(None), Visit.rep_id != user.id,
        Visit.dealer_id.in_(visible_dealers(user)),
    )  # fmt: skip
    if team_id is not None:
        found = found.where(Dealer.team_id == team_id)
    return found.order_by(Visit.surprise.desc(), Visit.finished_at.desc(), Visit.id.desc())


def _columns() -> Select:
    return (
        select(
            Visit.id, Visit.dealer_id, Visit.started_at, Visit.ended_at, Visit.finished_at, Visit.mode,
            Visit.review, Visit.surprise, Visit.surprises, Visit.checklist_version_id, Dealer.code,
            Dealer.name_en, Dealer.name_zh, User.display_name.label("rep"),
        )
        .join(Dealer, Dealer.id == Visit.dealer_id)
        .join(User, User.id == Visit.rep_id)
    )  # fmt: skip


def _after(found: Select, after: Place | None) -> Select:
    if after is None:
        return found
    place = (
        literal(after.surprise), literal(after.at, Visit.finished_at.type), literal(after.id, Visit.id.type)
    )  # fmt: skip
    return found.where(tuple_(Visit.surprise, Visit.finished_at, Visit.id) < tuple_(*place))


def _queued(row: Row, readable: set[UUID], locale: str) -> QueuedVisit:
    content, end = checklist(row.checklist_version_id), row.ended_at or row.finished_at
    return QueuedVisit(
        id=row.id, dealer_id=row.dealer_id, dealer=row.name_en if locale == "en" else row.name_zh,
        rep=row.rep, at=end, minutes=max(1, round((end - row.started_at).total_seconds() / 60)),
        mode=row.mode, review=row.review,
        reasons=reason_lines(row.id, row.surprises, content, readable, locale),
    )  # fmt: skip
