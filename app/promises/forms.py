"""Reading a promise, and what became of one, from a form; what cannot be taken is said beside the control."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import abort

from app.checklists.item_types import FieldContext, FieldError, Form, field_type
from app.checklists.specs import Field, Option
from app.checklists.texts import Text
from app.forms import clean
from app.leverage.promises import OWNERS, WITHIN_OWN_LIMIT, Terms
from app.locality import currency
from app.messages import Message
from app.promises import guard
from app.promises.book import Draft
from app.promises.models import Promise
from app.promises.settling import Settlement

_OWNER = Field("owner", "choice", options=tuple(Option(code, Text(code, code, code)) for code in OWNERS))
_FIELDS = (
    Field("action", "text", max_length=300),
    Field("quantity", "text", max_length=60),
    Field("amount", "money"),
    Field("due", "date", not_before="today"),
    Field("approver", "text", max_length=60),
    Field("evidence", "text", max_length=300),
)
_NOTE, _NEW_DUE = Field("note", "text", max_length=300), Field("new_due", "date", not_before="today")
GUARDED = ("action", "quantity", "evidence")
REASONS = ("quoted", "in_evidence", "not_known")
_LINES = ("quantity", "approver")  # one line each; the others may have several
_BLANK = re.compile(r"\{[^{}]*\}")

Errors = dict[str, Message]


@dataclass(frozen=True)
class PromiseForm:
    """A posted promise: what was typed, what is wrong with it by control, what the guard found.

    `draft` is None while something is wrong. `refused` is ``block`` where a phrase forbids a promise and no
    request was asked for, ``reason`` where a vague word needs a tap with a reason, else empty.
    """

    typed: Mapping[str, str]
    errors: Mapping[str, Message]
    notices: list[guard.Notice]
    draft: Draft | None
    refused: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether it may be written down."""
        return self.draft is not None and not self.refused


def read_promise(form: Form, day: date, locale: str, owner: str | None = None) -> PromiseForm:
    """Read a promise typed on `day`; `owner` is given where it is known already (of a request)."""
    context = FieldContext(today=day, currency_digits=currency().digits)
    fields = _FIELDS if owner else (_OWNER, *_FIELDS)
    values, errors = _parse(fields, form, context)
    values["owner"] = owner or values.get("owner")
    errors |= _needed(values, errors)
    texts = {name: values.get(name) or "" for name in GUARDED}
    errors |= {
        name: _unfilled(text) for name, text in texts.items() if _BLANK.search(text) and name not in errors
    }
    found = guard.notices(texts, locale)
    typed = {name: form.get(name) or "" for name in TYPED}
    typed["guard_seen"] = " ".join(
        guard.known_ids(f"{form.get('guard_seen') or ''} {' '.join(guard.hits_of(found))}")
    )
    if errors:
        return PromiseForm(typed, errors, found, None)
    draft = _draft(form, values, found)
    return PromiseForm(typed, {}, found, draft, _refusal(draft, found))


TYPED = ("owner", "action", "quantity", "amount", "due", "approved", "approver", "evidence")


def _parse(fields: tuple[Field, ...], form: Form, context: FieldContext) -> tuple[dict, Errors]:
    values, errors = {}, {}
    for field in fields:
        try:
            values[field.name] = field_type(field).parse(field, form, field.name, context)
        except FieldError as error:
            errors |= error.by_control(field.name)
    return values, errors


def _needed(values: dict, errors: Errors) -> Errors:
    """Without these two there is nothing to write down; the rest may follow while it waits as a request."""
    needed = {}
    if not values["owner"] and "owner" not in errors:
        needed["owner"] = Message("Whose promise is it?")
    if not values.get("action") and "action" not in errors:
        needed["action"] = Message("What will be done?")
    return needed


def _unfilled(text: str) -> Message:
    return Message("Fill in the blanks: {blanks}", {"blanks": " ".join(_BLANK.findall(text)[:3])})


def _draft(form: Form, values: dict, found: list[guard.Notice]) -> Draft:
    lines = {name: clean(values.get(name)) for name in _LINES}
    due, reason = values.get("due"), form.get("guard_reason") or ""
    if reason not in ("", *REASONS):
        abort(400)
    hits = guard.hits_of(found)
    terms = Terms(
        owner=values["owner"], action=values["action"],
        quantity=lines["quantity"], amount=values.get("amount"),
        due=date.fromisoformat(due) if due else None,
        approver=WITHIN_OWN_LIMIT if form.get("approved") == WITHIN_OWN_LIMIT else lines["approver"],
    )  # fmt: skip
    seen = guard.known_ids(form.get("guard_seen"))
    return Draft(
        terms, evidence=values.get("evidence") or "", hits=hits, reason=reason,
        rewritten=tuple(each for each in seen if each not in hits), as_request=bool(form.get("as_request")),
    )  # fmt: skip


def _refusal(draft: Draft, found: list[guard.Notice]) -> str:
    if draft.as_request:
        return ""
    if guard.has_level(found, "block"):
        return "block"
    return "reason" if guard.has_level(found, "warn") and not draft.reason else ""


@dataclass(frozen=True)
class SettlementForm:
    """What a rep says became of a promise; `settlement` is None while something is wrong with it."""

    typed: Mapping[str, str]
    errors: Mapping[str, Message]
    settlement: Settlement | None


def read_settlement(
    form: Form, promise: Promise, event_id: UUID, day: date, allowed: tuple[str, ...]
) -> SettlementForm:
    """Read what became of `promise` on `day`; 400 for a step that no page of ours offers.

    Kept, said without a day, means kept in time: at the latest on the day it was due.
    """
    state = form.get("state") or ""
    if state not in allowed:
        abort(400)
    fields = (_NOTE, _NEW_DUE) if state == "moved" else (_NOTE,)
    values, errors = _parse(fields, form, FieldContext(today=day))
    new_due = date.fromisoformat(values["new_due"]) if values.get("new_due") else None
    if state == "moved" and "new_due" not in errors:
        errors |= _wrong_day(new_due, promise)
    typed = {name: form.get(name) or "" for name in ("state", "note", "new_due")}
    if errors:
        return SettlementForm(typed, errors, None)
    on = min(day, promise.due) if state == "kept" and promise.due else day
    return SettlementForm(typed, {}, Settlement(event_id, state, on, values.get("note") or "", new_due))


def _wrong_day(new_due: date | None, promise: Promise) -> Errors:
    if new_due is None:
        return {"new_due": Message("By which day?")}
    if new_due == promise.due:
        return {"new_due": Message("That is the day it was due already. Choose another.")}
    return {}
