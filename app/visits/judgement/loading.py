"""The evidence of one visit, read in a fixed number of queries however long the dealer's history is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from app import clock
from app.catalogue.models import Product
from app.checklists.content import Checklist
from app.dealers.models import Dealer, DealerProduct, Receipt
from app.extensions import db
from app.leverage.findings import OpenFinding
from app.leverage.settings import Settings
from app.photos.models import Photo
from app.promises.models import Promise
from app.visits.judgement import assemble
from app.visits.judgement.document import read_memory, unspoken
from app.visits.judgement.evidence import (
    AgreedLine,
    CountFacts,
    Delivered,
    Evidence,
    ProductFacts,
    PromiseFacts,
    Seen,
    Stock,
)
from app.visits.judgement.models import Finding, OrderLine, VisitResults
from app.visits.judgement.peers import peers_on
from app.visits.judgement.trace import trace_of
from app.visits.models import ENTRY, Answer, LastAnswer, LastCount, StockCount, StockLot, Visit

EARLIER_COUNTS = 4
COUNTS_BACK = timedelta(days=90)
DELIVERIES_BACK = timedelta(days=120)
_OPEN = ("open", "pending")


@dataclass(frozen=True)
class Held:
    """What a visit holds, read already: its answers by item, its counts by product (with lots), and the
    dealer's latest answers from earlier visits."""

    answers: Mapping[str, Answer]
    counts: Mapping[int, StockCount]
    last: Mapping[str, LastAnswer]


def load(visit: Visit, dealer: Dealer, held: Held, checklist: Checklist, settings: Settings) -> Evidence:
    """The evidence of `visit` as it stands; the trace it left is read only once it is finished."""
    today = clock.local(visit.finished_at).date() if visit.finished_at else clock.today()
    last = {
        key: Seen(row.answer.value, row.answer.evidence, row.verified_on, False)
        for key, row in held.last.items() if row.answer.value
    }  # fmt: skip
    products, carried = _products(dealer.id, held.counts)
    findings = db.session.scalars(
        select(Finding).where(Finding.dealer_id == dealer.id, Finding.closed_at.is_(None))
    ).all()
    photos = _photos(visit.id)
    return Evidence(
        visit_id=visit.id,
        mode=visit.mode,
        today=today,
        dealer=assemble.dealer_facts(dealer),
        answers=assemble.answers_seen(held.answers, last, today),
        ways_out=assemble.ways_out(held.answers),
        stock=_stock(visit, dealer.id, held.counts, products, carried, today),
        key_products=frozenset(key for key in carried if products[key].is_key),
        agreed=_agreed(visit.id),
        promises=_promises(visit.id, dealer.id, today, settings),
        open_findings=tuple(
            OpenFinding(each.item_key, each.severity, each.opened_on, each.visits) for each in findings
        ),
        finding_places={each.item_key: unspoken(each.places) for each in findings},
        finding_ids={each.item_key: each.id for each in findings},
        memory=read_memory(_last_memory(dealer)),
        peers=peers_on(today),
        photos=photos,
        trace=trace_of(visit, checklist, held.answers, held.last, bool(photos))
        if visit.finished_at
        else None,
    )


def _products(dealer_id: int, counted: Iterable[int]) -> tuple[dict[int, ProductFacts], list[int]]:
    """The products that he carries or that were counted, and the ids of the carried ones in order."""
    carries = (DealerProduct.product_id == Product.id) & (DealerProduct.dealer_id == dealer_id)
    rows = db.session.execute(
        select(
            Product.id, Product.name_en, Product.name_zh, Product.case_size, Product.shelf_days,
            Product.case_price, Product.case_margin, Product.is_key, DealerProduct.position,
        )
        .outerjoin(DealerProduct, carries)
        .where(or_(DealerProduct.dealer_id.is_not(None), Product.id.in_(list(counted))))
        .order_by(DealerProduct.position, Product.position, Product.id)
    ).all()  # fmt: skip
    facts = {row.id: assemble.product_facts(row) for row in rows}
    return facts, [row.id for row in rows if row.position is not None]


