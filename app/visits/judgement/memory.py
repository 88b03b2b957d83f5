"""What a judgement hands on to the next one."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from app.leverage.result import Result
from app.leverage.scoring import Dimension
from app.visits.judgement.book import Book
from app.visits.judgement.evidence import Memory, PastOrder
from app.visits.judgement.improvements import WATCHED
from app.visits.judgement.subjects.cash import ledger_of
from app.visits.judgement.subjects.payments import books_after
from app.visits.judgement.subjects.staff import fuel_after, leavers
from app.visits.judgement.visiting import dues_after

# Of the last orders, how many the next visit compares with (rule F5).
ORDERS_KEPT = 4


def memory_after(
    book: Book,
    scores: Mapping[str, tuple[Fraction, date]],
    dimensions: Mapping[str, Result[Dimension]],
) -> Memory:
    """The memory that the next visit is judged by: today's where today tells, else the one before."""
    before, metrics = book.evidence.memory, book.metrics
    watched = {key: metrics[key] for key in WATCHED if metrics.get(key) is not None}
    audit = before.audit
    if book.evidence.mode == "full":
        audit = {key: each.value.score for key, each in dimensions.items() if each.value}
    return Memory(
        item_scores=scores,
        metrics={**before.metrics, **watched},
        without_ask=metrics["visits_without_ask"] or 0,
        orders=_orders(book),
        leavers=leavers(book),
        audit=audit,
        dues=dues_after(book),
        fuel=fuel_after(book),
        books=books_after(book, ledger_of(book)),
    )


def _orders(book: Book) -> tuple[PastOrder, ...]:
    orders = book.evidence.memory.orders
    if not book.evidence.agreed:
        return orders
    units = {key: line.units for key, line in book.evidence.agreed.items()}
    return (*orders, PastOrder(book.today, units))[-ORDERS_KEPT:]
