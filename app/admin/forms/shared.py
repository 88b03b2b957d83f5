"""Forms of rows that several people change: what only one of them changed is his.

Two admins may have the same page open, and the back button brings an old one. The page sends along what it
showed; whatever was not typed over then keeps what is stored by now. Where both typed over the same control,
the second is shown what stands there now beside what he typed; when he saves again, he means it.
"""

import json
from collections.abc import Mapping
from typing import TypeVar

import wtforms
from werkzeug.datastructures import MultiDict

from app.i18n import say
from app.messages import Message

Shown = dict[str, list[str]]


class SharedForm(wtforms.Form):
    """A form that remembers what its page showed; `seen` is that as text, for a hidden control.

    `met` holds what is stored by now of each control that somebody else typed over meanwhile.
    """

    seen = ""
    met: Mapping[str, list[str]] = {}

    def remember(self) -> "SharedForm":
        """Let the page send along what the form shows now."""
        self.seen = json.dumps(self.shown(), ensure_ascii=False)
        return self

    def shown(self) -> Shown:
        """What a browser would post of each control if nothing were typed."""
        return {field.name: _posted(field) for field in self if not isinstance(field, wtforms.FileField)}

    def validate(self, extra_validators=None) -> bool:
        """Refuse, at its control, whatever would be put in the place of what somebody saved meanwhile."""
        fine = super().validate(extra_validators)
        for name, stored in self.met.items():
            self[name].errors = [_met(self[name], stored), *self[name].errors]
        return fine and not self.met


Kind = TypeVar("Kind", bound=SharedForm)


def read_over(kind: type[Kind], posted: MultiDict, now: Kind) -> Kind:
    """The posted form, with what its page showed and nobody typed over as `now` has it.

    Its `seen` says what the next page shows or has told: who saves that one again is asked no second time.
    """
    seen, typed, stored = _seen(posted.get("seen")), MultiDict(posted), now.shown()
    untouched = [name for name in stored if posted.getlist(name) == seen.get(name)]
    for name in untouched:
        typed.setlist(name, stored[name])
    form = kind(typed)
    form.met = {
        name: stored[name]
        for name in stored.keys() & seen.keys() - set(untouched)
        if _alike(stored[name]) != _alike(seen[name]) and _alike(form[name].data) != _alike(now[name].data)
    }
    told = {name: stored[name] for name in (*untouched, *form.met)}
    form.seen = json.dumps({**seen, **told}, ensure_ascii=False) if seen else posted.get("seen", "")
    return form


def _alike(data: object) -> object:
    # Ticks have no order.
    return sorted(map(str, data)) if isinstance(data, list) else data


def _met(field: wtforms.Field, stored: list[str]) -> str:
    words = dict(field.options()) if hasattr(field, "options") else {}
    return say(met(", ".join(str(words.get(each, each)) for each in stored if each)))


def met(now: str) -> Message:
    """What to tell who would put something in the place of what another saved since he opened the page."""
    if not now:
        return Message("Somebody emptied this meanwhile. What you entered is kept: save again to store it.")
    return Message(
        "Somebody saved “{now}” here meanwhile. What you entered is kept: save again to store it.",
        {"now": now},
    )


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
    seen = seen if isinstance(seen, dict) else {}
    return {name: shown for name, shown in seen.items() if isinstance(shown, list)}
