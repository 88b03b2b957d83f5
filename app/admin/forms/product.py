"""The form of a product."""

import wtforms
from flask_babel import LazyString, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.admin.fields import Money, Whole
from app.admin.forms.names import TwoNames
from app.forms import Choice, Line


def _month(number: int) -> str:
    return get_locale().months["stand-alone"]["wide"][number]


ALL_YEAR = {"": _l("All year round"), **{str(each): LazyString(_month, each) for each in range(1, 13)}}


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
    season_from = Choice(_l("Season begins in"), ALL_YEAR, default="")
    season_to = Choice(
        _l("Season ends in"),
        ALL_YEAR,
        default="",
        description=_l("Outside its season a product that does not sell is no finding."),
    )
    is_key = wtforms.BooleanField(_l("Key product"), description=_l("Counted at every visit."))
    active = wtforms.BooleanField(_l("We sell it"), default=True)

    def facts(self) -> dict:
        """The product's columns."""
        plain = {name: self[name].data for name in _PLAIN}
        season = {name: int(self[name].data) if self[name].data else None for name in _SEASON}
        return {**self.names(), **plain, **season, "minimum_cases": self.minimum_cases.data or 0}

    def validate_season_to(self, field: wtforms.Field) -> None:
        if bool(field.data) != bool(self.season_from.data):
            raise ValidationError(_("Give both months of the season, or neither."))


_SEASON = ("season_from", "season_to")
_PLAIN = (
    "code", "category", "case_size", "shelf_days", "case_price", "case_margin", "pallet_cases", "is_key",
    "active",
)  # fmt: skip
