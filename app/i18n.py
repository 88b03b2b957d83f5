"""The reader's language: choosing it, and saying things in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.support import NullTranslations
from flask import Flask, g, has_app_context, has_request_context, request, session
from flask_babel import Domain, force_locale, format_percent, get_locale, gettext
from flask_login import current_user
from markupsafe import Markup, escape

from app import clock
from app.extensions import babel
from app.locality import currency
from app.messages import Message, Money, Named, Percent

LOCALES = {"en": "English", "zh_Hans": "简体中文", "zh_Hant": "繁體中文"}
# Browsers ask for regions; Babel would map none of these to a script.
_ALIASES = {"zh": "zh_Hans", "zh_cn": "zh_Hans", "zh_sg": "zh_Hans", "zh_hans": "zh_Hans",
            "zh_tw": "zh_Hant", "zh_hk": "zh_Hant", "zh_mo": "zh_Hant", "zh_hant": "zh_Hant"}  # fmt: skip


def locale_of(tag: str) -> str | None:
    """The product's locale for a browser's language tag such as ``zh-TW``, or None."""
    tag = tag.strip().lower().replace("-", "_")
    if tag.startswith("zh"):
        return _ALIASES.get(tag) or _ALIASES.get("_".join(tag.split("_")[:2]), "zh_Hans")
    return "en" if tag.split("_")[0] == "en" else None


def choose_locale() -> str:
    """The user's own choice, else this browser session's, else the browser's, else English."""
    reader = current_user._get_current_object() if current_user else None
    if reader is not None and reader.is_authenticated and reader.locale in LOCALES:
        return reader.locale
    if session.get("locale") in LOCALES:
        return session["locale"]
    for tag, _quality in request.accept_languages:
        if found := locale_of(tag):
            return found
    return "en"


def locale() -> str:
    """The locale of this request: ``en``, ``zh_Hans`` or ``zh_Hant``."""
    if not has_app_context():
        return "en"
    kept = g.get("locale")
    if kept is None:
        kept = g.locale = choose_locale() if has_request_context() else str(get_locale())
    return kept


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """Say everything inside in the locale `wanted`: what is written for somebody else than its reader."""
    before = g.get("locale")
    with force_locale(wanted):
        g.locale = wanted
        try:
            yield
        finally:
            g.locale = before


class Sentences(Domain):
    """Flask-Babel's sentences; a locale's are found once a process instead of for each word."""

    def get_translations(self) -> NullTranslations:
        found = self.cache.get(locale())
        if found is None:
            found = self.cache[locale()] = super().get_translations()
        return found


_sentences = Sentences()


@lru_cache(4096)
def _marked(locale: str, text: str) -> Markup:
    return Markup(_sentences.get_translations().ugettext(text))


def _word(text: str, **values) -> Markup:
    """gettext for templates, which are all HTML: values are escaped as they are set in."""
    words = _marked(locale(), text)
    return words % values if values or "%" in words else words


def _in_context(context: str, text: str) -> Markup:
    """pgettext for templates: a word that English uses for two things."""
    return Markup(_sentences.get_translations().upgettext(context, text))


def _counted(one: str, many: str, num: int, **values) -> Markup:
    """ngettext for templates; the number is set in as ``num``."""
    return Markup(_sentences.get_translations().ungettext(one, many, num)) % ({"num": num} | values)


def say(message: Message | str) -> str:
    """A Message in the reader's language, with its values set in (nested Messages too)."""
    if isinstance(message, str):
        return message
    values = {key: _plain(value) for key, value in message.values.items()}
    return gettext(message.text).format(**values)


def _plain(value):
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, Named):
        return localized(value)
    if isinstance(value, Money):
        return money(value.minor)
    if isinstance(value, Percent):
        pattern = "0" + ("." + "0" * value.places if value.places else "") + "%"
        return format_percent(float(value.share), pattern)
    if isinstance(value, bool) or not isinstance(value, (int, float, date)):
        return value
    return show_date(value) if isinstance(value, date) else number(value)


def number(value: int | float) -> str:
    """A number with the separators of the reader's language."""
    return number_in(locale(), value)


# Pages write the same few figures and days over and over, and Babel builds each anew from its rules.
@lru_cache(4096, typed=True)
def number_in(locale: str, value: int | float) -> str:
    """A number with the separators of a locale."""
    return format_decimal(value, locale=Locale.parse(locale))


def money(minor: int | None) -> str:
    """An amount in minor units as the reader writes it, without decimals when it is round."""
    return "" if minor is None else money_in(locale(), minor)


def money_in(locale: str, minor: int) -> str:
    """An amount in minor units of the company's currency with the separators of a locale."""
    kind = currency()
    whole, rest = divmod(abs(minor), kind.minor)
    sign = "-" if minor < 0 else ""
    return f"{sign}{kind.sign}{number_in(locale, whole)}" + (f".{rest:0{kind.digits}d}" if rest else "")


def plain_money(minor: int | None) -> str:
    """An amount in minor units as it would be typed: digits, a point where it is not round."""
    if minor is None:
        return ""
    kind = currency()
    whole, rest = divmod(minor, kind.minor)
    return f"{whole}.{rest:0{kind.digits}d}" if rest else str(whole)


def show_date(day: date | datetime | None) -> str:
    """A calendar date, short, in the reader's language; a moment is first taken to local time."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = clock.local(day).date()
    return date_in(locale(), day, clock.today().year)


@lru_cache(1024)
def date_in(locale: str, day: date, this_year: int) -> str:
    """A calendar date, short, in a locale; the year is left out while it is this one."""
    near = day.year == this_year
    pattern = {"en": "d MMM" if near else "d MMM yyyy"}.get(locale, "M月d日" if near else "yyyy年M月d日")
    return format_date(day, pattern, locale=Locale.parse(locale))


def show_weekday(day: date) -> str:
    """A calendar date with its day of the week, short, in the reader's language."""
    return weekday_in(locale(), day)


@lru_cache(1024)
def weekday_in(locale: str, day: date) -> str:
    """A calendar date with its day of the week, short, in a locale; without the year."""
    pattern = "EEE d MMM" if locale == "en" else "M月d日 EEE"
    return format_date(day, pattern, locale=Locale.parse(locale))


def iso_date(moment: datetime) -> str:
    """The local calendar date of a moment, for machines."""
    return clock.local(moment).date().isoformat()


def show_time(moment: datetime) -> str:
    """Hours and minutes of a moment in local time."""
    return clock.local(moment).strftime("%H:%M")


def localized(text) -> str:
    """A piece of checklist content in the reader's language."""
    return text.in_locale(locale())


def sentence(text: str) -> Markup:
    """Typed text with its line breaks, escaped."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())


def bind(app: Flask) -> None:
    """Give the app its languages and the templates their filters."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "en")
    babel.init_app(app, locale_selector=choose_locale)
    app.before_request(_sentences.as_default)
    app.jinja_env.filters.update(
        localized=localized, say=say, money=money, number=number, show_date=show_date, iso_date=iso_date,
        show_time=show_time, show_weekday=show_weekday, sentence=sentence,
    )  # fmt: skip
    app.jinja_env.globals.update(_=_word, gettext=_word, ngettext=_counted, pgettext=_in_context)
    app.jinja_env.globals.update(money_sign=lambda: currency().sign.strip())
    app.context_processor(lambda: {"locale": locale(), "LOCALES": LOCALES})
