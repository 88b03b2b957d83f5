"""Thresholds of scores, grades and visiting (rules G, findings)."""

from dataclasses import dataclass
from fractions import Fraction

from app.leverage.settings.knob import DAYS, MONTHS, POINTS, SHARE, knob
from app.messages import Message

_VALID = Message("How long an answer counts until it has to be looked at again.")
_WEIGHT = Message("Leans on the article: market operation matters most, then cash and staff.")
_GRADE = Message("Borders of the health grade.")
_ABC = Message("Published practice: sales to 60% are A, to 90% B.")
_VISITS = Message("Published practice: four, two or one visit a month.")
_GRACE = Message("Days after the due date before a visit is overdue.")


@dataclass(frozen=True)
class ScoringSettings:
    """When a score is shown, how dealers are graded and how often they are visited."""

    publish_coverage: Fraction = knob(
        "0.6", "0", "1", Message("Answered weight needed to show a score"),
        Message("Fewer answers would let a few of them speak for all."), rule="G1", unit=SHARE,
    )  # fmt: skip
    valid_quick_days: int = knob(45, 1, 365, Message("Quick answers count for"), _VALID, rule="G1", unit=DAYS)
    valid_full_days: int = knob(120, 1, 730, Message("Audit answers count for"), _VALID, rule="G1", unit=DAYS)
    valid_profile_days: int = knob(
        365, 1, 1460, Message("Profile answers count for"), _VALID, rule="G1", unit=DAYS
    )
    critical_cap: int = knob(
        59, 0, 100, Message("Highest score with an open critical finding"),
        Message("A critical fact may not be averaged away."), rule="G1", unit=POINTS,
    )  # fmt: skip
    finding_below: Fraction = knob(
        "0.5", "0", "1", Message("An item's score opens a finding below"),
        Message("Less than half is worth a talk."), rule="G1",
    )  # fmt: skip
    finding_closes: Fraction = knob(
        "0.7", "0", "1", Message("A later score closes the finding from"),
        Message("Clearly better, so that findings do not open and close in turns."), rule="G1",
    )  # fmt: skip
    weight_s2: int = knob(10, 0, 100, Message("Weight: marketing"), _WEIGHT, rule="G2")
    weight_s3: int = knob(15, 0, 100, Message("Weight: warehouse"), _WEIGHT, rule="G2")
    weight_s4: int = knob(20, 0, 100, Message("Weight: cash flow"), _WEIGHT, rule="G2")
    weight_s5: int = knob(20, 0, 100, Message("Weight: staff"), _WEIGHT, rule="G2")
    weight_s6: int = knob(10, 0, 100, Message("Weight: products"), _WEIGHT, rule="G2")
    weight_s7: int = knob(25, 0, 100, Message("Weight: market operation"), _WEIGHT, rule="G2")
    min_dimensions: int = knob(
        4, 1, 6, Message("Fewest dimensions for an overall score"),
        Message("Fewer would not be an overall view."), rule="G2",
    )  # fmt: skip
    grade_a: int = knob(85, 0, 100, Message("Health grade A from"), _GRADE, rule="G2", unit=POINTS)
    grade_b: int = knob(70, 0, 100, Message("Health grade B from"), _GRADE, rule="G2", unit=POINTS)
    grade_c: int = knob(60, 0, 100, Message("Health grade C from"), _GRADE, rule="G2", unit=POINTS)
    abc_a: Fraction = knob("0.6", "0", "1", Message("Value class A up to"), _ABC, rule="G3", unit=SHARE)
    abc_b: Fraction = knob("0.9", "0", "1", Message("Value class B up to"), _ABC, rule="G3", unit=SHARE)
    abc_min_dealers: int = knob(
        5, 1, 100, Message("Fewest dealers for value classes"),
        Message("Below this the supervisor sets the class by hand."), rule="G3",
    )  # fmt: skip
    abc_min_months: int = knob(
        3, 1, 12, Message("Fewest months of sales for value classes"),
        Message("A shorter time mistakes one order for a dealer."), rule="G3", unit=MONTHS,
    )  # fmt: skip
    lost_dealer_days: int = knob(
        90, 30, 365, Message("Days without sales until class D"),
        Message("A quarter without an order."), rule="G3", unit=DAYS,
    )  # fmt: skip
    new_dealer_days: int = knob(
        90, 0, 365, Message("Days a dealer counts as new"),
        Message("The first quarter says little about the size."), rule="G3", unit=DAYS,
    )  # fmt: skip
    interval_a: int = knob(7, 1, 120, Message("Visit interval: A"), _VISITS, rule="G4", tag="V", unit=DAYS)
    interval_b: int = knob(14, 1, 120, Message("Visit interval: B"), _VISITS, rule="G4", tag="V", unit=DAYS)
    interval_c: int = knob(30, 1, 120, Message("Visit interval: C"), _VISITS, rule="G4", tag="V", unit=DAYS)
    interval_d: int = knob(
        90, 1, 365, Message("Visit interval: D"), Message("Once a quarter, with a call each month."),
        rule="G4", unit=DAYS,
    )  # fmt: skip
    phone_interval_d: int = knob(
        30, 1, 365, Message("Phone interval: D"), Message("Once a month."), rule="G4", unit=DAYS
    )
    interval_n: int = knob(
        7, 1, 120, Message("Visit interval: new"), Message("Weekly for the first three months."),
        rule="G4", unit=DAYS,
    )  # fmt: skip
    grace_a: int = knob(2, 0, 30, Message("Grace: A"), _GRACE, rule="G4", unit=DAYS)
    grace_b: int = knob(3, 0, 30, Message("Grace: B"), _GRACE, rule="G4", unit=DAYS)
    grace_c: int = knob(7, 0, 60, Message("Grace: C and others"), _GRACE, rule="G4", unit=DAYS)
    rolling_days: int = knob(
        90, 30, 365, Message("Days that kept rates and visit rates look back"),
        Message("A quarter: long enough to count, short enough to change."), rule="G4", unit=DAYS,
    )  # fmt: skip
    repeat_visits: int = knob(
        3, 2, 10, Message("Visits after which a finding is repeated"),
        Message("Open at three visits, it is no accident."), rule="G5",
    )  # fmt: skip
