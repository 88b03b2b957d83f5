"""What a count says, apart from who wrote it when: quantities in base units and the lots they lie in."""

from dataclasses import dataclass
from datetime import date

from app.visits.models import StockCount, StockLot

ZONES = ("sellable", "sealed")
MOVEMENTS = ("unsellable", "received", "free_goods", "transferred_out", "returned", "disposed")


@dataclass(frozen=True)
class Lot:
    """One lot: its production date (the first of the month where only the month is printed) and quantity."""

    production_date: date
    quantity: int
    zone: str = "sellable"


@dataclass(frozen=True)
class CountValues:
    """A count of one product. `counted` None: the rep could not see it. Any other None: unknown, never zero.

    `received` None means as delivered by our own records. `empty_since`: the first day on which there was
    nothing to sell any more.
    """

    counted: int | None = None
    unsellable: int | None = None
    received: int | None = None
    free_goods: int | None = None
    transferred_out: int | None = None
    returned: int | None = None
    disposed: int | None = None
    empty_since: date | None = None
    evidence: str = "counted"
    note: str = ""
    lots: tuple[Lot, ...] = ()

    @property
    def sellable(self) -> int | None:
        """What is left to sell."""
        return None if self.counted is None else self.counted - (self.unsellable or 0)

    @property
    def in_lots(self) -> int:
        """The sum of the lots."""
        return sum(lot.quantity for lot in self.lots)

    def columns(self) -> dict:
        """The values of the count's own row; the lots are rows beside it."""
        quantities = {name: getattr(self, name) for name in ("counted", *MOVEMENTS)}
        return quantities | {"empty_since": self.empty_since, "evidence": self.evidence, "note": self.note}


def values_of(count: StockCount, lots: list[StockLot]) -> CountValues:
    """What a stored count and its lots say, lots oldest first."""
    quantities = {name: getattr(count, name) for name in ("counted", *MOVEMENTS)}
    kept = (Lot(lot.production_date, lot.quantity, lot.zone) for lot in lots)
    in_order = tuple(sorted(kept, key=lambda lot: lot.production_date))
    return CountValues(
        **quantities, empty_since=count.empty_since, evidence=count.evidence, note=count.note, lots=in_order
    )
