"""The form of a dealer."""

import wtforms
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from app.admin.fields import Whole
from app.admin.forms.names import TwoNames
from app.dealers.grades import INTERVAL_DAYS
from app.dealers.models import Dealer
from app.dealers.tiers import CITY_TIERS
from app.forms import Choice, Choices, Line
from app.i18n import localized

GRADES = {
    "A": _l("A, every 7 days"),
    "B": _l("B, every 14 days"),
    "C": _l("C, every 30 days"),
    "D": _l("D, every 90 days"),
    "N": _l("New, every 7 days"),
}


class DealerForm(TwoNames):
    """Who he is, whose he is, how often he is visited, what he carries."""

    code = Line(_l("Code"), 40, needed=True, description=_l("For example the number in your books."))
    town = Line(_l("Town"), 80)
    city_tier = Choice(
        _l("City tier"),
        {"": _l("Not told"), **{tier: LazyString(localized, name) for tier, name in CITY_TIERS.items()}},
        default="",
        description=_l("Sales per head are compared among dealers of one tier."),
    )
    address = Line(_l("Address"), 200)
    contact = Line(_l("Contact person"), 80)
    phone = Line(_l("Phone"), 40)
    team_id = Choice(_l("Team"))
    rep_id = Choice(_l("Sales rep"))
    grade = Choice(_l("Grade"), GRADES, default="N")
    interval_days = Whole(_l("Days between visits"), 1, 365, description=_l("Blank: as the grade says."))
    lead_days = Whole(_l("Days from order to delivery"), 0, 90, needed=True, default=3)
    credit_days = Whole(
        _l("Days of credit"),
        0,
        180,
        description=_l("From delivery until he pays. Blank: he pays on delivery."),
    )
    products = Choices(_l("Products he carries"))
    active = wtforms.BooleanField(_l("We deal with him"), default=True)

    def passes_on(self, dealer: Dealer) -> bool:
        """Whether the dealer becomes somebody else's, or nobody's."""
        return int(self.rep_id.data) != dealer.rep_id or (dealer.active and not self.active.data)

    def facts(self) -> dict:
        """The dealer's columns."""
        plain = ("code", "town", "address", "contact", "phone", "grade", "lead_days", "active")
        return {
            **self.names(),
            **{name: self[name].data for name in plain},
            "city_tier": self.city_tier.data or None,
            "team_id": int(self.team_id.data),
            "rep_id": int(self.rep_id.data),
            "credit_days": self.credit_days.data or 0,
            "interval_days": self.interval_days.data or INTERVAL_DAYS[self.grade.data],
        }
