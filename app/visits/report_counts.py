"""The counts of a finished visit to read: what it was finished with, and what arrived after its end."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from app.catalogue.models import Product
from app.extensions import db
from app.visits.models import ENTRY, LATE, StockCount


@dataclass(frozen=True)
class Counted:
    """A product's count in base units; `lots` are production date, quantity, and whether sealed off.

    `late` are counts that reached the server after the end of the visit: when made, and how many."""

    product: str
    counted: int | None
    unsellable: int | None
    lots: list[tuple[date, int, bool]]
    late: list[tuple[datetime, int | None]]


def counted_at(visit_id: UUID, locale: str) -> list[Counted]:
    """The counted products of a visit in the catalogue's order."""
    found = (
        select(StockCount, Product)
        .join(Product, Product.id == StockCount.product_id)
        .where(StockCount.visit_id == visit_id)
        .where(or_(StockCount.is_kind(LATE), and_(StockCount.is_kind(ENTRY), ~StockCount.superseded)))
        .options(joinedload(StockCount.lots))
        .order_by(Product.position, Product.id, StockCount.answered_at)
    )
    by_product: dict[int, tuple[Product, list[StockCount]]] = {}
    for count, product in db.session.execute(found).unique():
        by_product.setdefault(product.id, (product, []))[1].append(count)
    return [_counted(product, counts, locale) for product, counts in by_product.values()]


def _counted(product: Product, counts: list[StockCount], locale: str) -> Counted:
    own = next((count for count in counts if count.kind == ENTRY), None)
    return Counted(
        product.name_in(locale), own and own.counted, own and own.unsellable,
        [(lot.production_date, lot.quantity, lot.zone == "sealed") for lot in (own.lots if own else ())],
        [(count.answered_at, count.counted) for count in counts if count.kind == LATE],
    )  # fmt: skip
