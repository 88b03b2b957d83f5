"""Stock that will not sell in time, over all dealers: by product, and the lots that expire first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import CTE, Date, Integer, Select, cast, func, literal_column, null, select, union_all

from app.catalogue.models import Product
from app.dashboards.scope import Scope
from app.dealers.models import Dealer
from app.extensions import db
from app.visits.tallies.models import RiskLot

SHOWN = 8
_ALL, _PRODUCT, _LOT = range(3)


@dataclass(frozen=True)
class AtRisk:
    """Units at risk, minor units of money (None: no price), in how many places (lots of single dealers) they
    lie, and when the first of them expires; `produced_on` None stands for all lots of the product."""

    product_id: int
    product: str
    produced_on: date | None
    units: int
    money: int | None
    places: int
    expires_on: date


@dataclass(frozen=True)
class Stock:
    """The products with most money at risk (`more` if there are others), the lots to expire first, the money
    in all (None: nothing has a price), and how many lots that leaves out for want of a price."""

    products: list[AtRisk]
    lots: list[AtRisk]
    money: int | None
    unpriced: int
    more: bool


def stock_at_risk(scope: Scope, locale: str) -> Stock:
    """What is at risk in a scope, in one question that goes through the lots once."""
    rows = db.session.execute(_asked(scope)).all()
    whole = next(row for row in rows if row.what == _ALL)
    products = [_at_risk(row, locale) for row in rows if row.what == _PRODUCT]
    products.sort(key=lambda each: (-(each.money or 0), each.product_id))
    lots = [_at_risk(row, locale) for row in rows if row.what == _LOT]
    lots.sort(key=lambda each: (each.expires_on, each.product_id, each.produced_on))
    money, unpriced = _whole_number(whole.money), (whole.places or 0) - (whole.priced or 0)
    return Stock(products[: scope.most(SHOWN)], lots, money, int(unpriced), len(products) > scope.most(SHOWN))


def _at_risk(row, locale: str) -> AtRisk:
    return AtRisk(
        row.product_id, row.name_en if locale == "en" else row.name_zh, row.produced_on, int(row.units),
        _whole_number(row.money), int(row.places), row.expires_on,
    )  # fmt: skip


def _whole_number(found) -> int | None:
    return None if found is None else int(found)  # PostgreSQL adds up to a Decimal


def _asked(scope: Scope) -> Select:
    lots = _lots(scope)
    parts = (_whole(lots), _products(lots, scope.most(SHOWN)), _first(lots))
    found = union_all(*(select(part.subquery()) for part in parts)).subquery()
    names = select(*found.c, Product.name_en, Product.name_zh)
    return names.outerjoin(Product, Product.id == found.c.product_id)


def _lots(scope: Scope) -> CTE:
    """Each lot over all dealers: as many rows as there are products and dates on their stock."""
    lot = (RiskLot.product_id, RiskLot.produced_on)
    found = (
        select(
            *lot, func.sum(RiskLot.risk).label("units"), func.sum(RiskLot.money).label("money"),
            func.count().label("places"), func.count(RiskLot.money).label("priced"),
            func.min(RiskLot.expires_on).label("expires_on"),
        )
        .group_by(*lot)
    )  # fmt: skip
    if not scope.is_everything:  # of dealers that were given up there are none
        found = found.join(Dealer, Dealer.id == RiskLot.dealer_id).where(scope.dealers())
    return found.cte("lots")


def _sums(lots: CTE) -> list:
    return [func.sum(lots.c[name]).label(name) for name in ("units", "money", "places", "priced")]


def _whole(lots: CTE) -> Select:
    expires_on = func.min(lots.c.expires_on).label("expires_on")
    return select(_what(_ALL), cast(null(), Integer).label("product_id"), _NO_DAY, *_sums(lots), expires_on)


def _products(lots: CTE, most: int) -> Select:
    money = func.coalesce(func.sum(lots.c.money), 0)
    found = select(
        _what(_PRODUCT), lots.c.product_id, _NO_DAY, *_sums(lots),
        func.min(lots.c.expires_on).label("expires_on"),
    )  # fmt: skip
    return found.group_by(lots.c.product_id).order_by(money.desc(), lots.c.product_id).limit(most + 1)


def _first(lots: CTE) -> Select:
    order = (lots.c.expires_on, lots.c.product_id, lots.c.produced_on)
    return select(_what(_LOT), *lots.c).order_by(*order).limit(SHOWN)


_NO_DAY = cast(null(), Date).label("produced_on")


def _what(what: int):
    return literal_column(str(what)).label("what")
