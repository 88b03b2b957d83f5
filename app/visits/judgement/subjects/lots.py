"""How old the stock is, what it is worth, what of it will not sell in time (rules B2 to B5)."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from app.leverage.figures import nearest
from app.leverage.lots import (
    Lot,
    LotAge,
    ShelfLife,
    StockAtRisk,
    freshness_score,
    lot_age,
    lots_fit_count,
    stock_at_risk,
)
from app.leverage.result import Confidence, Result, found, refuse, rounded
from app.leverage.stakes import overstock_cost
from app.messages import Message, Percent, about
from app.visits.judgement.book import Book
from app.visits.judgement.evidence import CountFacts, Stock

METRICS = ("freshness_score", "near_expiry_value", "stock_value")
NEAR = ("F5", "F6")
Classed = tuple[Stock, Lot, LotAge]


def judge_lots(book: Book) -> None:
    """The lots of every product counted at this visit, and the sums over all of them."""
    for stock in book.evidence.stock:
        if stock.now.lots:
            _ages(book, stock)
    _stock_value(book)
    if book.evidence.lots_now:
        classed = list(_classed(book))
        _near_expiry(book, classed)
        _whole_freshness(book)
        _fill_oldest(book, classed)
        _whole_risk(book)
        _fill_risk(book)


def shelf_of(stock: Stock) -> ShelfLife | None:
    """The product's shelf life, None where it is not known."""
    days = stock.product.shelf_days
    return ShelfLife(days=days) if days else None


def sellable_lots(count: CountFacts) -> list[Lot]:
    """The lots of a count that are not set aside."""
    return [lot for lot in count.lots if not lot.sealed]


def _ages(book: Book, stock: Stock) -> None:
    key, shelf, lots = stock.product.id, shelf_of(stock), stock.now.lots
    if (fit := _fit(stock)).refused:  # nobody knows whether the count is wrong or the lots are
        book.keep(f"freshness:{key}", replace(fit, formula_id="B3"))
        book.keep(f"risk:{key}", replace(fit, formula_id="B4"))
        return
    rate = book.value(f"rate:{key}")
    book.keep(f"freshness:{key}", freshness_score(lots, shelf, book.today, settings=book.settings))
    book.keep(
        f"risk:{key}",
        stock_at_risk(
            lots, shelf, rate.per_day if rate else None, book.today,
            unit_cost=stock.product.unit_cost, settings=book.settings,
        ),
    )  # fmt: skip


def _fit(stock: Stock) -> Result[int]:
    return lots_fit_count(stock.now.lots, stock.now.counted, every_lot=False)


def _classed(book: Book) -> Iterable[Classed]:
    """The lots for sale with a known class."""
    for stock in book.evidence.stock:
        for lot in () if _fit(stock).refused else sellable_lots(stock.now):
            age = lot_age(lot, shelf_of(stock), book.today, settings=book.settings).value
            if age is not None and age.code:
                yield stock, lot, age


def _stock_value(book: Book) -> None:
    priced = [stock for stock in book.evidence.stock if stock.product.unit_cost is not None]
    if not priced:
        return
    value = sum(stock.product.unit_cost * stock.now.sellable for stock in priced)
    excess = nearest(sum(_excess(book, stock) for stock in priced))
    inputs = {"products": len(priced), "excess": excess}
    steps = [Message("{count} products counted are worth {value} at his cost.", {
        "count": len(priced), "value": about(nearest(value))})]  # fmt: skip
    if cost := overstock_cost(excess, book.settings):
        told = {"excess": about(excess), "cost": about(cost)}
        steps.append(Message("{excess} of it lie beyond the target and cost him {cost} a month.", told))
    result = found("B5", nearest(value), inputs, steps=steps)
    if len(priced) < len(book.evidence.stock):
        missing = {"unpriced": len(book.evidence.stock) - len(priced)}
        reason = Message("{unpriced} products have no price and are left out.", missing)
        result = found("B5", nearest(value), {**inputs, **missing}, steps=steps,
                       confidence=Confidence.MEDIUM, reason=reason)  # fmt: skip
    book.metrics["stock_value"] = book.keep("stock_value", result)


