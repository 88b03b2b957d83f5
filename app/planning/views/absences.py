"""Days off: noting them, taking them back, and what becomes of the visits that fall on them."""

from uuid import UUID, uuid4

from flask import Response, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from htmx_flask import make_response

from app import clock, i18n
from app.access import signed_in
from app.accounts.models import User
from app.extensions import db
from app.fragments import go
from app.planning.away import affected_by, give_to, is_away, move, roster_of_absences
from app.planning.changing import set_absence, withdraw_absence
from app.planning.forms import AbsenceForm, StandInForm
from app.planning.queries import absence_for, rep_for, reps_for
from app.planning.views.blueprint import bp
from app.visits.forms import read_uuid


@bp.get("/plan/absences")
@signed_in
def absences():
    """A rep's days off to come (``?rep=``), each with the visits that fall on it; a form to add more."""
    return _page(_rep_asked())


@bp.post("/plan/absences")
@signed_in
def add_absence():
    """Note that a rep is away."""
    rep, form, absence_id = _rep_asked(), AbsenceForm(request.form), read_uuid(request.form, "id")
    if not form.validate():
        return _page(rep, 422, form=form)
    by = current_user._get_current_object()
    set_absence(rep, form.first_on.day, form.last_on.day, form.reason.data, absence_id, by)
    return _done(_("%(name)s is noted as away. His plan leaves these days free.", name=rep.display_name), rep)


@bp.post("/plan/absences/<uuid:absence_id>/withdrawal")
@signed_in
def take_back(absence_id: UUID):
    """Take days off back."""
    absence = absence_for(current_user, absence_id)
    rep = db.session.get(User, absence.user_id)
    withdraw_absence(absence, rep)
    return _done(_("The days off of %(name)s are taken back.", name=rep.display_name), rep)


@bp.post("/plan/absences/<uuid:absence_id>/visits")
@signed_in
def hand_on(absence_id: UUID):
    """Give the ticked visits of the days off to a colleague (supervisors), or keep the days they move to."""
    viewer, absence = current_user._get_current_object(), absence_for(current_user, absence_id)
    rep, gives = db.session.get(User, absence.user_id), request.form.get("do") != "move"
    if gives and viewer.role == "rep":
        abort(403)
    if absence.withdrawn_at:  # somebody took it back while this page was open
        return _done(_("%(name)s is not away on these days any more. Nothing was changed.",
                       name=rep.display_name), rep, "info")  # fmt: skip
    roster = roster_of_absences(viewer, rep, clock.today())
    ticked = set(request.form.getlist("dealer"))
    affected = affected_by(roster, absence, i18n.locale())
    visits = [each for each in affected if str(each.dealer_id) in ticked and not each.fixed]
    form = _stand_ins(rep, StandInForm(request.form))
    if gives and (problem := _problem(form, visits)):
        form.to.errors = [problem]
        return _page(rep, 422, stand_in=form, at=absence.id)
    if gives:
        colleague, count = db.session.get(User, int(form.to.data)), len(visits)
        give_to(colleague, visits, roster, absence, viewer)
    else:
        count = move(visits, roster, absence, viewer)
    said = ngettext("%(num)s visit was given.", "%(num)s visits were given.", count) if gives else ngettext(
        "%(num)s visit was moved.", "%(num)s visits were moved.", count)  # fmt: skip
    return _done(said, rep)


def _problem(form: StandInForm, visits: list) -> str | None:
    if not form.validate():
        return form.to.errors[0]
    if not visits:
        return None
    colleague = db.session.get(User, int(form.to.data))
    if is_away(colleague, [visit.day for visit in visits]):
        return _("%(name)s is away on one of these days. Choose somebody else.", name=colleague.display_name)
    return None


def _rep_asked() -> User:
    asked = request.values.get("rep", type=int)
    return rep_for(current_user._get_current_object(), current_user.id if asked is None else asked)


def _done(said: str, rep: User, kind: str = "good") -> Response:
    rep_id = rep.id
    db.session.commit()
    flash(said, kind)
    return go(url_for("planning.absences", rep=rep_id))


def _stand_ins(rep: User, form: StandInForm) -> StandInForm:
    colleagues = reps_for(current_user._get_current_object()) if current_user.role != "rep" else []
    form.to.offer({str(each.id): each.display_name for each in colleagues
                   if each.role == "rep" and each.id != rep.id})  # fmt: skip
    return form


def _page(rep: User, status: int = 200, **typed) -> Response:
    roster = roster_of_absences(current_user._get_current_object(), rep, clock.today())
    affected = {each.id: affected_by(roster, each, i18n.locale()) for each in roster.absences}
    values = {
        "rep": rep, "absences": roster.absences, "affected": affected, "fresh_id": uuid4(), "at": None,
        "form": AbsenceForm(), "stand_in": None, "blank_stand_in": _stand_ins(rep, StandInForm()),
        "until": roster.until,
    }  # fmt: skip
    return make_response(render_template("planning/absences.html", **(values | typed)), status)
