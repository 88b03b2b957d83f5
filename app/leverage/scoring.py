"""From item scores to a dimension, an overall score and a health grade (rules G1, G2 and G5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from app.leverage.figures import Number, exact
from app.leverage.result import Confidence, Result, found, refuse, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Percent

# The rep's own section and the frame of the visit never enter a dealer's score.
DIMENSIONS = ("s2", "s3", "s4", "s5", "s6", "s7")
GRADES = ("A", "B", "C", "D")


@dataclass(frozen=True)
class ItemScore:
    """An item's latest answer: its weight, its score 0..1 or None (not seen, declined, never asked), the
    day it was answered, and the item's mode ``quick``, ``full`` or ``profile``, which says how long the
    answer counts. `critical` is True while a critical finding of this item is open."""

    key: str
    weight: Number
    score: Number | None
    answered_on: date | None
    mode: str = "quick"
    critical: bool = False


@dataclass(frozen=True)
class Dimension:
    """A section's score 0..100, the part of its weight that was answered, and whether a critical finding
    caps it (and the health grade, at C)."""

    score: Fraction
    coverage: Fraction
    capped: bool


def counts_until(answered_on: date, mode: str, settings: Settings = DEFAULTS) -> date:
    """The last day on which an answer still counts: 45, 120 or 365 days by its item's mode."""
    return answered_on + timedelta(days=getattr(settings, f"valid_{mode}_days"))


def dimension_score(
    items: Iterable[ItemScore], today: date, settings: Settings = DEFAULTS
) -> Result[Dimension]:
    """Rule G1: 100 x sum(w x s) / sum(w) over what is answered and still counts; shown from 60% of the
    weight on. A critical finding caps it at 59 as long as it is open."""
    items = [item for item in items if item.weight > 0]
    inputs = {"items": items, "today": today}
    weight = sum((exact(item.weight) for item in items), Fraction(0))
    if not weight:
        return refuse("G1", "no_items", Message("Nothing in this section carries a score."), inputs)
    counted = [item for item in items if _counts(item, today, settings)]
    answered = sum((exact(item.weight) for item in counted), Fraction(0))
    coverage = answered / weight
    inputs["coverage"] = coverage
    if coverage < settings.publish_coverage or not answered:
        told = {"coverage": Percent(coverage), "least": Percent(settings.publish_coverage)}
        few = Message("Not enough data: {coverage} of the weight is answered, {least} is needed.", told)
        return refuse("G1", "not_enough_data", few, inputs)
    gained = sum((exact(item.weight) * exact(item.score) for item in counted), Fraction(0))
    score = 100 * gained / answered
    held = any(item.critical for item in items)
    cap = exact(settings.critical_cap)
    dimension = Dimension(min(score, cap) if held else score, coverage, held)
    steps = [
        Message(
            "{gained} of {weight} points make a score of {score}; {coverage} of the section is answered.",
            {"gained": rounded(gained, 2), "weight": rounded(answered, 2), "score": rounded(score, 2),
             "coverage": Percent(coverage)},
        )
    ]  # fmt: skip
    if held and score > cap:
        steps.append(Message("An open critical finding caps the score at {cap}.", {"cap": rounded(cap)}))
    return found("G1", dimension, inputs, steps=steps)


def _counts(item: ItemScore, today: date, settings: Settings) -> bool:
    if item.score is None or item.answered_on is None:
        return False
    return today <= counts_until(item.answered_on, item.mode, settings)


@dataclass(frozen=True)
class Overall:
    """Weighted mean of the dimensions 0..100, the health grade A to D, and the dimensions counted."""

    score: Fraction
    grade: str
    counted: tuple[str, ...]
    capped: bool


def overall_score(
    dimensions: Mapping[str, Number | None], critical: bool = False, settings: Settings = DEFAULTS
) -> Result[Overall]:
    """Rule G2. `dimensions`: ``s2`` to ``s7`` -> score or None; a missing one leaves its weight to the
    others, fewer than four give no overall score. `critical`: one of them is capped."""
    inputs = {"dimensions": dict(dimensions), "critical": critical}
    weights = {key: getattr(settings, f"weight_{key}") for key in DIMENSIONS}
    known = [key for key in DIMENSIONS if dimensions.get(key) is not None and weights[key]]
    if len(known) < settings.min_dimensions:
        told = {"known": len(known), "least": settings.min_dimensions}
        few = Message("Only {known} of six sections have a score; {least} are needed.", told)
        return refuse("G2", "too_few_dimensions", few, inputs)
    weight = sum(weights[key] for key in known)
    score = sum(exact(dimensions[key]) * weights[key] for key in known) / weight
    grade = health_grade(score, critical, settings)
    step = Message(
        "{count} sections, weighted, give {score}: health grade {grade}.",
        {"count": len(known), "score": rounded(score), "grade": grade},
    )
    value = Overall(score, grade, tuple(known), critical)
    if len(known) < len(DIMENSIONS):
        missing = Message("{count} sections have no score.", {"count": len(DIMENSIONS) - len(known)})
        return found("G2", value, inputs, confidence=Confidence.MEDIUM, reason=missing, steps=[step])
    return found("G2", value, inputs, steps=[step])


def health_grade(score: Number, critical: bool = False, settings: Settings = DEFAULTS) -> str:
    """A from 85, B from 70, C from 60, else D; with an open critical finding C at best."""
    borders = (settings.grade_a, settings.grade_b, settings.grade_c)
    place = next((place for place, border in enumerate(borders) if score >= border), 3)
    return GRADES[max(place, 2) if critical else place]


@dataclass(frozen=True)
class Trend:
    """Change of each dimension since the last full audit, and the keys of findings that keep coming back,
    those open longest first."""

    changes: Mapping[str, Fraction]
    repeated: tuple[str, ...]


def trend(
    now: Mapping[str, Number | None],
    last_audit: Mapping[str, Number | None],
    visits_open: Mapping[str, int] | None = None,
    settings: Settings = DEFAULTS,
) -> Result[Trend]:
    """Rule G5: against the last full audit, not the last quick visit; a dimension unknown on either side
    has no change. `visits_open`: key of an open finding -> visits at which it was found."""
    counts = visits_open or {}
    inputs = {"now": dict(now), "last_audit": dict(last_audit), "visits_open": dict(counts)}
    changes = {
        key: exact(now[key]) - exact(last_audit[key])
        for key in DIMENSIONS
        if now.get(key) is not None and last_audit.get(key) is not None
    }
    often = [key for key, visits in counts.items() if visits >= settings.repeat_visits]
    often.sort(key=lambda key: (-counts[key], key))
    if not changes:
        none = Message("No section has a score both now and at the last full audit.")
        value = Trend({}, tuple(often))
        return found("G5", value, inputs, confidence=Confidence.LOW, reason=none, code="no_audit")
    return found("G5", Trend(changes, tuple(often)), inputs)


RULES = {"G1": dimension_score, "G2": overall_score, "G5": trend}
