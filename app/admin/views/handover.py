"""Handing over somebody's dealers and open promises: a look at what would change, then one step."""

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from htmx_flask import make_response

from app.access import admin_only
from app.accounts.models import User
from app.admin import queries
from app.admin.forms.people import HandoverForm
from app.admin.handover import hand_over, handover_of, receivers
from app.admin.people import is_last_admin
from app.admin.views.blueprint import bp
from app.extensions import db
from app.fragments import go


@bp.route("/people/<int:user_id>/handover", methods=["GET", "POST"])
@admin_only
def handover(user_id: int):
    """What somebody would hand over to ``?to=``; posting it does so, all at once."""
    person = queries.one_or_404(User, user_id)
    form = _offering(HandoverForm(request.values if request.values else None), person)
    if request.method != "POST":
        return _page(form, person)
    if not form.validate():
        return _page(form, person, 422)
    if form.leaves.data and is_last_admin(person):
        form.leaves.errors = [_("This is the last admin who can sign in. Make somebody else an admin first.")]
        return _page(form, person, 422)
    count = hand_over(person, db.session.get(User, int(form.to.data)), form.leaves.data)
    db.session.commit()
    said = ngettext("%(num)s dealer was handed over.", "%(num)s dealers were handed over.", count)
    if form.leaves.data:
        said += " " + _("%(name)s may not sign in any more.", name=person.display_name)
    flash(said, "good")
    return go(url_for("admin.person", user_id=user_id))


def _offering(form: HandoverForm, person: User) -> HandoverForm:
    form.to.offer({str(user.id): user.display_name for user in receivers(person)})
    return form


def _page(form: HandoverForm, person: User, status: int = 200) -> Response:
    chosen = dict(form.to.options()).get(form.to.data)
    receiver = db.session.get(User, int(form.to.data)) if chosen else None
    page = render_template(
        "admin/handover.html", form=form, person=person, receiver=receiver,
        handover=handover_of(person, receiver),
    )  # fmt: skip
    return make_response(page, status)
