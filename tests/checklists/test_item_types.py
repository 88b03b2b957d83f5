"""What each kind of answer takes, what it refuses, what it says then, how it shows and scores."""

from dataclasses import replace

import pytest

from app.checklists.item_types import FIELD_TYPES, FieldContext, FieldError, PlainFormatters
from app.checklists.specs import Field
from tests.checklists.samples import CONTEXT, FIELDS, TODAY, options, parse
from tests.checklists.type_cases import BAD, GOOD, LONG, SHOWN

NOTHING_TO_REFUSE = {"photo", "computed"}


def test_every_registered_type_has_its_rows():
    assert set(GOOD) == set(BAD) == set(FIELDS) == set(FIELD_TYPES)
    assert {kind for kind, cases in BAD.items() if not cases} == NOTHING_TO_REFUSE
    assert all(GOOD.values())
    assert all(kind.name == name for name, kind in FIELD_TYPES.items())


@pytest.mark.parametrize(
    ("kind", "typed", "value"), [(k, *case) for k, cases in GOOD.items() for case in cases]
)
def test_takes(kind, typed, value):
    assert parse(kind, typed) == value


@pytest.mark.parametrize(("kind", "typed"), [(k, case) for k, cases in BAD.items() for case in cases])
def test_refuses_in_plain_words(kind, typed):
    with pytest.raises(FieldError) as refused:
        parse(kind, typed)
    messages = refused.value.by_control("f")
    assert messages
    for control, message in messages.items():
        assert control.startswith("f")
        assert str(message).endswith(".")
        assert len(str(message)) < 120
        assert "{" not in str(message)


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("int", "5001", "Enter a number from 0 to 5000."),
        ("int", LONG, "This number has 30 digits. Enter at most 12."),
        ("int", "3.5", "Enter a whole number, without decimals."),
        ("text", "x" * 21, "This text has 21 characters; the limit is 20. Shorten it."),
        ("date", "2026-04-01", "This day is in the future. Enter today (2026-03-31) or an earlier day."),
        ("date", "2026-02-30", "There is no day 2026-02-30 in the calendar. Check month and day."),
        ("money", "1.234", "Enter at most 2 decimals."),
        ("choice", "x" * 40, "“" + "x" * 23 + "…” is not one of the choices. Pick one from the list."),
    ],
)
def test_says_what_to_enter(kind, typed, words):
    with pytest.raises(FieldError, match=".") as refused:
        parse(kind, typed)
    assert str(refused.value.message) == words


def test_a_minimum_below_zero_lets_negative_numbers_in():
    field = replace(FIELDS["int"], min=-10, max=None)
    assert parse("int", "−7", field) == -7
    with pytest.raises(FieldError, match="Enter -10 or more."):
        parse("int", "-11", field)


def test_days_that_must_be_ahead():
    field = Field("f", "date", not_before="today")
    assert parse("date", TODAY.isoformat(), field) == TODAY.isoformat()
    with pytest.raises(FieldError, match="This day has passed"):
        parse("date", "2026-03-30", field)
    with pytest.raises(FieldError, match="ten years ahead"):
        parse("date", "2226-03-30", field)


def test_a_currency_without_minor_units():
    yen = FieldContext(today=TODAY, currency_digits=0, formatters=PlainFormatters(currency_digits=0))
    assert parse("money", "1,250", context=yen) == 1250
    assert FIELD_TYPES["money"].show(FIELDS["money"], 1250, "en", yen) == "1,250"
    with pytest.raises(FieldError, match="whole number"):
        parse("money", "12.5", context=yen)


@pytest.mark.parametrize(("kind", "value", "locale", "words"), SHOWN)
def test_shows(kind, value, locale, words):
    assert FIELD_TYPES[kind].show(FIELDS[kind], value, locale, CONTEXT) == words


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_nothing_is_shown_and_filled_in_for_nothing(kind):
    assert FIELD_TYPES[kind].show(FIELDS[kind], None, "en", CONTEXT) == ""
    assert FIELD_TYPES[kind].to_form(FIELDS[kind], None, "f", CONTEXT) == {}
    assert FIELD_TYPES[kind].score(FIELDS[kind], None) is None
    assert FIELD_TYPES[kind].same(None, None)


@pytest.mark.parametrize(
    ("kind", "value", "score"),
    [
        ("yn", "yes", 1),
        ("yn", "no", 0),
        ("ynp", "partial", 0.5),
        ("s5", 1, 0),
        ("s5", 4, 0.75),
        ("s5", 5, 1),
        ("choice", "good", 1),
        ("choice", "bad", 0),
        ("choice", "na", None),
        ("choice", "gone", None),
        ("multi", ["ok"], None),
        ("int", 3, None),
        ("money", 3, None),
        ("text", "x", None),
    ],
)
def test_scores(kind, value, score):
    assert FIELD_TYPES[kind].score(FIELDS[kind], value) == score


def test_run_time_options():
    choice = Field("f", "choice", options_from="products")
    assert FIELD_TYPES["choice"].options(choice, CONTEXT) == options("tea", "cola")
    assert parse("choice", "cola", choice) == "cola"
    with pytest.raises(FieldError):
        parse("choice", "cola", choice, FieldContext(today=TODAY))
