"""A dealer's scores: the six dimensions now beside the last full audit, and how each has moved."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.charts import Line, Radar, course, radar
from app.checklists.queries import built_in
from app.extensions import db
from app.leverage.result import rounded
from app.leverage.scoring import DIMENSIONS
from app.timeline.overall import OVERALL
from app.visits.judgement.models import Score

# A year of fortnightly visits; further back a line says nothing that can be seen on a phone.
MOST_VISITS = 26


@dataclass(frozen=True)
class Reading:
    """One dimension after one visit; `value` None: not enough data. `coverage` is a share."""

    value: float | None
    coverage: float | None
    capped: bool
    grade: str | None


@dataclass(frozen=True)
class Scored:
    """The scores of one visit, by dimension (``s2`` to ``s7``, ``overall``)."""

    visit_id: UUID
    on: date
    full_audit: bool
    readings: dict[str, Reading]

    def value(self, dimension: str) -> float | None:
        """A dimension's score, None where there is none."""
        reading = self.readings.get(dimension)
        return reading.value if reading else None


@dataclass(frozen=True)
class Row:
    """A dimension: now, at the last full audit, the change in points; None is not known."""

    key: str
    title: str
    now: Reading | None
    audit: float | None
    change: int | float | None


@dataclass(frozen=True)
class Course:
    """The line of one dimension, with its last value in words."""

    key: str
    title: str
    line: Line
    last: str


@dataclass(frozen=True)
class ScoresPage:
    """All about a dealer's scores; `visits` newest first, `audit` the last full one before the newest."""

    newest: Scored
    audit: Scored | None
    rows: list[Row]
    chart: Radar
    courses: list[Course]
    visits: list[Scored]
    titles: dict[str, str]


def scores_page(dealer_id: int, border: float, locale: str, overall: str) -> ScoresPage | None:
    """The dealer's scores, with the words for the overall one; None before the first. `border` is the grade
    border that each line is compared with."""
    visits = _visits(dealer_id)
    if not visits:
        return None
    newest, titles = visits[0], section_titles(locale) | {OVERALL: overall}
    audit = next((each for each in visits[1:] if each.full_audit), None)
    labels = [titles[key] for key in DIMENSIONS]
    chart = radar(
        labels, [newest.value(key) for key in DIMENSIONS],
        [audit.value(key) for key in DIMENSIONS] if audit else None,
    )  # fmt: skip
    rows = [_row(key, titles[key], newest, audit) for key in (*DIMENSIONS, OVERALL)]
    courses = [_course(key, titles[key], visits, border) for key in (OVERALL, *DIMENSIONS)]
    return ScoresPage(newest, audit, rows, chart, courses, visits, titles)


def section_titles(locale: str) -> dict[str, str]:
    """The dimensions' names: those of the sections."""
    return {section.key.partition("_")[0]: section.title.in_locale(locale) for section in built_in().sections}


def _visits(dealer_id: int) -> list[Scored]:
    found = (
        select(Score)
        .where(Score.dealer_id == dealer_id, Score.dimension.in_((*DIMENSIONS, OVERALL)))
        .order_by(Score.scored_at.desc(), Score.visit_id.desc())
        .limit(MOST_VISITS * (len(DIMENSIONS) + 1))
    )
    by_visit: dict[UUID, list[Score]] = {}
    for score in db.session.scalars(found):
        by_visit.setdefault(score.visit_id, []).append(score)
    return [_scored(scores) for scores in by_visit.values()]


def _scored(scores: list[Score]) -> Scored:
    first = scores[0]
    readings = {
        each.dimension: Reading(each.value, each.coverage, each.capped, each.grade) for each in scores
    }
    return Scored(first.visit_id, clock.local(first.scored_at).date(), first.full_audit, readings)


def _row(key: str, title: str, newest: Scored, audit: Scored | None) -> Row:
    now, before = newest.value(key), audit.value(key) if audit else None
    change = rounded(now - before, 0) if now is not None and before is not None else None
    return Row(key, title, newest.readings.get(key), before, change)


def _course(key: str, title: str, visits: list[Scored], border: float) -> Course:
    points = [(each.on, each.value(key)) for each in reversed(visits)]
    last = next((value for _day, value in reversed(points) if value is not None), None)
    return Course(key, title, course(points, border), "–" if last is None else str(round(last)))
