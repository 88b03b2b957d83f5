"""Whole answers: half ones are kept, gaps are told, typed words come back, readers get short words."""

from dataclasses import replace

import pytest
from werkzeug.datastructures import MultiDict

from app.checklists.answers import (
    asked_fields,
    brief,
    describe,
    form_values,
    is_answered,
    missing_fields,
    parse_answer,
    photo_required,
    same_answer,
    short,
)
from app.checklists.content import load_checklist
from app.checklists.specs import Field, Item, PhotoSpec
from tests.checklists.samples import CONTEXT, FIELDS, form, options, same_words


def item(*fields: Field, **facts) -> Item:
    words = same_words("Words")
    return Item("wh_air", "s3_warehouse", words, words, "quick", "article", fields, **facts)


AIR = item(
    replace(FIELDS["multi"], name="signs", label=same_words("Signs")),
    replace(FIELDS["int"], name="days", label=same_words("Days")),
    replace(FIELDS["text"], name="words", label=same_words("Words"), optional=True, max_length=200),
    replace(FIELDS["table"], name="rooms", label=same_words("Rooms"), optional=True),
    replace(FIELDS["computed"], name="share", label=same_words("Share")),
    Field("corner", "photo", same_words("Corner")),
)


def test_parses_every_field_and_keeps_half_answers():
    parsed = parse_answer(
        AIR, MultiDict({"signs": ["damp", "pest"], "days": "", "rooms-0-cases": "3"}), CONTEXT
    )
    row = parsed.value["rooms"][0]["row"]
    assert parsed.value == {"signs": ["damp", "pest"], "rooms": [{"cases": 3, "row": row}]}
    assert not parsed.errors
    assert not parsed.empty
    assert [gap.control for gap in missing_fields(AIR, parsed.value)] == ["days", "rooms-0-product"]


def test_nothing_entered_is_empty_and_has_no_gaps():
    parsed = parse_answer(AIR, form(days=" ", words="", other="7"), CONTEXT)
    assert (parsed.value, parsed.errors, parsed.empty) == ({}, {}, True)
    assert missing_fields(AIR, parsed.value) == missing_fields(AIR, None) == []
    assert not is_answered(AIR, {})
    assert is_answered(AIR, {"days": 0})


def test_errors_stand_at_their_control_and_typed_words_come_back():
    typed = {"days": "many", "words": "fine", "rooms-0-cases": "x", "rooms-0-row": "a", "note": "not ours"}
    parsed = parse_answer(AIR, MultiDict(typed), CONTEXT)
    assert set(parsed.errors) == {"days", "rooms-0-cases"}
    assert parsed.value == {"words": "fine", "rooms": [{"row": "a"}]}
    assert parsed.typed == {name: [words] for name, words in typed.items() if name != "note"}
    assert not parsed.empty


def test_several_items_can_share_a_page():
    parsed = parse_answer(AIR, MultiDict({"air.days": "3", "days": "4"}), CONTEXT, prefix="air.")
    assert parsed.value == {"days": 3}
    assert parsed.typed == {"air.days": ["3"]}
    assert [gap.control for gap in missing_fields(AIR, parsed.value, "air.")] == ["air.signs"]


def test_what_is_stored_fills_the_form_and_reads_back():
    value = {
        "signs": ["ok"],
        "days": 0,
        "words": "a\nb",
        "rooms": [{"product": "tea", "cases": 1, "row": "r"}],
    }
    filled = form_values(AIR, value, CONTEXT)
    assert filled["days"] == ["0"]
    assert parse_answer(AIR, MultiDict(filled), CONTEXT).value == value
    assert form_values(AIR, None, CONTEXT) == {}


def test_photos_figures_and_the_stock_screen_are_not_asked_in_the_section():
    stock = replace(FIELDS["int"], name="counted", entered_on="stock")
    assert [field.name for field in asked_fields(AIR)] == ["signs", "days", "words", "rooms"]
    assert asked_fields(item(stock)) == ()
    assert missing_fields(item(stock, FIELDS["yn"]), {"f": "yes"}) == []
    assert parse_answer(item(stock), form(counted="3"), CONTEXT).value == {"counted": 3}


