"""Our other dealers, to compare with: read anew every hour, not at every visit."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from flask import current_app
from sqlalchemy import func, select

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
_COMPARED = ("staff_roster", "mkt_sales_volume")


def peers_on(today: date) -> Peers:
    """Sales per head and our sales of a year, of all dealers of the company."""
    moment = (today, clock.utc_now().hour)
    kept = current_app.extensions.get("judged_peers")
    if kept is None or kept[0] != moment:
        kept = moment, Peers(per_head(), *_sales(today))
        current_app.extensions["judged_peers"] = kept
    return kept[1]


def per_head() -> dict[int, int]:
    """Monthly sales per head of every dealer whose people and sales are known, by dealer id (rule D3)."""
    found = (
        select(LastAnswer.dealer_id, LastAnswer.item_key, Answer.value)
        .join(Answer, Answer.id == LastAnswer.answer_id)
        .where(LastAnswer.item_key.in_(_COMPARED))
    )
    told: dict[int, dict[str, dict]] = {}
    for dealer_id, key, value in db.session.execute(found):
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


def _sales(today: date) -> tuple[tuple[DealerSales, ...], int]:
    """Our sales to each active dealer within a year, and the months that the deliveries reach back."""
    totals = _totals(today)
    if not totals:
        return (), 0
    found = db.session.execute(select(Dealer.id, Dealer.created_at).where(Dealer.active))
    sales = tuple(
        _dealer_sales(dealer_id, clock.local(made).date(), totals.get(dealer_id)) for dealer_id, made in found
    )
    first = min(total.first for total in totals.values())
    return sales, min(12, (today - first).days // MONTH)


@dataclass
class _Total:
    """What a dealer was delivered: its value, and the first and the last day."""

    value: int
    first: date
    last: date


def _totals(today: date) -> dict[int, _Total]:
    # Summed by product first, so that a million deliveries need not each look up a price.
    rows = db.session.execute(
        select(
            Receipt.dealer_id,
            Receipt.product_id,
            func.sum(Receipt.quantity),
            func.min(Receipt.received_on),
            func.max(Receipt.received_on),
        )
        .where(Receipt.received_on > today - YEAR, Receipt.received_on <= today)
        .group_by(Receipt.dealer_id, Receipt.product_id)
    ).all()
    prices = {
        key: Fraction(price or 0, size)
        for key, price, size in db.session.execute(select(Product.id, Product.case_price, Product.case_size))
    }
    totals: dict[int, _Total] = {}
    for dealer_id, product_id, quantity, first, last in rows:
        total = totals.setdefault(dealer_id, _Total(0, first, last))
        total.value += int(quantity * prices[product_id])
        total.first, total.last = min(total.first, first), max(total.last, last)
    return totals


def _dealer_sales(dealer_id: int, made: date, total: _Total | None) -> DealerSales:
    if total is None:
        return DealerSales(str(dealer_id), 0, None, made)
    return DealerSales(str(dealer_id), total.value, total.last, min(made, total.first))
