"""Adding people and changing what they may do."""

from flask_babel import gettext as _
from sqlalchemy import delete

from app.accounts.audit import record
from app.accounts.links import drop_links, make_link
from app.accounts.models import TeamMember, User, new_session_token
from app.accounts.queries import active_admins_for_update, all_teams, team_ids_of
from app.accounts.sessions import end_all_sessions
from app.admin.forms.people import PersonForm, PlaceForm
from app.admin.saving import changes, flush_unique
from app.extensions import db


def add_person(form: PersonForm) -> tuple[User, str] | None:
    """A new person and his one-time link's token; None, with the error in the form, if the name is taken."""
    name, shown = form.username.data, form.display_name.data
    person = User(username=name, display_name=shown, role=form.role.data, password_hash="")
    db.session.add(person)
    if not flush_unique(form.username, _("Somebody has this account name already. Choose another one.")):
        return None
    _join(person, form.teams.data)
    token = make_link(person)
    record("person_added", person.username, role=person.role)
    return person, token


def change_person(person: User, form: PlaceForm) -> bool:
    """Change name, role, teams and access; False, with the error in the form, for the last active admin."""
    role, active = form.role.data, form.active.data
    stays = role == "admin" and active
    if person.role == "admin" and person.active and not stays and is_last_admin(person):
        form.role.errors = [_("This is the last admin who can sign in. Make somebody else an admin first.")]
        return False
    _note_changes(person, form)
    if person.active and not active:
        shut_out(person)
    person.display_name, person.role, person.active = form.display_name.data, role, active
    _join(person, form.teams.data)
    return True


def new_link(person: User) -> str:
    """The token of a fresh one-time link; an earlier one stops working."""
    record("link_made", person.username)
    return make_link(person)


def shut_out(person: User) -> None:
    """Take somebody's access away, everywhere at once; everything he did stays."""
    person.session_token = new_session_token()
    end_all_sessions(person.id)
    drop_links(person.id)
    person.active = False


def is_last_admin(person: User) -> bool:
    """Whether nobody else could administer; the others are held until the transaction ends."""
    return active_admins_for_update() == [person.id]


def _join(person: User, team_ids: list[str]) -> None:
    db.session.execute(delete(TeamMember).where(TeamMember.user_id == person.id))
    db.session.add_all(TeamMember(team_id=int(team_id), user_id=person.id) for team_id in team_ids)


def _note_changes(person: User, form: PlaceForm) -> None:
    names = {team.id: team.name for team in all_teams()}
    before = {
        "role": person.role, "active": person.active,
        "teams": ", ".join(sorted(names[team_id] for team_id in team_ids_of([person.id])[person.id])),
    }  # fmt: skip
    after = {
        "role": form.role.data, "active": form.active.data,
        "teams": ", ".join(sorted(names[int(team_id)] for team_id in form.teams.data)),
    }  # fmt: skip
    if noted := changes(before, after):
        record("person_changed", person.username, **noted)
