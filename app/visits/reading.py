"""How the web side reads and writes answers: the company's day, our products as choices, the reader's figures."""

from dataclasses import dataclass
from datetime import date

from flask_babel import format_decimal

from app import clock, i18n
from app.dealers.products import products_of
from app.checklists.answers import describe, short
from app.checklists.item_types import FieldContext
from app.checklists.specs import Item, Option
from app.checklists.texts import Text


class ReaderFormatters:
    """Figures as the signed-in reader writes them."""

    def number(self, value: int | float, locale: str) -> str:
        return format_decimal(value)

    def money(self, minor_units: int, locale: str) -> str:
        return i18n.money(minor_units)

    def date(self, value: date, locale: str) -> str:
        return i18n.show_date(value)

    def time(self, value: str, locale: str) -> str:
        return value


@dataclass(frozen=True)
class Reader:
    """Turns stored values into the reader's words; made once a request for one dealer."""

    context: FieldContext
    locale: str

    def short(self, item: Item, value: dict | None) -> str:
        """One line, at most 80 characters; empty for no value."""
        return short(item, value, self.locale, self.context)

    def lines(self, item: Item, value: dict | None) -> list[tuple[str, str]]:
        """Label (may be empty) and words of each filled field."""
        shown = describe(item, value, self.locale, self.context)
        return [(label.in_locale(self.locale) if label else "", words) for label, words in shown]


def field_context(dealer_id: int) -> FieldContext:
    """What answer types need to know to parse and show answers about a dealer."""
    options = tuple(
        Option(str(product.id), Text(product.name_en, product.name_zh, product.name_zh))
        for product in products_of(dealer_id)
    )
    return FieldContext(
        today=clock.today(), options={"products": options}, formatters=ReaderFormatters()
    )


def reader_for(dealer_id: int) -> Reader:
    """A Reader for pages about one dealer."""
    return Reader(field_context(dealer_id), i18n.locale())
