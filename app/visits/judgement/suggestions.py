"""The order as the rep and the dealer read it: one line a product."""

from app.visits.judgement.book import Book
from app.visits.judgement.evidence import Stock
from app.visits.judgement.judgement import OrderSuggestion
from app.visits.judgement.subjects.stock import situation_of


def suggestions(book: Book) -> tuple[OrderSuggestion, ...]:
    """A line for every product counted today, in the order of the count."""
    return tuple(_suggestion(book, stock) for stock in book.evidence.stock)


def _suggestion(book: Book, stock: Stock) -> OrderSuggestion:
    product = stock.product
    chain = book.figures[f"order:{product.id}"]
    units = {link.step: link.units for link in chain.value.links} if chain.value else {}
    given = book.evidence.agreed.get(product.id)
    where = situation_of(book, stock)
    return OrderSuggestion(
        product_id=product.id,
        name=product.name,
        case_size=product.case_size,
        sellable=where.sellable,
        coming=where.in_transit,
        needed=units.get("rule"),
        after_freshness=units.get("space", units.get("freshness")),
        after_cash=units.get("cash"),
        amount=chain.value.amount if chain.value else None,
        agreed=given.units if given else None,
        reason=given.reason if given else "",
        chain=chain,
        check=book.figures.get(f"agreed:{product.id}"),
    )