def test_sameness():
    a = {"signs": ["damp", "pest"], "rooms": [{"cases": 1, "row": "a"}]}
    assert same_answer(
        AIR, a, {"signs": ["pest", "damp"], "rooms": [{"cases": 1, "row": "b"}], "words": None}
    )
    assert not same_answer(AIR, a, {**a, "days": 0})
    assert same_answer(AIR, None, {})


def test_describes_what_is_filled():
    value = {"days": 3, "rooms": [{"product": "tea", "row": "a"}, {"cases": 2, "row": "b"}]}
    described = [(label.en, words) for label, words in describe(AIR, value, "en", CONTEXT)]
    assert described == [("Days", "3 days"), ("Rooms", "Tea\nCases: 2")]
    assert describe(AIR, None, "en", CONTEXT) == []
    assert describe(item(FIELDS["yn"]), {"f": "no"}, "zh_Hant", CONTEXT) == [(None, "否")]


def test_beside_the_question_every_figure_has_its_label_and_a_table_its_names():
    rows = [{"row": "a", "product": "Tea"}, {"row": "b", "product": "Cola", "cases": 2}]
    shown = brief(AIR, {"days": 1, "rooms": rows}, "en", CONTEXT)
    told = [(label.en, words) for label, words in shown.parts]
    assert told == [("Days", "1 day"), ("Rooms", "2 rows: Tea, Cola")]
    assert shown.cut
    many = [{"row": f"r{n}", "product": f"Product number {n}"} for n in range(30)]
    assert brief(AIR, {"rooms": many}, "zh_Hans", CONTEXT).parts[0][1].startswith("30 行：Product number 0、")
    assert len(brief(AIR, {"rooms": many}, "en", CONTEXT).parts[0][1]) < 70


def test_what_asks_one_thing_needs_no_label_and_long_words_are_cut():
    alone = item(replace(FIELDS["text"], name="words", label=same_words("Words"), max_length=200))
    shown = brief(alone, {"words": "word " * 40}, "en", CONTEXT)
    assert shown.parts[0][0] is None
    assert shown.parts[0][1].endswith("…") and shown.cut
    assert not brief(alone, {"words": "short"}, "en", CONTEXT).cut
    assert brief(alone, None, "en", CONTEXT).parts == []


def test_short_is_one_line():
    rows = [{"product": "tea", "row": "a"}, {"cases": 2, "row": "b"}]
    assert short(AIR, {"days": 3, "rooms": rows}, "en", CONTEXT) == "Days: 3 days · 2 rows: Tea; Cases: 2"
    assert short(AIR, {"rooms": rows[:1]}, "en", CONTEXT) == "1 row: Tea"
    assert short(AIR, {"rooms": rows}, "zh_Hans", CONTEXT) == "2 行：Tea；Cases：2"
    assert short(AIR, None, "en", CONTEXT) == ""
    long = short(AIR, {"words": "word " * 40}, "en", CONTEXT)
    assert len(long) <= 80
    assert long.endswith("word…")


def test_one_figure_of_several_has_its_label():
    granted = replace(FIELDS["yn"], name="granted", label=same_words("Granted?"))
    push = replace(FIELDS["s5"], name="push", label=same_words("How eagerly"), anchors={})
    two = item(replace(FIELDS["multi"], name="signs", label=same_words("Signs")), granted, push)
    value = {"signs": ["damp"], "granted": "no", "push": 4}
    assert short(two, value, "en", CONTEXT) == "Damp · Granted? No · How eagerly: 4/5"
    assert short(two, value, "zh_Hans", CONTEXT).endswith("Granted?否 · How eagerly：4/5")
    assert short(item(granted), {"granted": "no"}, "en", CONTEXT) == "No"


REASONS = {
    "any_of": PhotoSpec("required_if", field="f", any_of=("bad",)),
    "none_of": PhotoSpec("required_if", field="f", none_of=("good",)),
    "above": PhotoSpec("required_if", field="f", above=0),
    "full": PhotoSpec("required_in", mode="full"),
}


