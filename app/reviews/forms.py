"""What the forms of reviews and comments post."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _

from app.forms import clean

LONGEST = 1000


@dataclass(frozen=True)
class NoteForm:
    """A note as typed, to an item if `item_key` is one; `errors` by field, none for a good one."""

    note: str = ""
    item_key: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


def read_note(form: Mapping[str, str], items: Collection[str] = ()) -> NoteForm:
    """A note of at most 1,000 characters; an item that the visit does not have is refused."""
    note, item_key = clean_lines(form.get("note")), clean(form.get("item_key"))
    errors = {}
    if not note:
        errors["note"] = _("Write in a sentence what you mean.")
    elif len(note) > LONGEST:
        errors["note"] = _("At most %(most)s characters; this has %(given)s.", most=LONGEST, given=len(note))
    if item_key and item_key not in items:
        errors["item_key"] = _("Choose one of these.")
    return NoteForm(note, item_key, errors)


def clean_lines(text: str | None) -> str:
    """Typed text line by line, each cleaned, without blank lines at either end."""
    return "\n".join(clean(line) for line in (text or "").splitlines()).strip()
