"""Thresholds of portfolio, coverage, line, network and territory (rules E and F1 to F4)."""

from dataclasses import dataclass
from fractions import Fraction

from app.leverage.settings.knob import DAYS, ITEMS, MONTHS, POINTS, SHARE, TIMES, knob
from app.messages import Message

_HHI = Message("Borders of competition law, used as an analogy.")
_COVERAGE = Message("From a published dealer-assessment form.")
_LINE = Message("Adjust to the trade: a beverage line is shorter than a grocery line.")
_TIER = Message("Where short ends and long begins; neither is good or bad.")


@dataclass(frozen=True)
class MarketSettings:
    """How his range, his outlets and his reach are read."""

    hhi_low: int = knob(
        1000, 0, 10000, Message("Concentration: spread out below"), _HHI, rule="E2", tag="V", unit=POINTS
    )
    hhi_high: int = knob(
        1800, 0, 10000, Message("Concentration: concentrated above"), _HHI, rule="E2", tag="V", unit=POINTS
    )
    leader_border: Fraction = knob(
        "1", "0.1", "5", Message("Our sales over the largest rival's: leader from"),
        Message("The usual border of the growth-share matrix."), rule="E3", tag="V", unit=TIMES,
    )  # fmt: skip
    growth_border: Fraction = knob(
        "0.1", "-0.5", "1", Message("Growth from which a product is growing"),
        Message("The usual border of the growth-share matrix."), rule="E3", unit=SHARE,
    )  # fmt: skip
    covered_sales: Fraction = knob(
        "0.8", "0", "1", Message("Share of sales whose margin must be known"),
        Message("Below this, profit shares are only medium sure."), rule="E1", unit=SHARE,
    )  # fmt: skip
    attention_low: Fraction = knob(
        "0.7", "0", "2", Message("Attention index: low below"),
        Message("The dealer gives us a third less than we bring in."), rule="E6", unit=TIMES,
    )  # fmt: skip
    attention_fair: Fraction = knob(
        "1", "0", "2", Message("Attention index: fair from"),
        Message("Resources given to us match the profit we bring."), rule="E6", unit=TIMES,
    )  # fmt: skip
    attention_cap: Fraction = knob(
        "2", "1", "10", Message("Attention index: largest value shown"),
        Message("Above twice, the number says no more."), rule="E6", unit=TIMES,
    )  # fmt: skip
    attention_parts: int = knob(
        2, 1, 4, Message("Attention index: fewest known parts"),
        Message("One resource alone can mislead."), rule="E6",
    )  # fmt: skip
    attention_min_share: Fraction = knob(
        "0.03", "0", "0.5", Message("Attention index: smallest profit share"),
        Message("Below this the index jumps with every case."), rule="E6", unit=SHARE,
    )  # fmt: skip
    coverage_good: Fraction = knob(
        "0.9", "0", "1", Message("Coverage: very good from"), _COVERAGE, rule="F1", tag="V", unit=SHARE
    )
    coverage_fair: Fraction = knob(
        "0.7", "0", "1", Message("Coverage: good from"), _COVERAGE, rule="F1", tag="V", unit=SHARE
    )
    coverage_low: Fraction = knob(
        "0.4", "0", "1", Message("Coverage: low below"), _COVERAGE, rule="F1", tag="V", unit=SHARE
    )
    load_factor: Fraction = knob(
        "0.85", "0.1", "1", Message("Part of a vehicle that is really filled"),
        Message("Mixed loads leave gaps."), rule="F2", unit=SHARE,
    )  # fmt: skip
    peak_factor: Fraction = knob(
        "1.3", "1", "5", Message("A peak day over a normal day"),
        Message("Before weekends and festivals a third more is carried."), rule="F2", unit=TIMES,
    )  # fmt: skip
    line_short_items: int = knob(
        20, 1, 500, Message("Product line: short up to"), _LINE, rule="F3", unit=ITEMS
    )
    line_short_categories: int = knob(
        2, 1, 50, Message("Product line: short up to this many categories"), _LINE, rule="F3"
    )
    line_long_items: int = knob(
        80, 1, 5000, Message("Product line: long above"), _LINE, rule="F3", unit=ITEMS
    )
    line_active_high: Fraction = knob(
        "0.8", "0", "1", Message("Active items: able from"), _LINE, rule="F3", unit=SHARE
    )
    line_active_low: Fraction = knob(
        "0.6", "0", "1", Message("Active items: scattered below"), _LINE, rule="F3", unit=SHARE
    )
    line_active_days: int = knob(
        30, 7, 120, Message("An item is active if it sold within"), _LINE, rule="F3", unit=DAYS
    )
    line_dated_months: int = knob(
        12, 1, 60, Message("Months without a new item until a line is dated"), _LINE, rule="F3", unit=MONTHS
    )
    direct_short: Fraction = knob(
        "0.6", "0", "1", Message("Direct share: network short from"), _TIER, rule="F4", unit=SHARE
    )
    direct_long: Fraction = knob(
        "0.4", "0", "1", Message("Direct share: network long up to"), _TIER, rule="F4", unit=SHARE
    )
    territory_short_share: Fraction = knob(
        "0.8", "0", "1", Message("Home share: territory short from"), _TIER, rule="F4", unit=SHARE
    )
    territory_short_km: int = knob(
        30, 1, 500, Message("Home is within this many kilometres"), _TIER, rule="F4"
    )
    territory_long_share: Fraction = knob(
        "0.5", "0", "1", Message("Home share: territory long up to"), _TIER, rule="F4", unit=SHARE
    )
    territory_long_counties: int = knob(
        3, 2, 50, Message("Counties from which a territory is long"), _TIER, rule="F4"
    )
