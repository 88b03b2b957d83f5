"""What he sells and what ours are in it (rules E1 to E3, E7)."""

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any

from app.leverage.attention import share_change
from app.leverage.figures import nearest
from app.leverage.portfolio import Line, concentration, our_weight
from app.leverage.positioning import (
    Standing,
    product_role,
    product_tail,
    suggested_positions,
)
from app.messages import Message, Percent
from app.visits.judgement.book import Book, middle_of, share_of, total
from app.visits.judgement.subjects.cash import fair_cap, month_sales

METRICS = (
    "products", "tail_item_share", "stated_to_shipped_gap", "fair_profit_share",
)  # fmt: skip
MONTH = timedelta(days=30)
QUARTER = timedelta(days=90)
# Item of the comparison -> what it is called in the advice.
ATTRIBUTES = {
    "price": Message("price"), "margin": Message("margin"), "pack": Message("pack"),
    "buyers": Message("buyers"), "channel": Message("channel"), "terms": Message("terms"),
}  # fmt: skip
POSITIONS = {
    "volume": Message("volume"), "profit": Message("profit"), "core": Message("core product"),
    "tail": Message("tail"),
}  # fmt: skip


def judge_products(book: Book) -> None:
    """Shares, roles, and how far what he says is from what we shipped."""
    rows = book.rows("prod_list", "products")
    if rows:
        book.metrics["products"] = rows
        lines = tuple(line_of(row) for row in rows)
        _shares(book, lines, rows)
        _roles(book, lines)
        _stated(book, rows)
    _winning_points(book)
    fair_cap(book)


def line_of(row: Mapping[str, Any]) -> Line:
    """A row of the product list as the rules take it; prices and margins are of the row's own unit."""
    price, margin = middle_of(row.get("price_out")), middle_of(row.get("unit_margin"))
    return Line(
        row.get("name") or "", row.get("brand") or row.get("name") or "", row.get("ours") == "yes",
        row.get("category") or "", row.get("monthly_volume"),
        None if price is None else nearest(price), None if margin is None else nearest(margin),
    )  # fmt: skip


def _shares(book: Book, lines: tuple[Line, ...], rows: list[Mapping]) -> None:
    sales = month_sales(book)
    whole = None if sales is None else nearest(sales)
    weight = book.keep("our_weight", our_weight(lines, whole, book.settings))
    book.keep("concentration", concentration(lines, book.settings))
    if weight is not None:
        book.metrics["fair_profit_share"] = weight.fair_share
    tail = book.keep("tail", product_tail(lines))
    if tail is not None:
        book.metrics["tail_item_share"] = tail.of_products
        spaces = [row for row in rows if row.get("name") in tail.names]
        space = share_of(total(spaces, "space_share"))
        book.fill("prod_list", n=len(tail.names), pct=Percent(tail.of_profit, 1),
                  space=None if space is None else Percent(space))  # fmt: skip
    book.fill("prod_professionalism", n=len(book.evidence.key_products) or None)
    _change(book, lines, rows, weight)


def _change(book: Book, lines: tuple[Line, ...], rows: list[Mapping], weight) -> None:
    """Our share now and three months ago, at today's prices."""
    if weight is None or any(row.get("volume_3m_ago") is None for row in rows):
        return
    before = {True: Fraction(0), False: Fraction(0)}
    volume = {"before": 0, "now": 0}
    for line, row in zip(lines, rows, strict=True):
        if line.price is None or line.volume is None:
            return
        before[line.ours] += row["volume_3m_ago"] * line.price
        if line.ours:
            volume["before"] += row["volume_3m_ago"]
            volume["now"] += line.volume
    if sum(before.values()):
        share = before[True] / sum(before.values())
        change = share_change(share, weight.sales_share, volume["before"], volume["now"])
        book.keep("share_change", change)


def _roles(book: Book, lines: tuple[Line, ...]) -> None:
    positions = book.keep("positions", suggested_positions(lines))
    ours = [line for line in lines if line.ours and line.sales is not None]
    if not ours:
        return
    largest = max(ours, key=lambda line: line.sales)
    others: dict[str, Fraction] = {}
    for line in lines:
        if not line.ours and line.category == largest.category and line.sales is not None:
            others[line.brand] = others.get(line.brand, Fraction(0)) + line.sales
    before = next((row.get("volume_3m_ago") for row in book.metrics["products"]
                   if row.get("name") == largest.name), None)  # fmt: skip
    standing = Standing(largest.sales, max(others.values(), default=Fraction(0)), largest.volume, before)
    book.keep("role", product_role(standing, book.settings))
    if positions and largest.name in positions:
        book.fill("prod_positioning", role=POSITIONS[positions[largest.name]])


def _stated(book: Book, rows: list[Mapping]) -> None:
    """How far what he says he sells of ours is from what we shipped in a quarter, a month of each.

    Of a product that we have not supplied for a quarter yet, from what we shipped since we do.
    """
    stated = {
        row["product"]: row["monthly_volume"] for row in rows
        if row.get("product") and row.get("monthly_volume") is not None and row.get("unit") in ("case", None)
    }  # fmt: skip
    said, shipped = Fraction(0), Fraction(0)
    for stock in book.evidence.stock:
        key = str(stock.product.id)
        if key in stated:
            since = book.today - QUARTER
            units = stock.received_between(since, book.today)
            first = min((each.on for each in stock.deliveries), default=since)
            days = max(MONTH, book.today - max(first, since)).days
            shipped += Fraction(units * MONTH.days, days * stock.product.case_size)
            said += stated[key]
    if shipped:
        book.metrics["stated_to_shipped_gap"] = abs(said - shipped) / shipped


def _winning_points(book: Book) -> None:
    better = [
        ATTRIBUTES[row["attribute"]] for row in book.rows("prod_difference", "comparison")
        if row.get("verdict") == "better" and row.get("attribute") in ATTRIBUTES
    ]  # fmt: skip
    if len(better) > 1:
        book.fill("prod_difference", best1=better[0], best2=better[1])
