"""The order of questions: moving one, what an update makes of it, telling what moved."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checklists.carrying import carried_over
from app.checklists.compare import compare
from app.checklists.content import checklist_from
from app.checklists.documents import with_items
from app.checklists.order import in_order, keys_of, moved, own_order, placed
from app.checklists.queries import built_in

DOCUMENT = json.loads(built_in().to_json())
SECTION = "s3_warehouse"
KEYS = keys_of(DOCUMENT, SECTION)
TITLES = {item["key"]: item["title"]["en"] for section in DOCUMENT for item in section["items"]}


def reordered(keys, document=DOCUMENT):
    return in_order(document, {SECTION: keys})


def own(key, document=DOCUMENT):
    item = next(item for section in document for item in section["items"] if item["key"] == KEYS[-1])
    return with_items(document, [(SECTION, item | {"key": key})])


@pytest.mark.parametrize(
    ("key", "beside", "after", "then"),
    [("c", "b", False, "acbd"), ("b", "c", True, "acbd"), ("a", "d", True, "bcda"), ("d", "a", False, "dabc"),
     ("b", "c", False, "abcd"), ("c", "b", True, "abcd"), ("b", "b", True, "abcd")],
)  # fmt: skip
def test_a_question_is_put_beside_another(key, beside, after, then):
    assert "".join(placed("abcd", key, beside, after)) == then
    assert "".join(placed(then, key, beside, after)) == then


def test_what_an_order_does_not_name_stays_behind_what_it_stood_behind():
    with_new = own("own_1")
    assert keys_of(in_order(with_new, {SECTION: KEYS[::-1]}), SECTION) == [KEYS[-1], "own_1", *KEYS[-2::-1]]
    assert keys_of(reordered(["gone", *KEYS[1:]]), SECTION) == KEYS
    assert keys_of(reordered([]), SECTION) == KEYS


def test_an_order_is_a_checklist_like_any_other():
    turned = reordered(KEYS[::-1])
    assert [item.key for item in checklist_from(turned).section(SECTION).items] == KEYS[::-1]
    assert sorted(map(str, keys_of(turned, SECTION))) == sorted(KEYS)


def test_the_companys_order_outlives_an_update():
    mine = reordered([KEYS[2], KEYS[0], KEYS[1], "own_1", *KEYS[3:]], own("own_1"))
    assert own_order(DOCUMENT, mine) == {SECTION: keys_of(mine, SECTION)}
    newer = in_order(own("wh_new"), {SECTION: [*KEYS[:5], "wh_new", *KEYS[5:]]})
    result = keys_of(carried_over(DOCUMENT, mine, newer), SECTION)
    assert result == [KEYS[2], KEYS[0], KEYS[1], "own_1", KEYS[3], KEYS[4], "wh_new", *KEYS[5:]]


def test_without_an_order_of_its_own_the_companys_follows_the_update():
    mine, newer = own("own_1"), reordered(KEYS[::-1])
    assert own_order(DOCUMENT, mine) == {}
    assert keys_of(carried_over(DOCUMENT, mine, newer), SECTION) == [*KEYS[::-1], "own_1"]


def test_what_moved_is_told_in_words_and_nothing_else():
    def said(after):
        return [(change.key, str(line)) for change in compare(DOCUMENT, after) for line in change.lines]

    after = f"Moved: it comes after “{TITLES[KEYS[4]]}” now."
    assert said(reordered([*KEYS[:2], *KEYS[3:5], KEYS[2], *KEYS[5:]])) == [(KEYS[2], after)]
    assert said(reordered([KEYS[3], *KEYS[:3], *KEYS[4:]])) == [(KEYS[3], "Moved: it comes first now.")]
    assert said(own("own_1")) == [("own_1", "Added.")]


@given(st.permutations(range(9)), st.integers(0, 8), st.integers(0, 8))
def test_the_fewest_that_moved(order, one, other):
    order = list(order)
    stay = [key for key in order if key not in moved(range(9), order)]
    assert stay == sorted(stay)
    assert moved(order, order) == set()
    once = [key for key in order if key != one]
    once.insert(other, one)
    assert len(moved(order, once)) <= 1
