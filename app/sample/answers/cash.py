"""Section 4: the dealer's money, as far as he lets us see it."""

from datetime import date

from app.sample.answers.moment import DECLINED, Moment
from app.sample.till import DRAWING_DAY, RENT_DAY, TAX_DAY, WAGE_DAY

HORIZON = 14  # days ahead that the item asks about


def cash_consent(m: Moment) -> dict:
    return {"consent": m.life.open_book}


def cash_ledger_seen(m: Moment) -> dict:
    if m.life.open_book == "decline":
        return {"status": "declined"}
    books = m.life.traits["books"]
    behind = 0 if books > 0.7 else 2 if books > 0.5 else 5 if books > 0.35 else 15
    if books < 0.2:
        return {"status": "none"}
    status = {0: "today", 2: "d3", 5: "week", 15: "older"}[behind]
    return {"status": status, "last_entry": m.ago(behind)}


def cash_daily_purchase(m: Moment) -> dict:
    if m.life.open_book != "full":
        return DECLINED
    book = m.life.till.book
    rows = [
        {"date": date.fromordinal(day).isoformat(), "direction": direction, "category": category,
         "amount": amount, "row": f"b{day}{category}"}
        for day, entries in book for direction, category, amount in entries if amount
    ]  # fmt: skip
    days = [date.fromordinal(day).isoformat() for day, _ in book]
    weekday = ("mon", "tue", "wed", "thu", "fri", "sat")[m.life.plan.number % 6]
    return {"covers_from": days[0], "covers_to": days[-1], "ledger": rows[-150:], "collection_day": weekday}


def cash_categories(m: Moment) -> dict:
    books = m.life.traits["books"]
    return m.sensitive({"clarity": "clear" if books > 0.66 else "rough" if books > 0.33 else "none"})


def cash_on_hand(m: Moment) -> dict:
    amount = m.amount(m.life.till.cash)
    return DECLINED if amount is None else {"cash": amount}


def bank_balance(m: Moment) -> dict:
    bank = max(0, m.life.till.bank)
    if m.life.open_book == "full":
        first = bank * 7 // 10 // 100_00 * 100_00
        rows = [("农信社", first), ("个人卡", bank // 100_00 * 100_00 - first)]
        return {"balances": [
            {"label": label, "amount": amount, "as_of": m.today.isoformat(), "row": f"k{at}"}
            for at, (label, amount) in enumerate(rows)
        ]}  # fmt: skip
    total = m.amount(bank)
    return DECLINED if total is None else {"total": total}


def cash_upcoming_out(m: Moment) -> dict:
    till = m.life.till
    due = {
        WAGE_DAY: ("wages", till.wages),
        RENT_DAY: ("rent", till.rent),
        TAX_DAY: ("tax", till.turnover * 0.15),
        DRAWING_DAY: ("owner_drawings", till.turnover * 2),
    }
    rows = []
    for ahead in range(1, HORIZON + 1):
        day = date.fromordinal(m.day + ahead)
        if day.day in due:
            category, amount = due[day.day]
            rows.append(
                {"date": day.isoformat(), "category": category, "amount": m.amount(amount), "row": category}
            )
    if m.life.open_book == "decline":
        return DECLINED
    return {"any_due": "yes", "outflows": rows} if rows else {"any_due": "no"}


def cash_receivables(m: Moment) -> dict:
    owed = m.life.till.receivable
    total, overdue = m.amount(owed), m.amount(owed * (0.4 - 0.3 * m.life.traits["reach"]))
    return DECLINED if total is None else {"total": total, "overdue_30": overdue}


ANSWERS = {
    answer.__name__: answer
    for answer in (
        cash_consent, cash_ledger_seen, cash_daily_purchase, cash_categories, cash_on_hand, bank_balance,
        cash_upcoming_out, cash_receivables,
    )
}  # fmt: skip
