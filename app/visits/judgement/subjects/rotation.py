"""Whether old lots leave before new ones (rule B1)."""

from fractions import Fraction

from app.leverage.lots import Delivery, Lot, fifo, fifo_quick, lots_fit_count
from app.leverage.result import Result, found, refuse
from app.messages import Message, Percent
from app.visits.judgement.book import Book
from app.visits.judgement.evidence import CountFacts, Stock
from app.visits.judgement.subjects.lots import sellable_lots

METRICS = ("fifo_compliance",)


def judge_rotation(book: Book) -> None:
    """First in, first out for every product with lots, and over all of them."""
    for stock in book.evidence.stock:
        if stock.now.lots or (stock.last and stock.last.lots):
            book.keep(f"fifo:{stock.product.id}", _fifo(book, stock))
    _whole_fifo(book)


def _all_lots(count: CountFacts) -> bool:
    """Whether the lots account for everything counted, so that no younger one was left out."""
    return not lots_fit_count(count.lots, count.counted, every_lot=True).refused


def _fifo(book: Book, stock: Stock) -> Result:
    """From all lots where both counts have them, else from the oldest lot alone."""
    now, last, settings, excused = stock.now, stock.last, book.settings, _excused(book)
    case_size = stock.product.case_size
    if last is not None and now.lots and _all_lots(last) and _all_lots(now) and _receipts_dated(stock):
        came = [
            Delivery(each.produced_on, each.quantity) for each in stock.deliveries
            if last.on < each.on <= now.on
        ]  # fmt: skip
        return fifo(last.lots, came, now.lots, case_size=case_size, ka_order=excused, settings=settings)
    sold = book.value(f"sold:{stock.product.id}")
    before = _oldest(last) if last else None
    if before and not now.lots:
        return refuse("B1", "no_lots", Message("No lots are recorded."))
    if before and sold is None:
        reason = Message("What was sold since the last count is not known.")
        return refuse("B1", "no_sales", reason)
    return fifo_quick(
        before, _oldest(now), sold or 0, case_size=case_size, ka_order=excused, settings=settings
    )


def _excused(book: Book) -> bool:
    """Whether the rep marked today that a supermarket had asked for young dates."""
    seen = book.evidence.answers.get("wh_fifo")
    return seen is not None and seen.now and seen.value.get("ka_order") == "yes"


def _receipts_dated(stock: Stock) -> bool:
    """Every delivery in between has its production date, and the rep did not enter another sum."""
    if stock.now.received is not None:
        return stock.now.received == stock.received_between(stock.last.on, stock.now.on)
    since = [each for each in stock.deliveries if stock.last.on < each.on <= stock.now.on]
    return all(each.produced_on is not None for each in since)


def _oldest(count: CountFacts) -> Lot | None:
    return min(sellable_lots(count), key=lambda lot: lot.dated, default=None)


def _whole_fifo(book: Book) -> None:
    """First in, first out over all products: what left out of turn, of all that left."""
    judged = [value for stock in book.evidence.stock if (value := book.value(f"fifo:{stock.product.id}"))]
    total = sum(each.total for each in judged)
    if not total:
        if judged_not := [book.figures[key] for key in book.figures if key.startswith("fifo:")]:
            book.keep("fifo", judged_not[0])
        return
    overtaken, old = (
        sum(each.overtaken for each in judged),
        sum(each.old_left for each in judged if each.overtaken),
    )
    share = 1 - Fraction(overtaken, total)
    told = {"new": overtaken, "total": total, "share": Percent(share), "count": len(judged)}
    step = Message("{count} products: {new} of {total} left before older ones, {share} in turn.", told)
    book.metrics["fifo_compliance"] = book.keep(
        "fifo", found("B1", share, {"products": len(judged), "quantity": total}, steps=[step])
    )
    if overtaken:
        book.fill("wh_fifo", old_qty=old, new_qty=overtaken)
