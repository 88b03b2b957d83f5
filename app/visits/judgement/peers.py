"""Our other dealers, to compare with: read anew every ten minutes, not at every visit."""

from datetime import date, timedelta
from fractions import Fraction

from flask import current_app
from sqlalchemy import BigInteger, cast, func, select

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
KEPT_MINUTES = 10
_COMPARED = ("staff_roster", "mkt_sales_volume")


def peers_on(today: date) -> Peers:
    """Sales per head and our sales of a year, of all dealers of the company."""
    now = clock.utc_now()
    moment = (today, now.hour, now.minute // KEPT_MINUTES)
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
    value = func.sum(cast(Receipt.quantity, BigInteger) * Product.case_price / Product.case_size)
    sold = (
        select(
            Receipt.dealer_id,
            value.label("value"),
            func.min(Receipt.received_on).label("first"),
            func.max(Receipt.received_on).label("last"),
        )
        .join(Product, Product.id == Receipt.product_id)
        .where(Receipt.received_on > today - YEAR, Receipt.received_on <= today)
        .group_by(Receipt.dealer_id)
        .subquery()
    )
    found = select(Dealer.id, Dealer.created_at, sold.c.value, sold.c.first, sold.c.last)
    rows = db.session.execute(found.outerjoin(sold, sold.c.dealer_id == Dealer.id).where(Dealer.active)).all()
    first = min((row.first for row in rows if row.first), default=None)
    if first is None:
        return (), 0
    return tuple(map(_dealer_sales, rows)), min(12, (today - first).days // MONTH)


def _dealer_sales(row) -> DealerSales:
    made = clock.local(row.created_at).date()
    since = min(made, row.first) if row.first else made
    return DealerSales(str(row.id), int(row.value or 0), row.last, since)
