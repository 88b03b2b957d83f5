"""Lots that will not sell in time, dealer by dealer, the first to expire first."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Row, Select, select

from app.catalogue.models import Product
from app.dashboards.rows.lines import Line, Listing, whole
from app.dashboards.scope import Scope
from app.dealers.models import Dealer
from app.i18n import money, number, show_date
from app.leverage.settings import Settings
from app.locality import currency
from app.visits.tallies.models import RiskLot


def stock(scope: Scope, asked: Mapping[str, str], _settings: Settings, locale: str) -> Listing:
    """The lots at risk: of one ``product``, of one production date (``lot``), or all."""
    found = (
        select(
            Dealer.id.label("dealer_id"), Dealer.code, Dealer.name_en.label("dealer_en"),
            Dealer.name_zh.label("dealer_zh"), Product.code.label("product_code"), Product.name_en,
            Product.name_zh, RiskLot.produced_on, RiskLot.risk, RiskLot.quantity, RiskLot.money,
            RiskLot.expires_on, RiskLot.counted_on,
        )
        .select_from(RiskLot)
        .join(Dealer, Dealer.id == RiskLot.dealer_id)
        .join(Product, Product.id == RiskLot.product_id)
        .where(scope.dealers())
    )  # fmt: skip
    order = (RiskLot.expires_on, RiskLot.dealer_id, RiskLot.product_id, RiskLot.produced_on)
    return Listing(
        _asked(found, asked), order, lambda row: _line(row, scope, locale),
        lambda row: _cells(row, locale), _telling(asked, locale),
    )  # fmt: skip


def stock_head() -> list[str]:
    """The columns of the list as a file."""
    return [
        _("Dealer code"), _("Dealer"), _("Product code"), _("Product"), _("Made on"), _("Units at risk"),
        _("Units counted"), _("Money at risk"), _("Expires on"), _("Counted on"),
    ]  # fmt: skip


def _asked(found: Select, asked: Mapping[str, str]) -> Select:
    if (product := whole(asked.get("product"))) is not None:
        found = found.where(RiskLot.product_id == product)
    if (lot := _lot(asked)) is not None:
        found = found.where(RiskLot.produced_on == lot)
    return found


def _lot(asked: Mapping[str, str]) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(asked.get("lot") or "")
    return None


def _telling(asked: Mapping[str, str], locale: str) -> Callable[[Row | None], list[str]]:
    def told(first: Row | None) -> list[str]:
        said = [_names(first, locale)[1]] if whole(asked.get("product")) is not None and first else []
        return said + ([_("made %(day)s", day=show_date(lot))] if (lot := _lot(asked)) else [])

    return told


def _names(row: Row, locale: str) -> tuple[str, str]:
    english = locale == "en"
    return row.dealer_en if english else row.dealer_zh, row.name_en if english else row.name_zh


def _line(row: Row, scope: Scope, locale: str) -> Line:
    dealer, product = _names(row, locale)
    units = _("%(risk)s of %(quantity)s units", risk=number(row.risk), quantity=number(row.quantity))
    produced = _("made %(day)s", day=show_date(row.produced_on))
    counted = _("counted %(day)s", day=show_date(row.counted_on))
    over = row.expires_on < scope.today
    day = show_date(row.expires_on)
    return Line(
        dealer, url_for("timeline.dealer", dealer_id=row.dealer_id, kind="counts"),
        " · ".join((product, units, produced, counted)),
        ("bad", _("expired %(day)s", day=day)) if over else ("warn", _("expires %(day)s", day=day)),
        money(row.money) if row.money is not None else None,
    )  # fmt: skip


def _cells(row: Row, locale: str) -> list:
    dealer, product = _names(row, locale)
    amount = None if row.money is None else row.money / currency().minor
    return [
        row.code, dealer, row.product_code, product, row.produced_on, row.risk, row.quantity, amount,
        row.expires_on, row.counted_on,
    ]  # fmt: skip
