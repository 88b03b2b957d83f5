"""What a dealer lets us see of his money, as plain values (rule C1). Amounts are integer minor units.

Three levels, because many dealers will not open the book: entries with categories, daily totals, and what
he tells, as ranges. No account numbers, ever.
"""

from dataclasses import dataclass
from datetime import date

from app.messages import Message

IN_CATEGORIES = {
    "cash_sales": Message("Cash sales"),
    "collections": Message("Debts collected"),
    "rebates": Message("Rebates and refunds from manufacturers"),
    "loan": Message("Loan received"),
    "owner_money": Message("Owner's own money put in"),
    "other_in": Message("Other money in"),
}
OUT_CATEGORIES = {
    "goods_us": Message("Goods from us"),
    "goods_others": Message("Goods from other suppliers"),
    "wages": Message("Wages"),
    "rent": Message("Rent"),
    "vehicles": Message("Fuel and vehicles"),
    "promotion": Message("Listing and promotion"),
    "tax": Message("Tax"),
    "loan_repayment": Message("Loan repayment"),
    "owner_drawings": Message("Owner's drawings"),
    "other_business": Message("Other business"),
    "other_out": Message("Other money out"),
}
# What it costs to keep going; money without a category is counted here, to be on the safe side.
OPERATING = frozenset({"wages", "rent", "vehicles", "promotion", "tax", "other_out", None})
OUTSIDE = frozenset({"owner_drawings", "other_business"})


@dataclass(frozen=True)
class MoneyRange:
    """An amount that is only known to lie between two others."""

    low: int
    high: int


Amount = int | MoneyRange


@dataclass(frozen=True)
class LedgerRow:
    """One entry, or one day's total without a category. ``direction`` is ``in`` or ``out``."""

    on: date
    direction: str
    amount: int
    category: str | None = None


@dataclass(frozen=True)
class Ledger:
    """The book for some days. ``covers_from`` and ``covers_to`` count, closed days included.

    Without them the first and the last entry stand. ``opening`` and ``closing`` balances let it be proved.
    """

    rows: tuple[LedgerRow, ...]
    covers_from: date | None = None
    covers_to: date | None = None
    opening: int | None = None
    closing: int | None = None

    @property
    def first(self) -> date | None:
        """The first day covered."""
        return self.covers_from or min((row.on for row in self.rows), default=None)

    @property
    def last(self) -> date | None:
        """The last day covered."""
        return self.covers_to or max((row.on for row in self.rows), default=None)

    @property
    def has_categories(self) -> bool:
        """True at the first level; daily totals carry none."""
        return any(row.category for row in self.rows)

    def total(self, direction: str, *categories: str | None) -> int:
        """The sum of one direction, of all categories or of those named."""
        return sum(
            row.amount for row in self.rows
            if row.direction == direction and (not categories or row.category in categories)
        )  # fmt: skip


@dataclass(frozen=True)
class Spoken:
    """The third level: what he tells of a number of days, as amounts or ranges."""

    days: int
    inflow: Amount
    outflow: Amount


@dataclass(frozen=True)
class Balance:
    """Cash and bank money on a day; None is not known, and unused credit is not cash."""

    cash: Amount | None
    bank: Amount | None
    on: date

    @property
    def known(self) -> int | None:
        """The lower bound of what is known; None if neither part is."""
        parts = [lower(part) for part in (self.cash, self.bank) if part is not None]
        return sum(parts) if parts else None


@dataclass(frozen=True)
class Lump:
    """A large payment that falls due on a day."""

    on: date
    amount: Amount
    category: str | None = None


def lower(amount: Amount) -> int:
    """The careful side of money that is there."""
    return min(amount.low, amount.high) if isinstance(amount, MoneyRange) else amount


def upper(amount: Amount) -> int:
    """The careful side of money that goes."""
    return max(amount.low, amount.high) if isinstance(amount, MoneyRange) else amount
