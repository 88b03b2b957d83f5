"""What to order, within what he can pay, and how far what was agreed is from it (rules A8 and A9)."""

from collections.abc import Sequence
from fractions import Fraction

from app.leverage.result import Confidence, found, rounded
from app.leverage.safety_stock import Freshness, Order, OrderLine, card_of, check_agreed, order_chains
from app.messages import Message, Money
from app.visits.judgement.book import Book
from app.visits.judgement.evidence import Stock
from app.visits.judgement.subjects.stock import situation_of

METRICS = ("order_over_suggestion",)


def judge_order(book: Book) -> None:
    """The chain of every product counted at this visit; what was agreed against it."""
    order = order_of(book)
    lines, chains = order.lines, order_chains(order)
    for line in lines:
        chain = chains[line.key]
        book.keep(f"order:{line.key}", chain)
        given = book.evidence.agreed.get(line.key)
        if given and not chain.refused:
            checked = check_agreed(chain.value.units, given.units, settings=book.settings)
            book.keep(f"agreed:{line.key}", checked)
    _over_suggestion(book, lines)
    _agreed_in_all(book)
    _fill_the_worst(book)
    _fill_the_sum(book)


def order_of(book: Book) -> Order:
    """All that the order of this visit depends on."""
    affordable, terms = book.value("affordable"), book.evidence.terms
    return Order(
        lines=tuple(_order_line(book, stock) for stock in book.evidence.stock),
        event=terms.event,
        free_floor_cases=terms.free_floor_cases,
        affordable=None if affordable is None else affordable.amount,
        settings=book.settings,
    )


def _order_line(book: Book, stock: Stock) -> OrderLine:
    product = stock.product
    return OrderLine(
        key=product.id,
        rate=book.figures[f"rate:{product.id}"],
        situation=situation_of(book, stock),
        case_size=product.case_size,
        case_price=product.case_price,
        minimum_cases=product.minimum_cases,
        pallet_cases=product.pallet_cases,
        freshness=Freshness(product.shelf_days, age_on_arrival(stock)),
    )


def age_on_arrival(stock: Stock) -> int | None:
    """How old our last delivery with a known production date was when it came."""
    dated = [each for each in stock.deliveries if each.produced_on is not None]
    if not dated:
        return None
    latest = max(dated, key=lambda each: each.on)
    return max(0, (latest.on - latest.produced_on).days)


def _over_suggestion(book: Book, lines: Sequence[OrderLine]) -> None:
    """The whole order agreed over the whole suggestion, in money where the prices are known."""
    suggested = [line for line in lines if book.value(f"order:{line.key}")]
    if not suggested or not book.evidence.agreed:
        return
    asked, agreed = Fraction(0), Fraction(0)
    for line in lines:
        price = Fraction(line.case_price or 1, line.case_size)
        given, chain = book.evidence.agreed.get(line.key), book.value(f"order:{line.key}")
        agreed += price * (given.units if given else 0)
        asked += price * (chain.units if chain else 0)
    # Where nothing is suggested, one case counts as suggested: a single case is no loading.
    least = max(Fraction(line.case_price or 1) for line in lines)
    book.metrics["order_over_suggestion"] = agreed / (asked or least)


def _agreed_in_all(book: Book) -> None:
    """What the agreed order costs him, as far as the prices are known, line by line."""
    agreed = [
        (line.units // stock.product.case_size, stock.product) for stock in book.evidence.stock
        if (line := book.evidence.agreed.get(stock.product.id)) and line.units
    ]  # fmt: skip
    if not agreed:
        return
    priced = [(cases, product) for cases, product in agreed if product.case_price is not None]
    steps = [
        Message("{name}: {cases} cases × {price} = {cost}.", {
            "name": product.name, "cases": cases, "price": Money(product.case_price),
            "cost": Money(cases * product.case_price)})
        for cases, product in priced
    ]  # fmt: skip
    unpriced = len(agreed) - len(priced)
    doubt = Message("{unpriced} products have no price and are left out.", {"unpriced": unpriced})
    book.keep("agreed_in_all", found(
        "A9", sum(cases * product.case_price for cases, product in priced), {"products": len(agreed)},
        steps=steps, confidence=Confidence.MEDIUM if unpriced else Confidence.HIGH,
        reason=doubt if unpriced else None,
    ))  # fmt: skip


def _fill_the_worst(book: Book) -> None:
    """The product that is furthest from the rule: the lowest, else what does not sell at all, else the one
    that piles up most."""
    known = [
        (ratio, stock) for stock in book.evidence.stock
        if (ratio := book.value(f"adherence:{stock.product.id}")) and book.value(f"order:{stock.product.id}")
    ]  # fmt: skip
    off = [pair for pair in known if pair[0].band != "fits"]
    low = [pair for pair in off if pair[0].band == "low"]
    dead = [each for each in book.evidence.stock if book.value(f"dead:{each.product.id}")]
    if not off and not dead:
        return
    if low or not dead:
        _, stock = min(low, key=_by_ratio) if low else max(off, key=_by_ratio)
    else:
        stock = max(dead, key=_by_quantity)
    chain = book.value(f"order:{stock.product.id}")
    book.fill(
        "wh_stock_counts", sku=stock.product.name, have=stock.now.sellable,
        target=rounded(chain.target, 0), order=chain.units,
    )  # fmt: skip


def _by_ratio(pair) -> Fraction:
    return pair[0].ratio


def _by_quantity(stock: Stock) -> int:
    return stock.now.sellable


def _fill_the_sum(book: Book) -> None:
    """One product's classic card, so that the sum can be followed: the one of which most was sold."""
    sold = [
        (value, stock) for stock in book.evidence.stock if (value := book.value(f"sold:{stock.product.id}"))
    ]
    if sold:
        units, stock = max(sold, key=lambda pair: pair[0])
        card = card_of(units, stock.now.sellable, settings=book.settings)
        book.fill("wh_safety_rule", sold=units, target=rounded(card.target), order=rounded(card.order))
