"""Which products there are."""

from collections.abc import Sequence

from sqlalchemy import select

from app.catalogue.models import Product
from app.extensions import db


def all_products() -> Sequence[Product]:
    """Our active products in catalogue order."""
    return db.session.scalars(
        select(Product).where(Product.active).order_by(Product.position, Product.id)
    ).all()
