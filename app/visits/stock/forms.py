"""Reading one product's row of the stock screen: what it says, or a sentence at each box that is wrong."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.catalogue.models import Product
from app.checklists.item_types import FieldContext, FieldError, Form, field_type
from app.checklists.specs import Field
from app.messages import Message
from app.visits.models import EVIDENCE
from app.visits.stock.values import MOVEMENTS, ZONES, CountValues, Lot

MOST_CASES, MOST_UNITS, MOST_LOTS, NOTE_LENGTH = 99_999, 999_999, 60, 500
BOXES = (
    "cases", "loose", "unsellable", "received_cases", "received_loose", "received_was", "free_goods",
    "transferred_out", "returned", "disposed", "empty_since", "evidence", "not_seen", "note",
)  # fmt: skip
LOT_PARTS = ("date", "cases", "loose", "zone")
LOT_BOX = re.compile(r"lots-(\d{1,4})-(?:date|cases|loose|zone)", re.ASCII)


@dataclass(frozen=True)
class Typed:
    """What stands in the boxes of a row, by control name; `lots` are the numbers of the lines with a lot.

    The boxes of line n are ``lots-n-date``, ``-cases``, ``-loose`` and ``-zone``.
    """

    boxes: dict[str, str]
    lots: tuple[int, ...]


@dataclass(frozen=True)
class CountForm:
    """A row as posted: its values, or sentences by control name."""

    values: CountValues | None
    errors: dict[str, Message]
    typed: Typed


def read_count(form: Form, product: Product, today: date, last_on: date | None = None) -> CountForm:
    """Read the row of `product`; nothing of it is taken while a box holds what cannot be. `last_on` is the
    day of the count before."""
    reader = _Reader(form, product, FieldContext(today=today), last_on)
    typed = typed_in(form)
    values = reader.values(typed)
    return CountForm(None if reader.errors else values, reader.errors, typed)


def typed_in(form: Form) -> Typed:
    """The boxes as they were posted, without the lines that hold no lot or were taken away."""
    boxes = {name: form.get(name) or "" for name in BOXES}
    numbers = sorted({int(found[1]) for name in form if (found := LOT_BOX.fullmatch(name))})
    lots = []
    for number in numbers:
        names = [lot_box(number, part) for part in LOT_PARTS]
        line = {name: (form.get(name) or "").strip() for name in names}
        filled = any(text for name, text in line.items() if not name.endswith("zone"))
        if filled and not form.get(lot_box(number, "removed")):
            boxes |= line
            lots.append(number)
    return Typed(boxes, tuple(lots))


def typed_of(values: CountValues | None, received: int | None, case_size: int) -> Typed:
    """What the boxes show of a stored count, or of none; `received` is what our records say came in."""
    values = values or CountValues()
    boxes = dict.fromkeys(BOXES, "") | {"evidence": values.evidence, "note": values.note}
    told = received if values.received is None else values.received
    for name, quantity in (("", values.counted), ("received_", told)):
        boxes[f"{name}cases"], boxes[f"{name}loose"] = in_boxes(quantity, case_size)
    for name in MOVEMENTS:
        if name != "received":
            boxes[name] = _written(getattr(values, name))
    boxes["empty_since"] = values.empty_since.isoformat() if values.empty_since else ""
    boxes["received_was"] = _written(received)
    for number, lot in enumerate(values.lots):
        parts = (lot.production_date.isoformat(), *in_boxes(lot.quantity, case_size), lot.zone)
        boxes |= {lot_box(number, part): text for part, text in zip(LOT_PARTS, parts, strict=True)}
    return Typed(boxes, tuple(range(len(values.lots))))


def lot_box(number: int, part: str) -> str:
    """The name of a box in a line of the lots."""
    return f"lots-{number}-{part}"


def in_boxes(quantity: int | None, case_size: int) -> tuple[str, str]:
    """A quantity as full cases and what is left over; a nought is only written where it says something."""
    if quantity is None or case_size == 1:
        return "", _written(quantity)
    cases, loose = divmod(quantity, case_size)
    return str(cases), str(loose) if loose or not cases else ""


def _written(quantity: int | None) -> str:
    return "" if quantity is None else str(quantity)


class _Reader:
    def __init__(self, form: Form, product: Product, context: FieldContext, last_on: date | None) -> None:
        self.form, self.product, self.context, self.last_on = form, product, context, last_on
        self.errors: dict[str, Message] = {}

    def values(self, typed: Typed) -> CountValues:
        note = self._field("note", typed.boxes["note"], Field("note", "text", max_length=NOTE_LENGTH)) or ""
        if typed.boxes["not_seen"]:
            return CountValues(note=note)
        counted = self._pieces("cases", "loose", typed.boxes)
        if counted is None and not self.errors:
            self.errors["cases" if self.product.case_size > 1 else "loose"] = Message(
                "Enter how many there are, or mark the product as not seen."
            )
        moved = {name: self._units(name, typed.boxes[name]) for name in MOVEMENTS if name != "received"}
        if counted is not None and (moved["unsellable"] or 0) > counted:
            self.errors["unsellable"] = Message(
                "{unsellable} cannot be set aside: only {counted} were counted in all.",
                {"unsellable": moved["unsellable"], "counted": counted},
            )
        left = (counted or 0) - (moved["unsellable"] or 0)
        return CountValues(
            counted, received=self._received(typed.boxes), **moved,
            empty_since=self._empty_since(typed.boxes["empty_since"], left),
            evidence=self._evidence(typed.boxes["evidence"]), note=note, lots=self._lots(typed),
        )  # fmt: skip

    def _received(self, boxes: dict[str, str]) -> int | None:
        """None where the rep left the figure of our records as it was shown to him."""
        received = self._pieces("received_cases", "received_loose", boxes)
        return None if _written(received) == boxes["received_was"].strip() else received

    def _empty_since(self, typed: str, left: int) -> date | None:
        told = self._field("empty_since", typed, Field("empty_since", "date", not_after="today"))
        day = date.fromisoformat(told) if told else None
        if day and left > 0:
            self.errors["empty_since"] = Message(
                "{left} can still be sold: leave this blank, or correct the count.", {"left": left}
            )
        elif day and self.last_on and day <= self.last_on:
            self.errors["empty_since"] = Message(
                "It was counted on {day}: enter a day after that one.", {"day": self.last_on}
            )
        return day

    def _evidence(self, typed: str) -> str:
        if typed and typed not in EVIDENCE:
            self.errors["evidence"] = Message("Choose one of these.")
        return typed or "counted"

    def _lots(self, typed: Typed) -> tuple[Lot, ...]:
        if len(typed.lots) > MOST_LOTS:
            self.errors["lots"] = Message("At most {limit} lots can be kept.", {"limit": MOST_LOTS})
            return ()
        lots = [self._lot(number, typed.boxes) for number in typed.lots]
        return tuple(sorted((lot for lot in lots if lot), key=lambda lot: lot.production_date))

    def _lot(self, number: int, boxes: dict[str, str]) -> Lot | None:
        date_box, cases_box, loose_box, zone_box = (lot_box(number, part) for part in LOT_PARTS)
        day = self._production_date(date_box, boxes[date_box])
        before = len(self.errors)
        quantity = self._pieces(cases_box, loose_box, boxes)
        if not quantity and len(self.errors) == before:
            at = cases_box if self.product.case_size > 1 and not boxes[loose_box] else loose_box
            self.errors[at] = Message("Enter how many there are of this lot: one at least.")
        if boxes[zone_box] not in ("", *ZONES):
            self.errors[zone_box] = Message("Choose one of these.")
        return Lot(day, quantity, boxes[zone_box] or "sellable") if day and quantity else None

    def _production_date(self, control: str, typed: str) -> date | None:
        if not typed:
            self.errors[control] = Message("Enter the production date of this lot.")
            return None
        told = self._field(control, typed, Field("date", "date", not_after="today"))
        day = told and date.fromisoformat(told)
        shelf = self.product.shelf_days
        if day and shelf and day < self.context.today - timedelta(days=2 * shelf):
            self.errors[control] = Message(
                "That is more than twice the shelf life of {days} days ago."
                " Check the label and take a photo of it.",
                {"days": shelf},
            )
        return day or None

    def _pieces(self, cases_box: str, loose_box: str, boxes: dict[str, str]) -> int | None:
        """Cases and loose units added up; None where both boxes are blank."""
        cases = self._field(cases_box, boxes[cases_box], Field(cases_box, "int", min=0, max=MOST_CASES))
        loose = self._units(loose_box, boxes[loose_box])
        if cases is None and loose is None:
            return None
        pieces = (cases or 0) * self.product.case_size + (loose or 0)
        if pieces > MOST_UNITS:
            self.errors[cases_box] = Message("That makes {count}. At most {limit} can be kept.", {
                "count": pieces, "limit": MOST_UNITS})  # fmt: skip
        return pieces

    def _units(self, control: str, typed: str) -> int | None:
        return self._field(control, typed, Field(control, "int", min=0, max=MOST_UNITS))

    def _field(self, control: str, typed: str, field: Field):
        try:
            return field_type(field).parse(field, {control: typed}, control, self.context)
        except FieldError as error:
            self.errors |= error.by_control(control)
            return None
