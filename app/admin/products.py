"""Adding and changing products."""

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.accounts.audit import record
from app.admin.forms.product import ProductForm
from app.admin.saving import assign, changes, flush_unique
from app.catalogue.models import Product
from app.extensions import db

WATCHED = (
    "case_size", "shelf_days", "case_price", "case_margin", "minimum_cases", "pallet_cases",
    "season_from", "season_to", "is_key", "active",
)  # fmt: skip


def add_product(form: ProductForm) -> bool:
    """A new product, last in the catalogue; False, with the error in the form, when its code is taken."""
    last = db.session.scalar(select(func.max(Product.position)))
    db.session.add(Product(**form.facts(), position=(last or 0) + 1))
    if not _written(form):
        return False
    record("product_added", form.code.data)
    return True


def change_product(product: Product, form: ProductForm) -> bool:
    """Change a product; False, with the error in the form, when its code is taken."""
    before, facts = {name: getattr(product, name) for name in WATCHED}, form.facts()
    assign(product, facts)
    if not _written(form):
        return False
    if noted := changes(before, facts):
        record("product_changed", product.code, **noted)
    return True


def _written(form: ProductForm) -> bool:
    return flush_unique(form.code, _("Another product has this code."))
