"""What he sells and what ours are in it (rules E1 to E7)."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from app.leverage.attention import Resources, attention_index, share_change
from app.leverage.figures import nearest, ratio
from app.leverage.portfolio import Line, concentration, our_weight
from app.leverage.positioning import (
    Month,
    Standing,
    attainment,
    product_role,
    product_tail,
    suggested_positions,
)
from app.leverage.result import Result, refuse, rounded
from app.messages import Message, Percent
from app.visits.judgement.book import Book, day_of, middle_of, share_of, total
from app.visits.judgement.evidence import Stock
from app.visits.judgement.subjects.cash import fair_cap, month_sales

METRICS = (
    "products", "tail_item_share", "stated_to_shipped_gap", "target_attainment", "fair_profit_share",
    "attention_index",
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
    """Shares, roles, targets, attention."""
    rows = book.rows("prod_list", "products")
    if rows:
        book.metrics["products"] = rows
        lines = tuple(line_of(row) for row in rows)
        _shares(book, lines, rows)
        _roles(book, lines)
        _stated(book, rows)
    _attention(book, rows)
    _targets(book)
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
    standing = Standing(largest.sales, max(others.values(), default=Fraction(0)), largest.volume, before or 0)
    book.keep("role", product_role(standing, book.settings))
    if positions and largest.name in positions:
        book.fill("prod_positioning", role=POSITIONS[positions[largest.name]])


def _stated(book: Book, rows: list[Mapping]) -> None:
    """How far what he says he sells of ours is from what we shipped in a quarter, a month of each."""
    stated = {
        row["product"]: row["monthly_volume"] for row in rows
        if row.get("product") and row.get("monthly_volume") is not None and row.get("unit") in ("case", None)
    }  # fmt: skip
    said, shipped = Fraction(0), Fraction(0)
    for stock in book.evidence.stock:
        key = str(stock.product.id)
        if key in stated:
            units = stock.received_between(book.today - QUARTER, book.today)
            shipped += Fraction(units, 3 * stock.product.case_size)
            said += stated[key]
    if shipped:
        book.metrics["stated_to_shipped_gap"] = abs(said - shipped) / shipped


def _attention(book: Book, rows: list[Mapping]) -> None:
    weight = book.value("our_weight")
    resources = Resources(
        floor=_our_floor(rows), vehicle_load=_our_load(book), staff_time=_our_people(book),
        purchase_money=_our_money(rows),
    )  # fmt: skip
    rating = book.get("prod_attention", "grade")
    share = weight.profit_share if weight else None
    result = attention_index(resources, share, rating, book.settings)
    value = book.keep("attention", result)
    if value is not None and value.index is not None:
        book.metrics["attention_index"] = value.index
        book.fill("prod_our_share", pp=Percent(share), rs=Percent(value.resource_share))


def _our_floor(rows: list[Mapping]) -> Fraction | None:
    return share_of(total([row for row in rows if row.get("ours") == "yes"], "space_share"))


def _our_load(book: Book) -> Fraction | None:
    load = [row for row in book.rows("mkt_vehicle_mix", "load") if row.get("cases") is not None]
    ours = sum(row["cases"] for row in load if row.get("ours") == "yes")
    return ratio(ours, sum(row["cases"] for row in load))


def _our_people(book: Book) -> Fraction | None:
    rows = [row for row in book.rows("staff_roster", "staff") if row.get("dedicated") is not None]
    heads = sum(row.get("headcount") or 0 for row in book.rows("staff_roster", "staff"))
    return ratio(sum(row["dedicated"] for row in rows), heads) if rows else None


def _our_money(rows: list[Mapping]) -> Fraction | None:
    """Our part of what he pays for goods: price less margin, where both are known of every product."""
    spent = {True: Fraction(0), False: Fraction(0)}
    for line in map(line_of, rows):
        if line.sales is None or line.profit is None:
            return None
        spent[line.ours] += line.sales - line.profit
    return ratio(spent[True], sum(spent.values()))


def _targets(book: Book) -> None:
    """This month's targets against what he sold of these products since its first day."""
    first = book.today.replace(day=1)
    stock = {str(each.product.id): each for each in book.evidence.stock}
    rows = [
        row for row in book.rows("prod_expected_volume", "targets")
        if row.get("cases") is not None and row.get("product") in stock and _is_month(row, first)
    ]  # fmt: skip
    if not rows:
        return
    sold = [_sold_since(book, stock[row["product"]], first) for row in rows]
    if any(cases is None for cases in sold):
        reason = Message("How much of a product with a target sells is not known yet.")
        book.keep("attainment", refuse("E4", "no_rate", reason))
        return
    shipped = sum(_shipped_since(stock[row["product"]], first, book.today) for row in rows)
    target = sum(row["cases"] for row in rows)
    month = Month(target, sum(sold), *_selling_days(book, first), shipped=shipped)
    result: Result = attainment(month)
    value = book.keep("attainment", result)
    if value is not None:
        book.metrics["target_attainment"] = value.rate
        gap = Message("{cases} cases", {"cases": rounded(value.gap, 0)})
        book.fill("prod_expected_volume", gap=gap if value.gap else None)


def _is_month(row: Mapping, first: date) -> bool:
    day = day_of(row.get("month"))
    return day is not None and day.replace(day=1) == first


def _sold_since(book: Book, stock: Stock, first: date) -> Fraction | None:
    """Cases sold from the first of the month on, by the days at the rate of the counts."""
    rate = book.value(f"rate:{stock.product.id}")
    if rate is None:
        return None
    days = (book.today - first).days + 1
    return rate.per_day * days / stock.product.case_size


def _shipped_since(stock: Stock, first: date, today: date) -> Fraction:
    return Fraction(stock.received_between(first - timedelta(days=1), today), stock.product.case_size)


def _selling_days(book: Book, first: date) -> tuple[int, int]:
    """Selling days gone by, today included, and of the whole month: by the working days of a week."""
    following = (first + timedelta(days=32)).replace(day=1)
    days = [first + timedelta(days=number) for number in range((following - first).days)]
    selling = [day for day in days if day.weekday() < book.settings.working_days_week]
    return max(1, sum(day <= book.today for day in selling)), len(selling)


def _winning_points(book: Book) -> None:
    better = [
        ATTRIBUTES[row["attribute"]] for row in book.rows("prod_difference", "comparison")
        if row.get("verdict") == "better" and row.get("attribute") in ATTRIBUTES
    ]  # fmt: skip
    if len(better) > 1:
        book.fill("prod_difference", best1=better[0], best2=better[1])
