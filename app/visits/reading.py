"""How the web side reads and writes answers: the company's day, our products as choices, figures in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app import clock, i18n
from app.catalogue.models import Product
from app.checklists.answers import DELETED, Brief, brief, describe, short
from app.checklists.item_types import FieldContext
from app.checklists.specs import Item, Option
from app.checklists.texts import Text
from app.dealers.products import products_of
from app.locality import currency


@dataclass(frozen=True)
class ReaderFormatters:
    """Figures as a reader of a locale writes them; dates of this year without it."""

    this_year: int

    def number(self, value: int | float, locale: str) -> str:
        return i18n.number_in(locale, value)

    def money(self, minor_units: int, locale: str) -> str:
        return i18n.money_in(locale, minor_units)

    def date(self, value: date, locale: str) -> str:
        return i18n.date_in(locale, value, self.this_year)

    def time(self, value: str, locale: str) -> str:
        return value


@dataclass(frozen=True)
class Reader:
    """Turns stored values into the reader's words; made once a request for one dealer."""

    context: FieldContext
    locale: str

    def short(self, item: Item, value: dict | None) -> str:
        """One line, at most 80 characters; empty for no value."""
        if value == DELETED:
            return _("deleted after its time")
        return short(item, value, self.locale, self.context)

    def brief(self, item: Item, value: dict | None) -> Brief:
        """What fits beside the question."""
        return brief(item, value, self.locale, self.context)

    def lines(self, item: Item, value: dict | None) -> list[tuple[str, str]]:
        """Label (may be empty) and words of each filled field."""
        if value == DELETED:
            return [("", _("deleted after its time"))]
        shown = describe(item, value, self.locale, self.context)
        return [(label.in_locale(self.locale) if label else "", words) for label, words in shown]


def context_for(item: Item, dealer_id: int, on: date | None = None) -> FieldContext:
    """`field_context` for one item; our products are read only where the item offers them.

    `on` is the day of the writing, where that is not today: an answer may arrive days later.
    """
    offered = (each.options_from for field in item.fields for each in (field, *field.columns))
    options = _options(products_of(dealer_id)) if any(offered) else {}
    return _context(options, on)


def field_context(dealer_id: int) -> FieldContext:
    """What answer types need to know to parse and show answers about a dealer."""
    return context_with(products_of(dealer_id))


def context_with(products: Iterable[Product]) -> FieldContext:
    """The same with the dealer's products already read."""
    return _context(_options(products))


def _options(products: Iterable[Product]) -> dict[str, tuple[Option, ...]]:
    ours = (
        Option(str(product.id), Text(product.name_en, product.name_zh, product.name_zh))
        for product in products
    )
    return {"products": tuple(ours)}


def _context(options: dict[str, tuple[Option, ...]], on: date | None = None) -> FieldContext:
    today = clock.today()
    return FieldContext(
        today=on or today, options=options, currency_digits=currency().digits,
        formatters=ReaderFormatters(today.year),
    )  # fmt: skip


def reader_for(dealer_id: int) -> Reader:
    """A Reader for pages about one dealer."""
    return Reader(field_context(dealer_id), i18n.locale())
