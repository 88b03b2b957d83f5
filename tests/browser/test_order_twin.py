"""The order that the phone reckons without a signal is the server's, to the unit."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.assets import STATIC
from tests.leverage.order_twin import TODAY, USUAL, a_count, a_line, an_order, days_before, reckoned

CASES = json.loads((Path(__file__).parents[1] / "leverage" / "order_cases.json").read_text())
RECKON = """(orders) => orders.map((order) => Rounds.order.chains(order).map((chain) => chain.code
    ? { id: chain.id, code: chain.code }
    : { id: chain.id, cases: chain.cases, choice: chain.choice, links: chain.links }))"""
units = st.integers(0, 5000)
few = st.integers(0, 40)
maybe = st.none() | st.integers(0, 400)


@pytest.fixture(scope="module")
def phone(browser):
    """A page that holds the script alone, and what it stands on."""
    page = browser.new_page()
    for script in ("_ground.js", "order/chain.js"):
        page.add_script_tag(path=STATIC / "js" / script)
    yield page
    page.close()


def by_phone(page, *orders):
    """What the script makes of orders."""
    return page.evaluate(RECKON, [order | {"settings": USUAL | order["settings"]} for order in orders])


def test_the_phone_finds_what_the_table_says(phone):
    found = by_phone(phone, *(case["order"] for case in CASES))
    for case, chains in zip(CASES, found, strict=True):
        assert chains == case["found"], case["name"]


@st.composite
def counts(draw):
    """Up to five counts, the last one today's."""
    days = sorted(draw(st.sets(st.integers(1, 70), max_size=4)), reverse=True)
    moved = {"received": units, "returned": few, "out": few, "free": few, "unsellable": st.none() | few}
    return [
        a_count(days_before(day), draw(units), **{name: draw(values) for name, values in moved.items()})
        for day in [*days, 0]
    ]


@st.composite
def orders(draw):
    """Orders of up to four products."""
    lines = [
        a_line(
            *draw(counts()), id=number, size=draw(st.sampled_from((1, 6, 12, 24))), price=draw(maybe),
            minimum=draw(st.integers(0, 20)), shipped=draw(units), stated=draw(maybe),
            next=draw(st.integers(1, 60)), lead=draw(st.none() | few), coming=draw(units),
            shelf=draw(st.none() | st.integers(30, 720)), age=draw(st.none() | few),
        )
        for number in range(draw(st.integers(1, 4)))
    ]  # fmt: skip
    event = draw(st.none() | st.integers(40, 320))
    own = {
        "k_safety": [draw(st.integers(100, 300)), 100], "round_up_from": [draw(st.integers(0, 10)), 10],
        "pool_below_days": draw(st.integers(1, 30)), "count_free_goods": draw(st.booleans()),
    }  # fmt: skip
    return an_order(
        *lines,
        event=event,
        floor=draw(maybe),
        affordable=draw(st.none() | st.integers(-10, 100_000)),
        settings=own,
    )


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(orders(), min_size=1, max_size=3))
def test_the_phone_agrees_with_the_rules_on_whatever_comes(phone, drawn):
    assert by_phone(phone, *drawn) == [reckoned(order) for order in drawn]


def test_the_day_of_the_cases_is_a_day():
    assert TODAY.isoformat() in json.dumps(CASES[0])
