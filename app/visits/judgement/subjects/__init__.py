"""The subjects in the order in which they are judged: later ones read what earlier ones found."""

from collections.abc import Callable

from app.visits.judgement.book import Book
from app.visits.judgement.subjects import cash, frame, lots, market, marketing, products, staff, stock, timing

SUBJECTS: tuple[Callable[[Book], None], ...] = (
    cash.judge_cash,
    stock.judge_stock,
    lots.judge_lots,
    timing.judge_timing,
    marketing.judge_marketing,
    staff.judge_staff,
    products.judge_products,
    market.judge_market,
    frame.judge_frame,
)
# What the scores, triggers and critical tests of the checklist may name.
METRICS: frozenset[str] = frozenset(
    name
    for subject in (cash, stock, lots, timing, marketing, staff, products, market, frame)
    for name in subject.METRICS
)
