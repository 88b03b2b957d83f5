"""The form fields that the features share: what they take, and the sentence they answer with when they don't.

Every text goes through `clean`: control characters would be refused by PostgreSQL, and hidden
direction marks would make a name look like another.
"""

import unicodedata
from collections.abc import Mapping
from datetime import date

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation, ValidationError

_DIRECTION_MARKS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF}


def clean(text: str | None) -> str:
    """One line of typed text: trimmed, runs of white space as one space, without control characters."""
    kept = (" " if _is_control(char) else char for char in text or "" if ord(char) not in _DIRECTION_MARKS)
    return " ".join("".join(kept).split())


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs")


def asked_day(typed: str | None) -> date | None:
    """A day in an address, as a date box sends it; None for what is none, or for no time of ours."""
    try:
        day = date.fromisoformat(typed or "")
    except ValueError:
        return None
    return day if 1970 < day.year < 9999 else None


class Needed:
    """Refuses a blank; marks the field as needed."""

    field_flags = {"required": True}

    def __init__(self, message=None) -> None:
        self.message = message or _l("Fill this in.")

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        if field.data is None or field.data == "":
            raise StopValidation(str(self.message))


class AtMost:
    """Refuses a text that is longer than `limit` characters, and says by how much."""

    def __init__(self, limit: int) -> None:
        self.limit = limit  # not given to the browser: it would cut a pasted text without a word

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        if len(field.data or "") > self.limit:
            facts = {"length": len(field.data), "limit": self.limit}
            raise ValidationError(_("This is %(length)s characters long. At most %(limit)s fit.", **facts))


class Line(wtforms.StringField):
    """One line of text of at most `limit` characters, cleaned."""

    def __init__(self, label, limit: int, needed: bool = False, **kwargs) -> None:
        validators = ([Needed()] if needed else []) + [AtMost(limit), *kwargs.pop("validators", ())]
        super().__init__(label, validators, filters=[clean, *kwargs.pop("filters", ())], **kwargs)


class _Offering:
    def __init__(self, label, choices: Mapping[str, str] | None = None, **kwargs) -> None:
        offered = [wtforms.SelectChoice(code, text) for code, text in (choices or {}).items()]
        super().__init__(label, choices=offered, **kwargs)

    def offer(self, choices: Mapping[str, str]) -> None:
        """Set the choices of this request."""
        self.choices = [wtforms.SelectChoice(code, text) for code, text in choices.items()]

    def options(self) -> list[tuple[str, str]]:
        """The choices as the components take them: ``[(code, text), …]``."""
        return [(choice.value, choice.label) for choice in self.iter_choices()]


class Choice(_Offering, wtforms.SelectField):
    """One of several codes; give `choices` as a mapping from code to text."""

    def pre_validate(self, form: wtforms.Form) -> None:
        if self.data not in dict(self.options()):
            raise StopValidation(_("Choose one of these."))


class Choices(_Offering, wtforms.SelectMultipleField):
    """Any number of several codes; give `choices` as a mapping from code to text."""

    def pre_validate(self, form: wtforms.Form) -> None:
        if set(self.data or ()) - set(dict(self.options())):
            raise StopValidation(_("One of these is no longer there. Choose again."))
