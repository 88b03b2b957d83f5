"""What a visit is judged by, as plain values: what was answered and counted, and what was known before.

`app.visits.judgement.loading` reads it from the database, `history` builds it while walking through years of
visits; the judging itself touches neither. Quantities are base units, money minor units.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from app.leverage.findings import OpenFinding
from app.leverage.lots import Lot
from app.leverage.promises import Promise
from app.leverage.safety_stock import Event
from app.leverage.trust import VisitTrace
from app.leverage.visiting import DealerSales, DueVisit
from app.messages import Named


@dataclass(frozen=True)
class Seen:
    """The latest answer to an item. `on`: when a rep last stood by it; `now`: at this visit."""

    value: Mapping[str, Any]
    evidence: str | None
    on: date
    now: bool


@dataclass(frozen=True)
class ProductFacts:
    """One of our products. Prices and margins are a case's, None where they are not known."""

    id: int
    name: Named
    case_size: int
    shelf_days: int | None
    case_price: int | None
    case_margin: int | None
    is_key: bool
    minimum_cases: int = 0
    pallet_cases: int | None = None
    season_from: int | None = None
    season_to: int | None = None

    def sells_in(self, month: int) -> bool:
        """Whether a month (1 to 12) lies in its season; one may go over the end of the year."""
        first, last = self.season_from, self.season_to
        if first is None or last is None:
            return True
        return first <= month <= last if first <= last else month >= first or month <= last

    @property
    def unit_cost(self) -> Fraction | None:
        """What the dealer pays for one unit."""
        return None if self.case_price is None else Fraction(self.case_price, self.case_size)

    @property
    def unit_margin(self) -> Fraction | None:
        """What the dealer earns on one unit."""
        return None if self.case_margin is None else Fraction(self.case_margin, self.case_size)


@dataclass(frozen=True)
class CountFacts:
    """A count of a product on a day, with its lots; None is not known. `received` None: as by our records."""

    on: date
    counted: int
    unsellable: int | None = None
    received: int | None = None
    free_goods: int | None = None
    transferred_out: int | None = None
    returned: int | None = None
    disposed: int | None = None
    empty_since: date | None = None
    evidence: str = "counted"
    lots: tuple[Lot, ...] = ()

    @property
    def sellable(self) -> int:
        return self.counted - (self.unsellable or 0)


@dataclass(frozen=True)
class Delivered:
    """A delivery of ours to the dealer."""

    product_id: int
    on: date
    quantity: int
    produced_on: date | None = None


@dataclass(frozen=True)
class Stock:
    """A product counted at this visit: its counts, oldest first, today's last; our recent deliveries."""

    product: ProductFacts
    counts: tuple[CountFacts, ...]
    deliveries: tuple[Delivered, ...] = ()
    carried: bool = True

    @property
    def now(self) -> CountFacts:
        return self.counts[-1]

    @property
    def last(self) -> CountFacts | None:
        """The count before today's."""
        return self.counts[-2] if len(self.counts) > 1 else None

    def received_between(self, after: date, until: date) -> int:
        """Units delivered after one day, up to and including another."""
        return sum(each.quantity for each in self.deliveries if after < each.on <= until)


@dataclass(frozen=True)
class AgreedLine:
    """What rep and dealer agreed for a product, in base units, and why it differs from the suggestion."""

    units: int
    reason: str = ""


@dataclass(frozen=True)
class OrderTerms:
    """What is out of the ordinary about this visit's order; `free_floor_cases` None: not looked at."""

    event: Event | None = None
    free_floor_cases: int | None = None


@dataclass(frozen=True)
class PastOrder:
    """An order agreed at an earlier visit: units by product id."""

    on: date
    units: Mapping[int, int]


@dataclass(frozen=True)
class PastBook:
    """His book as read at a visit: the last day it covers, payments to us a day in minor units, and units of
    ours that he sold a day, by product id."""

    on: date
    paid: Fraction
    sold: tuple[tuple[int, Fraction], ...] = ()


