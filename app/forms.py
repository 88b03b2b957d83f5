"""The form fields that the features share: what they take, and the sentence they answer with when they don't.

Every text goes through `clean`: control characters would be refused by PostgreSQL, and hidden
direction marks would make a name look like another.
"""

import unicodedata

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation, ValidationError

_DIRECTION_MARKS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF}


def clean(text: str | None) -> str:
    """One line of typed text: trimmed, runs of white space as one space, without control characters."""
    kept = (" " if _is_control(char) else char for char in text or "" if ord(char) not in _DIRECTION_MARKS)
    return " ".join("".join(kept).split())


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs")


class Needed:
    """Refuses a blank; marks the field as needed."""

    field_flags = {"required": True}

    def __init__(self, message=None) -> None:
        self.message = message or _l("Fill this in.")

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        if not field.data:
            raise StopValidation(str(self.message))


class AtMost:
    """Refuses a text that is longer than `limit` characters, and says by how much."""

    def __init__(self, limit: int) -> None:
        self.limit = limit  # not given to the browser: it would cut a pasted text without a word

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        if len(field.data or "") > self.limit:
            text = _l("This is %(length)s characters long. At most %(limit)s fit.")
            raise ValidationError(str(text) % {"length": len(field.data), "limit": self.limit})


class Line(wtforms.StringField):
    """One line of text of at most `limit` characters, cleaned."""

    def __init__(self, label, limit: int, needed: bool = False, **kwargs) -> None:
        validators = ([Needed()] if needed else []) + [AtMost(limit), *kwargs.pop("validators", ())]
        super().__init__(label, validators, filters=[clean, *kwargs.pop("filters", ())], **kwargs)


class Choice(wtforms.SelectField):
    """One of several codes."""

    def pre_validate(self, form: wtforms.Form) -> None:
        if self.data not in {value for value, *_ in self.iter_choices()}:
            raise StopValidation(str(_l("Choose one of these.")))


class Choices(wtforms.SelectMultipleField):
    """Any number of several codes."""

    def pre_validate(self, form: wtforms.Form) -> None:
        if set(self.data or ()) - {value for value, *_ in self.iter_choices()}:
            raise StopValidation(str(_l("One of these is no longer there. Choose again.")))
