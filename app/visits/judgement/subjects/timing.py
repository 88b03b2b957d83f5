"""When to order, and whether the order can be paid: what cash and stock say together (rules C4 and C5)."""

from datetime import timedelta
from math import floor

from app.leverage.cash import WEEKDAYS, best_purchase_day
from app.leverage.figures import exact
from app.messages import Money, Named
from app.visits.judgement.book import Book
from app.visits.judgement.subjects.cash import ledger_of, lumps_of

METRICS = ("suggested_to_affordable",)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FUNDED_FIRST = 3


def judge_timing(book: Book) -> None:
    """The best weekday, and the suggestion before the cash limit over what he can pay."""
    _purchase_day(book)
    _within_cash(book)
    _coming_payment(book)


def _purchase_day(book: Book) -> None:
    stated = book.get("cash_daily_purchase", "collection_day")
    result = best_purchase_day(
        ledger_of(book), book.today, stated_day=DAYS.index(stated) if stated in DAYS else None,
        lead_days=book.evidence.dealer.lead_days, stock_out_on=_stock_out_on(book), settings=book.settings,
    )  # fmt: skip
    value = book.keep("purchase_day", result)
    if value is not None:
        book.fill("cash_best_time", weekday=WEEKDAYS[value.weekday])


def _stock_out_on(book: Book):
    """The first day on which one of the products counted runs out."""
    covers = [
        cover.total_days for stock in book.evidence.stock
        if (cover := book.value(f"cover:{stock.product.id}")) and cover.total_days is not None
    ]  # fmt: skip
    return book.today + timedelta(days=floor(min(covers))) if covers else None


def _within_cash(book: Book) -> None:
    """Over 1, the order has to be cut: the products that run out first are funded first."""
    pays = book.value("affordable")
    if pays is None:
        return
    wanted, funded = 0, []
    for stock in book.evidence.stock:
        chain = book.value(f"order:{stock.product.id}")
        if chain is None or stock.product.case_price is None:
            continue
        before_cash = chain.links[-2]
        wanted += before_cash.cases * stock.product.case_price
        if chain.cases and chain.days_left is not None:
            funded.append((chain.days_left, stock.product.name))
    if book.evidence.counted_now:
        book.metrics["suggested_to_affordable"] = exact(wanted) / max(1, pays.amount)
    names = [name for _, name in sorted(funded, key=lambda pair: pair[0])[:FUNDED_FIRST]]
    book.fill("cash_affordable", skus=_listed(names) if names else None)


def _listed(names: list[Named]) -> Named:
    return Named(
        ", ".join(name.en for name in names), "、".join(name.zh_Hans for name in names),
        "、".join(name.zh_Hant for name in names),
    )  # fmt: skip


def _coming_payment(book: Book) -> None:
    lumps, day = lumps_of(book), book.value("purchase_day")
    if lumps:
        amount = lumps[0].amount if isinstance(lumps[0].amount, int) else lumps[0].amount.high
        book.fill(
            "cash_upcoming_out", amt=Money(amount), date=lumps[0].on,
            best_day=WEEKDAYS[day.weekday] if day else None,
        )  # fmt: skip