@dataclass(frozen=True)
class PromiseFacts:
    """A promise as recorded, None where it has no day yet; `made_now` at this visit; `whole`: nothing was
    missing of it. Ids of phrases: those that stayed in it, and those the rep was shown and rewrote."""

    promise: Promise | None
    made_now: bool
    whole: bool
    kept_phrases: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wording:
    """Ids of phrases that the guard found in the rep's own words of the minutes: those that stayed, and those
    that he was shown and rewrote."""

    kept: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()


@dataclass(frozen=True)
class DealerFacts:
    """The dealer. `own_interval`: days between visits set by hand, None where his grade says it.

    An order reaches him after `lead_days`, and `credit_days` later he pays. `city_tier` is a key of
    `app.dealers.tiers`.
    """

    id: int
    grade: str
    interval_days: int
    own_interval: int | None
    lead_days: int
    credit_days: int = 0
    city_tier: str | None = None


@dataclass(frozen=True)
class Memory:
    """What the last visit's judgement hands on: the latest score of each item with its day, the figures to
    compare with, how many visits went by without an ask, the last orders, how many people left by the day it
    was asked, the last full audit's scores, the visits that were due of late and the one that is next, the
    litres that his vehicles took on 100 km by the day of telling, and his last books."""

    item_scores: Mapping[str, tuple[Fraction, date]] = field(default_factory=dict)
    metrics: Mapping[str, Any] = field(default_factory=dict)
    without_ask: int = 0
    orders: tuple[PastOrder, ...] = ()
    leavers: tuple[tuple[date, int], ...] = ()
    audit: Mapping[str, Fraction] = field(default_factory=dict)
    dues: tuple[DueVisit, ...] = ()
    fuel: tuple[tuple[date, int], ...] = ()
    books: tuple[PastBook, ...] = ()


@dataclass(frozen=True)
class Peers:
    """Own dealers to compare with: sales per head of the others, our sales to all of them in `months`, and
    the city tiers of those of whom it is told."""

    per_head: Mapping[int, int] = field(default_factory=dict)
    sales: tuple[DealerSales, ...] = ()
    months: int = 0
    tiers: Mapping[int, str] = field(default_factory=dict)

    def per_head_in(self, tier: str | None, but: int) -> tuple[int, ...]:
        """Sales per head of dealers of a tier, `but` one; who is of none is compared with his like."""
        return tuple(
            share for key, share in self.per_head.items() if key != but and self.tiers.get(key) == tier
        )


@dataclass(frozen=True)
class Evidence:
    """One visit with all that bears on it.

    `answers` hold this visit's and the latest earlier ones, however old; `ways_out` were not seen or declined
    today; `photos`: item key -> id of today's photo; `finding_places` fill the texts of the open
    findings, `finding_ids` are their ids.
    """

    visit_id: UUID
    mode: str
    today: date
    dealer: DealerFacts
    answers: Mapping[str, Seen]
    ways_out: frozenset[str] = frozenset()
    stock: tuple[Stock, ...] = ()
    key_products: frozenset[int] = frozenset()
    agreed: Mapping[int, AgreedLine] = field(default_factory=dict)
    terms: OrderTerms = OrderTerms()
    promises: tuple[PromiseFacts, ...] = ()
    open_findings: tuple[OpenFinding, ...] = ()
    finding_places: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    finding_ids: Mapping[str, UUID] = field(default_factory=dict)
    memory: Memory = Memory()
    wording: Wording = Wording()
    peers: Peers = Peers()
    photos: Mapping[str, str] = field(default_factory=dict)
    trace: VisitTrace | None = None

    @property
    def counted_now(self) -> bool:
        return bool(self.stock)

    @property
    def lots_now(self) -> bool:
        return any(each.now.lots for each in self.stock)
