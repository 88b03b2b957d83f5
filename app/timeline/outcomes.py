"""What visits led to: findings opened and closed, scores that moved, orders. Read together, if at all."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import Float, Row, Select, String, Text, cast, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import aliased

from app.checklists.content import Checklist
from app.database import UtcDateTime
from app.extensions import db
from app.leverage.scoring import DIMENSIONS
from app.timeline.entries import Filters
from app.timeline.outcome_entries import FindingMark, OrderMark, ScoreMark, VisitOutcome
from app.timeline.overall import OVERALL, Overall, keep_overall
from app.timeline.scope import Scope
from app.timeline.scores import section_titles
from app.visits.judgement.models import Finding, FindingEvent, OrderLine, Score
from app.visits.models import Visit
from app.visits.stock.sheet import pieces

KINDS = ("findings", "scores", "orders")
LEAST_MOVE = 1.0  # points; less is the noise of one answer


@dataclass(frozen=True)
class Detail:
    """What a visit itself holds; `summary` as `app.visits.summary` wrote it."""

    started_at: datetime
    mode: str
    version_id: int
    summary: dict


class Outcomes:
    """All visits of a page with their outcomes; one statement, asked when the first of them is drawn."""

    def __init__(self, scope: Scope, visits: Mapping[UUID, datetime]) -> None:
        self._scope, self._visits = scope, visits

    def of(self, visit_id: UUID, content: Checklist, filters: Filters, hidden: int) -> VisitOutcome:
        """The outcome of one visit; sections in the mask `hidden` are left out."""
        rows, sections = self._by_visit[visit_id], _numbers(content)

        def asked(kind: str, row: Row) -> bool:
            return _asked(filters, kind, sections.get(row.key), hidden)

        return VisitOutcome(
            [self._finding(row, content) for row in rows["finding"] if asked("findings", row)],
            [self._score(row) for row in rows["score"] if _moved(row) and asked("scores", row)],
            [self._order(row) for row in rows["order"] if asked("orders", row)],
        )

    def visit(self, visit_id: UUID) -> Detail:
        """What only the making of an entry needs of the visit itself."""
        (row,) = self._by_visit[visit_id]["visit"]
        return Detail(row.at, row.key, int(row.grade), json.loads(row.words))

    def _finding(self, row: Row, content: Checklist) -> FindingMark:
        item = content.by_key.get(row.key)
        title = item.title.in_locale(self._scope.locale) if item else row.key
        return FindingMark(title, row.words, row.grade)

    def _score(self, row: Row) -> ScoreMark:
        before = None if row.before is None else round(row.before)
        return ScoreMark(row.key, self._titles.get(row.key, row.key), round(row.now), before, row.grade)

    def _order(self, row: Row) -> OrderMark:
        product = int(row.key)
        name, case_size = self._scope.products.get(product, "?"), self._scope.case_sizes.get(product, 1)
        suggested = None if row.before is None else pieces(int(row.before), case_size)
        return OrderMark(f"order:{row.key}", name, suggested, pieces(int(row.now), case_size), row.words)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return section_titles(self._scope.locale)

    @cached_property
    def _by_visit(self) -> dict[UUID, dict[str, list[Row]]]:
        found: dict[UUID, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        if self._visits:
            for row in db.session.execute(_wanted(self._scope.dealer.id, self._visits)):
                found[row.visit_id][row.what].append(row)
        for visit_id, rows in found.items():
            overall = next((row for row in rows["score"] if row.key == OVERALL), None)
            keep_overall(visit_id, overall and Overall(overall.now, overall.grade))
        return found


def holds(kind: str, dealer_id):
    """The visits of a dealer that led to something of a kind; `dealer_id` may be a bound parameter."""
    model = {"findings": FindingEvent, "scores": Score, "orders": OrderLine}[kind]
    return select(model.visit_id).where(model.dealer_id == dealer_id, model.visit_id.is_not(None))


def _numbers(content: Checklist) -> dict[str, int]:
    """The section's number of every item and of every dimension."""
    numbers = {}
    for number, section in enumerate(content.sections):
        numbers |= {item.key: number for item in section.items}
        numbers[section.key.partition("_")[0]] = number
    return numbers


def _asked(filters: Filters, kind: str, section: int | None, hidden: int) -> bool:
    if not filters.shows(kind) or (section is not None and hidden >> section & 1):
        return False
    return filters.section is None or filters.section == section


def _moved(row: Row) -> bool:
    return row.before is None or abs(row.now - row.before) >= LEAST_MOVE


def _wanted(dealer_id: int, visits: Mapping[UUID, datetime]):
    return union_all(_details(visits), _findings(dealer_id, visits), _scores(visits), _orders(visits))


def _details(visits: Mapping[UUID, datetime]) -> Select:
    version = Visit.checklist_version_id
    columns = _columns(
        "visit", Visit.id, Visit.mode, Visit.summary, version, null(), null(), Visit.started_at
    )
    return select(*columns).where(Visit.id.in_(visits))


def _findings(dealer_id: int, visits: Mapping[UUID, datetime]) -> Select:
    times: Iterable[datetime] = visits.values()
    columns = _columns("finding", FindingEvent.visit_id, Finding.item_key, FindingEvent.kind,
                       FindingEvent.severity, null(), null())  # fmt: skip
    return (
        select(*columns)
        .join(Finding, Finding.id == FindingEvent.finding_id)
        .where(FindingEvent.dealer_id == dealer_id, FindingEvent.kind.in_(("open", "close")))
        .where(FindingEvent.happened_at >= min(times), FindingEvent.happened_at <= max(visits.values()))
        .where(FindingEvent.visit_id.in_(visits))
    )


def _scores(visits: Mapping[UUID, datetime]) -> Select:
    earlier = aliased(Score)
    before = (
        select(earlier.value)
        .where(earlier.dealer_id == Score.dealer_id, earlier.scored_at < Score.scored_at)
        .where(earlier.dimension == Score.dimension, earlier.value.is_not(None))
        .order_by(earlier.scored_at.desc())
        .limit(1)
        .correlate(Score)
        .scalar_subquery()
    )
    told = _columns("score", Score.visit_id, Score.dimension, literal(""), Score.grade, Score.value, before)
    wanted = Score.visit_id.in_(visits), Score.dimension.in_((OVERALL, *DIMENSIONS))
    return select(*told).where(*wanted, Score.value.is_not(None))


def _orders(visits: Mapping[UUID, datetime]) -> Select:
    columns = _columns("order", OrderLine.visit_id, cast(OrderLine.product_id, String), OrderLine.reason,
                       null(), OrderLine.agreed, OrderLine.after_cash)  # fmt: skip
    return select(*columns).where(OrderLine.visit_id.in_(visits), OrderLine.agreed.is_not(None))


def _columns(what: str, visit_id, key, words, grade, now, before, at=None) -> tuple:
    return (
        literal(what).label("what"), visit_id.label("visit_id"), cast(key, String).label("key"),
        cast(words, Text).label("words"), cast(grade, String).label("grade"),
        cast(now, Float).label("now"), cast(before, Float).label("before"),
        (type_coerce(null(), UtcDateTime) if at is None else at).label("at"),
    )  # fmt: skip
