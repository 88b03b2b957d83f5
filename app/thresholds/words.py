"""A threshold's value as people read it: weekdays by their names, everything else as it is typed."""

from babel.dates import get_day_names

from app.i18n import locale
from app.leverage.settings import Knob, as_text
from app.leverage.settings.knob import Number


def weekdays() -> list[tuple[str, str]]:
    """The digit that stands for a day in what is typed and stored, and its short name; Monday first."""
    names = get_day_names("abbreviated", locale=locale())
    return [(str(day + 1), names[day]) for day in range(7)]


def in_words(knob: Knob, value: Number | str) -> str:
    """What is in force or stored, to be read; a stored text that cannot be used any more stays as it is."""
    text = as_text(value)
    if knob.kind != "days":
        return text
    names = dict(weekdays())
    return ", ".join(names.get(digit, digit) for digit in text)
