"""Fields for figures: typed text is read as the checklist reads it, full-width digits and separators too."""

import wtforms
from wtforms.validators import StopValidation

from app.checklists.item_types import FieldError
from app.checklists.item_types.base import narrow
from app.checklists.item_types.numbers import CURRENCY_MARKS, check_bounds, read_decimal
from app.forms import Needed
from app.i18n import plain_money, say
from app.locality import currency

MOST_MINOR = 100_000_000


class _Figure(wtforms.Field):
    widget = wtforms.widgets.TextInput()
    places = 0
    example = "12"

    def __init__(self, label, low: int, high: int, needed: bool = False, **kwargs) -> None:
        super().__init__(label, [Needed()] if needed else [], **kwargs)
        self.low, self.high = low, high

    def process_formdata(self, values: list[str]) -> None:
        self.data = None
        typed = narrow(values[0]).strip(CURRENCY_MARKS + " ") if values else ""
        if not typed:
            return
        try:
            amount = read_decimal(typed, self.places, self.example)
            check_bounds(amount, self.low, self.high)
        except FieldError as error:
            raise ValueError(say(error.message)) from error
        self.data = int(amount.scaleb(self.places))

    def pre_validate(self, form: wtforms.Form) -> None:
        if self.process_errors:
            raise StopValidation  # what was typed is not blank: "fill this in" would be wrong

    def _value(self) -> str:
        if self.raw_data:
            return self.raw_data[0]
        return "" if self.data is None else self._shown(self.data)

    def _shown(self, value: int) -> str:
        return str(value)


class Whole(_Figure):
    """A whole number from `low` to `high`; blank is None."""


class Money(_Figure):
    """An amount of at least 0 in the company's currency as typed, kept in its minor units; blank is None."""

    example = "1,250"

    def __init__(self, label, needed: bool = False, **kwargs) -> None:
        kind = currency()
        self.places = kind.digits
        super().__init__(label, 0, MOST_MINOR // kind.minor, needed, **kwargs)

    def _shown(self, value: int) -> str:
        return plain_money(value)