@pytest.mark.parametrize(("spec", "kind", "value", "mode", "required"), [
    (PhotoSpec("none"), "choice", {"f": "bad"}, "full", False),
    (PhotoSpec("optional"), "choice", {"f": "bad"}, "full", False),
    (PhotoSpec("required"), "choice", None, "quick", True),
    (REASONS["any_of"], "choice", {"f": "bad"}, "quick", True),
    (REASONS["any_of"], "choice", {"f": "good"}, "quick", False),
    (REASONS["any_of"], "choice", {}, "quick", False),
    (REASONS["none_of"], "choice", {"f": "bad"}, "quick", True),
    (REASONS["none_of"], "choice", {"f": "good"}, "quick", False),
    (REASONS["none_of"], "choice", None, "quick", False),
    (REASONS["above"], "int", {"f": 1}, "quick", True),
    (REASONS["above"], "int", {"f": 0}, "quick", False),
    (REASONS["above"], "money", {"f": {"low": 0, "high": 5}}, "quick", True),
    (REASONS["above"], "table", {"f": [{"row": "a"}]}, "quick", True),
    (REASONS["full"], "choice", {"f": "good"}, "full", True),
    (REASONS["full"], "choice", {"f": "good"}, "quick", False),
])  # fmt: skip
def test_when_a_photo_is_required(spec, kind, value, mode, required):
    assert photo_required(item(FIELDS[kind], photo=spec), value, mode) is required


def test_several_ticks_of_which_one_asks_for_a_photo():
    spec = PhotoSpec("required_if", field="f", any_of=("damp", "pest"))
    asked = item(Field("f", "multi", options=options("damp", "pest", "hot")), photo=spec)
    assert photo_required(asked, {"f": ["hot", "pest"]}, "quick")
    assert not photo_required(asked, {"f": ["hot"]}, "quick")


@pytest.mark.parametrize("each", load_checklist().by_key.values(), ids=lambda each: each.key)
def test_every_item_of_the_content_takes_blank_and_hostile_forms(each):
    names = [field.name for field in each.fields]
    assert parse_answer(each, form(), CONTEXT).empty
    hostile = MultiDict(dict.fromkeys(names, "<9e9>") | {f"{name}-0-x": "1" for name in names})
    parsed = parse_answer(each, hostile, CONTEXT)
    assert set(parsed.errors) <= set(names)
    for locale in ("en", "zh_Hans", "zh_Hant"):
        assert len(short(each, parsed.value, locale, CONTEXT)) <= 80
        assert isinstance(describe(each, parsed.value, locale, CONTEXT), list)


PLAIN = {
    "yn": "no", "ynp": "partial", "s5": 3, "int": 5, "money": 123450, "pct": 12.5, "time": "08:30",
    "date": CONTEXT.today.isoformat(), "text": "看到", "photo": None, "computed": None,
}  # fmt: skip


def full_value(field: Field):
    """A value that the field takes, built from the field's own options and columns."""
    if field.type in ("choice", "multi"):
        code = "tea" if field.options_from else field.options[0].code
        return [code] if field.type == "multi" else code
    if field.type == "table":
        cells = {column.name: full_value(column) for column in field.columns}
        return [{name: cell for name, cell in cells.items() if cell is not None} | {"row": "r1"}]
    return max(field.min or 0, PLAIN["int"]) if field.type == "int" else PLAIN[field.type]


@pytest.mark.parametrize("each", load_checklist().by_key.values(), ids=lambda each: each.key)
def test_every_item_of_the_content_takes_a_full_answer_back(each):
    full = {field.name: full_value(field) for field in each.fields}
    value = {name: stored for name, stored in full.items() if stored is not None}
    parsed = parse_answer(each, MultiDict(form_values(each, value, CONTEXT)), CONTEXT)
    assert (parsed.value, parsed.errors) == (value, {})
    assert missing_fields(each, parsed.value) == []
    assert same_answer(each, parsed.value, value)
    assert bool(short(each, value, "zh_Hant", CONTEXT)) == bool(value)
