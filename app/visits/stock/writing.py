"""Writing one product's count: the row, its lots beside it, and the product among those he carries."""

from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from app.dealers.models import DealerProduct
from app.extensions import db
from app.visits.entries import Outcome, Write, write_entry
from app.visits.models import StockLot, Visit
from app.visits.stock.rows import StockRow
from app.visits.stock.values import CountValues, Lot


def write_count(visit: Visit, user_id: int, row: StockRow, write: Write, values: CountValues) -> Outcome:
    """Store a count of the row's product as `write_entry` does, lots and all; commits nothing.

    A replay writes no lot twice. A product that the dealer did not carry so far is added to those he does.
    """
    outcome = write_entry(visit, user_id, {"product_id": row.product.id}, write, values.columns())
    if outcome.status == "stored":
        _insert_lots(write.id, values.lots)
    elif outcome.status == "conflict":
        keep_lots(write.id, values.lots)
    if outcome.status == "stored" and not row.carried:
        carry(visit.dealer_id, row.product.id)
    return outcome


def keep_lots(count_id: UUID, lots: tuple[Lot, ...]) -> None:
    """Write the lots of a count that may be told again; they are written once."""
    if not _has_lots(count_id):
        _insert_lots(count_id, lots)


def _has_lots(count_id: UUID) -> bool:
    # A conflict may be new or be told again; only the new one still lacks its lots.
    found = select(StockLot.id).where(StockLot.stock_count_id == count_id).limit(1)
    return db.session.scalar(found) is not None


def _insert_lots(count_id: UUID, lots: tuple[Lot, ...]) -> None:
    rows = [
        {"stock_count_id": count_id, "production_date": lot.production_date,
         "quantity": lot.quantity, "zone": lot.zone}
        for lot in lots
    ]  # fmt: skip
    if rows:
        db.session.execute(insert(StockLot), rows)


def carry(dealer_id: int, product_id: int) -> None:
    """Add a product to those that the dealer carries."""
    last = select(func.max(DealerProduct.position)).where(DealerProduct.dealer_id == dealer_id)
    end = db.session.scalar(last)
    try:
        with db.session.begin_nested():
            db.session.add(DealerProduct(dealer_id=dealer_id, product_id=product_id, position=(end or 0) + 1))
    except IntegrityError:
        pass  # two counts of it were stored at the same moment
