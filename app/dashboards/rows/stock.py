"""Lots that will not sell in time, dealer by dealer, the first to expire first."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Row, Select, select

from app.catalogue.models import Product
from app.dashboards.rows.lines import Line, Lines, lines_of
from app.dashboards.scope import Scope
from app.dealers.models import Dealer
from app.i18n import money, number, show_date
from app.visits.tallies.models import RiskLot


def stock_lines(scope: Scope, asked: Mapping[str, str], locale: str) -> Lines:
    """The lots at risk: of one ``product``, of one production date (``lot``), or all."""
    found = (
        select(
            Dealer.id.label("dealer_id"), Dealer.name_en.label("dealer_en"),
            Dealer.name_zh.label("dealer_zh"), Product.name_en, Product.name_zh, RiskLot.produced_on,
            RiskLot.risk, RiskLot.quantity, RiskLot.money, RiskLot.expires_on, RiskLot.counted_on,
        )
        .select_from(RiskLot)
        .join(Dealer, Dealer.id == RiskLot.dealer_id)
        .join(Product, Product.id == RiskLot.product_id)
        .where(scope.dealers())
    )  # fmt: skip
    order = (RiskLot.expires_on, RiskLot.dealer_id, RiskLot.product_id, RiskLot.produced_on)
    return lines_of(
        _asked(found, asked), order, asked.get("after") or "", lambda row: _line(row, scope, locale)
    )


def _asked(found: Select, asked: Mapping[str, str]) -> Select:
    product = asked.get("product") or ""
    if product.isascii() and product.isdigit() and len(product) < 10:
        found = found.where(RiskLot.product_id == int(product))
    with suppress(ValueError):
        found = found.where(RiskLot.produced_on == date.fromisoformat(asked.get("lot") or ""))
    return found


def _line(row: Row, scope: Scope, locale: str) -> Line:
    english = locale == "en"
    units = _("%(risk)s of %(quantity)s units", risk=number(row.risk), quantity=number(row.quantity))
    produced = _("made %(day)s", day=show_date(row.produced_on))
    counted = _("counted %(day)s", day=show_date(row.counted_on))
    over = row.expires_on < scope.today
    day = show_date(row.expires_on)
    return Line(
        row.dealer_en if english else row.dealer_zh,
        url_for("timeline.dealer", dealer_id=row.dealer_id, kind="counts"),
        " · ".join((row.name_en if english else row.name_zh, units, produced, counted)),
        ("bad", _("expired %(day)s", day=day)) if over else ("warn", _("expires %(day)s", day=day)),
        money(row.money) if row.money is not None else None,
    )
