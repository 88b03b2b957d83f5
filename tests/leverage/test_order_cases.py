"""The table of cases that holds the rules and the phone's script to each other."""

import json
from pathlib import Path

import pytest

from tests.leverage.order_twin import reckoned

CASES = json.loads((Path(__file__).parent / "order_cases.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_rules_find_what_the_table_says(case):
    assert reckoned(case["order"]) == case["found"]
