"""Rules C: a dealer's cash, only to choose the time and the size of an order. Minor units throughout.

A `Ledger` (or what was `Spoken`) makes a `flow`; with a `Balance` that gives `cash_cover`; and with
`outlook_from` it and the lumps ahead, what is `affordable`.
"""

from app.leverage.cash.afford import Affordable, Outlook, affordable, cap_by_share, cases_for, outlook_from
from app.leverage.cash.book import ledger_level
from app.leverage.cash.direction import (
    Flag,
    Payments,
    SanityFigures,
    direction_flags,
    outside_share,
    sanity_figures,
)
from app.leverage.cash.inputs import (
    IN_CATEGORIES,
    OUT_CATEGORIES,
    Balance,
    Ledger,
    LedgerRow,
    Lump,
    MoneyRange,
    Spoken,
)
from app.leverage.cash.money_flow import COVER_BANDS, CashCover, Flow, cash_cover, flow
from app.leverage.cash.purchase_day import WEEKDAYS, PurchaseDay, best_purchase_day

__all__ = [
    "COVER_BANDS", "IN_CATEGORIES", "OUT_CATEGORIES", "RULES", "WEEKDAYS", "Affordable", "Balance",
    "CashCover", "Flag", "Flow", "Ledger", "LedgerRow", "Lump", "MoneyRange", "Outlook", "Payments",
    "PurchaseDay", "SanityFigures", "Spoken", "affordable", "best_purchase_day", "cap_by_share",
    "cases_for", "cash_cover", "direction_flags", "flow", "ledger_level", "outlook_from",
    "outside_share", "sanity_figures",
]  # fmt: skip

RULES = {
    "C1": ledger_level,
    "C2": flow,
    "C3": cash_cover,
    "C4": affordable,
    "C5": best_purchase_day,
    "C6": direction_flags,
    "C7": sanity_figures,
}
