"""The form of one answer: what was typed becomes the values of a write, or sentences beside the controls."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import abort

from app.checklists.answers import asked_fields, parse_answer
from app.checklists.item_types import FieldContext, FieldError, Form, field_type
from app.checklists.specs import Field, Item
from app.messages import Message
from app.visits.models import EVIDENCE

NOTE = Field("note", "text", max_length=2000)
REASON = Field("reason", "text", max_length=500)
WRITABLE = ("answered", "not_seen", "declined")


@dataclass(frozen=True)
class AnswerForm:
    """A posted answer.

    ``values`` is what a write stores (state, evidence, value, note, reason); ``errors`` has sentences by
    control name, and while there is one nothing may be stored; ``typed`` is what stood in the controls.
    """

    values: Mapping[str, Any]
    errors: Mapping[str, Message]
    typed: Mapping[str, list[str]]


def read_answer(item: Item, form: Form, context: FieldContext) -> AnswerForm:
    """Read value, state, evidence and note; 400 for a state or an evidence that no page of ours offers.

    A way out carries no value: what was answered before stays in the earlier revisions. ``wipe`` is the
    button that clears the answer.
    """
    state, evidence = _code(form, "state", WRITABLE) or "answered", _code(form, "evidence", EVIDENCE)
    # Fields of the stock screen are never taken from here, whatever was posted.
    asked = asked_fields(item)
    if len(asked) < len(item.fields):
        item = replace(item, fields=asked)
    parsed = parse_answer(item, form, context)
    note, errors = _text(NOTE, form, context)
    values = {"state": state, "evidence": evidence, "value": parsed.value, "note": note, "reason": ""}
    if form.get("wipe"):
        return AnswerForm(values | {"state": "answered", "value": {}}, errors, {})
    if state != "answered":
        return AnswerForm(values | {"value": {}}, errors, parsed.typed)
    return AnswerForm(values, parsed.errors | errors, parsed.typed)


def read_correction(item: Item, form: Form, context: FieldContext) -> AnswerForm:
    """`read_answer`, with the reason that every correction needs."""
    answer = read_answer(item, form, context)
    reason, errors = _text(REASON, form, context)
    if not reason and not errors:
        errors = {"reason": Message("Say why the answer is corrected.")}
    return AnswerForm(answer.values | {"reason": reason}, {**answer.errors, **errors}, answer.typed)


def _code(form: Form, name: str, allowed: tuple[str, ...]) -> str | None:
    code = form.get(name) or None
    return code if code is None or code in allowed else abort(400)


def _text(field: Field, form: Form, context: FieldContext) -> tuple[str, dict[str, Message]]:
    """The text, and what is wrong with it; a refused one is handed back as it was typed."""
    try:
        return field_type(field).parse(field, form, field.name, context) or "", {}
    except FieldError as error:
        return form.get(field.name) or "", error.by_control(field.name)
