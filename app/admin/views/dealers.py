"""Dealers: the list, adding and changing."""

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from htmx_flask import make_response

from app.access import admin_only
from app.accounts.models import User
from app.accounts.queries import all_teams, people_to_choose
from app.admin import dealers, queries
from app.admin.forms.dealer import DealerForm
from app.admin.forms.shared import read_over
from app.admin.views.blueprint import bp
from app.catalogue.queries import all_products
from app.dealers.models import Dealer
from app.extensions import db
from app.fragments import go
from app.i18n import locale


@bp.get("/dealers")
@admin_only
def list_dealers():
    """Every dealer; `q` searches, `after` pages."""
    search = request.args.get("q", "")
    page = queries.dealers(search, request.args.get("after"))
    return render_template("admin/list_dealers.html", page=page, search=search)


@bp.route("/dealers/new", methods=["GET", "POST"])
@admin_only
def add_dealer():
    """Add a dealer."""
    if request.method != "POST":
        form = DealerForm(data={"code": queries.next_free_code(Dealer.code, "D")})
        return _page(_offering(form), None)
    form = _offering(DealerForm(request.form))
    if not form.validate() or not dealers.add_dealer(form):
        return _page(form, None, 422)
    return _saved(form)


@bp.route("/dealers/<int:dealer_id>", methods=["GET", "POST"])
@admin_only
def dealer(dealer_id: int):
    """Change a dealer."""
    found = queries.one_or_404(Dealer, dealer_id)
    now = _form_of(found)
    if request.method != "POST":
        return _page(_offering(now.remember(), found.rep_id), found)
    form = _offering(read_over(DealerForm, request.form, now), found.rep_id)
    if not form.validate() or not dealers.change_dealer(found, form):
        return _page(form, found, 422)
    return _saved(form)


def _form_of(found: Dealer) -> DealerForm:
    carried = [str(product_id) for product_id in queries.carried_by(found.id)]
    chosen = {"team_id": str(found.team_id), "rep_id": str(found.rep_id), "products": carried}
    facts = {column.key: getattr(found, column.key) for column in Dealer.__table__.columns}
    return DealerForm(data=facts | chosen)


def _offering(form: DealerForm, rep_id: int | None = None) -> DealerForm:
    form.team_id.offer({str(team.id): team.name for team in all_teams()})
    form.rep_id.offer({str(user.id): _worded(user) for user in people_to_choose(rep_id)})
    form.products.offer({str(product.id): product.name_in(locale()) for product in all_products()})
    return form


def _worded(user: User) -> str:
    return user.display_name if user.active else _("%(name)s (may not sign in)", name=user.display_name)


def _saved(form: DealerForm) -> Response:
    db.session.commit()
    flash(_("%(name)s is saved.", name=form.names()["name_en" if locale() == "en" else "name_zh"]), "good")
    return go(url_for("admin.list_dealers"))


def _page(form: DealerForm, found: Dealer | None, status: int = 200) -> Response:
    return make_response(render_template("admin/dealer.html", form=form, dealer=found), status)
