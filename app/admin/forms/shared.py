"""Forms of rows that several people change: what only one of them changed is his.

Two admins may have the same page open, and the back button brings an old one. The page sends along what it
showed; whatever was not typed over then keeps what is stored by now.
"""

import json
from collections.abc import Mapping
from typing import TypeVar

import wtforms
from werkzeug.datastructures import MultiDict

Shown = dict[str, list[str]]


class SharedForm(wtforms.Form):
    """A form that remembers what its page showed; `seen` is that as text, for a hidden control."""

    seen = ""

    def remember(self) -> "SharedForm":
        """Let the page send along what the form shows now."""
        self.seen = json.dumps(self.shown(), ensure_ascii=False)
        return self

    def shown(self) -> Shown:
        """What a browser would post of each control if nothing were typed."""
        return {field.name: _posted(field) for field in self if not isinstance(field, wtforms.FileField)}


Kind = TypeVar("Kind", bound=SharedForm)


def read_over(kind: type[Kind], posted: MultiDict, now: Kind) -> Kind:
    """The posted form, with what its page showed and nobody typed over as `now` has it."""
    seen, typed = _seen(posted.get("seen")), MultiDict(posted)
    for name, stored in now.shown().items():
        if posted.getlist(name) == seen.get(name):
            typed.setlist(name, stored)
    form = kind(typed)
    form.seen = posted.get("seen", "")
    return form


def _posted(field: wtforms.Field) -> list[str]:
    if isinstance(field, wtforms.BooleanField):
        return ["y"] if field.data else []
    if isinstance(field, wtforms.SelectMultipleField):
        return [str(each) for each in field.data or ()]
    return [field.data or "" if isinstance(field, wtforms.SelectField) else field._value()]


def _seen(text: str | None) -> Mapping[str, list]:
    try:
        seen = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return seen if isinstance(seen, dict) else {}
