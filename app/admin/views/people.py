"""People: the list, adding one, changing one, and the link under which a password is chosen."""

import segno
from flask import Response, flash, render_template, request, session, url_for
from flask_babel import gettext as _
from htmx_flask import make_response
from markupsafe import Markup

from app.access import admin_only
from app.accounts.models import User
from app.accounts.queries import all_teams, team_ids_of
from app.accounts.site import only_here
from app.admin import people, queries
from app.admin.forms.people import ROLES, PersonForm, PlaceForm
from app.admin.forms.shared import read_over
from app.admin.views.blueprint import bp
from app.extensions import db
from app.fragments import go

FRESH_LINK = "fresh_link"  # (user id, token) in the admin's session until it was shown


@bp.get("/people")
@admin_only
def list_people():
    """Everybody who may or might sign in; `q` searches, `after` pages."""
    search = request.args.get("q", "")
    page = queries.people(search, request.args.get("after"))
    return render_template("admin/list_people.html", page=page, search=search, roles=ROLES)


@bp.route("/people/new", methods=["GET", "POST"])
@admin_only
def add_person():
    """Add somebody; his one-time link is shown next."""
    if request.method != "POST":
        teams = all_teams()
        only = [str(teams[0].id)] if len(teams) == 1 else []
        return _adding(_with_teams(PersonForm(data={"teams": only})), 200)
    form = _with_teams(PersonForm(request.form))
    if not form.validate():
        return _adding(form, 422)
    made = people.add_person(form)
    if made is None:
        return _adding(form, 422)
    person, token = made
    session[FRESH_LINK] = [person.id, token]
    db.session.commit()
    return go(url_for("admin.person", user_id=person.id))


@bp.route("/people/<int:user_id>", methods=["GET", "POST"])
@admin_only
def person(user_id: int):
    """Somebody's name, role, teams and access."""
    somebody = queries.one_or_404(User, user_id)
    now = _form_of(somebody)
    if request.method != "POST":
        return _changing(now.remember(), somebody)
    form = _with_teams(read_over(PlaceForm, request.form, now))
    if not form.validate() or not people.change_person(somebody, form):
        return _changing(form, somebody, 422)
    db.session.commit()
    flash(_("%(name)s is saved.", name=form.display_name.data), "good")
    if not somebody.active and queries.dealers_of(user_id):
        flash(_("Nobody visits his dealers now. Hand them over."), "warn")
        return go(url_for("admin.handover", user_id=user_id))
    return go(url_for("admin.list_people"))


@bp.post("/people/<int:user_id>/link")
@admin_only
def new_link(user_id: int):
    """Make a new one-time link; it is shown next, once."""
    somebody = queries.one_or_404(User, user_id)
    if somebody.active:
        session[FRESH_LINK] = [somebody.id, people.new_link(somebody)]
        db.session.commit()
    else:
        flash(_("He may not sign in, so a link would not work. Let him sign in first."), "warn")
    return go(url_for("admin.person", user_id=user_id))


def _adding(form: PersonForm, status: int) -> Response:
    return make_response(render_template("admin/add_person.html", form=form), status)


def _changing(form: PlaceForm, somebody: User, status: int = 200) -> Response:
    link = _fresh_link(somebody)
    facts = {"link": link, "code": _code(link) if link else None, "dealers": queries.dealers_of(somebody.id),
             "only_here": only_here()}  # fmt: skip
    answer = make_response(render_template("admin/person.html", form=form, person=somebody, **facts), status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _fresh_link(somebody: User) -> str | None:
    user_id, token = session.get(FRESH_LINK) or (None, None)
    if user_id != somebody.id:
        return None
    session.pop(FRESH_LINK)
    return url_for("accounts.welcome", token=token, _external=True)


def _code(link: str) -> Markup:
    # White behind the modules: cameras do not read a code on a dark page.
    code = segno.make(link, error="m")
    return Markup(code.svg_inline(border=3, light="#fff", omitsize=True))


def _form_of(somebody: User) -> PlaceForm:
    teams = [str(team_id) for team_id in team_ids_of([somebody.id])[somebody.id]]
    return _with_teams(PlaceForm(obj=somebody, data={"teams": teams}))


def _with_teams(form):
    form.teams.offer({str(team.id): team.name for team in all_teams()})
    return form
