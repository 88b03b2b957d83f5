"""The products of a visit with their counts, lots and deliveries, as far back as the rules look."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.catalogue.models import Product
from app.dealers.models import DealerProduct, Receipt
from app.extensions import db
from app.visits.judgement import assemble
from app.visits.judgement.evidence import (
    AgreedLine,
    CountFacts,
    Delivered,
    OrderTerms,
    ProductFacts,
    Stock,
)
from app.visits.judgement.models import OrderLine
from app.visits.models import ENTRY, LATE, LastCount, StockCount, StockLot, Visit
from app.visits.order.models import EVENT, FLOOR, OrderTerm
from app.visits.order.terms import event_of

EARLIER_COUNTS = 4
COUNTS_BACK = timedelta(days=90)
DELIVERIES_BACK = timedelta(days=120)


@dataclass(frozen=True)
class Goods:
    """The products that he carries or that were counted, the ids of the carried ones in order, what was
    agreed to order at this visit, and what is out of the ordinary about that order."""

    facts: Mapping[int, ProductFacts]
    carried: Sequence[int]
    agreed: Mapping[int, AgreedLine]
    terms: OrderTerms = OrderTerms()


def goods_of(visit_id: UUID, dealer_id: int, counted: Iterable[int]) -> Goods:
    """The goods of a visit, in one question."""
    carries = (DealerProduct.product_id == Product.id) & (DealerProduct.dealer_id == dealer_id)
    ordered = (OrderLine.product_id == Product.id) & (OrderLine.visit_id == visit_id)
    rows = db.session.execute(
        select(
            Product.id, Product.name_en, Product.name_zh, Product.case_size, Product.shelf_days,
            Product.case_price, Product.case_margin, Product.is_key, Product.minimum_cases,
            Product.pallet_cases, Product.season_from, Product.season_to, DealerProduct.position,
            OrderLine.agreed, OrderLine.reason, *_TERMS,
        )
        .outerjoin(DealerProduct, carries)
        .outerjoin(OrderLine, ordered)
        .outerjoin(_EVENT, _stands(_EVENT, EVENT, visit_id))
        .outerjoin(_FLOOR, _stands(_FLOOR, FLOOR, visit_id))
        .where(
            or_(
                DealerProduct.dealer_id.is_not(None),
                OrderLine.visit_id.is_not(None),
                Product.id.in_(list(counted)),
            )
        )
        .order_by(DealerProduct.position, Product.position, Product.id)
    ).all()  # fmt: skip
    facts = {row.id: assemble.product_facts(row) for row in rows}
    agreed = {row.id: AgreedLine(row.agreed, row.reason) for row in rows if row.agreed is not None}
    carried = [row.id for row in rows if row.position is not None]
    return Goods(facts, carried, agreed, _terms(rows[0]) if rows else OrderTerms())


# The terms of the order come with every product, being the same: they cost no question of their own.
_EVENT, _FLOOR = aliased(OrderTerm), aliased(OrderTerm)
_TERMS = _EVENT.value.label("factor"), _EVENT.reason.label("event"), _FLOOR.value.label("floor")


def _stands(entry, term: str, visit_id: UUID) -> ColumnElement[bool]:
    return and_(entry.visit_id == visit_id, entry.term == term, entry.is_kind(ENTRY), ~entry.superseded)


def _terms(row: Any) -> OrderTerms:
    return OrderTerms(event_of(row.factor, row.event), row.floor)


def counted_stock(
    visit: Visit,
    dealer_id: int,
    counts: Mapping[int, StockCount],
    goods: Goods,
    today: date,
) -> tuple[Stock, ...]:
    """The products counted at this visit, those he carries in the order of his list."""
    now = {key: count for key, count in counts.items() if count.counted is not None}
    if not now:
        return ()
    earlier = _earlier_counts(visit.id, dealer_id, list(now))
    since = min([today - DELIVERIES_BACK, *(each[0].on for each in earlier.values() if each)])
    delivered = _deliveries(dealer_id, since, today)
    order = sorted(now, key=lambda key: _place(goods, key))
    return tuple(
        Stock(
            goods.facts[key],
            (*earlier.get(key, ()), assemble.count_facts(now[key], now[key].lots)),
            tuple(delivered.get(key, ())),
            key in goods.carried,
        )
        for key in order
    )  # fmt: skip


def _place(goods: Goods, product_id: int) -> int:
    """Where a product stands in his list; what he does not carry comes last."""
    return goods.carried.index(product_id) if product_id in goods.carried else len(goods.carried)


_COUNT_COLUMNS = (
    StockCount.id, StockCount.product_id, StockCount.answered_at, StockCount.counted, StockCount.unsellable,
    StockCount.received, StockCount.free_goods, StockCount.transferred_out, StockCount.returned,
    StockCount.disposed, StockCount.empty_since, StockCount.evidence, StockCount.visit_id,
)  # fmt: skip


def _earlier_counts(
    visit_id: UUID, dealer_id: int, product_ids: Sequence[int]
) -> dict[int, list[CountFacts]]:
    """Up to four counts of each product from finished visits, oldest first; lots of the last one only.

    Of a visit whose count arrived again after its end, the one that was made last.
    """
    latest = select(LastCount.stock_count_id).where(LastCount.dealer_id == dealer_id)
    recent = StockCount.answered_at >= clock.utc_now() - COUNTS_BACK
    rows = db.session.execute(
        select(*_COUNT_COLUMNS)
        .join(Visit, Visit.id == StockCount.visit_id)
        .where(StockCount.dealer_id == dealer_id, StockCount.product_id.in_(product_ids))
        .where(StockCount.kind.in_((ENTRY, LATE)), ~StockCount.superseded, StockCount.counted.is_not(None))
        .where(StockCount.visit_id != visit_id, Visit.finished_at.is_not(None))
        .where(or_(recent, StockCount.id.in_(latest)))
        .order_by(StockCount.answered_at.desc())
    ).all()
    by_product: dict[int, list] = {}
    for row in rows:
        kept = by_product.setdefault(row.product_id, [])
        if len(kept) < EARLIER_COUNTS and all(each.visit_id != row.visit_id for each in kept):
            kept.append(row)
    lots = _lots([kept[0].id for kept in by_product.values()])
    return {
        key: [assemble.count_facts(row, lots.get(row.id, ())) for row in reversed(kept)]
        for key, kept in by_product.items()
    }


def _lots(count_ids: list[UUID]) -> dict[UUID, list[Any]]:
    if not count_ids:
        return {}
    found = select(StockLot.stock_count_id, StockLot.production_date, StockLot.quantity, StockLot.zone)
    lots: dict[UUID, list[Any]] = {}
    for row in db.session.execute(found.where(StockLot.stock_count_id.in_(count_ids))):
        lots.setdefault(row.stock_count_id, []).append(row)
    return lots


def _deliveries(dealer_id: int, after: date, until: date) -> dict[int, list[Delivered]]:
    found = select(Receipt.product_id, Receipt.received_on, Receipt.quantity, Receipt.production_date)
    rows = db.session.execute(
        found.where(
            Receipt.dealer_id == dealer_id, Receipt.received_on >= after, Receipt.received_on <= until
        )
    )
    delivered: dict[int, list[Delivered]] = {}
    for row in rows:
        delivered.setdefault(row.product_id, []).append(Delivered(*row))
    return delivered
