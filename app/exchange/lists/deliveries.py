"""What was delivered to the dealers that a person may see, in the columns of import."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from app.accounts.models import User
from app.catalogue.models import Product
from app.dealers.models import Receipt
from app.exchange.lists.asked import names_of
from app.exchange.lists.by_dealer import rows_of
from app.exchange.registry import ExportList, Row
from app.exchange.tables.receipts import COLUMNS
from app.messages import Named

_SHOWN = tuple(column for column in COLUMNS if column.key != "cases")


def _rows(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
    wanted = select(
        Receipt.id,
        Product.code.label("product"),
        Receipt.received_on,
        Receipt.quantity,
        Receipt.production_date,
        Receipt.reference,
    ).join(Product, Product.id == Receipt.product_id)
    for dealer, row in rows_of(user, asked, wanted, Receipt.dealer_id, Receipt.received_on, Receipt.id):
        known = row._asdict() | {"dealer": dealer.code}
        yield [known[column.key] for column in _SHOWN]


RECEIPTS = ExportList("receipts", Named("Deliveries", "到货", "到貨"), lambda: names_of(_SHOWN), _rows)
