"""The thresholds: their defaults are those of rules L, and nonsense is refused by name."""

from dataclasses import FrozenInstanceError
from fractions import Fraction

import pytest

from app.leverage.settings import DEFAULTS, GROUPS, TAGS, Settings, SettingsError, as_text
from app.messages import Message

DEFAULTS_OF_RULES_L = {
    "k_safety": "1.5", "round_up_from": "0.2", "pool_days": 14, "dead_stock_days": 30,
    "accept_age": "1/3", "near_age": "3/4", "near_age_short": "4/5", "overstock_days": 45,
    "near_days_year": 45, "near_days_half_year": 20, "near_days_quarter": 15, "near_days_month": 10,
    "near_days_fortnight": 5, "near_days_short": 4, "fifo_tolerance_share": "0.05",
    "fifo_tolerance_cases": 1, "agree_over": "0.2", "weight_s7": 25, "weight_s4": 20, "weight_s5": 20,
    "weight_s3": 15, "weight_s2": 10, "weight_s6": 10, "publish_coverage": "0.6", "grade_a": 85,
    "grade_b": 70, "grade_c": 60, "interval_a": 7, "interval_b": 14, "interval_c": 30, "reserve_days": 7,
    "inflow_haircut": "0.8", "horizon_days": 14, "cash_critical_days": 7, "cash_red_days": 13,
    "cash_amber_days": 27, "drawings_flag": "0.2", "visits_per_day": 20, "visits_per_day_supermarket": 7,
    "working_days": 26, "load_factor": "0.85", "peak_factor": "1.3", "direct_short": "0.6",
    "direct_long": "0.4", "hhi_low": 1000, "hhi_high": 1800, "growth_border": "0.1", "attention_low": "0.7",
    "attention_fair": "1", "abc_a": "0.6", "abc_b": "0.9", "kept_good": "0.9", "kept_fair": "0.8",
    "kept_low": "0.7",
}  # fmt: skip


@pytest.mark.parametrize(("name", "default"), DEFAULTS_OF_RULES_L.items())
def test_defaults_of_rules_l(name, default):
    assert getattr(DEFAULTS, name) == Fraction(default)


def test_every_threshold_says_what_it_is_and_why():
    for knob in Settings.knobs():
        assert knob.label.text and knob.why.text and knob.rule, knob.name
        assert knob.tag in TAGS and knob.group in GROUPS, knob.name
        assert knob.low <= knob.default <= knob.high, knob.name


def test_every_default_survives_being_typed_back():
    for knob in Settings.knobs():
        assert knob.read(as_text(knob.default)) == knob.default, knob.name


def test_groups_hold_all_thresholds_once():
    grouped = [knob.name for group in GROUPS for knob in Settings.knobs(group)]
    assert len(grouped) == len(set(grouped)) == len(Settings.knobs())


def test_thresholds_cannot_be_changed_in_place():
    with pytest.raises(FrozenInstanceError):
        DEFAULTS.k_safety = 2


def test_overrides_are_read_and_given_back():
    typed = {"k_safety": "1.6", "accept_age": "1/4", "pool_days": " 21 ", "count_free_goods": "on",
             "opening_norm": "07:30"}  # fmt: skip
    settings = Settings.from_overrides(typed)
    assert (settings.k_safety, settings.accept_age) == (Fraction(8, 5), Fraction(1, 4))
    assert settings.count_free_goods is True
    assert Settings.from_overrides(settings.overrides()) == settings
    assert set(settings.overrides()) == set(typed)
    assert DEFAULTS.overrides() == {}


@pytest.mark.parametrize("given", ["", "abc", "nan", "inf", "1e9", "1/0", "-1", "99", None, True, "1,5"])
def test_nonsense_is_refused_aloud(given):
    with pytest.raises(SettingsError) as caught:
        Settings.from_overrides({"k_safety": given})
    assert isinstance(caught.value.problems["k_safety"], Message)


def test_full_width_digits_are_digits():
    assert Settings.from_overrides({"k_safety": "２"}).k_safety == 2


def test_every_problem_is_named_at_once():
    with pytest.raises(SettingsError) as caught:
        Settings.from_overrides({
            "unheard_of": 1, "pool_days": 1.5, "count_free_goods": "maybe", "opening_norm": "25:00",
            "cash_red_days": 5,
        })  # fmt: skip
    assert set(caught.value.problems) == {
        "unheard_of", "pool_days", "count_free_goods", "opening_norm", "cash_red_days"
    }  # fmt: skip


def test_borders_must_keep_their_order():
    with pytest.raises(SettingsError) as caught:
        Settings.from_overrides({"grade_b": 90})
    assert "grade_a" in caught.value.problems


def test_weights_may_not_all_be_zero():
    with pytest.raises(SettingsError):
        Settings.from_overrides({f"weight_s{number}": 0 for number in range(2, 8)})
