"""Every sentence that the code or a page says exists in both Chinese catalogues, with its places."""

import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from config import ROOT

PLACES = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_0-9]*\}")
KEYWORDS = {
    "_": None, "gettext": None, "ngettext": (1, 2), "_l": None, "lazy_gettext": None, "Message": None,
    "pgettext": ((1, "c"), 2),
}  # fmt: skip
METHODS = [("templates/**.html", "jinja2"), ("**.py", "python")]
# What is the same in every language.
SAME = {"Rounds", "English"}


@pytest.fixture(scope="module")
def said() -> dict[str, set[str]]:
    """Every English sentence, and the places in it."""
    found = {}
    for _file, _line, message, _comments, context in extract_from_dir(
        ROOT / "app", METHODS, keywords=KEYWORDS
    ):
        forms = message if isinstance(message, tuple) else (message,)
        if forms[0]:
            found[_key(context, forms[0])] = set().union(*(PLACES.findall(form) for form in forms))
    assert len(found) > 1000, "the extractor found too little: is it broken?"
    return found


def catalogue(locale: str) -> dict[str, str]:
    path = ROOT / "app" / "translations" / locale / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        entries = [entry for entry in read_po(file, locale=locale) if entry.id and not entry.fuzzy]
    return {_key(entry.context, _first(entry.id)): _first(entry.string) for entry in entries}


def _key(context: str | None, text: str) -> str:
    """A sentence, told from the same one said in another context."""
    return f"{context}: {text}" if context else text


def _first(text) -> str:
    return text[0] if isinstance(text, tuple | list) else text


@pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant"])
def test_nothing_is_left_untranslated(said, locale):
    known = catalogue(locale)
    assert sorted(text for text in said if not known.get(text)) == []


@pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant"])
def test_nothing_is_kept_that_nobody_says(said, locale):
    assert sorted(set(catalogue(locale)) - set(said)) == []


@pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant"])
def test_places_are_the_same(said, locale):
    known = catalogue(locale)
    wrong = [text for text, places in said.items() if not set(PLACES.findall(known.get(text, ""))) <= places]
    lost = [
        text
        for text, places in said.items()
        if text in known and _needed(places) - set(PLACES.findall(known[text]))
    ]
    assert wrong == []
    assert lost == []


def _needed(places: set[str]) -> set[str]:
    """A plural's number may be left out where a language says it otherwise; all other places must be kept."""
    return places - {"%(num)s"}


@pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant"])
def test_chinese_is_chinese(locale):
    plain = [
        text for text, words in catalogue(locale).items()
        if words == text and text not in SAME and re.search(r"[A-Za-z]{3,}", PLACES.sub("", text))
    ]  # fmt: skip
    assert plain == []


def test_traditional_is_not_simplified():
    simplified = re.compile("[这个们发对时来说见过还没东车业丽为乐习书买乱云亚产亲亿仅从仓价众优伙会伤传债]")
    wrong = [words for words in catalogue("zh_Hant").values() if simplified.search(words.replace("個", ""))]
    assert wrong == []