def _excess(book: Book, stock: Stock) -> Fraction:
    """What lies there beyond the target of the 1.5 times rule, at his cost."""
    target = book.value(f"target:{stock.product.id}")
    if target is None:
        return Fraction(0)
    return max(Fraction(0), stock.now.sellable - target.target) * stock.product.unit_cost


def _near_expiry(book: Book, classed: list[Classed]) -> None:
    """What near-expiry and expired goods for sale cost him."""
    near = [
        (stock, lot) for stock, lot, age in classed
        if age.code in NEAR and stock.product.unit_cost is not None
    ]  # fmt: skip
    value = nearest(sum((stock.product.unit_cost * lot.quantity for stock, lot in near), Fraction(0)))
    quantity = sum(lot.quantity for _, lot in near)
    told = {"quantity": quantity, "value": about(value)}
    step = Message("{quantity} units are near expiry or expired: {value} of his money.", told)
    result = found("B2", value, {"quantity": quantity, "today": book.today}, steps=[step])
    book.metrics["near_expiry_value"] = book.keep("near_expiry", result)


def _whole_freshness(book: Book) -> None:
    """The freshness of all products, each by its quantity."""
    parts = [
        (result.inputs["quantity"], result.value) for stock in book.evidence.stock
        if (result := book.figures.get(f"freshness:{stock.product.id}")) and not result.refused
    ]  # fmt: skip
    quantity = sum(number for number, _ in parts)
    if not quantity:
        reason = Message("No lot with a known shelf life is in stock.")
        book.keep("freshness", refuse("B3", "no_lots", reason))
        return
    score = sum(number * value for number, value in parts) / Fraction(quantity)
    told = {"count": len(parts), "quantity": quantity, "score": rounded(score, 2)}
    step = Message("{count} products, {quantity} units in lots: {score} of 1.", told)
    result = found("B3", score, {"products": len(parts), "quantity": quantity}, steps=[step])
    book.metrics["freshness_score"] = book.keep("freshness", result)


def _fill_oldest(book: Book, classed: list[Classed]) -> None:
    """The gravest class in stock: how much of it, how far through its life, days until near expiry."""
    classed = [each for each in classed if each[1].quantity > 0]
    if not classed:
        return
    gravest = max(age.code for _, _, age in classed)
    of_class = [(lot, age) for _, lot, age in classed if age.code == gravest]
    oldest = max((age for _, age in of_class), key=lambda age: age.used)
    days = (oldest.near_on - book.today).days
    book.fill(
        "wh_lots", qty=sum(lot.quantity for lot, _ in of_class), pct=Percent(oldest.used),
        days=days if days > 0 else None,
    )  # fmt: skip


def _whole_risk(book: Book) -> None:
    """What will not sell in time of all products, at his cost as far as the prices are known."""
    risks = [
        (stock.product, value) for stock in book.evidence.stock
        if (value := book.value(f"risk:{stock.product.id}")) and value.risk
    ]  # fmt: skip
    if not risks:
        return
    steps = [
        Message("{name}: {risk} units, {cost}.", {
            "name": product.name, "risk": value.risk,
            "cost": "–" if value.money is None else about(value.money)})
        for product, value in risks
    ]  # fmt: skip
    total = sum(value.money or 0 for _, value in risks)
    book.keep("risk", found("B4", total, {"products": len(risks), "today": book.today}, steps=steps))


def worst_risk(book: Book) -> tuple[Stock, StockAtRisk] | None:
    """The product of which most money, else most units, will not sell in time."""
    risks = [
        (stock, value) for stock in book.evidence.stock
        if (value := book.value(f"risk:{stock.product.id}")) and value.risk
    ]  # fmt: skip
    return max(risks, key=lambda pair: (pair[1].money or 0, pair[1].risk), default=None)


def _fill_risk(book: Book) -> None:
    if worst := worst_risk(book):
        stock, risk = worst
        rate = book.value(f"rate:{stock.product.id}")
        book.fill("wh_near_expiry", rate=rounded(rate.per_day), sellable=risk.sells, risk=risk.risk)
