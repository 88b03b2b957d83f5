"""Changing the company itself: name, logo, where it is, how long it keeps sensitive facts."""

from base64 import b64encode
from hashlib import sha256

from flask_babel import gettext as _
from sqlalchemy import exists, select

from app.accounts.audit import record
from app.accounts.models import Company
from app.admin.forms.company import CompanyForm
from app.admin.saving import assign, changes
from app.catalogue.models import Product
from app.extensions import db
from app.locality import currency_of
from app.visits.models import Visit


def the_company() -> Company:
    """The company's row, held until the transaction ends."""
    return db.session.scalars(select(Company).with_for_update()).one()


def change_company(row: Company, form: CompanyForm, logo: bytes | None) -> bool:
    """Take over the form, and the `logo` when one was sent; False, with the error in the form, for a currency
    that the amounts already kept cannot be read in."""
    facts = form.facts()
    if _decimals_differ(row.currency, facts["currency"]) and _has_amounts():
        said = _(
            "Amounts are kept with the decimals of %(code)s. Choose a currency with as many.",
            code=row.currency,
        )
        form.currency.errors = [said]
        return False
    before = {name: getattr(row, name) for name in (*facts, "logo_mark")}
    assign(row, facts)
    if logo is not None:
        row.logo, row.logo_mark = b64encode(logo).decode(), sha256(logo).hexdigest()[:16]
    elif form.no_logo.data:
        row.logo = row.logo_mark = None
    _note(before, {name: getattr(row, name) for name in before})
    return True


def _decimals_differ(one: str, other: str) -> bool:
    return currency_of(one).digits != currency_of(other).digits


def _has_amounts() -> bool:
    priced = exists(select(Product.id).where(Product.case_price.is_not(None)))
    return db.session.scalar(select(priced | exists(select(Visit.id))))


def _note(before: dict, after: dict) -> None:
    noted = changes(before, after)
    if noted.pop("logo_mark", None):
        noted["logo"] = after["logo_mark"] is not None
    if noted:
        record("company_changed", after["name"], **noted)
