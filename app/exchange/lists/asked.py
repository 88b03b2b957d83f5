"""Reading the filters that a list is exported under: those of the page that it is on."""

from collections.abc import Mapping
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import Select, or_
from sqlalchemy.orm import InstrumentedAttribute

from app import clock, i18n
from app.exchange.columns import Column
from app.forms import asked_day, clean
from app.locality import currency

LARGEST_ID = 2**31 - 1


def holding(wanted: Select, asked: Mapping[str, str], *columns: InstrumentedAttribute) -> Select:
    """The rows of which one of some columns holds what was searched for (``q``)."""
    search = clean(asked.get("q"))[:80]
    if not search:
        return wanted
    return wanted.where(or_(*(column.icontains(search, autoescape=True) for column in columns)))


def number_of(asked: Mapping[str, str], name: str) -> int | None:
    """An id among the filters; None when there is none."""
    typed = asked.get(name, "")
    fits = typed.isascii() and typed.isdigit() and len(typed) < 11 and int(typed) <= LARGEST_ID
    return int(typed) if fits else None


def between(wanted: Select, column: InstrumentedAttribute, asked: Mapping[str, str]) -> Select:
    """The rows whose moment lies in a period of local days (``from``, ``to``, both included)."""
    if first := asked_day(asked.get("from")):
        wanted = wanted.where(column >= clock.begins(first))
    if last := asked_day(asked.get("to")):
        wanted = wanted.where(column < clock.begins(last + timedelta(days=1)))
    return wanted


def names_of(columns: tuple[Column, ...], *more: str) -> list[str]:
    """The names of imported columns in the reader's language, and more after them."""
    return [*(i18n.localized(column.name) for column in columns), *more]


def yes_or_no(value: bool) -> str:
    """A switch in words."""
    return _("yes") if value else _("no")


def amount(minor: int | None) -> float | int | None:
    """An amount in the company's currency, as a figure that can be added up."""
    if minor is None:
        return None
    whole, rest = divmod(minor, currency().minor)
    return minor / currency().minor if rest else whole
