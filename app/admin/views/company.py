"""The company's own page: name, logo, where it is, how long sensitive facts are kept."""

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from htmx_flask import make_response

from app.access import admin_only
from app.accounts.company import company as known
from app.accounts.company import forget_company
from app.accounts.models import Company
from app.admin.company import change_company, the_company
from app.admin.forms.company import CompanyForm, offer_places
from app.admin.forms.shared import read_over
from app.admin.views.blueprint import bp
from app.database import finish_reading
from app.extensions import db
from app.fragments import go
from app.i18n import say
from app.photos.logo import logo_of
from app.photos.refusals import PhotoRefused


@bp.route("/company", methods=["GET", "POST"])
@admin_only
def company():
    """The company's settings."""
    now = _form_of(db.session.query(Company).one())
    if request.method != "POST":
        return _page(now.remember())
    form = offer_places(read_over(CompanyForm, request.form, now), known().time_zone)
    logo = _sent_logo(form)
    if not form.validate() or form.logo.errors or not change_company(the_company(), form, logo):
        db.session.rollback()
        return _page(form, 422)
    db.session.commit()
    forget_company()
    flash(_("%(name)s is saved.", name=form.name.data), "good")
    return go(url_for("admin.company"))


def _sent_logo(form: CompanyForm) -> bytes | None:
    """The logo that was sent, None without one; a refusal stands at the field."""
    sent = request.files.get("logo")
    data = sent.read() if sent else b""
    if not data:
        return None
    finish_reading()  # a picture takes its time, and nobody must wait for it
    try:
        return logo_of(data)
    except PhotoRefused as refused:
        form.logo.process_errors = [say(refused.message)]
    return None


def _form_of(row: Company) -> CompanyForm:
    months = "" if row.sensitive_months is None else str(row.sensitive_months)
    facts = {
        "name": row.name,
        "time_zone": row.time_zone or "",
        "currency": row.currency,
        "sensitive_months": months,
    }
    return offer_places(CompanyForm(data=facts), row.time_zone)


def _page(form: CompanyForm, status: int = 200) -> Response:
    return make_response(render_template("admin/company.html", form=form, mark=known().logo_mark), status)
