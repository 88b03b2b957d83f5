"""One dealer's next visit: when and by whom; and whose dealer he is."""

from uuid import uuid4

from flask import Response, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from htmx_flask import make_response

from app import clock, i18n
from app.access import signed_in, supervisor_only
from app.accounts.models import User
from app.dealers.models import Dealer
from app.dealers.queries import dealer_for
from app.extensions import db
from app.fragments import go
from app.i18n import show_date
from app.planning.away import is_away
from app.planning.changing import leave_to_plan, plan_visit, reassign
from app.planning.forms import RepForm, VisitForm
from app.planning.queries import planned_of, reps_for
from app.planning.views.blueprint import bp
from app.visits.before.agenda import due_line
from app.visits.forms import read_uuid


@bp.get("/plan/dealers/<int:dealer_id>")
@signed_in
def dealer(dealer_id: int):
    """Who makes the next visit and when; buttons to move it, to give it and to give the dealer."""
    return _page(_own(dealer_id))


@bp.post("/plan/dealers/<int:dealer_id>/visits")
@signed_in
def visit(dealer_id: int):
    """Set day and rep of the next visit; a rep may move his own, only a supervisor gives it to another."""
    found = _own(dealer_id)
    form, plan_id = _visit_form(found), read_uuid(request.form, "id")
    if form.rep.data != str(found.rep_id) and current_user.role == "rep":
        abort(403)
    if not form.validate():
        return _page(found, 422, visit_form=form)
    rep = db.session.get(User, int(form.rep.data))
    if is_away(rep, [form.day.day]):
        form.day.errors = [_("%(name)s is away on this day. Choose another.", name=rep.display_name)]
        return _page(found, 422, visit_form=form)
    plan_visit(found, rep, form.day.day, plan_id, current_user)
    said = _("%(rep)s visits %(dealer)s on %(day)s.", rep=rep.display_name, dealer=_name(found),
             day=show_date(form.day.day))  # fmt: skip
    return _done(said, found.rep_id)


@bp.post("/plan/dealers/<int:dealer_id>/visits/withdrawal")
@signed_in
def withdraw(dealer_id: int):
    """Leave the next visit to the plan again."""
    found = _own(dealer_id)
    leave_to_plan(found)
    return _done(_("%(dealer)s is planned by his interval again.", dealer=_name(found)), found.rep_id)


@bp.post("/plan/dealers/<int:dealer_id>/rep")
@supervisor_only
def rep(dealer_id: int):
    """Give the dealer to another rep for good."""
    found = dealer_for(current_user, dealer_id)
    form = _rep_form(found)
    if not form.validate():
        return _page(found, 422, rep_form=form)
    new = db.session.get(User, int(form.to.data))
    reassign(found, new)
    return _done(_("%(dealer)s is now %(rep)s's dealer.", dealer=_name(found), rep=new.display_name), new.id)


def _own(dealer_id: int) -> Dealer:
    found = dealer_for(current_user, dealer_id)
    if current_user.role == "rep" and found.rep_id != current_user.id:
        abort(403)  # a visit was given to him, not the dealer
    return found


def _done(said: str, rep_id: int) -> Response:
    db.session.commit()
    flash(said, "good")
    return go(url_for("planning.plan", rep=rep_id if current_user.role != "rep" else None))


def _name(found: Dealer) -> str:
    return found.name_in(i18n.locale())


def _visit_form(found: Dealer, data: dict | None = None) -> VisitForm:
    return _offering(VisitForm(request.form if data is None else None, data=data), "rep", found)


def _rep_form(found: Dealer) -> RepForm:
    return _offering(RepForm(request.form if request.method == "POST" else None), "to", found)


def _offering(form, name: str, found: Dealer):
    reps = [each for each in reps_for(current_user) if each.role == "rep" or each.id == found.rep_id]
    form[name].offer({str(each.id): each.display_name for each in reps})
    return form


def _page(found: Dealer, status: int = 200, **typed) -> Response:
    dealer_id, rep_id, today = found.id, found.rep_id, clock.today()
    planned = planned_of([dealer_id], today).get(dealer_id)
    due = max(found.next_due_on or today, today)
    day, goes = (planned.day, planned.rep_id) if planned else (due, rep_id)
    now = {"day": day.isoformat(), "rep": str(goes)}
    values = {
        "dealer": found, "planned": planned, "due": due_line(found, today, i18n.locale()),
        "owner": db.session.get(User, rep_id).display_name, "plan_id": uuid4(), "today": today,
        "planned_rep": db.session.get(User, planned.rep_id).display_name if planned else None,
        "visit_form": _visit_form(found, now), "rep_form": _rep_form(found),
    }  # fmt: skip
    return make_response(render_template("planning/dealer.html", **(values | typed)), status)
