"""Reading one term of the order as it was typed: the event's factor with its reason, or the free floor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.checklists.item_types import FieldContext, FieldError, Form, field_type
from app.checklists.item_types.base import narrow
from app.checklists.item_types.numbers import check_bounds, read_decimal
from app.leverage.safety_stock import event_factor
from app.leverage.settings import Settings
from app.messages import Message
from app.visits.order.forms import REASON
from app.visits.order.models import EVENT
from app.visits.order.terms import USUAL, event_of

MOST = 99_999


@dataclass(frozen=True)
class TermForm:
    """A term as posted; `errors` are sentences by control name, and then nothing of it is stored."""

    value: int | None
    reason: str
    errors: Mapping[str, Message]
    typed: Mapping[str, str]


def read_term(term: str, form: Form, settings: Settings, today: date) -> TermForm:
    """Read one of `app.visits.order.terms.TERMS`; a factor needs its reason and its limits."""
    typed = {name: form.get(name) or "" for name in ("value", "reason")}
    errors: dict[str, Message] = {}
    value, reason = None, ""
    try:
        value = _number(typed["value"], 2 if term == EVENT else 0)
    except FieldError as error:
        errors |= error.by_control("value")
    if term == EVENT:
        reason = _reason(typed, errors, today)
        errors = errors or _of_event(value, reason, settings)
    return TermForm(value, reason, errors, typed)


def _number(typed: str, places: int) -> int | None:
    """What was typed in units of the last place; blank is None."""
    plain = narrow(typed).strip()
    if not plain:
        return None
    number = read_decimal(plain, places, "1.5" if places else "12")
    check_bounds(number, 0, MOST)
    return int(number.scaleb(places))


def _reason(typed: Mapping[str, str], errors: dict[str, Message], today: date) -> str:
    try:
        return field_type(REASON).parse(REASON, typed, REASON.name, FieldContext(today=today)) or ""
    except FieldError as error:
        errors |= error.by_control(REASON.name)
        return ""


def _of_event(value: int | None, reason: str, settings: Settings) -> dict[str, Message]:
    checked = event_factor(event_of(value, reason), settings=settings)
    if not checked.refused:
        return {}
    return {"reason" if checked.code == "no_reason" else "value": checked.reason}


def shown_value(term: str, value: int | None) -> str:
    """A stored value as it is typed."""
    if value is None:
        return ""
    return f"{float(Fraction(value, USUAL)):g}" if term == EVENT else str(value)
