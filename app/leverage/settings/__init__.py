"""Every threshold of the rules, in one object: defaults, limits, and the reason for each (rules L).

A Settings holds values only: ``settings.k_safety``. `Settings.knobs` lists them for the admin's page, and
`Settings.from_overrides` reads what he typed, refusing nonsense aloud. Ratios are exact Fractions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from app.leverage.settings.cash import CashSettings
from app.leverage.settings.diversion import DiversionSettings
from app.leverage.settings.freshness import FreshnessSettings
from app.leverage.settings.knob import TAGS, Knob, as_text
from app.leverage.settings.market import MarketSettings
from app.leverage.settings.planning import PlanningSettings
from app.leverage.settings.scoring import ScoringSettings
from app.leverage.settings.staff import StaffSettings
from app.leverage.settings.stock import StockSettings
from app.leverage.settings.talking import TalkingSettings
from app.messages import Message

__all__ = ["DEFAULTS", "GROUPS", "TAGS", "Knob", "Settings", "SettingsError", "as_text"]

GROUPS: dict[str, tuple[type, Message]] = {
    "stock": (StockSettings, Message("Stock and order")),
    "freshness": (FreshnessSettings, Message("Lots and freshness")),
    "cash": (CashSettings, Message("Cash flow")),
    "staff": (StaffSettings, Message("Staff")),
    "market": (MarketSettings, Message("Products and market")),
    "diversion": (DiversionSettings, Message("Diversion")),
    "scoring": (ScoringSettings, Message("Scores and visits")),
    "talking": (TalkingSettings, Message("Promises and cards")),
    "planning": (PlanningSettings, Message("The plan of a week")),
}

# Borders that only make sense in this order, lowest first.
_RISING = (
    ("adherence_low", "adherence_high"),
    ("event_low", "event_high"),
    ("pool_below_days", "sure_interval_days", "long_interval_days"),
    ("accept_age", "push_first_age", "old_age", "near_age"),
    ("near_days_short", "near_days_fortnight", "near_days_month", "near_days_quarter",
     "near_days_half_year", "near_days_year"),
    ("cash_critical_days", "cash_red_days", "cash_amber_days"),
    ("ledger_min_days", "ledger_sure_days"),
    ("sales_variable_low", "sales_variable_high"),
    ("driver_variable_low", "driver_variable_high"),
    ("labour_idle", "overload"),
    ("driver_amber", "driver_red"),
    ("detour_amber", "detour_red"),
    ("hhi_low", "hhi_high"),
    ("attention_low", "attention_fair", "attention_cap"),
    ("coverage_low", "coverage_fair", "coverage_good"),
    ("line_short_items", "line_long_items"),
    ("line_active_low", "line_active_high"),
    ("direct_long", "direct_short"),
    ("territory_long_share", "territory_short_share"),
    ("divert_watch", "divert_high"),
    ("valid_quick_days", "valid_full_days", "valid_profile_days"),
    ("finding_below", "finding_closes"),
    ("grade_c", "grade_b", "grade_a"),
    ("abc_a", "abc_b"),
    ("kept_low", "kept_fair", "kept_good"),
    ("card_half_days", "card_gone_days"),
)  # fmt: skip
_WEIGHTS = ("weight_s2", "weight_s3", "weight_s4", "weight_s5", "weight_s6", "weight_s7")


class SettingsError(ValueError):
    """Thresholds that cannot be used; `problems` maps a name to what is wrong with it."""

    def __init__(self, problems: Mapping[str, Message]):
        super().__init__("; ".join(f"{name}: {problem}" for name, problem in problems.items()))
        self.problems = dict(problems)


@dataclass(frozen=True)
class Settings(
    StockSettings, FreshnessSettings, CashSettings, StaffSettings,
    MarketSettings, DiversionSettings, ScoringSettings, TalkingSettings, PlanningSettings,
):  # fmt: skip
    """All thresholds; ``Settings()`` are the defaults."""

    def __hash__(self) -> int:
        return self._hash  # kept pages are found by it at every opening, and Fractions take their time

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(getattr(self, name) for name in _KNOBS))

    @classmethod
    def from_overrides(cls, overrides: Mapping[str, Any]) -> "Settings":
        """The defaults with some replaced by typed or stored values.

        Raises SettingsError naming every value that is unknown, unreadable, out of its limits, or out of
        order with a neighbour.
        """
        values, problems = {}, {}
        for name, given in overrides.items():
            if name not in _KNOBS:
                problems[name] = Message("There is no threshold of this name.")
                continue
            try:
                values[name] = _KNOBS[name].read(given)
            except ValueError as error:
                problems[name] = error.args[0]
        settings = cls(**values)
        problems |= {name: text for name, text in _disorder(settings).items() if name not in problems}
        if problems:
            raise SettingsError(problems)
        return settings

    def overrides(self) -> dict[str, str]:
        """What differs from the defaults, as text that `from_overrides` reads."""
        current = {name: getattr(self, name) for name in _KNOBS}
        return {name: as_text(value) for name, value in current.items() if value != _KNOBS[name].default}

    @staticmethod
    def knobs(group: str | None = None) -> tuple[Knob, ...]:
        """Every threshold, or those of one of the GROUPS, in the order of the page."""
        return tuple(knob for knob in _KNOBS.values() if group in (None, knob.group))


def _disorder(settings: Settings) -> dict[str, Message]:
    problems = {}
    for chain in _RISING:
        for lower, upper in zip(chain, chain[1:], strict=False):
            if getattr(settings, lower) >= getattr(settings, upper):
                told = {"other": _KNOBS[lower].label, "value": as_text(getattr(settings, lower))}
                problems[upper] = Message("This must be more than “{other}” ({value}).", told)
    if not any(getattr(settings, name) for name in _WEIGHTS):
        problems[_WEIGHTS[0]] = Message("At least one weight must be above zero.")
    return problems


def _knob_of(field: Any, group: str) -> Knob:
    return Knob(name=field.name, default=field.default, group=group, **field.metadata)


_KNOBS: dict[str, Knob] = {
    field.name: _knob_of(field, group) for group, (home, _) in GROUPS.items() for field in fields(home)
}
DEFAULTS = Settings()
