"""Stock that will not sell in time, over all dealers: by product, and the lots that expire first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select

from app.catalogue.models import Product
from app.dashboards.scope import Scope
from app.dealers.models import Dealer
from app.extensions import db
from app.visits.tallies.models import RiskLot

SHOWN = 8


@dataclass(frozen=True)
class AtRisk:
    """Units at risk at some dealers, minor units of money (None: no price), and when the first of them
    expires; `produced_on` names a lot, None stands for all lots of the product."""

    product_id: int
    product: str
    produced_on: date | None
    units: int
    money: int | None
    dealers: int
    expires_on: date


@dataclass(frozen=True)
class Stock:
    """The products with most money at risk, the lots to expire first, and the money in all."""

    products: list[AtRisk]
    lots: list[AtRisk]
    money: int
    more: bool


def stock_at_risk(scope: Scope, locale: str) -> Stock:
    """What is at risk in a scope, in two questions."""
    products = db.session.execute(_products(scope)).all()
    lots = db.session.execute(_lots(scope)).all() if products else []
    return Stock(
        [_at_risk(row, None, locale) for row in products[:SHOWN]],
        [_at_risk(row, row.produced_on, locale) for row in lots],
        int(products[0].whole or 0) if products else 0,
        len(products) > SHOWN,
    )


def _at_risk(row, produced_on: date | None, locale: str) -> AtRisk:
    name = row.name_en if locale == "en" else row.name_zh
    money = None if row.money is None else int(row.money)
    return AtRisk(row.id, name, produced_on, int(row.units), money, row.dealers, row.expires_on)


def _grouped(scope: Scope, *by) -> Select:
    by = (Product.id, Product.name_en, Product.name_zh, *by)
    return (
        select(
            *by, func.sum(RiskLot.risk).label("units"), func.sum(RiskLot.money).label("money"),
            func.count(RiskLot.dealer_id.distinct()).label("dealers"),
            func.min(RiskLot.expires_on).label("expires_on"),
        )
        .select_from(RiskLot)
        .join(Product, Product.id == RiskLot.product_id)
        .join(Dealer, Dealer.id == RiskLot.dealer_id)
        .where(scope.dealers())
        .group_by(*by)
    )  # fmt: skip


def _products(scope: Scope) -> Select:
    whole = func.sum(func.sum(RiskLot.money)).over().label("whole")
    money = func.coalesce(func.sum(RiskLot.money), 0)
    return _grouped(scope).add_columns(whole).order_by(money.desc(), Product.id).limit(SHOWN + 1)


def _lots(scope: Scope) -> Select:
    first = func.min(RiskLot.expires_on)
    return _grouped(scope, RiskLot.produced_on).order_by(first, Product.id, RiskLot.produced_on).limit(SHOWN)
