"""Where the company is: its time zone and its currency, which nearly every page is written with.

The ground that pages stand on may not know the company's table. Whoever keeps it says how to ask
(`tell_from`); until then, and outside of an app, the defaults hold.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from zoneinfo import available_timezones

from babel import Locale
from babel.dates import get_timezone_location
from babel.numbers import get_currency_precision, get_currency_symbol
from flask import Flask, current_app, has_app_context

DEFAULT_CURRENCY = "CNY"
# What a company may keep its books in: its own neighbourhood first.
CURRENCIES = (
    "CNY", "TWD", "HKD", "MOP", "SGD", "MYR", "USD", "EUR", "GBP", "JPY", "KRW", "THB", "VND", "IDR",
    "PHP", "MMK", "LAK", "KHR", "MNT", "INR", "BDT", "PKR", "LKR", "NPR", "KZT", "RUB", "AED", "SAR",
    "TRY", "EGP", "NGN", "KES", "ZAR", "BRL", "MXN", "CAD", "AUD", "NZD", "CHF",
)  # fmt: skip
_READERS = ("en", "zh_Hans", "zh_Hant")
_REGIONS = (
    "Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/",
)  # fmt: skip


@dataclass(frozen=True)
class Currency:
    """A currency by its ISO code: the sign before an amount, and how many decimals its minor units have."""

    code: str
    sign: str
    digits: int

    @property
    def minor(self) -> int:
        """How many minor units make one: 100 fen a yuan, 1 of a currency without decimals."""
        return 10**self.digits


@dataclass(frozen=True)
class Locality:
    """The name of the time zone, None for the machine's own, and the code of the currency."""

    time_zone: str | None = None
    currency: str = DEFAULT_CURRENCY


def tell_from(app: Flask, asked: Callable[[], Locality]) -> None:
    """Let `asked` say where the company of `app` is."""
    app.extensions["locality"] = asked


def locality() -> Locality:
    """Where the company is."""
    asked = current_app.extensions.get("locality") if has_app_context() else None
    return asked() if asked else Locality()


def currency() -> Currency:
    """The company's currency."""
    return currency_of(locality().currency)


@lru_cache(64)
def currency_of(code: str) -> Currency:
    """A currency by its code, as Unicode's tables know it."""
    # A company has one currency, so "CN¥" to tell the yuan from the yen would say too much: the shortest of
    # the signs in which our readers write it. A sign of letters keeps its distance: "MYR 12".
    sign = min((get_currency_symbol(code, reader) for reader in _READERS), key=len)
    return Currency(code, f"{sign}\u00a0" if sign[-1].isalpha() else sign, get_currency_precision(code))


@cache
def time_zones() -> tuple[str, ...]:
    """The zones that are places, by name; the others are old names, or offsets without summer time."""
    return tuple(sorted(name for name in available_timezones() if name.startswith(_REGIONS)))


@lru_cache(8)
def zones_in(locale: str) -> dict[str, str]:
    """The time zones by name, each with its city in a locale where that is written otherwise."""
    language = Locale.parse(locale)
    cities = {name: get_timezone_location(name, locale=language, return_city=True) for name in time_zones()}
    return {name: f"{name} · {city}" if locale != "en" else name for name, city in cities.items()}


@lru_cache(8)
def currencies_in(locale: str) -> dict[str, str]:
    """The currencies to choose from by code, with their names in a locale where the tables know them."""
    names = Locale.parse(locale).currencies
    return {code: f"{code} · {names.get(code, code)}" for code in CURRENCIES}
