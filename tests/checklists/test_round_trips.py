"""Whatever a page fills in reads back as the same value, and nothing that is typed breaks a parser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.checklists.item_types import FIELD_TYPES, FieldError
from tests.checklists.samples import CONTEXT, FIELDS, TODAY

AMOUNTS = st.integers(0, 10**12 - 1)
VALUES = {
    "yn": st.sampled_from(["yes", "no"]),
    "ynp": st.sampled_from(["yes", "partial", "no"]),
    "s5": st.integers(1, 5),
    "int": st.integers(0, 5000),
    "money": AMOUNTS
    | st.tuples(AMOUNTS, AMOUNTS)
    .filter(lambda ends: ends[0] < ends[1])
    .map(lambda ends: {"low": ends[0], "high": ends[1]}),
    "pct": st.integers(0, 100) | st.integers(0, 10000).map(lambda n: n // 100 if n % 100 == 0 else n / 100),
    "time": st.times().map(lambda time: time.strftime("%H:%M")),
    "date": st.dates(max_value=TODAY).filter(lambda day: day.year >= 2000).map(lambda day: day.isoformat()),
    "text": st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20),
    "choice": st.sampled_from(["good", "bad", "na"]),
    "multi": st.sampled_from([["ok"], ["damp"], ["damp", "pest"], ["damp", "mould", "pest"]]),
}
CELLS = st.fixed_dictionaries(
    {"cases": st.integers(0, 99)},
    optional={
        "product": st.sampled_from(["tea", "cola"]),
        "rent": VALUES["money"],
        "days": st.just(["mon", "tue"]),
    },
)
VALUES["table"] = st.lists(CELLS, min_size=1, max_size=3).map(
    lambda rows: [{**cells, "row": f"r{n}"} for n, cells in enumerate(rows)]
)


def test_every_type_that_is_typed_is_tried_there_and_back():
    assert set(VALUES) == {name for name, kind in FIELD_TYPES.items() if kind.has_input}


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_what_is_filled_in_reads_back_the_same(kind, data):
    value = data.draw(VALUES[kind])
    controls = FIELD_TYPES[kind].to_form(FIELDS[kind], value, "f", CONTEXT)
    assert FIELD_TYPES[kind].parse(FIELDS[kind], MultiDict(controls), "f", CONTEXT) == value


@pytest.mark.parametrize("kind", FIELD_TYPES)
@given(typed=st.text())
def test_nothing_that_is_typed_breaks_the_parser(kind, typed):
    controls = MultiDict({"f": typed, "f-low": typed, "f-0-cases": typed, "f-0-row": typed})
    try:
        value = FIELD_TYPES[kind].parse(FIELDS[kind], controls, "f", CONTEXT)
    except FieldError as error:
        assert all(str(message) for message in error.by_control("f").values())
        return
    again = FIELD_TYPES[kind].to_form(FIELDS[kind], value, "f", CONTEXT)
    assert FIELD_TYPES[kind].parse(FIELDS[kind], MultiDict(again), "f", CONTEXT) == value
