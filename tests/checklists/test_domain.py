"""The loaded content carries all 105 items of the specification, each with its facts, in three languages."""

from dataclasses import fields, is_dataclass

import pytest

from app.checklists.content import load_checklist
from app.checklists.texts import LOCALES, Text
from tests.checklists.domain_items import ITEMS

CHECKLIST = load_checklist()
OBLIGATORY = {"wh_overview_photo", "wh_stock_counts", "self_written_memo"}


def texts_of(value):
    """Every Text inside a value."""
    if isinstance(value, Text):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts_of(getattr(value, each.name))
    elif isinstance(value, dict | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_of(each)


def test_the_list_itself_is_whole():
    assert len(ITEMS) == len({key for key, *_ in ITEMS}) == 105
    assert sum(mode == "quick" for _, _, mode, *_ in ITEMS) == 46
    assert [sum(source == each for *_, source in ITEMS) for each in ("article", "implied", "addition")] == [
        90,
        5,
        10,
    ]


@pytest.mark.parametrize(
    ("key", "section", "mode", "weight", "source"), ITEMS, ids=[key for key, *_ in ITEMS]
)
def test_each_item_is_there_with_its_facts(key, section, mode, weight, source):
    item = CHECKLIST.by_key[key]
    assert (item.section, item.mode, item.weight, item.source) == (section, mode, weight, source)
    assert item.refs
    for text in texts_of(item):
        assert all(text.in_locale(locale).strip() for locale in LOCALES)


def test_nothing_is_there_beyond_the_list():
    assert set(CHECKLIST.by_key) == {key for key, *_ in ITEMS}
    assert [section.key for section in CHECKLIST.sections] == sorted({section for _, section, *_ in ITEMS})


def test_the_visits_have_their_length():
    assert len(CHECKLIST.items_in("quick")) == 46
    assert len(CHECKLIST.items_in("full")) == 105
    assert len(CHECKLIST.items_in("profile")) == 2
    assert sum(item.seconds for item in CHECKLIST.items_in("quick")) == 535


def test_only_three_items_are_obligatory():
    assert {key for key, item in CHECKLIST.by_key.items() if item.obligatory} == OBLIGATORY


def test_the_self_check_is_private_and_all_else_is_the_dealers():
    assert {section.key for section in CHECKLIST.sections if section.audience == "self"} == {"s1_self"}


def test_what_is_weighed_is_scored():
    for key, item in CHECKLIST.by_key.items():
        if item.weight:
            assert item.score.kind != "none", key


def test_what_opens_a_finding_says_so():
    for key, item in CHECKLIST.by_key.items():
        if item.trigger.when != "never":
            assert item.finding, key
            assert item.advice, key


def test_a_published_version_of_the_content_reads_back_the_same():
    again = type(CHECKLIST).from_json(CHECKLIST.to_json())
    assert again.by_key == CHECKLIST.by_key
    assert again.digest == CHECKLIST.digest
