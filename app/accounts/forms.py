"""The forms of signing in, setting up and one's own account."""

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.accounts import passwords
from app.accounts.names import account_name, problem_with_name
from app.forms import Choice, Line, Needed
from app.i18n import LOCALES, say


class SignInForm(wtforms.Form):
    """Account name, password, and whether to stay signed in; the pair is judged elsewhere, as one."""

    username = wtforms.StringField(_l("Account name"), [Needed()], filters=[account_name])
    password = wtforms.PasswordField(_l("Password"), [Needed()])
    remember = wtforms.BooleanField(_l("Stay signed in for 30 days"), default=True)


class NewPassword(wtforms.Form):
    """A new password, typed twice."""

    password = wtforms.PasswordField(
        _l("New password"),
        [Needed()],
        description=_l("At least 8 characters. A few words that you remember are best."),
    )
    again = wtforms.PasswordField(_l("The same password again"), [Needed()])

    own_names: tuple[str, ...] = ()  # set by the view: the names that the password must not repeat

    def validate_password(self, field: wtforms.Field) -> None:
        if problem := passwords.problem_with(field.data, *self.names()):
            raise ValidationError(say(problem))

    def validate_again(self, field: wtforms.Field) -> None:
        if field.data != self.password.data:
            raise ValidationError(_("The two passwords are not the same. Type both again."))

    def names(self) -> tuple[str, ...]:
        return self.own_names


class ChangePasswordForm(NewPassword):
    """The current password too, so that a borrowed phone cannot lock its owner out."""

    current = wtforms.PasswordField(_l("Your password now"), [Needed()])

    kept = ""  # set by the view: the hash of the current password

    def validate_current(self, field: wtforms.Field) -> None:
        if not passwords.matches(self.kept, field.data):
            raise ValidationError(_("That is not your password. Nothing was changed."))


class NamedAccount(wtforms.Form):
    """The account name and the name that others see."""

    display_name = Line(_l("Name"), 80, needed=True, description=_l("As your colleagues know you."))
    username = wtforms.StringField(
        _l("Account name"),
        [Needed()],
        filters=[account_name],
        description=_l("To sign in with, for example rita."),
    )

    def validate_username(self, field: wtforms.Field) -> None:
        if problem := problem_with_name(field.data):
            raise ValidationError(say(problem))


class SetupForm(NamedAccount, NewPassword):
    """The company, its first team, and its admin."""

    company = Line(_l("Name of the company"), 120, needed=True)
    team = Line(_l("First team"), 80, needed=True, description=_l("You can rename it and add others later."))

    time_zone = Choice(
        _l("Time zone"), default="", description=_l("It decides when a day ends and what Today shows.")
    )

    currency = Choice(_l("Currency"), description=_l("What prices and amounts are in."))

    def names(self) -> tuple[str, ...]:
        return (self.username.data or "", self.display_name.data or "", self.company.data or "")


class AccountForm(wtforms.Form):
    """One's own name and language."""

    display_name = Line(_l("Name"), 80, needed=True, description=_l("As your colleagues know you."))
    locale = Choice(_l("Language"), choices=LOCALES)
