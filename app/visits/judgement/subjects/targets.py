"""Whether the targets agreed with him are reached (rule E4)."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from app.leverage.positioning import Month, attainment
from app.leverage.result import refuse, rounded
from app.messages import Message
from app.visits.judgement.book import Book, day_of
from app.visits.judgement.evidence import Stock

METRICS = ("target_attainment",)


def judge_targets(book: Book) -> None:
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
    value = book.keep("attainment", attainment(month))
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
