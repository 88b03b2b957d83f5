"""The form of a product."""

import wtforms
from flask_babel import lazy_gettext as _l

from app.admin.fields import Money, Whole
from app.admin.forms.names import TwoNames
from app.forms import Line


class ProductForm(TwoNames):
    """What it is called, how it is packed, how long it keeps, what it costs and earns."""

    code = Line(_l("Code"), 40, needed=True, description=_l("As on your price list."))
    category = Line(_l("Category"), 40, needed=True, description=_l("For example drinks."))
    case_size = Whole(_l("Pieces in a case"), 1, 10_000, needed=True)
    shelf_days = Whole(_l("Shelf life"), 1, 3650)
    case_price = Money(_l("Price of a case"), description=_l("What the dealer pays us."))
    case_margin = Money(_l("Dealer's margin on a case"), description=_l("What he earns."))
    minimum_cases = Whole(
        _l("Smallest order"), 0, 9_999, description=_l("Fewer cases are not delivered. Blank: any number.")
    )
    pallet_cases = Whole(
        _l("Cases in a layer or on a pallet"), 2, 9_999, description=_l("Only a hint beside the order.")
    )
    is_key = wtforms.BooleanField(_l("Key product"), description=_l("Counted at every visit."))
    active = wtforms.BooleanField(_l("We sell it"), default=True)

    def facts(self) -> dict:
        """The product's columns."""
        plain = {name: self[name].data for name in _PLAIN}
        return {**self.names(), **plain, "minimum_cases": self.minimum_cases.data or 0}


_PLAIN = (
    "code", "category", "case_size", "shelf_days", "case_price", "case_margin", "pallet_cases", "is_key",
    "active",
)  # fmt: skip
