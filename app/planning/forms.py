"""The forms of the plan: which day, by whom, away from when to when."""

from datetime import date, timedelta

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app import clock
from app.forms import Choice, Line, clean

FARTHEST = timedelta(days=366)


class Day(wtforms.StringField):
    """A day from today on, within a year; `day` is the date once it was validated."""

    day: date | None = None

    def __init__(self, label, **kwargs) -> None:
        super().__init__(label, filters=[clean], **kwargs)

    def pre_validate(self, form: wtforms.Form) -> None:
        try:
            self.day = date.fromisoformat(self.data or "")
        except ValueError:
            raise ValidationError(_("Choose a day.")) from None
        if self.day < clock.today():
            raise ValidationError(_("This day is over. Choose today or a later one."))
        if self.day > clock.today() + FARTHEST:
            raise ValidationError(_("This is too far ahead. Choose a day within a year."))


class VisitForm(wtforms.Form):
    """Who makes the next visit, on which day."""

    day = Day(_l("Day"))
    rep = Choice(_l("Who goes"))


class RepForm(wtforms.Form):
    """Whose dealer he is from now on."""

    to = Choice(_l("New rep"))


class AbsenceForm(wtforms.Form):
    """From when to when somebody is away, and why."""

    first_on = Day(_l("First day away"))
    last_on = Day(_l("Last day away"))
    reason = Line(_l("Reason"), 80)

    def validate_last_on(self, field: Day) -> None:
        if self.first_on.day and field.day and field.day < self.first_on.day:
            raise ValidationError(_("The last day is before the first."))


class StandInForm(wtforms.Form):
    """Who makes the visits of somebody who is away."""

    to = Choice(_l("Colleague"))
