"""Our products, in the columns of import."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from app.accounts.models import User
from app.catalogue.models import Product
from app.exchange.batches import each_of
from app.exchange.lists.asked import amount, holding, names_of, yes_or_no
from app.exchange.registry import ExportList, Row
from app.exchange.tables.products import COLUMNS
from app.messages import Named


def _rows(user: User, asked: Mapping[str, str]) -> Iterator[Row]:
    wanted = select(*(getattr(Product, column.key) for column in COLUMNS))
    wanted = holding(wanted, asked, Product.code, Product.name_en, Product.name_zh, Product.category)
    for row in each_of(wanted, Product.code):
        yield [_cell(key, value) for key, value in row._mapping.items()]


def _cell(key: str, value):
    if isinstance(value, bool):
        return yes_or_no(value)
    return amount(value) if key in ("case_price", "case_margin") else value


PRODUCTS = ExportList(
    "products", Named("Products", "产品", "產品"), lambda: names_of(COLUMNS), _rows, "admin"
)
