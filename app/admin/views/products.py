"""Products: the list, adding and changing."""

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from htmx_flask import make_response

from app.access import admin_only
from app.admin import products, queries
from app.admin.forms.product import ProductForm
from app.admin.forms.shared import read_over
from app.admin.views.blueprint import bp
from app.catalogue.models import Product
from app.extensions import db
from app.fragments import go
from app.i18n import locale


@bp.get("/products")
@admin_only
def list_products():
    """Every product; `q` searches, `after` pages."""
    search = request.args.get("q", "")
    page = queries.products(search, request.args.get("after"))
    return render_template("admin/list_products.html", page=page, search=search)


@bp.route("/products/new", methods=["GET", "POST"])
@admin_only
def add_product():
    """Add a product."""
    if request.method != "POST":
        code = queries.next_free_code(Product.code, "P")
        return _page(ProductForm(data={"code": code, "is_key": True, "active": True}), None)
    form = ProductForm(request.form)
    if not form.validate() or not products.add_product(form):
        return _page(form, None, 422)
    return _saved(form)


@bp.route("/products/<int:product_id>", methods=["GET", "POST"])
@admin_only
def product(product_id: int):
    """Change a product."""
    found = queries.one_or_404(Product, product_id)
    now = ProductForm(obj=found)
    if request.method != "POST":
        return _page(now.remember(), found)
    form = read_over(ProductForm, request.form, now)
    if not form.validate() or not products.change_product(found, form):
        return _page(form, found, 422)
    return _saved(form)


def _saved(form: ProductForm) -> Response:
    db.session.commit()
    flash(_("%(name)s is saved.", name=form.names()["name_en" if locale() == "en" else "name_zh"]), "good")
    return go(url_for("admin.list_products"))


def _page(form: ProductForm, found: Product | None, status: int = 200) -> Response:
    return make_response(render_template("admin/product.html", form=form, product=found), status)
