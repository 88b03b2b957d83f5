"""What a dealer carries of ours, and what reached him."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from app.catalogue.models import Product
from app.dealers.models import Dealer, DealerProduct, Receipt
from app.extensions import db


def products_of(dealer_id: int) -> Sequence[Product]:
    """The products that a dealer carries, discontinued ones too, in the order of his count."""
    return db.session.scalars(
        select(Product)
        .join(DealerProduct, DealerProduct.product_id == Product.id)
        .where(DealerProduct.dealer_id == dealer_id)
        .order_by(DealerProduct.position, Product.position, Product.id)
    ).all()


def dealers_without_products() -> int:
    """How many active dealers carry nothing of ours: there is nothing to count or to order at a visit."""
    none = Dealer.id.not_in(select(DealerProduct.dealer_id))
    return db.session.scalar(select(func.count()).select_from(Dealer).where(Dealer.active, none))


def received_between(dealer_id: int, after: date, until: date) -> dict[int, int]:
    """Base units received by product id, after one day and up to and including another."""
    rows = db.session.execute(
        select(Receipt.product_id, func.sum(Receipt.quantity))
        .where(Receipt.dealer_id == dealer_id, Receipt.received_on > after, Receipt.received_on <= until)
        .group_by(Receipt.product_id)
    )
    return {product_id: int(quantity) for product_id, quantity in rows}


def received_by_day(dealer_id: int, after: date, until: date) -> dict[int, list[tuple[date, int]]]:
    """The same by product id and day: for products that were counted last on different days."""
    rows = db.session.execute(
        select(Receipt.product_id, Receipt.received_on, func.sum(Receipt.quantity))
        .where(Receipt.dealer_id == dealer_id, Receipt.received_on > after, Receipt.received_on <= until)
        .group_by(Receipt.product_id, Receipt.received_on)
    )
    arrived: dict[int, list[tuple[date, int]]] = {}
    for product_id, day, quantity in rows:
        arrived.setdefault(product_id, []).append((day, int(quantity)))
    return arrived
