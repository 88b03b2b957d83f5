"""Lots and shelf lives as plain values. Quantities are whole base units."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Lot:
    """Goods of one production date. ``sealed`` ones are set aside and no longer for sale.

    ``month_only`` says that the pack prints no day; the lot then counts from the first of its month.
    ``expires_on`` is the date printed on the pack, if there is one.
    """

    produced_on: date
    quantity: int
    sealed: bool = False
    month_only: bool = False
    expires_on: date | None = None

    @property
    def dated(self) -> date:
        """The production date that the rules reckon with."""
        return self.produced_on.replace(day=1) if self.month_only else self.produced_on


@dataclass(frozen=True)
class Delivery:
    """Goods of one production date that reached the dealer between two counts."""

    produced_on: date
    quantity: int


@dataclass(frozen=True)
class ShelfLife:
    """How long a product keeps: in days, or in calendar months. Exactly one of them is given."""

    days: int | None = None
    months: int | None = None

    def __post_init__(self):
        given = self.days if self.months is None else self.months
        if (self.days is None) == (self.months is None) or given < 1:
            raise ValueError(f"a shelf life is a number of days or of months, above zero: {self!r}")

    def end_for(self, produced_on: date) -> date:
        """The last day of sale; a month without that day ends on its last one."""
        if self.months is None:
            return produced_on + timedelta(days=self.days)
        years, month = divmod(produced_on.month - 1 + self.months, 12)
        year, month = produced_on.year + years, month + 1
        return date(year, month, min(produced_on.day, monthrange(year, month)[1]))

    @property
    def nominal_days(self) -> int:
        """Days for tables that speak of days and of years: twelve months are 365."""
        return self.days if self.months is None else self.months * 365 // 12


def by_date(lots: Iterable[Lot | Delivery]) -> dict[date, int]:
    """Quantities by production date, lots of the same date added up, oldest first."""
    sums: dict[date, int] = {}
    for lot in lots:
        dated = lot.dated if isinstance(lot, Lot) else lot.produced_on
        sums[dated] = sums.get(dated, 0) + lot.quantity
    return dict(sorted(sums.items()))
