"""What the phone needs to reckon the order by itself (rules A3 to A5, A8 and A9), without a signal.

The script that does it is `static/js/order/chain.js`; one table of cases holds both to each other.
"""

from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from app.checklists.queries import checklist
from app.clock import utc_now
from app.leverage.safety_stock import Count
from app.leverage.settings import Settings
from app.thresholds.queries import current_settings
from app.visits.judgement.book import Book
from app.visits.judgement.evidence import Stock
from app.visits.judgement.judge import judge
from app.visits.judgement.judgement import Judgement
from app.visits.judgement.live import held_by
from app.visits.judgement.loading import load
from app.visits.judgement.subjects.ordering import age_on_arrival
from app.visits.judgement.subjects.stock import MONTH, counts_in, situation_of, stated_units
from app.visits.models import StockCount, Visit
from app.visits.order.terms import USUAL

Ratio = tuple[int, int]


@dataclass(frozen=True)
class PhoneCount:
    """A count in base units, what moved since the one before, its day and the first without stock (ISO).

    `out` went to other dealers or was thrown away.
    """

    on: str
    counted: int
    unsellable: int | None
    received: int
    returned: int
    out: int
    free: int
    empty: str | None = None


@dataclass(frozen=True)
class PhoneLine:
    """One product that the dealer carries.

    `counts` are those before today, oldest first, `now` is today's as far as the server knows it and
    `revision` its revision. `since` came in after the last count by our records, `shipped` in 30 days;
    `stated` is what he says he sells a month. `next`, `lead`, `age` and `shelf` are days, `coming` is on the
    way, `price` is a case's in minor units, `pallet` the cases in a layer or on a pallet.
    """

    id: int
    size: int
    price: int | None
    minimum: int
    counts: tuple[PhoneCount, ...]
    now: PhoneCount | None
    revision: int
    since: int
    shipped: int
    stated: int | None
    next: int
    lead: int | None
    coming: int
    shelf: int | None
    age: int | None
    pallet: int | None


@dataclass(frozen=True)
class PhoneSettings:
    """The thresholds that the chain compares with; shares as fractions, over and under."""

    k_safety: Ratio
    round_up_from: Ratio
    accept_age: Ratio
    event_low: Ratio
    event_high: Ratio
    agree_over: Ratio
    agree_under: Ratio
    pool_below_days: int
    pool_days: int
    pool_pairs: int
    count_free_goods: bool


@dataclass(frozen=True)
class PhoneOrder:
    """All that the sum depends on: the lines in the order of his list, and what bears on all of them.

    `event` is the factor on the usual sales in hundredths.
    """

    today: str
    lines: tuple[PhoneLine, ...]
    event: int | None
    floor: int | None
    affordable: int | None
    settings: PhoneSettings

    def plain(self) -> dict[str, Any]:
        """The same as JSON can carry it."""
        return asdict(self)


def order_desk(visit: Visit) -> tuple[Judgement, PhoneOrder]:
    """The judgement of an open visit without photos, and what its phone reckons with; all is read once."""
    content, settings = checklist(visit.checklist_version_id), current_settings()
    held = held_by(visit, pictured=False)
    own = {key: count for key, count in held.counts.items() if count.counted is not None}
    # What is not counted yet is loaded as if it were: the phone will count it.
    counts = {key: _blank(key) for key in held.goods.carried} | own
    whole = load(visit, visit.dealer, replace(held, counts=counts), content)
    counted = tuple(stock for stock in whole.stock if stock.product.id in own)
    judgement = judge(replace(whole, stock=counted), content, settings)
    revisions = {key: count.revision for key, count in own.items()}
    return judgement, phone_order(Book(whole, settings), judgement, revisions)


def phone_order(book: Book, judgement: Judgement, revisions: dict[int, int]) -> PhoneOrder:
    """What the phone reckons with; `revisions` are those of the products counted today."""
    affordable, terms = judgement.figure("affordable"), book.evidence.terms
    known = affordable is not None and not affordable.refused
    return PhoneOrder(
        book.today.isoformat(),
        tuple(_line(book, stock, revisions) for stock in book.evidence.stock),
        round(terms.event.factor * USUAL) if terms.event else None,
        terms.free_floor_cases,
        affordable.value.amount if known else None,
        settings_of(book.settings),
    )


def settings_of(settings: Settings) -> PhoneSettings:
    """The thresholds of the chain."""
    found = {each.name: getattr(settings, each.name) for each in fields(PhoneSettings)}
    return PhoneSettings(
        **{name: _ratio(value) if isinstance(value, Fraction) else value for name, value in found.items()}
    )


def _line(book: Book, stock: Stock, revisions: dict[int, int]) -> PhoneLine:
    product, where = stock.product, situation_of(book, stock)
    *before, today = (_count(count) for count in counts_in(stock))
    revision = revisions.get(product.id, 0)
    return PhoneLine(
        product.id, product.case_size, product.case_price, product.minimum_cases,
        counts=tuple(before), now=today if revision else None, revision=revision,
        since=_since(stock.last.on if stock.last else None, stock, book.today),
        shipped=stock.received_between(book.today - timedelta(days=MONTH), book.today),
        stated=stated_units(book, stock),
        next=where.next_days, lead=where.lead_days, coming=where.in_transit,
        shelf=product.shelf_days, age=age_on_arrival(stock), pallet=product.pallet_cases,
    )  # fmt: skip


def _since(last: date | None, stock: Stock, today: date) -> int:
    return stock.received_between(last, today) if last else 0


def _count(count: Count) -> PhoneCount:
    moved = count.moved
    return PhoneCount(
        count.on.isoformat(), count.counted, count.unsellable, moved.received, moved.returned_to_us,
        moved.transferred_out + moved.disposed, moved.free_goods,
        count.empty_since and count.empty_since.isoformat(),
    )  # fmt: skip


def _blank(product_id: int) -> StockCount:
    return StockCount(product_id=product_id, counted=0, evidence="counted", answered_at=utc_now(), lots=[])


def _ratio(value: Fraction | int) -> Ratio:
    exact = Fraction(value)
    return exact.numerator, exact.denominator
