"""What he has, what comes and goes, and what he can therefore pay (rules C1 to C6)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from app.leverage.cash import (
    OUT_CATEGORIES,
    Balance,
    Ledger,
    LedgerRow,
    Lump,
    MoneyRange,
    affordable,
    cap_by_share,
    cash_cover,
    direction_flags,
    flow,
    outlook_from,
    outside_share,
)
from app.leverage.cash.inputs import lower, upper
from app.leverage.figures import nearest
from app.leverage.result import Confidence, found, refuse, rounded
from app.messages import Message, Percent, about
from app.visits.judgement.book import Book, amount_of, day_of
from app.visits.judgement.subjects.payments import payments_of

METRICS = (
    "net_flow_ratio", "cash_cover_days", "money_leaves", "funding_gap", "overdue_share",
    "receivables_to_sales",
)  # fmt: skip
LEDGER_AGE = timedelta(days=120)
LUMPS_AGE = timedelta(days=45)
OVERDUE_DAYS = 30
_NO_BOOK = Message("No entries of his book are recorded.")
_SOLD_FOR = ("cash_sales", "collections")


def judge_cash(book: Book) -> None:
    """Flow, cover, what he can pay, where the money goes, what he is owed."""
    ledger = ledger_of(book)
    _flow(book, ledger)
    _cover(book)
    _afford(book)
    _direction(book, ledger)
    _receivables(book)


def ledger_of(book: Book) -> Ledger | None:
    """The entries of his book as last recorded; None where there are none, or they are too old."""
    seen = book.seen("cash_daily_purchase", LEDGER_AGE)
    rows = tuple(_ledger_rows(seen.value.get("ledger") or ())) if seen else ()
    if not rows:
        return None
    days = (day_of(seen.value.get(name)) for name in ("covers_from", "covers_to"))
    return Ledger(rows, *days, *(_exact(seen.value.get(name)) for name in ("opening", "closing")))


def _exact(amount: Any) -> int | None:
    """An amount that was told to the unit; a range proves nothing."""
    return amount if isinstance(amount, int) else None


def _ledger_rows(rows: Iterable[Mapping[str, Any]]) -> Iterable[LedgerRow]:
    """Entries with a day, a direction and an amount; half a row is not an entry yet."""
    for row in rows:
        if row.get("date") and row.get("direction") and row.get("amount") is not None:
            yield LedgerRow(
                date.fromisoformat(row["date"]), row["direction"], row["amount"], row.get("category")
            )


def _flow(book: Book, ledger: Ledger | None) -> None:
    if ledger is None:
        book.keep("cash_flow", refuse("C2", "no_ledger", _NO_BOOK))
        return
    value = book.keep("cash_flow", flow(ledger, book.today, settings=book.settings))
    if value is None:
        return
    book.metrics["net_flow_ratio"] = value.ratio
    if value.net < 0:
        book.fill("cash_daily_purchase", days=value.days, net=about(-value.net))


def balance_of(book: Book) -> Balance | None:
    """Cash and bank as last told; dated by the older of the two."""
    known = [seen for key in ("cash_on_hand", "bank_balance") if (seen := book.seen(key))]
    if not known:
        return None
    bank, as_of = _bank(book)
    cash = book.amount("cash_on_hand", "cash")
    days = [seen.on for seen in known if seen.value] + as_of
    return Balance(cash, bank, min(days)) if days else None


def _bank(book: Book) -> tuple[int | MoneyRange | None, list[date]]:
    """The total, else the sum of the accounts with the days they are of."""
    if (whole := book.amount("bank_balance", "total")) is not None:
        return whole, []
    rows = [row for row in book.rows("bank_balance", "balances") if row.get("amount") is not None]
    if not rows:
        return None, []
    parts = [amount_of(row["amount"]) for row in rows]
    low, high = sum(map(lower, parts)), sum(map(upper, parts))
    days = [day_of(row["as_of"]) for row in rows if row.get("as_of")]
    return (low if low == high else MoneyRange(low, high)), days


def _cover(book: Book) -> None:
    balance = balance_of(book)
    if balance is None:
        reason = Message("Neither cash nor bank money is known.")
        book.keep("cash_cover", refuse("C3", "no_balance", reason))
        return
    # A cover from old balances would speak of money that is long gone; rule C4 has the same limit.
    age, most = (book.today - balance.on).days, book.settings.balance_max_age_days
    if age > most:
        told = {"age": age, "most": most}
        reason = Message("The balance is {age} days old; {most} are the most.", told)
        book.keep("cash_cover", refuse("C3", "old_balance", reason, {"balance_on": balance.on}))
        return
    value = book.keep("cash_cover", cash_cover(balance, book.figures["cash_flow"], settings=book.settings))
    if value is not None:
        book.metrics["cash_cover_days"] = value.days
        book.fill("bank_balance", days=rounded(value.days, 0))


def _afford(book: Book) -> None:
    balance = balance_of(book)
    if balance is None:
        reason = Message("Neither cash nor bank money is known.")
        book.keep("affordable", refuse("C4", "no_balance", reason))
        return
    lumps = lumps_of(book)
    dealer = book.evidence.dealer
    outlook = outlook_from(
        book.figures["cash_flow"], lumps, pay_day=dealer.lead_days + dealer.credit_days,
        credit_days=dealer.credit_days,
    )  # fmt: skip
    result = affordable(balance, outlook, book.today, settings=book.settings)
    value = book.keep("affordable", result)
    if value is None:
        return
    book.metrics["funding_gap"] = value.gap > 0
    if value.amount:
        # Two smaller orders a week instead of one.
        book.fill("bank_balance", amount=about(value.amount // 2))


def lumps_of(book: Book) -> tuple[Lump, ...]:
    """Large payments still ahead."""
    seen = book.seen("cash_upcoming_out", LUMPS_AGE)
    if seen is None or seen.value.get("any_due") == "no":
        return ()
    rows = [
        row for row in seen.value.get("outflows") or () if row.get("date") and row.get("amount") is not None
    ]
    lumps = (Lump(day_of(row["date"]), amount_of(row["amount"]), row.get("category")) for row in rows)
    return tuple(sorted((lump for lump in lumps if lump.on >= book.today), key=lambda lump: lump.on))


def _direction(book: Book, ledger: Ledger | None) -> None:
    seen = book.seen("cash_daily_purchase", LEDGER_AGE)
    if ledger is None:
        book.keep("direction", refuse("C6", "no_ledger", _NO_BOOK))
        return
    # As of the day it was read: that an old answer has no newer entries does not say that the book stopped.
    result = direction_flags(ledger, seen.on, payments=payments_of(book, ledger), settings=book.settings)
    flags = book.keep("direction", result)
    if not ledger.has_categories:
        return
    leaving = [flag for flag in flags if flag.key == "outside"]
    book.metrics["money_leaves"] = bool(leaving)
    outside = outside_share(ledger)
    if outside:
        book.fill("cash_categories", pct=Percent(outside[0]), cat=OUT_CATEGORIES[outside[1]])


def month_sales(book: Book) -> Fraction | None:
    """His sales of a month: as he said, else what his book took in for goods, as thirty days of it."""
    if (told := book.middle("mkt_sales_volume", "last_month")) is not None:
        return told
    ledger, value = ledger_of(book), book.value("cash_flow")
    if ledger is None or value is None or not ledger.has_categories:
        return None
    return Fraction(ledger.total("in", *_SOLD_FOR) * 30, value.days) or None


def _receivables(book: Book) -> None:
    owed, late = book.middle("cash_receivables", "total"), book.middle("cash_receivables", "overdue_30")
    if owed is None:
        return
    if late is not None:
        book.metrics["overdue_share"] = min(Fraction(1), late / owed) if owed else Fraction(0)
    sales = month_sales(book)
    if sales:
        told = {"owed": about(nearest(owed)), "sales": about(nearest(sales)), "share": Percent(owed / sales)}
        step = Message("{owed} owed ÷ {sales} sold in a month = {share}.", told)
        inputs = {"owed": nearest(owed), "month_sales": nearest(sales)}
        why = Message("Both amounts are as the dealer told them.")
        book.metrics["receivables_to_sales"] = book.keep("receivables", found(
            "C7", owed / sales, inputs, confidence=Confidence.MEDIUM, reason=why, steps=[step],
        ))  # fmt: skip
        book.fill("cash_daily_sales", ar_pct=Percent(owed / sales), ar_days=OVERDUE_DAYS)


def overdue_debt(book: Book) -> int | None:
    """What outlets owe him for more than thirty days."""
    late = book.middle("cash_receivables", "overdue_30")
    return None if late is None else nearest(late)


def fair_cap(book: Book) -> None:
    """Our share of his purchases, of what he can pay in all: a hint of fairness beside the order."""
    pays, weight = book.value("affordable"), book.value("our_weight")
    if pays is not None and weight is not None:
        book.keep("fair_cap", cap_by_share(weight.sales_share, pays.amount))
