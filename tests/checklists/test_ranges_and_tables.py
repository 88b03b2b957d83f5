"""Answers of several controls: ranges of money, and tables with their rows."""

from dataclasses import replace

import pytest

from app.checklists.item_types import FIELD_TYPES, FieldError
from tests.checklists.samples import CONTEXT, FIELDS, form, parse


@pytest.mark.parametrize(
    ("controls", "value"),
    [
        ({"f__low": "1,000", "f__high": "2,000"}, {"low": 100000, "high": 200000}),
        ({"f__low": "5", "f__high": "5"}, 500),
        ({"f": "7", "f__low": "", "f__high": ""}, 700),
    ],
)
def test_money_ranges(controls, value):
    assert FIELD_TYPES["money"].parse(FIELDS["money"], form(**controls), "f", CONTEXT) == value


@pytest.mark.parametrize(
    ("controls", "faulty"),
    [
        ({"f__low": "2", "f__high": "1"}, {"f-high"}),
        ({"f__low": "2"}, {"f-high"}),
        ({"f__high": "2"}, {"f-low"}),
        ({"f__low": "x", "f__high": "y"}, {"f-low", "f-high"}),
        ({"f": "1", "f__low": "1", "f__high": "2"}, {"f"}),
    ],
)
def test_money_ranges_that_are_refused(controls, faulty):
    with pytest.raises(FieldError) as refused:
        FIELD_TYPES["money"].parse(FIELDS["money"], form(**controls), "f", CONTEXT)
    assert set(refused.value.by_control("f")) == faulty


def test_a_range_is_not_read_where_a_figure_is_asked():
    exact = replace(FIELDS["money"], range=False)
    assert parse("money", {"f-low": "1", "f-high": "2"}, exact) is None


def test_rows_without_an_id_get_one_and_doubles_get_a_new_one():
    rows = parse(
        "table", {"f-0-cases": "1", "f-1-cases": "2", "f-1-row": "a", "f-2-cases": "3", "f-2-row": "a"}
    )
    ids = [row["row"] for row in rows]
    assert len(set(ids)) == 3
    assert ids[1] == "a"
    strange = parse("table", {"f-0-cases": "1", "f-0-row": "<b>"})
    assert strange[0]["row"].isalnum()


def test_one_bad_cell_is_named_and_the_others_are_kept():
    with pytest.raises(FieldError) as refused:
        parse(
            "table",
            {"f-0-cases": "1", "f-0-row": "a", "f-1-cases": "x", "f-1-product": "tea", "f-1-row": "b"},
        )
    assert set(refused.value.by_control("f")) == {"f-1-cases"}
    assert refused.value.value == [{"cases": 1, "row": "a"}, {"product": "tea", "row": "b"}]


def test_sameness_looks_at_the_words_not_the_ids():
    table, multi = FIELD_TYPES["table"], FIELD_TYPES["multi"]
    assert table.same([{"cases": 1, "row": "a"}], [{"row": "b", "cases": 1}])
    assert not table.same([{"cases": 1, "row": "a"}], [{"cases": 2, "row": "a"}])
    assert multi.same(["a", "b"], ["b", "a"])
    assert not multi.same(["a"], None)
    assert not FIELD_TYPES["int"].same(0, None)