def _stock(visit, dealer_id, counts, products, carried, today: date) -> tuple[Stock, ...]:
    """The products counted at this visit, those he carries in the order of his list."""
    now = {key: count for key, count in counts.items() if count.counted is not None}
    if not now:
        return ()
    earlier = _earlier_counts(visit.id, dealer_id, list(now), today)
    since = min([today - DELIVERIES_BACK, *(each[0].on for each in earlier.values() if each)])
    delivered = _deliveries(dealer_id, since, today)
    order = sorted(now, key=lambda key: carried.index(key) if key in carried else len(carried))
    return tuple(
        Stock(
            products[key],
            (*earlier.get(key, ()), assemble.count_facts(now[key], now[key].lots)),
            tuple(delivered.get(key, ())),
            key in carried,
        )
        for key in order
    )  # fmt: skip


_COUNT_COLUMNS = (
    StockCount.id, StockCount.product_id, StockCount.answered_at, StockCount.counted, StockCount.unsellable,
    StockCount.received, StockCount.free_goods, StockCount.transferred_out, StockCount.returned,
    StockCount.evidence,
)  # fmt: skip


def _earlier_counts(
    visit_id: UUID, dealer_id: int, product_ids: Sequence[int], today: date
) -> dict[int, list[CountFacts]]:
    """Up to four counts of each product from finished visits, oldest first; lots of the last one only."""
    latest = select(LastCount.stock_count_id).where(LastCount.dealer_id == dealer_id)
    recent = StockCount.answered_at >= clock.utc_now() - COUNTS_BACK
    rows = db.session.execute(
        select(*_COUNT_COLUMNS)
        .join(Visit, Visit.id == StockCount.visit_id)
        .where(StockCount.dealer_id == dealer_id, StockCount.product_id.in_(product_ids))
        .where(StockCount.kind == ENTRY, ~StockCount.superseded, StockCount.counted.is_not(None))
        .where(StockCount.visit_id != visit_id, Visit.finished_at.is_not(None))
        .where(or_(recent, StockCount.id.in_(latest)))
        .order_by(StockCount.answered_at.desc())
    ).all()
    by_product: dict[int, list] = {}
    for row in rows:
        kept = by_product.setdefault(row.product_id, [])
        if len(kept) < EARLIER_COUNTS:
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


def _agreed(visit_id: UUID) -> dict[int, AgreedLine]:
    found = select(OrderLine.product_id, OrderLine.agreed, OrderLine.reason)
    rows = db.session.execute(found.where(OrderLine.visit_id == visit_id, OrderLine.agreed.is_not(None)))
    return {row.product_id: AgreedLine(row.agreed, row.reason) for row in rows}


def _promises(visit_id: UUID, dealer_id: int, today: date, settings: Settings) -> tuple[PromiseFacts, ...]:
    """What is open or waits, what counts for the kept rates, and what was promised at this visit."""
    counted = (Promise.due > today - timedelta(days=settings.rolling_days)) & (Promise.due <= today)
    rows = db.session.execute(
        select(
            Promise.owner, Promise.due, Promise.state, Promise.settled_on, Promise.moves, Promise.visit_id,
            Promise.moved_to_id, Promise.guard_hits, Promise.guard_rewritten,
        ).where(
            Promise.dealer_id == dealer_id,
            or_(Promise.state.in_(_OPEN), counted, Promise.visit_id == visit_id),
        )
    )  # fmt: skip
    facts = (assemble.promise_facts(row, visit_id) for row in rows)
    return tuple(each for each in facts if each is not None)


def _last_memory(dealer: Dealer) -> dict | None:
    if dealer.last_visit_id is None:
        return None
    found = select(VisitResults.memory).where(VisitResults.visit_id == UUID(dealer.last_visit_id))
    return db.session.scalar(found)


def _photos(visit_id: UUID) -> dict[str, str]:
    """Today's first photo of each item."""
    found = select(Photo.slot, Photo.id).where(Photo.visit_id == visit_id, Photo.removed_at.is_(None))
    photos: dict[str, str] = {}
    for slot, photo_id in db.session.execute(found.order_by(Photo.taken_at)):
        photos.setdefault(slot.partition(".")[0], str(photo_id))
    return photos
