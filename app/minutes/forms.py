"""Reading what is posted about minutes: the rep's words for the page, and the dealer's answer to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import abort

from app.checklists.item_types import FieldContext, FieldError, Form, field_type
from app.checklists.specs import Field
from app.clock import today
from app.forms import clean
from app.i18n import LOCALES
from app.messages import Message
from app.minutes.models import REPLIES
from app.promises.guard import Notice, has_level, hits_of, known_ids, notices
from app.visits.judgement.evidence import Wording

AGREED, REPLY = Field("agreed", "text", max_length=1000), Field("text", "text", max_length=1000)


@dataclass(frozen=True)
class DraftForm:
    """The rep's words and the language of the page; what is wrong with them, what the guard found in them,
    and what it has found while they were written."""

    agreed: str
    locale: str
    errors: Mapping[str, Message] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    seen: tuple[str, ...] = ()

    @property
    def wording(self) -> Wording:
        """The phrases that stand in it, and those that were rewritten."""
        kept = hits_of(self.notices)
        return Wording(kept, tuple(each for each in self.seen if each not in kept))

    @property
    def is_blocked(self) -> bool:
        """Whether words stand in it that no dealer may get in writing (rule H2)."""
        return has_level(self.notices, "block")

    @property
    def is_taken(self) -> bool:
        """Whether it may be sent."""
        return not self.errors and not self.is_blocked


@dataclass(frozen=True)
class ReplyForm:
    """The dealer's answer: ``acknowledged``, or a ``correction`` with his words."""

    kind: str
    text: str
    errors: Mapping[str, Message]


def read_draft(form: Form, reader_locale: str) -> DraftForm:
    """Read the rep's words; the guard speaks the rep's language. 400 for a language that is none of ours."""
    locale = form.get("locale")
    if locale not in LOCALES:
        abort(400)
    agreed, errors = _text(AGREED, form)
    found = notices({"agreed": agreed}, reader_locale)
    seen = known_ids(f"{form.get('guard_seen') or ''} {' '.join(hits_of(found))}")
    return DraftForm(agreed, locale, errors, found, seen)


def read_reply(form: Form) -> ReplyForm:
    """Read the dealer's answer; a correction needs words, an acknowledgement has none."""
    kind = form.get("kind")
    if kind not in REPLIES:
        abort(400)
    if kind == "acknowledged":
        return ReplyForm(kind, "", {})
    text, errors = _text(REPLY, form)
    if not text:
        errors = {"text": Message("Write what is not right, then send it.")}
    return ReplyForm(kind, text, errors)


def _text(wanted: Field, form: Form) -> tuple[str, dict[str, Message]]:
    """The text, line by line without control characters and direction marks, and what is wrong with it."""
    lines = (form.get(wanted.name) or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    typed = "\n".join(clean(line) for line in lines).strip()
    try:
        field_type(wanted).parse(wanted, {wanted.name: typed}, wanted.name, FieldContext(today=today()))
    except FieldError as error:
        return typed, error.by_control(wanted.name)
    return typed, {}
