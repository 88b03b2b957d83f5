"""The forms of people and teams."""

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.accounts.forms import NamedAccount
from app.admin.forms.shared import SharedForm
from app.forms import Choice, Choices, Line

ROLES = {"rep": _l("Rep"), "supervisor": _l("Supervisor"), "admin": _l("Admin")}


class _Place(wtforms.Form):
    role = Choice(_l("Role"), ROLES, default="rep")
    teams = Choices(_l("Teams"), description=_l("A supervisor sees the dealers of every team ticked here."))

    def validate_teams(self, field: wtforms.Field) -> None:
        if not field.data and self.role.data != "admin":
            raise ValidationError(_("Choose at least one team."))


class PersonForm(NamedAccount, _Place):
    """A new person; the password is chosen by himself."""

    display_name = Line(_l("Name"), 80, needed=True, description=_l("As colleagues know the person."))


class PlaceForm(_Place, SharedForm):
    """Somebody's name, role, teams, and whether he may sign in."""

    display_name = Line(_l("Name"), 80, needed=True)
    active = wtforms.BooleanField(
        _l("May sign in"),
        description=_l("Without this, everything he did stays, but he is signed out everywhere."),
    )


class TeamForm(SharedForm):
    """A team's name."""

    name = Line(_l("Name of the team"), 80, needed=True)


class HandoverForm(wtforms.Form):
    """Who takes over, and whether the one who hands over leaves."""

    to = Choice(_l("Who takes over?"))
    leaves = wtforms.BooleanField(
        _l("He leaves: he may not sign in any more"),
        description=_l("Everything he did stays. You can let him in again later."),
    )
