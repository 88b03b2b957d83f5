"""What got better since the last visit: the strongest of it opens the talk (rule I)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.leverage.cards import Improvement
from app.leverage.figures import exact
from app.leverage.result import rounded
from app.messages import Message, Percent
from app.visits.judgement.book import Book

# Less than this part of the way is chance.
LEAST_GAIN = Fraction(1, 20)


@dataclass(frozen=True)
class _Watched:
    """A figure compared with the last visit, how it is said, and how much more of it is one full gain."""

    metric: str
    section: str
    text: Message
    say: Callable[[Fraction], Any]
    whole: int = 1


_WATCHED = (
    _Watched("fifo_compliance", "s3", Message("Old before new: {before} last time, {now} today."), Percent),
    _Watched("freshness_score", "s3", Message("Freshness of stock: {before} before, {now} today."), Percent),
    _Watched(
        "stock_adherence", "s3", Message("Products that fit: {before} before, {now} today."), Percent
    ),
    _Watched("cash_cover_days", "s4", Message("Cash lasts {now} days; last time {before}."), rounded, 30),
    _Watched("outlet_coverage", "s7", Message("Outlets covered: {before} last time, {now} today."), Percent),
    _Watched("active_sku_rate", "s7", Message("Products that move: {before} before, {now} today."), Percent),
    _Watched(
        "attention_index", "s6", Message("Attention to ours: {before} last time, {now} today."), rounded
    ),
    _Watched("target_attainment", "s6", Message("Target reached: {before} last time, {now} today."), Percent),
)  # fmt: skip
WATCHED = tuple(each.metric for each in _WATCHED)


def improvements(book: Book) -> Iterator[Improvement]:
    """The watched figures that are clearly better than at the last visit."""
    for each in _WATCHED:
        now, before = book.metrics.get(each.metric), book.evidence.memory.metrics.get(each.metric)
        if now is None or before is None:
            continue
        gain = (exact(now) - exact(before)) / each.whole
        if gain >= LEAST_GAIN:
            places = {"before": each.say(exact(before)), "now": each.say(exact(now))}
            yield Improvement(each.section, Message(each.text.text, places), gain)


def metric_of(better: Improvement) -> str | None:
    """The metric that an improvement is about; None for one that was said in words of an older version."""
    return next((each.metric for each in _WATCHED if each.text.text == better.text.text), None)
