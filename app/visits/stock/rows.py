"""What the stock screen lists: each product with the last count, what came since and what is there now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, or_, select

from app import clock
from app.catalogue.models import Product
from app.dealers.models import DealerProduct
from app.dealers.products import received_by_day
from app.extensions import db
from app.leverage.settings import Settings
from app.thresholds.queries import current_settings
from app.visits.models import CONFLICT, ENTRY, LastCount, StockCount, StockLot, Visit
from app.visits.stock.sold import Sold, sold_between
from app.visits.stock.values import CountValues, values_of

KEY_ROWS = 8
Counts = dict[int, StockCount]  # by product


@dataclass(frozen=True)
class LastTime:
    """The product's count at the last finished visit that counted it, and the day of it."""

    on: date
    values: CountValues


@dataclass(frozen=True)
class Kept:
    """A stored count of this visit."""

    id: UUID
    revision: int
    at: datetime
    values: CountValues


@dataclass(frozen=True)
class StockRow:
    """One product at one visit. `received`: base units since the last count by our records, None without one.

    `late` is a count that came too late and waits for the rep's choice between it and `kept`.
    """

    product: Product
    carried: bool
    last: LastTime | None
    received: int | None
    kept: Kept | None
    late: Kept | None
    today: date
    settings: Settings

    @property
    def sold(self) -> Sold | None:
        """What was sold since the last count; None while there is nothing to reckon with."""
        if self.kept is None or self.last is None:
            return None
        return sold_between(
            self.last.on, self.last.values, self.today, self.kept.values, self.received, self.settings
        )


@dataclass(frozen=True)
class Stock:
    """A visit's rows: the dealer's first eight products and the others; and products he does not carry."""

    key: list[StockRow]
    more: list[StockRow]
    others: list[Product]

    @property
    def counted(self) -> int:
        """How many of the first eight have a count, or were marked as not seen."""
        return sum(row.kept is not None for row in self.key)


def stock_of(visit: Visit, added: int | None = None) -> Stock:
    """All rows of `visit`; `added` is a product that the dealer does not carry yet and the rep asked for."""
    products = _products(visit)
    kept, late = _counts(visit)
    listed = [(product, carried) for product, carried in products if carried or product.id in {added, *kept}]
    rows = _rows(visit, listed, kept, late)
    shown = {row.product.id for row in rows}
    others = [product for product, _carried in products if product.id not in shown]
    carried = [row for row in rows if row.carried]
    new = [row for row in rows if not row.carried]
    return Stock(carried[:KEY_ROWS], carried[KEY_ROWS:] + new, others)


def stock_row(visit: Visit, product_id: int) -> StockRow | None:
    """The row of one product; None for one that we do not have, or no longer sell and he never carried."""
    found = _products(visit, product_id)
    return _rows(visit, found, *_counts(visit, product_id))[0] if found else None


def _products(visit: Visit, product_id: int | None = None) -> list[tuple[Product, bool]]:
    """Products with whether the dealer carries them, carried ones first, in the order of his count."""
    carries = and_(DealerProduct.product_id == Product.id, DealerProduct.dealer_id == visit.dealer_id)
    found = (
        select(Product, DealerProduct.position)
        .outerjoin(DealerProduct, carries)
        .where(or_(Product.active, DealerProduct.product_id.is_not(None)))
        .order_by(DealerProduct.product_id.is_(None), DealerProduct.position, Product.position, Product.id)
    )
    if product_id is not None:
        found = found.where(Product.id == product_id)
    return [(product, position is not None) for product, position in db.session.execute(found)]


def _counts(visit: Visit, product_id: int | None = None) -> tuple[Counts, Counts]:
    """The visit's current counts and its conflicts."""
    found = (
        select(StockCount)
        .where(StockCount.visit_id == visit.id, ~StockCount.superseded)
        .order_by(StockCount.received_at)
    )
    if product_id is not None:
        found = found.where(StockCount.product_id == product_id)
    counts = db.session.scalars(found).all()
    kept = {count.product_id: count for count in counts if count.kind == ENTRY}
    return kept, {count.product_id: count for count in counts if count.kind == CONFLICT}


def _rows(visit: Visit, products: list[tuple[Product, bool]], kept: Counts, late: Counts) -> list[StockRow]:
    today, settings = clock.today(), current_settings()
    last = _last_counts(visit.dealer_id, [product.id for product, _carried in products])
    days = {product_id: clock.local(count.answered_at).date() for product_id, count in last.items()}
    received = _received_since(visit.dealer_id, days, today)
    lots = _lots([*last.values(), *kept.values(), *late.values()])

    def taken(count: StockCount | None) -> Kept | None:
        return count and Kept(count.id, count.revision, count.answered_at, values_of(count, lots[count.id]))

    rows = []
    for product, carried in products:
        before = last.get(product.id)
        told = before and LastTime(days[product.id], values_of(before, lots[before.id]))
        rows.append(
            StockRow(product, carried, told, received.get(product.id), taken(kept.get(product.id)),
                     taken(late.get(product.id)), _day(kept.get(product.id), today), settings)
        )  # fmt: skip
    return rows


def _day(count: StockCount | None, today: date) -> date:
    """The day of a count of this visit: it may be told days later."""
    return clock.local(count.answered_at).date() if count else today


def _last_counts(dealer_id: int, product_ids: list[int]) -> Counts:
    found = (
        select(StockCount)
        .join(LastCount, LastCount.stock_count_id == StockCount.id)
        .where(LastCount.dealer_id == dealer_id, LastCount.product_id.in_(product_ids))
    )
    return {count.product_id: count for count in db.session.scalars(found)}


def _received_since(dealer_id: int, days: dict[int, date], today: date) -> dict[int, int]:
    """What our records say arrived after each product's own last count."""
    if not days:
        return {}
    arrived = received_by_day(dealer_id, min(days.values()), today)
    return {
        product_id: sum(quantity for day, quantity in arrived.get(product_id, ()) if day > last_on)
        for product_id, last_on in days.items()
    }


def _lots(counts: Iterable[StockCount]) -> dict[UUID, list[StockLot]]:
    ids = [count.id for count in counts]
    by_count: dict[UUID, list[StockLot]] = defaultdict(list)
    if ids:
        for lot in db.session.scalars(select(StockLot).where(StockLot.stock_count_id.in_(ids))):
            by_count[lot.stock_count_id].append(lot)
    return by_count


def last_months(today: date, number: int = 12) -> list[date]:
    """The first days of the last months, the current one first: what a lot's label often names alone."""
    months = [today.replace(day=1)]
    while len(months) < number:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months
