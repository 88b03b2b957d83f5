"""One product at one dealer: lots that arrive, sell in the order he takes them, spoil and are sent back.

Days are ordinals (``date.toordinal``), quantities base units. Everything that moves is booked, so that two
counts reconcile exactly: now = last + received - sold - free - transferred - returned.
"""

from collections import deque
from dataclasses import dataclass
from random import Random

from app.sample.goods import Goods


@dataclass(frozen=True)
class Delivery:
    """Goods on their way, or arrived: the day of arrival, how many units, and the lot's production day."""

    arrived: int
    quantity: int
    produced: int


@dataclass(frozen=True)
class Counted:
    """What a careful count finds, and what moved since the count before (None: there was none).

    `lots` are (production day, quantity, zone), oldest first; `sold` is the truth that no rep can see.
    """

    product_id: int
    counted: int
    unsellable: int
    received: int | None
    free_goods: int | None
    transferred_out: int | None
    returned: int | None
    sold: int
    lots: tuple[tuple[int, int, str], ...]


class Shelf:
    """The stock of one product."""

    def __init__(self, goods: Goods, product_id: int, rate: float) -> None:
        self.goods = goods
        self.product_id = product_id
        self.rate = rate  # demand in units a day, before season
        self.pace = rate  # what he sees sell, smoothed
        self.lots: list[list[int]] = []  # [production day, units], oldest first
        self.sealed: dict[int, int] = {}  # unsellable units by production day
        self.coming: deque[Delivery] = deque()
        self.newest = 0
        self.counted_before = False
        self._since = dict.fromkeys(("received", "sold", "free", "transferred", "returned"), 0)

    @property
    def sellable(self) -> int:
        return sum(units for _, units in self.lots)

    @property
    def unsellable(self) -> int:
        return sum(self.sealed.values())

    def receive(self, day: int) -> list[Delivery]:
        """Put away what arrives by `day`."""
        arrived = []
        while self.coming and self.coming[0].arrived <= day:
            delivery = self.coming.popleft()
            self._put(delivery.produced, delivery.quantity)
            self._since["received"] += delivery.quantity
            arrived.append(delivery)
        return arrived

    def _put(self, produced: int, units: int) -> None:
        for lot in self.lots:
            if lot[0] == produced:
                lot[1] += units
                return
        self.lots.append([produced, units])
        if produced < self.newest:
            self.lots.sort()
        self.newest = max(self.newest, produced)

    def sell(self, wanted: int, oldest_first: bool) -> int:
        """Sell up to `wanted` units from the oldest lot on, or from whatever came last; how many it was."""
        sold = self._take(wanted, oldest_first)
        self._since["sold"] += sold
        self.pace += 0.05 * (sold - self.pace)
        return sold

    def give(self, wanted: int, reason: str) -> None:
        """Take units out for another reason: ``free`` or ``transferred``."""
        self._since[reason] += self._take(wanted, True)

    def _take(self, wanted: int, oldest_first: bool) -> int:
        taken, lots = 0, self.lots
        while lots and taken < wanted:
            lot = lots[0] if oldest_first else lots[-1]
            units = min(lot[1], wanted - taken)
            lot[1] -= units
            taken += units
            if not lot[1]:
                lots.remove(lot)
        return taken

    def spoil(self, day: int, damaged: int, rng: Random) -> None:
        """Set aside what has expired, and up to `damaged` units of some lot."""
        while self.lots and day > self.lots[0][0] + self.goods.shelf_days:
            produced, units = self.lots.pop(0)
            self.sealed[produced] = self.sealed.get(produced, 0) + units
        if damaged and self.lots:
            lot = self.lots[rng.randrange(len(self.lots))]
            units = min(lot[1] - 1, damaged)
            if units > 0:
                lot[1] -= units
                self.sealed[lot[0]] = self.sealed.get(lot[0], 0) + units

    def send_back(self) -> None:
        """Everything unsellable goes back to us."""
        self._since["returned"] += self.unsellable
        self.sealed.clear()

    def count(self, every_lot: bool, some_lots: bool) -> Counted:
        """Count, and begin the books of the next interval."""
        since = self._since
        first = not self.counted_before
        counted = Counted(
            product_id=self.product_id, counted=self.sellable + self.unsellable, unsellable=self.unsellable,
            received=None if first else since["received"], free_goods=None if first else since["free"],
            transferred_out=None if first else since["transferred"],
            returned=None if first else since["returned"], sold=since["sold"],
            lots=self._lots(every_lot, some_lots),
        )  # fmt: skip
        self.counted_before = True
        self._since = dict.fromkeys(since, 0)
        return counted

    def _lots(self, every_lot: bool, some_lots: bool) -> tuple[tuple[int, int, str], ...]:
        if every_lot:
            lots = [(produced, units, "sellable") for produced, units in self.lots]
            return tuple(sorted(lots + [(at, units, "sealed") for at, units in self.sealed.items()]))
        return tuple((at, units, "sellable") for at, units in self.lots[:1]) if some_lots else ()

    def expired(self, day: int) -> int:
        """Units set aside that are past their shelf life."""
        return sum(units for at, units in self.sealed.items() if day > at + self.goods.shelf_days)

    def near_expiry(self, day: int) -> int:
        """Sellable units past three quarters of their shelf life (rule B2)."""
        limit = self.goods.shelf_days * 0.75
        return sum(units for at, units in self.lots if day - at >= limit)
