"""What was counted and what moved, as plain values. Quantities are whole base units."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Movements:
    """Everything that moved between a count and the one before it. ``received`` None is unknown.

    ``received`` are sellable goods that came in, from us or from elsewhere. ``disposed`` unsellable goods
    left the floor. ``returned_to_us`` are good units sent back, ``market_returns_unsellable`` what outlets
    brought back and was put aside.
    """

    received: int | None = 0
    disposed: int = 0
    returned_to_us: int = 0
    transferred_out: int = 0
    free_goods: int = 0
    market_returns_unsellable: int = 0

    def __add__(self, other: "Movements") -> "Movements":
        unknown = self.received is None or other.received is None
        received = None if unknown else self.received + other.received
        rest = [mine + theirs for mine, theirs in zip(astuple(self)[1:], astuple(other)[1:], strict=True)]
        return Movements(received, *rest)


@dataclass(frozen=True)
class Count:
    """One count of one product at one dealer.

    ``unsellable`` is the part of ``counted`` set aside near expiry, damaged or expired; None if nobody
    looked. ``moved`` is what moved since the count before. ``empty_since`` is the first day without stock,
    if it is known. ``by_app`` is False for a figure that was imported or told.
    """

    on: date
    counted: int
    unsellable: int | None = 0
    moved: Movements = Movements()
    empty_since: date | None = None
    by_app: bool = True

    @property
    def sellable(self) -> int:
        """What can be sold; with nothing known to be unsellable, all of it."""
        return self.counted - (self.unsellable or 0)


@dataclass(frozen=True)
class CountPair:
    """Two neighbouring counts of one product; the later one carries what moved between them."""

    last: Count
    now: Count

    @property
    def days(self) -> int:
        """Days from count to count."""
        return (self.now.on - self.last.on).days

    @property
    def sold_out(self) -> bool:
        """True if nothing sellable was left at the later count."""
        return self.now.sellable == 0

    @property
    def days_in_stock(self) -> int | None:
        """Days on which there was something to sell; None if the stock ran out on an unknown day."""
        if not self.sold_out:
            return self.days
        empty = self.now.empty_since
        return (empty - self.last.on).days if empty and self.last.on < empty <= self.now.on else None


def pair_up(counts: Iterable[Count]) -> tuple[CountPair, ...]:
    """Neighbouring counts, oldest first.

    Of two counts on the same day the later in the given order stands, with the movements of both (rule A4).
    """
    days: dict[date, Count] = {}
    for count in counts:
        earlier = days.get(count.on)
        days[count.on] = replace(count, moved=earlier.moved + count.moved) if earlier else count
    ordered = sorted(days.values(), key=lambda count: count.on)
    return tuple(CountPair(last, now) for last, now in zip(ordered, ordered[1:], strict=False))
