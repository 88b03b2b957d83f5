"""Every answer of the sample is one that a rep could have typed, and that every page can show."""

import pytest
from werkzeug.datastructures import MultiDict

from app.checklists.answers import asked_fields, describe, form_values, missing_fields, parse_answer, short
from app.checklists.item_types import FieldContext
from app.checklists.queries import built_in
from app.checklists.specs import Option
from app.checklists.texts import LOCALES, Text
from app.sample.answers import ANSWERS
from app.sample.goods import GOODS
from app.visits.gaps import Material, gaps

PRODUCTS = tuple(
    Option(str(number), Text(goods.en, goods.zh, goods.zh)) for number, goods in enumerate(GOODS, 1)
)


def context(visit):
    return FieldContext(today=visit.met.visit.on, options={"products": PRODUCTS})


def test_every_asked_item_has_an_answer():
    items = built_in().by_key
    asked = {key for key, item in items.items() if asked_fields(item)}
    elsewhere = {key for key, item in items.items() if any(field.entered_on for field in item.fields)}
    assert asked <= ANSWERS.keys() <= asked | elsewhere


def test_answers_pass_the_form(company):
    for history in company:
        for visit in history.visits:
            for given in visit.answers.values():
                assert given.value or given.state in ("declined", "not_seen")
                if given.state == "answered":
                    assert_typed(given, visit)


def assert_typed(given, visit):
    item = built_in().by_key[given.item_key]
    controls = form_values(item, given.value, context(visit))
    form = MultiDict([(name, typed) for name, several in controls.items() for typed in several])
    parsed = parse_answer(item, form, context(visit))
    assert not parsed.errors, (given.item_key, parsed.errors)
    assert parsed.value == given.value
    assert not missing_fields(item, given.value), given.item_key


@pytest.mark.parametrize("locale", LOCALES)
def test_answers_can_be_read_in_every_language(company, locale):
    shown = {}
    for history in company:
        for visit in history.visits:
            for given in visit.answers.values():
                if given.value:
                    shown.setdefault((given.item_key, str(given.value)[:40]), (given, visit))
    for given, visit in shown.values():
        item = built_in().by_key[given.item_key]
        assert describe(item, given.value, locale, context(visit))
        assert short(item, given.value, locale, context(visit))


def test_photographed_visits_lack_nothing_obligatory(company):
    seen = 0
    for history in company:
        for visit in history.visits:
            if visit.shots:
                material = Material(
                    mode=visit.met.visit.mode, answers=visit.answers, counts=visit.counts,
                    photo_slots=frozenset(shot.slot for shot in visit.shots),
                    key_products=frozenset(visit.counts),
                )  # fmt: skip
                assert not [gap for gap in gaps(built_in(), material) if gap.obligatory]
                seen += 1
    assert seen > 40


def test_reps_take_the_ways_out_and_write_notes(company):
    given = [given for history in company for visit in history.visits for given in visit.answers.values()]
    states = {each.state for each in given}
    assert states == {"answered", "unchanged", "not_seen", "declined"}
    notes = {each.note for each in given if each.note}
    assert len(notes) > 25
    assert sum(note.isascii() for note in notes) < len(notes) / 2
    assert any(visit.corrections for history in company for visit in history.visits)
