"""Payments to us against what sells of ours, from one reading of his book to a later one (rule C6)."""

from datetime import timedelta
from fractions import Fraction

from app.leverage.cash import Ledger, Payments
from app.leverage.figures import nearest
from app.visits.judgement.book import Book
from app.visits.judgement.evidence import PastBook

APART = timedelta(days=14)  # within less, one large payment decides what a day's payments are
BOOKS_AGE = timedelta(days=180)
BOOKS_KEPT = 4
MONTH = 30
FLAG = "payments_fall"


def book_now(book: Book, ledger: Ledger | None) -> PastBook | None:
    """What the book read at this visit says of payments to us; None where none was read, or not enough."""
    seen = book.evidence.answers.get("cash_daily_purchase")
    value = book.value("cash_flow")
    if ledger is None or value is None or not (seen and seen.now and ledger.has_categories):
        return None
    rates = ((stock.product.id, book.value(f"rate:{stock.product.id}")) for stock in book.evidence.stock)
    sold = tuple((key, Fraction(rate.per_day)) for key, rate in rates if rate)
    return PastBook(ledger.last, Fraction(ledger.total("out", "goods_us"), value.days), sold)


def payments_of(book: Book, ledger: Ledger | None) -> Payments | None:
    """A month's payments and sales by this book and by the newest that ended two weeks before it ended.

    Sales are of the products with a rate at both, at today's price. None with fewer than two books.
    """
    now = book_now(book, ledger)
    if now is None:
        return None
    earlier = [past for past in book.evidence.memory.books if now.on - BOOKS_AGE <= past.on <= now.on - APART]
    if not earlier:
        return None
    before = max(earlier, key=lambda past: past.on)
    costs = {stock.product.id: stock.product.unit_cost for stock in book.evidence.stock}
    common = {key for key in dict(now.sold).keys() & dict(before.sold).keys() if costs.get(key)}
    if not common:
        return None
    sold = (sum(rate * costs[key] for key, rate in past.sold if key in common) for past in (before, now))
    return Payments(
        nearest(before.paid * MONTH), nearest(now.paid * MONTH), *(nearest(each * MONTH) for each in sold)
    )


def books_after(book: Book, ledger: Ledger | None) -> tuple[PastBook, ...]:
    """The books that the next visit compares with. Once asked about, a fall is not asked about again: what
    was before it is forgotten."""
    past, now = book.evidence.memory.books, book_now(book, ledger)
    if now is None:
        return past
    if any(flag.key == FLAG for flag in book.value("direction") or ()):
        return (now,)
    return (*(each for each in past if each.on != now.on), now)[-BOOKS_KEPT:]
