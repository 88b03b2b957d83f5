"""Our other dealers, to compare with: read anew every hour, not at every visit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from flask import current_app
from sqlalchemy import Row, Select, and_, func, select

from app import clock
from app.catalogue.models import Product
from app.dealers.models import Dealer, Receipt
from app.extensions import db
from app.leverage.figures import nearest
from app.leverage.visiting import DealerSales
from app.visits.judgement.book import middle_of
from app.visits.judgement.evidence import Peers
from app.visits.models import Answer, LastAnswer

YEAR, MONTH = timedelta(days=365), 30
COMPARED = ("staff_roster", "mkt_sales_volume")


def peers_on(today: date) -> Peers:
    """Sales per head and our sales of a year, of all dealers of the company."""
    moment = (today, clock.utc_now().hour)
    kept = current_app.extensions.get("judged_peers")
    if kept is None or kept[0] != moment:
        shares, tiers = per_head()
        kept = moment, Peers(shares, *sales_on(today), tiers)
        current_app.extensions["judged_peers"] = kept
    return kept[1]


def per_head() -> tuple[dict[int, int], dict[int, str]]:
    """Monthly sales per head of every dealer whose people and sales are known, by dealer id (rule D3), and
    the city tiers of those of whom it is told."""
    found = (
        select(LastAnswer.dealer_id, LastAnswer.item_key, Answer.value, Dealer.city_tier)
        .join(Answer, Answer.id == LastAnswer.answer_id)
        .join(Dealer, Dealer.id == LastAnswer.dealer_id)
        .where(LastAnswer.item_key.in_(COMPARED))
    )
    rows = db.session.execute(found).all()
    shares = shares_of((row.dealer_id, row.item_key, row.value) for row in rows)
    return shares, {row.dealer_id: row.city_tier for row in rows if row.city_tier is not None}


def shares_of(answers: Iterable[tuple[int, str, dict]]) -> dict[int, int]:
    """Monthly sales per head by dealer id, of answers to COMPARED: (dealer id, item, value), newest last."""
    told: dict[int, dict[str, dict]] = {}
    for dealer_id, key, value in answers:
        told.setdefault(dealer_id, {})[key] = value
    shares = {dealer_id: _share(values) for dealer_id, values in told.items()}
    return {dealer_id: share for dealer_id, share in shares.items() if share is not None}


def _share(values: dict[str, dict]) -> int | None:
    rows = values.get("staff_roster", {}).get("staff") or ()
    heads = sum(row.get("headcount") or 0 for row in rows) - Fraction(
        sum(row.get("part_time") or 0 for row in rows), 2
    )
    sales = middle_of(values.get("mkt_sales_volume", {}).get("last_month"))
    return nearest(sales / heads) if heads > 0 and sales is not None else None


def sales_on(today: date) -> tuple[tuple[DealerSales, ...], int]:
    """Our sales to each active dealer within a year up to a day, and the months that the deliveries reach
    back. Who became a dealer after that day is left out."""
    dealers: dict[int, _Total] = {}
    for row in db.session.execute(_delivered(today)):
        if row.id not in dealers:
            dealers[row.id] = _Total(row.active, clock.local(row.created_at).date())
        dealers[row.id].add(row)
    known = (total.sales(dealer_id) for dealer_id, total in dealers.items() if total.active)
    sales = tuple(each for each in known if each.since <= today)
    first = min((total.first for total in dealers.values() if total.first), default=None)
    return (sales, min(12, (today - first).days // MONTH)) if first else ((), 0)


def _delivered(today: date) -> Select:
    """All dealers with what each was delivered within a year, a row a product, and what it costs.

    Begun at the dealers, so that years of older deliveries are stepped over in the index; summed by product
    before its price is looked up.
    """
    of_year = and_(
        Receipt.dealer_id == Dealer.id, Receipt.received_on > today - YEAR, Receipt.received_on <= today
    )
    summed = (
        select(
            Dealer.id, Dealer.active, Dealer.created_at, Receipt.product_id,
            func.sum(Receipt.quantity).label("quantity"),
            func.min(Receipt.received_on).label("first"), func.max(Receipt.received_on).label("last"),
        )
        .outerjoin(Receipt, of_year)
        .group_by(Dealer.id, Receipt.product_id)
        .subquery()
    )  # fmt: skip
    return (
        select(summed, Product.case_price, Product.case_size)
        .outerjoin(Product, Product.id == summed.c.product_id)
        .order_by(summed.c.id)
    )


@dataclass
class _Total:
    """A dealer, and what he was delivered: its value, and the first and the last day."""

    active: bool
    made: date
    value: int = 0
    first: date | None = None
    last: date | None = None

    def add(self, row: Row) -> None:
        """One product's deliveries; none at all leave it as it is."""
        if row.product_id is not None:
            self.value += row.quantity * (row.case_price or 0) // row.case_size
            self.first = min(self.first or row.first, row.first)
            self.last = max(self.last or row.last, row.last)

    def sales(self, dealer_id: int) -> DealerSales:
        made = min(self.made, self.first) if self.first else self.made
        return DealerSales(str(dealer_id), self.value, self.last, made)
