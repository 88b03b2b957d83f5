"""Teams: the list, adding, renaming and deleting."""

from flask import Response, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from htmx_flask import make_response

from app.access import admin_only
from app.accounts.audit import record
from app.accounts.models import Team
from app.accounts.queries import member_counts
from app.admin import queries
from app.admin.forms.people import TeamForm
from app.admin.forms.shared import read_over
from app.admin.saving import flush_unique
from app.admin.teams import Holds, delete_team, holds
from app.admin.views.blueprint import bp
from app.extensions import db
from app.fragments import go


@bp.get("/teams")
@admin_only
def list_teams():
    """All teams and how many people are in each."""
    page = queries.teams(request.args.get("after"))
    return render_template("admin/list_teams.html", page=page, members=member_counts())


@bp.route("/teams/new", methods=["GET", "POST"])
@admin_only
def add_team():
    """Add a team."""
    form = TeamForm(request.form)
    if request.method != "POST" or not form.validate():
        return _page(form, None, 422 if form.errors else 200)
    db.session.add(Team(name=form.name.data))
    return _saved(form, None, "team_added")


@bp.route("/teams/<int:team_id>", methods=["GET", "POST"])
@admin_only
def team(team_id: int):
    """Rename a team, and see who and which dealers are in it."""
    found = queries.one_or_404(Team, team_id)
    now = TeamForm(obj=found)
    if request.method != "POST":
        return _page(now.remember(), found, 200)
    form = read_over(TeamForm, request.form, now)
    if not form.validate():
        return _page(form, found, 422)
    found.name = form.name.data
    return _saved(form, found, "team_renamed")


@bp.post("/teams/<int:team_id>/deletion")
@admin_only
def remove_team(team_id: int):
    """Delete an empty team; 422 while somebody or a dealer is in it. A repeat finds it gone."""
    if team_id > queries.LARGEST_ID:
        abort(404)
    if not delete_team(team_id):
        found = queries.one_or_404(Team, team_id)
        return _page(TeamForm(obj=found).remember(), found, 422, refused=True)
    db.session.commit()
    flash(_("The team is deleted."), "good")
    return go(url_for("admin.list_teams"))


def _saved(form: TeamForm, found: Team | None, action: str) -> Response:
    if not flush_unique(form.name, _("There is a team of this name already.")):
        return _page(form, found, 422)
    record(action, form.name.data)
    db.session.commit()
    flash(_("%(name)s is saved.", name=form.name.data), "good")
    return go(url_for("admin.list_teams"))


def _page(form: TeamForm, found: Team | None, status: int, refused: bool = False) -> Response:
    inside = holds(found) if found else Holds()
    page = render_template("admin/team.html", form=form, team=found, holds=inside, refused=refused)
    return make_response(page, status)
