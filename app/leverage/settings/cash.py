"""Thresholds of cash flow (rules C)."""

from dataclasses import dataclass
from fractions import Fraction

from app.leverage.settings.knob import DAYS, SHARE, knob
from app.messages import Message

_BAND = Message("From figures of small firms elsewhere: calibrate on your own dealers after a quarter.")
_QUESTION = Message("A share above this is worth one question; it is no verdict.")


@dataclass(frozen=True)
class CashSettings:
    """When a dealer can pay, and when his book raises a question."""

    reserve_days: int = knob(
        7, 0, 60, Message("Days of running costs kept back"),
        Message("A week of wages, rent and fuel stays untouched by our order."), rule="C4", unit=DAYS,
    )  # fmt: skip
    inflow_haircut: Fraction = knob(
        "0.8", "0", "1", Message("Part of the average inflow that is relied on"),
        Message("Customers pay late more often than early."), rule="C4", unit=SHARE,
    )  # fmt: skip
    horizon_days: int = knob(
        14, 7, 90, Message("Days looked ahead"),
        Message("Rent and wages of the next fortnight decide what an order may cost."), rule="C4", unit=DAYS,
    )  # fmt: skip
    balance_max_age_days: int = knob(
        7, 0, 30, Message("Oldest balance used"),
        Message("After a week the balance is another one."), rule="C4", unit=DAYS,
    )  # fmt: skip
    cash_critical_days: int = knob(
        7, 1, 60, Message("Cash cover below this is critical"),
        Message("Less than a week of payments is in hand."), rule="C3", unit=DAYS,
    )  # fmt: skip
    cash_red_days: int = knob(
        13, 1, 90, Message("Cash cover below this is red"), _BAND, rule="C3", tag="W", unit=DAYS
    )
    cash_amber_days: int = knob(
        27, 1, 180, Message("Cash cover below this is amber"), _BAND, rule="C3", tag="W", unit=DAYS
    )
    ledger_min_days: int = knob(
        7, 1, 60, Message("Fewest days of ledger for a result"),
        Message("A week holds each weekday once."), rule="C2", unit=DAYS,
    )  # fmt: skip
    ledger_sure_days: int = knob(
        14, 7, 120, Message("Days of ledger for full confidence"),
        Message("Below two weeks one large payment decides the average."), rule="C2", unit=DAYS,
    )  # fmt: skip
    purchase_day_weeks: int = knob(
        4, 2, 26, Message("Weeks needed to find the best purchase day"),
        Message("Each weekday has to be seen often enough for a median."), rule="C5",
    )  # fmt: skip
    drawings_flag: Fraction = knob(
        "0.2", "0", "1", Message("Owner's drawings and other business, share of outflow"), _QUESTION,
        rule="C6", unit=SHARE,
    )  # fmt: skip
    loans_flag: Fraction = knob(
        "0.2", "0", "1", Message("Loans, share of inflow"), _QUESTION, rule="C6", unit=SHARE
    )
    uncategorised_flag: Fraction = knob(
        "0.15", "0", "1", Message("Money without a category"), _QUESTION, rule="C6", unit=SHARE
    )
    book_stopped_days: int = knob(
        7, 1, 60, Message("Days without an entry until the book counts as stopped"),
        Message("A gap longer than a week is worth one question."), rule="C6", unit=DAYS,
    )  # fmt: skip
    payments_fall: Fraction = knob(
        "0.1", "0", "1", Message("Fall of payments to us that is noticed"),
        Message("Smaller changes between two periods are chance."), rule="C6", unit=SHARE,
    )  # fmt: skip
