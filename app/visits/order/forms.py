"""Reading one product's line of the order screen: cases agreed and, where they are far off, why."""

from dataclasses import dataclass
from datetime import date

from app.checklists.item_types import FieldContext, FieldError, Form, field_type
from app.checklists.specs import Field
from app.leverage.safety_stock import check_agreed
from app.leverage.settings import Settings
from app.messages import Message

AGREED = Field("agreed", "int", min=0, max=99_999)
REASON = Field("reason", "text", max_length=200)
MOST_UNITS = 2**31 - 1


@dataclass(frozen=True)
class OrderForm:
    """A line as posted: base units agreed (None: taken back) and the reason; or sentences by control name."""

    units: int | None
    reason: str
    errors: dict[str, Message]
    typed: dict[str, str]


def read_order(
    form: Form, case_size: int, suggested: int | None, settings: Settings, today: date
) -> OrderForm:
    """Read a line; far above or below the suggestion (base units, None: there is none) a reason is needed."""
    typed = {name: form.get(name) or "" for name in ("agreed", "reason")}
    errors: dict[str, Message] = {}
    cases, reason = (_read(field, typed, errors, today) for field in (AGREED, REASON))
    units = None if cases is None else cases * case_size
    if units is not None and units > MOST_UNITS:
        errors["agreed"] = Message("That is more than can be kept.")
    if not errors and not reason and (question := why(units, suggested, case_size, settings)):
        errors["reason"] = question
    return OrderForm(units, reason or "", errors, typed)


def why(units: int | None, suggested: int | None, case_size: int, settings: Settings) -> Message | None:
    """What to ask of an agreed quantity that is far from the suggestion, in cases; None if it is near."""
    if units is None or suggested is None:
        return None
    checked = check_agreed(suggested, units, settings=settings).value
    told = {"agreed": units // case_size, "suggested": suggested // case_size}
    if checked.over:
        return Message("Agreed {agreed} cases, suggested {suggested}: too much stock ages. Say why.", told)
    if checked.under:
        return Message("Agreed {agreed} cases, suggested {suggested}: it may run out. Say why.", told)
    return None


def _read(field: Field, typed: dict[str, str], errors: dict[str, Message], today: date):
    try:
        return field_type(field).parse(field, typed, field.name, FieldContext(today=today))
    except FieldError as error:
        errors |= error.by_control(field.name)
        return None
