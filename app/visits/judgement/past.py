"""Everything on record about a dealer's finished visits, for judging them all at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, or_, select

from app.catalogue.models import Product
from app.dealers.models import Dealer, DealerProduct, Receipt
from app.extensions import db
from app.photos.models import Photo
from app.promises.models import Promise
from app.visits.judgement import assemble
from app.visits.judgement.evidence import AgreedLine, CountFacts, Delivered, ProductFacts
from app.visits.judgement.models import OrderLine, VisitResults
from app.visits.models import ENTRY, Answer, StockCount, StockLot, Visit

ORDER_ITEM = "visit_order_agreed"


@dataclass(frozen=True)
class PastVisit:
    """A finished visit: its row, answers by item, counts by product, order by product, photos by item."""

    row: Any
    answers: Mapping[str, Any]
    counts: Mapping[int, CountFacts]
    agreed: Mapping[int, AgreedLine]
    photos: Mapping[str, str]


@dataclass(frozen=True)
class Past:
    """A dealer with all his finished visits, oldest first. `judged`: one of them was judged before.
    `stored_orders`: the visits whose order stands in lines of its own already."""

    dealer: Dealer
    visits: tuple[PastVisit, ...]
    products: Mapping[int, ProductFacts]
    carried: tuple[int, ...]
    deliveries: Mapping[int, list[Delivered]]
    promises: tuple[Any, ...]
    stored_orders: frozenset[UUID]
    judged: bool

    @property
    def key_products(self) -> frozenset[int]:
        return frozenset(key for key in self.carried if self.products[key].is_key)


def read_past(dealer_id: int) -> Past:
    """All of it in nine queries."""
    dealer = db.session.get(Dealer, dealer_id)
    of_dealer = select(Visit.id).where(Visit.dealer_id == dealer_id, Visit.finished_at.is_not(None))
    visits = db.session.execute(
        select(
            Visit.id,
            Visit.mode,
            Visit.rep_id,
            Visit.checklist_version_id,
            Visit.started_at,
            Visit.finished_at,
            func.coalesce(Visit.ended_at, Visit.finished_at).label("end"),
        )
        .where(Visit.dealer_id == dealer_id, Visit.finished_at.is_not(None))
        .order_by(Visit.finished_at, Visit.id)
    ).all()
    counts = _counts(of_dealer)
    products, carried = _products(dealer_id, {key for by_key in counts.values() for key in by_key})
    answers, photos, stored = _answers(of_dealer), _photos(of_dealer), _orders(of_dealer)
    return Past(
        dealer,
        tuple(
            PastVisit(
                row, answers[row.id], counts[row.id],
                stored.get(row.id) or _told_order(answers[row.id].get(ORDER_ITEM), products),
                photos[row.id],
            )
            for row in visits
        ),
        products, carried, _deliveries(dealer_id),
        tuple(db.session.execute(select(*_PROMISE).where(Promise.dealer_id == dealer_id)).all()),
        frozenset(stored),
        bool(db.session.scalar(select(exists().where(VisitResults.visit_id.in_(of_dealer))))),
    )  # fmt: skip


_PROMISE = (
    Promise.owner, Promise.due, Promise.state, Promise.settled_on, Promise.moves, Promise.visit_id,
    Promise.moved_to_id, Promise.guard_hits, Promise.guard_rewritten, Promise.answered_at,
)  # fmt: skip


def _answers(of_dealer) -> Mapping[UUID, dict[str, Any]]:
    found = select(Answer.visit_id, Answer.item_key, Answer.state, Answer.evidence, Answer.value)
    rows = db.session.execute(
        found.where(Answer.visit_id.in_(of_dealer), Answer.kind == ENTRY, ~Answer.superseded)
    )
    by_visit: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for row in rows:
        by_visit[row.visit_id][row.item_key] = row
    return by_visit


def _counts(of_dealer) -> Mapping[UUID, dict[int, CountFacts]]:
    counts = db.session.execute(
        select(StockCount.__table__).where(
            StockCount.visit_id.in_(of_dealer), StockCount.kind == ENTRY, ~StockCount.superseded,
            StockCount.counted.is_not(None),
        )
    ).all()  # fmt: skip
    found = select(StockLot.stock_count_id, StockLot.production_date, StockLot.quantity, StockLot.zone)
    lots: dict[UUID, list[Any]] = defaultdict(list)
    joined = found.join(StockCount, StockCount.id == StockLot.stock_count_id)
    for lot in db.session.execute(joined.where(StockCount.visit_id.in_(of_dealer))):
        lots[lot.stock_count_id].append(lot)
    by_visit: dict[UUID, dict[int, CountFacts]] = defaultdict(dict)
    for row in counts:
        by_visit[row.visit_id][row.product_id] = assemble.count_facts(row, lots[row.id])
    return by_visit


def _products(dealer_id: int, counted: Iterable[int]) -> tuple[dict[int, ProductFacts], tuple[int, ...]]:
    carries = (DealerProduct.product_id == Product.id) & (DealerProduct.dealer_id == dealer_id)
    rows = db.session.execute(
        select(Product.__table__, DealerProduct.position.label("place"))
        .outerjoin(DealerProduct, carries)
        .where(or_(DealerProduct.dealer_id.is_not(None), Product.id.in_(list(counted))))
        .order_by(DealerProduct.position, Product.position, Product.id)
    ).all()
    facts = {row.id: assemble.product_facts(row) for row in rows}
    return facts, tuple(row.id for row in rows if row.place is not None)


def _orders(of_dealer) -> dict[UUID, dict[int, AgreedLine]]:
    found = select(OrderLine.visit_id, OrderLine.product_id, OrderLine.agreed, OrderLine.reason)
    orders: dict[UUID, dict[int, AgreedLine]] = {}
    for row in db.session.execute(
        found.where(OrderLine.visit_id.in_(of_dealer), OrderLine.agreed.is_not(None))
    ):
        orders.setdefault(row.visit_id, {})[row.product_id] = AgreedLine(row.agreed, row.reason)
    return orders


def _told_order(answer: Any, products: Mapping[int, ProductFacts]) -> dict[int, AgreedLine]:
    """The order as the answer of the checklist tells it, in cases."""
    rows = (answer.value.get("lines") or ()) if answer is not None else ()
    order = {}
    for row in rows:
        key, cases = int(row["product"]), row.get("agreed")
        if key in products and cases is not None:
            order[key] = AgreedLine(cases * products[key].case_size, row.get("reason") or "")
    return order


def _photos(of_dealer) -> Mapping[UUID, dict[str, str]]:
    found = select(Photo.visit_id, Photo.slot, Photo.id).where(Photo.visit_id.in_(of_dealer))
    photos: dict[UUID, dict[str, str]] = defaultdict(dict)
    for visit_id, slot, photo_id in db.session.execute(
        found.where(Photo.removed_at.is_(None)).order_by(Photo.taken_at)
    ):
        photos[visit_id].setdefault(slot.partition(".")[0], str(photo_id))
    return photos


def _deliveries(dealer_id: int) -> Mapping[int, list[Delivered]]:
    found = select(Receipt.product_id, Receipt.received_on, Receipt.quantity, Receipt.production_date)
    delivered: dict[int, list[Delivered]] = defaultdict(list)
    for row in db.session.execute(found.where(Receipt.dealer_id == dealer_id).order_by(Receipt.received_on)):
        delivered[row.product_id].append(Delivered(*row))
    return delivered
