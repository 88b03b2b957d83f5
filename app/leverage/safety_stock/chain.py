"""What an order's suggestion depends on, and what it is (rule A9). Prices and amounts are minor units."""

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction

from app.leverage.result import Result
from app.leverage.safety_stock.caps import Event, Freshness
from app.leverage.safety_stock.rate import Rate
from app.leverage.safety_stock.target import Situation
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message


@dataclass(frozen=True)
class OrderLine:
    """All that one product's suggestion depends on. `case_price` None: not known.

    Less than `minimum_cases` is not delivered. A pallet, or a layer of one, holds `pallet_cases`: only a
    hint, None where it is not known.
    """

    key: Hashable
    rate: Result[Rate]
    situation: Situation
    case_size: int
    case_price: int | None = None
    minimum_cases: int = 0
    pallet_cases: int | None = None
    freshness: Freshness = Freshness()


@dataclass(frozen=True)
class Order:
    """All that the suggestions of one order depend on: the one argument of `order_chains`.

    `event` raises or lowers every target, None is an ordinary time. The free floor holds `free_floor_cases`
    of all products together, None where it was not recorded. `affordable` is rule C4's amount, None where the
    cash is not known.
    """

    lines: tuple[OrderLine, ...]
    event: Event | None = None
    free_floor_cases: int | None = None
    affordable: int | None = None
    settings: Settings = DEFAULTS


@dataclass(frozen=True)
class Link:
    """One station of the chain: ``rule``, ``freshness``, ``space`` or ``cash``, and what is left after it."""

    step: str
    cases: int
    units: int
    words: Message


@dataclass(frozen=True)
class Chain:
    """A suggestion: whole cases and units after every limit, what they cost, and how it came about.

    ``choice`` is not empty if the smallest order is above what stays fresh: the rep takes one of its
    numbers of cases and says why. ``days_left`` is how long the sellable stock lasts. ``hint`` says how far
    the cases are from whole pallets.
    """

    key: Hashable
    target: Fraction
    need: Fraction
    cases: int
    units: int
    amount: int | None
    days_left: Fraction | None
    links: tuple[Link, ...]
    choice: tuple[int, ...] = ()
    hint: Message | None = None
