"""Each item of the checklist at this visit: was it looked at, what does it score, what does it amount to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from app.checklists.answers import is_answered
from app.checklists.item_types import field_type
from app.checklists.specs import Item
from app.leverage.answered import Answered
from app.leverage.findings import HEARSAY, Outcome
from app.leverage.judging import critical_holds, item_score, trigger_holds
from app.leverage.scoring import ItemScore, counts_until
from app.visits.judgement.book import Book, middle_of

COUNTS, LOTS, PROMISES, ORDER = "counts", "lots", "promises", "order"
# What an item that is computed, wholly or in part, is computed from: other items, or what was counted.
# It was looked at if one of them was.
SOURCES: Mapping[str, tuple[str, ...]] = {
    "visit_prev_commitments": (PROMISES,),
    "visit_order_agreed": (ORDER,),
    "visit_dealer_voice": (PROMISES,),
    "wh_fifo": ("wh_fifo", LOTS),
    "wh_stock_counts": (COUNTS,),
    "wh_lots": (LOTS,),
    "wh_near_expiry": (LOTS,),
    "wh_safety_rule": ("wh_safety_rule",),
    "cash_daily_sales": ("cash_daily_purchase", "cash_receivables"),
    "bank_balance": ("bank_balance", "cash_on_hand"),
    "cash_upcoming_out": ("cash_upcoming_out", "bank_balance", "cash_on_hand"),
    "cash_affordable": (COUNTS,),
    "staff_efficiency_gap": ("ops_people", "mkt_routes", "ops_outlets"),
    "prod_volume": ("prod_list",),
    "prod_positioning": ("prod_list",),
    "prod_our_share": ("prod_list",),
    "prod_expected_volume": ("prod_expected_volume", COUNTS),
    "ops_capacity": ("mkt_vehicles", "prod_list"),
    "ops_diversion_signs": ("ops_diversion_signs", ORDER),
    "self_no_jianghu": (PROMISES,),
    "self_responsible": (PROMISES,),
    "self_no_empty_promise": (PROMISES,),
    "self_ready_gate": (PROMISES,),
}
# The weakest way of knowing first.
_SURENESS = ("told", "seen", "counted", "document")


@dataclass(frozen=True)
class Judged:
    """One item today. `score` None: carries none, or does not tell. `outcome` None: not looked at."""

    item: Item
    score: Fraction | None
    outcome: Outcome | None


def judge_item(book: Book, item: Item) -> Judged:
    """The item's score and outcome if it was looked at today, or if what it lacks is what it asks for."""
    if not looked_at(book, item):
        if not _missed(book, item):
            return Judged(item, None, None)
        answered = answered_of(book, item)
        triggered = trigger_holds(item.key, item.trigger, None, answered, True)
        return Judged(item, None, _outcome(book, item, None, answered, triggered) if triggered else None)
    answered = answered_of(book, item)
    score = item_score(item.key, item.score, answered)
    triggered = trigger_holds(item.key, item.trigger, score, answered)
    return Judged(item, score, _outcome(book, item, score, answered, triggered))


def answered_of(book: Book, item: Item) -> Answered:
    """The item's latest answer as the scores read it, with the figures computed at this visit."""
    seen = book.evidence.answers.get(item.key)
    return answered_with(item, seen.value if seen else {}, book.metrics)


def answered_with(item: Item, stored: Mapping[str, Any], metrics: Mapping[str, Any]) -> Answered:
    """A stored answer to the item as the scores read it, beside computed figures."""
    value = {name: _one_figure(each) for name, each in stored.items()}
    grades = {field.name: field_type(field).score(field, value.get(field.name)) for field in item.fields}
    return Answered(value, grades, metrics)


def _one_figure(stored: Any) -> Any:
    """A range of amounts as its middle; anything else as it is."""
    return middle_of(stored) if isinstance(stored, Mapping) and "low" in stored else stored


def looked_at(book: Book, item: Item) -> bool:
    """Whether today's answers or counts say something about the item."""
    return any(_fresh(book, source) for source in SOURCES.get(item.key, (item.key,)))


def _fresh(book: Book, source: str) -> bool:
    evidence = book.evidence
    known = {
        COUNTS: evidence.counted_now, LOTS: evidence.lots_now, PROMISES: True, ORDER: bool(evidence.agreed),
    }  # fmt: skip
    if source in known:
        return known[source]
    seen = evidence.answers.get(source)
    return (seen is not None and seen.now) or source in evidence.photos


def _missed(book: Book, item: Item) -> bool:
    """Whether the item should have been given and was neither given nor declined."""
    asked = book.evidence.mode in ("full", item.mode)
    return item.trigger.when == "missing" and asked and item.key not in book.evidence.ways_out


def _outcome(
    book: Book, item: Item, score: Fraction | None, answered: Answered, triggered: bool | None
) -> Outcome:
    severity = item.finding.severity if item.finding else "info"
    return Outcome(
        item.key, triggered, severity, score, item.trigger.when == "score_below",
        critical_holds(item.critical, score, answered), evidence_of(book, item),
    )  # fmt: skip


def evidence_of(book: Book, item: Item) -> str:
    """How the item's facts are known, the weakest of what they come from.

    Nobody graded it: what is only told of money, pay and the like is hearsay; else the rep saw it."""
    if item.key in book.evidence.photos:
        return "document"
    grades = [grade for source in SOURCES.get(item.key, (item.key,)) if (grade := _grade(book, source))]
    if grades:
        return min(grades, key=_SURENESS.index)
    return HEARSAY if item.sensitive else "seen"


def _grade(book: Book, source: str) -> str | None:
    if source in (COUNTS, LOTS):
        told = any(stock.now.evidence == HEARSAY for stock in book.evidence.stock)
        return (HEARSAY if told else "counted") if book.evidence.counted_now else None
    if source in (PROMISES, ORDER):
        return "document"
    seen = book.evidence.answers.get(source)
    return seen.evidence if seen else None


def score_items(book: Book, judged: Iterable[Judged]) -> dict[str, tuple[Fraction, date]]:
    """The latest score of each item that still counts, with its day: today's, else the one kept, else what
    its last answer comes to."""
    latest = {}
    for each in judged:
        item = each.item
        if each.score is not None:
            latest[item.key] = each.score, book.today
        elif not looked_at(book, item) and (kept := _kept(book, item)):
            latest[item.key] = kept
    return latest


def _kept(book: Book, item: Item) -> tuple[Fraction, date] | None:
    kept = book.evidence.memory.item_scores.get(item.key)
    if kept is None:
        kept = _from_last_answer(book, item)
    if kept is None or book.today > counts_until(kept[1], item.mode, book.settings):
        return None
    return kept


def _from_last_answer(book: Book, item: Item) -> tuple[Fraction, date] | None:
    seen = book.evidence.answers.get(item.key)
    if seen is None or item.key in SOURCES or not is_answered(item, seen.value):
        return None
    score = item_score(item.key, item.score, answered_of(book, item))
    return None if score is None else (score, seen.on)


def as_item_scores(
    items: Iterable[Item], latest: Mapping[str, tuple[Fraction, date]], critical: set[str]
) -> list[ItemScore]:
    """The items of a section as rules G1 and H4 take them."""
    return [
        ItemScore(
            item.key, item.weight, *latest.get(item.key, (None, None)), mode=item.mode,
            critical=item.key in critical,
        )
        for item in items if item.score.kind != "none"
    ]  # fmt: skip
