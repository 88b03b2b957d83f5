"""The subjects in the order in which they are judged: later ones read what earlier ones found."""

from collections.abc import Callable

from app.visits.judgement.book import Book
from app.visits.judgement.subjects import (
    cash,
    frame,
    lots,
    market,
    marketing,
    ordering,
    products,
    resources,
    rotation,
    staff,
    stock,
    targets,
    timing,
)

SUBJECTS: tuple[Callable[[Book], None], ...] = (
    stock.judge_stock,
    cash.judge_cash,
    ordering.judge_order,
    lots.judge_lots,
    rotation.judge_rotation,
    timing.judge_timing,
    marketing.judge_marketing,
    staff.judge_staff,
    products.judge_products,
    resources.judge_resources,
    targets.judge_targets,
    market.judge_market,
    frame.judge_frame,
)
# What the scores, triggers and critical tests of the checklist may name.
METRICS: frozenset[str] = frozenset(
    name
    for subject in (
        cash,
        stock,
        ordering,
        lots,
        rotation,
        timing,
        marketing,
        staff,
        products,
        resources,
        targets,
        market,
        frame,
    )  # fmt: skip
    for name in subject.METRICS
)
