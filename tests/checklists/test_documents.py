"""Checklists as plain data: merging what two changed, carrying a company's words over, telling changes."""

import json
from copy import deepcopy

import pytest

from app.admin.editor.reading import flat_item, read_item
from app.admin.editor.typed import Typed
from app.checklists.carrying import carried_over
from app.checklists.compare import compare
from app.checklists.content import checklist_from
from app.checklists.documents import item_of, items_of, merged, with_items
from app.checklists.queries import built_in

DOCUMENT = json.loads(built_in().to_json())
ITEMS = [item for _section, item in items_of(DOCUMENT)]


def said(before, after) -> list[str]:
    return [str(line) for change in compare(before, after) for line in change.lines]


def changed(key, **values):
    document = deepcopy(DOCUMENT)
    item_of(document, key).update(values)
    return document


@pytest.mark.parametrize("item", ITEMS, ids=[item["key"] for item in ITEMS])
def test_the_form_of_every_question_gives_it_back_unchanged(item):
    typed = Typed(flat_item(item))
    assert read_item(typed, item) == item
    assert not typed.errors


def test_what_one_alone_changed_is_his():
    base = {"a": 1, "b": {"x": 1, "y": 1}, "c": 1}
    both = merged(base, {"a": 2, "b": {"x": 2, "y": 1}, "c": 1}, {"a": 1, "b": {"x": 1, "y": 2}})
    assert both.item == {"a": 2, "b": {"x": 2, "y": 2}}
    assert both.clashes == ()


def test_what_both_changed_differently_is_a_clash():
    both = merged({"a": 1, "b": {"x": 1}}, {"a": 2, "b": {"x": 2}}, {"a": 3, "b": {"x": 2}})
    assert both.clashes == ("a",)
    assert both.item == {"a": 3, "b": {"x": 2}}


def test_an_update_keeps_what_the_company_changed_and_brings_the_rest():
    mine = changed("wh_tidy", weight=7, off=True)
    mine = with_items(mine, [("s3_warehouse", item_of(mine, "wh_tidy") | {"key": "own_1"})])
    new = changed("wh_tidy", mode="full", weight=3)
    result = carried_over(DOCUMENT, mine, new)
    item = item_of(result, "wh_tidy")
    assert (item["weight"], item["off"], item["mode"]) == (7, True, "full")
    assert item_of(result, "own_1")
    assert len(list(items_of(result))) == len(ITEMS) + 1


def test_what_an_update_dropped_and_nobody_changed_goes():
    new = deepcopy(DOCUMENT)
    for section in new:
        section["items"] = [item for item in section["items"] if item["key"] != "wh_tidy"]
    assert item_of(carried_over(DOCUMENT, DOCUMENT, new), "wh_tidy") is None
    kept = carried_over(DOCUMENT, changed("wh_tidy", weight=9), new)
    assert item_of(kept, "wh_tidy") is None


def test_nothing_changed_says_nothing():
    assert compare(DOCUMENT, deepcopy(DOCUMENT)) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"off": True}, "Switched off."),
        ({"mode": "profile"}, "Asked in full audits, where it seldom changes; before in every visit."),
        ({"weight": 9}, "Weight 3 → 9."),
        ({"photo": "required"}, "Photo: a photo is needed; before: a photo may be added."),
        ({"obligatory": True}, "A visit cannot be finished without it."),
        ({"title": {"en": "Neat", "zh_Hans": "齐", "zh_Hant": "齊"}}, "the title: “Tidy” → “Neat”"),
        ({"hint": None}, "Gone: the hint:"),
    ],
)
def test_differences_are_told_in_words(values, words):
    old = changed("wh_tidy", mode="quick", weight=3, photo="optional", obligatory=False,
                  title={"en": "Tidy", "zh_Hans": "整齐", "zh_Hant": "整齊"},
                  hint={"en": "Look", "zh_Hans": "看", "zh_Hant": "看"})  # fmt: skip
    new = deepcopy(old)
    item_of(new, "wh_tidy").update(values)
    assert any(words in line for line in said(old, new)), said(old, new)


def test_choices_are_told_by_their_words():
    key = next(item["key"] for item in ITEMS if item["fields"][0].get("options"))
    new = deepcopy(DOCUMENT)
    options = item_of(new, key)["fields"][0]["options"]
    first = options[0]["label"]["en"]
    options[0]["label"] = {"en": "Else", "zh_Hans": "别的", "zh_Hant": "別的"}
    gone = options.pop()
    lines = said(DOCUMENT, new)
    assert f"a choice: “{first}” → “Else”" in lines
    assert f"Choice gone: “{gone['label']['en']}”" in lines


def test_what_is_switched_off_is_left_out_but_still_read():
    content = checklist_from(changed("wh_tidy", off=True))
    assert "wh_tidy" not in content.by_key
    assert len(content.by_key) == len(ITEMS) - 1
    broken = changed("wh_tidy", off=True, mode="sometimes")
    with pytest.raises(ValueError, match="wh_tidy: mode"):
        checklist_from(broken)
