"""Every rule is registered once, under its id."""

from types import SimpleNamespace

import pytest

from app.leverage.registry import MODULES, RULES, merged

SECTIONS = {"A": 10, "B": 6, "C": 7, "D": 6, "E": 7, "F": 5, "G": 5, "H": 4}
IDS = [f"{letter}{number}" for letter, last in SECTIONS.items() for number in range(1, last + 1)]


@pytest.mark.parametrize("rule_id", [*IDS, "I", "J"])
def test_every_rule_is_registered(rule_id):
    assert callable(RULES[rule_id])


def test_no_id_is_claimed_twice():
    assert sum(len(module.RULES) for module in MODULES) == len(RULES)
    one = SimpleNamespace(__name__="one", RULES={"A1": print})
    with pytest.raises(ValueError, match="A1"):
        merged([one, one])


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_every_rule_says_what_it_means(rule_id):
    assert RULES[rule_id].__doc__
