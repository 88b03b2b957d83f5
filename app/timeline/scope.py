"""Whose timeline is read, by whom, and in which words; made once a request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import Row, bindparam, select

from app import clock, i18n
from app.accounts.models import User
from app.catalogue.models import Product
from app.checklists.content import Checklist
from app.checklists.queries import checklist
from app.dealers.models import Dealer, DealerProduct
from app.extensions import db
from app.visits.reading import Reader, context_with

_CARRIED = (
    select(Product.id, Product.name_en, Product.name_zh, Product.case_size)
    .join(DealerProduct, DealerProduct.product_id == Product.id)
    .where(DealerProduct.dealer_id == bindparam("dealer"))
    .order_by(DealerProduct.position, Product.id)
)


@dataclass
class Scope:
    """The dealer, the reader, and what is needed to say things to him."""

    dealer: Dealer
    viewer: User
    locale: str

    @cached_property
    def carried(self) -> Sequence[Row]:
        """``(id, name_en, name_zh, case_size)`` of all products that the dealer carries or carried."""
        return db.session.connection().execute(_CARRIED, {"dealer": self.dealer.id}).all()

    @cached_property
    def reader(self) -> Reader:
        """Turns stored values into the reader's words."""
        return Reader(context_with(self.carried), self.locale)

    @cached_property
    def products(self) -> dict[int, str]:
        """Name by product id."""
        return {one.id: one.name_en if self.locale == "en" else one.name_zh for one in self.carried}

    @cached_property
    def case_sizes(self) -> dict[int, int]:
        """Pieces in a case by product id."""
        return {one.id: one.case_size for one in self.carried}

    @cached_property
    def names(self) -> int:
        """A digest of the products' names: entries that show them are drawn anew when one is renamed."""
        return hash(tuple(self.carried))

    @cached_property
    def this_year(self) -> int:
        """Days of this year are written without it."""
        return clock.today().year

    def day(self, moment: datetime | date) -> str:
        """A day, or the local day of a moment, in the reader's words."""
        day = clock.local(moment).date() if isinstance(moment, datetime) else moment
        return i18n.date_in(self.locale, day, self.this_year)

    def checklist(self, version_id: int) -> Checklist:
        """The checklist that a visit was answered under."""
        return checklist(version_id)

    def may_see_self(self, rep_id: int) -> bool:
        """Whether the reader may see the self-check of a rep: the rep himself, and his supervisor."""
        return self.viewer.id == rep_id or self.viewer.role == "supervisor"


def self_mask(content: Checklist) -> int:
    """Bit n is set where section n is private to rep and supervisor."""
    return sum(1 << number for number, section in enumerate(content.sections) if section.audience == "self")
