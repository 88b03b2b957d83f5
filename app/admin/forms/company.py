"""The form of the company itself."""

import wtforms
from flask_babel import lazy_gettext as _l

from app import clock
from app.admin.forms.shared import SharedForm
from app.forms import Choice, Line
from app.i18n import locale
from app.locality import currencies_in, zones_in

MONTHS = {
    "6": _l("6 months"), "12": _l("1 year"), "24": _l("2 years"), "36": _l("3 years"), "60": _l("5 years"),
    "": _l("Keep them for ever"),
}  # fmt: skip


class CompanyForm(SharedForm):
    """Its name, where it is, what it counts in, and how long it keeps what is private to others."""

    name = Line(_l("Name of the company"), 120, needed=True)
    logo = wtforms.FileField(
        _l("Logo"), description=_l("A picture; wide ones look best. Leave this empty to keep it.")
    )
    no_logo = wtforms.BooleanField(_l("Take the logo away"))
    time_zone = Choice(_l("Time zone"), description=_l("It decides when a day ends and what Today shows."))
    currency = Choice(
        _l("Currency"), description=_l("Amounts are not converted: this is the sign beside them.")
    )
    sensitive_months = Choice(
        _l("Delete sensitive facts after"),
        MONTHS,
        description=_l("Money, pay and conduct at dealers. Counted from the end of each visit."),
    )

    def facts(self) -> dict:
        """The company's columns, but for the logo."""
        months = self.sensitive_months.data
        return {
            "name": self.name.data, "time_zone": self.time_zone.data or None, "currency": self.currency.data,
            "sensitive_months": int(months) if months else None,
        }  # fmt: skip


def offer_places(form: CompanyForm, besides: str | None) -> CompanyForm:
    """Set the choices of zones and currencies, in the reader's language where the tables know it."""
    own = {"": _l("As the server's clock: %(zone)s", zone=str(clock.local(clock.utc_now()).tzname()))}
    form.time_zone.offer(own | ({besides: besides} if besides else {}) | zones_in(locale()))
    form.currency.offer(currencies_in(locale()))
    return form
