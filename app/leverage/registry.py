"""Every rule under its id.

A module of rules names its own in a dict ``RULES`` at its foot; this one lists the modules, no discovery.
"""

from collections.abc import Callable, Iterable
from types import ModuleType

from app.leverage import (
    attention,
    cards,
    cash,
    coverage,
    diversion,
    drivers,
    lots,
    market_shape,
    pay,
    phrases,
    portfolio,
    positioning,
    promises,
    safety_stock,
    scoring,
    self_check,
    staffing,
    trust,
    visiting,
)

MODULES = (
    safety_stock,
    lots,
    cash,
    staffing,
    pay,
    drivers,
    portfolio,
    positioning,
    attention,
    coverage,
    market_shape,
    diversion,
    scoring,
    visiting,
    phrases,
    promises,
    self_check,
    cards,
    trust,
)


def merged(modules: Iterable[ModuleType]) -> dict[str, Callable]:
    """The rules of all modules; ValueError names an id that two of them claim."""
    rules: dict[str, Callable] = {}
    for module in modules:
        for rule_id, rule in module.RULES.items():
            if rule_id in rules:
                raise ValueError(f"rule {rule_id} is claimed twice, by {module.__name__} too")
            rules[rule_id] = rule
    return rules


RULES = merged(MODULES)
