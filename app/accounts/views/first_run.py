"""The first page of an empty installation: it creates the company and its admin."""

from flask import Response, abort, request
from flask_babel import gettext as _

from app import clock
from app.access import public
from app.accounts.audit import record
from app.accounts.company import company
from app.accounts.company_setup import found_company
from app.accounts.forms import SetupForm
from app.accounts.models import User
from app.accounts.sessions import open_session
from app.accounts.views.blueprint import bp
from app.extensions import db
from app.fragments import go, respond
from app.i18n import locale
from app.locality import DEFAULT_CURRENCY, Locality, currencies_in, zones_in

# Servers count in UTC more often than not; whoever reads so is likely to be here, and can say otherwise.
LIKELY = {"zh_Hans": ("Asia/Shanghai", "CNY"), "zh_Hant": ("Asia/Taipei", "TWD")}


@bp.route("/setup", methods=["GET", "POST"])
@public
def setup():
    """The first-run page; 404 once a company exists."""
    if company():
        abort(404)
    if request.method != "POST":
        zone, currency = LIKELY.get(locale(), ("", DEFAULT_CURRENCY))
        likely = {"team": _("Team 1"), "time_zone": zone, "currency": currency}
        return _page(_offering(SetupForm(data=likely)))
    form = _offering(SetupForm(request.form))
    if not form.validate():
        return _page(form, 422)
    admin = _admin_of(form)
    where = Locality(form.time_zone.data or None, form.currency.data)
    if not found_company(form.company.data, form.team.data, admin, where):
        abort(404)
    open_session(admin, remember=True)
    record("company_created", form.company.data, by=admin)
    db.session.commit()
    return go("/admin")


def _offering(form: SetupForm) -> SetupForm:
    own = _("As the server's clock: %(zone)s", zone=clock.local(clock.utc_now()).tzname())
    form.time_zone.offer({"": own} | zones_in(locale()))
    form.currency.offer(currencies_in(locale()))
    return form


def _page(form: SetupForm, status: int = 200) -> Response:
    return respond("accounts/setup.html", "accounts/_setup.html", status, form=form)


def _admin_of(form: SetupForm) -> User:
    name, shown = form.username.data, form.display_name.data
    # `active` is the column's default, but signing in reads it before the row is written
    admin = User(username=name, display_name=shown, role="admin", locale=locale(), active=True)
    admin.set_password(form.password.data)
    return admin
