"""Thresholds of promises, cards and trust in the data (rules H to J)."""

from dataclasses import dataclass
from fractions import Fraction

from app.leverage.settings.knob import DAYS, SHARE, YUAN, knob
from app.messages import Message

_KEPT = Message("From published practice on kept delivery dates.")
_EVIDENCE = Message("How much a card's fact weighs by the way it is known.")


@dataclass(frozen=True)
class TalkingSettings:
    """When a promise counts as broken, and which facts make a card."""

    kept_good: Fraction = knob(
        "0.9", "0", "1", Message("Promises kept: good from"), _KEPT, rule="H3", tag="V", unit=SHARE
    )
    kept_fair: Fraction = knob(
        "0.8", "0", "1", Message("Promises kept: fair from"), _KEPT, rule="H3", tag="V", unit=SHARE
    )
    kept_low: Fraction = knob(
        "0.7", "0", "1", Message("Promises kept: needs attention from"), _KEPT, rule="H3", tag="V", unit=SHARE
    )
    kept_min_due: int = knob(
        3, 1, 20, Message("Fewest promises due for a rate"),
        Message("Below this say 1 of 2, not 50%."), rule="H3",
    )  # fmt: skip
    broken_after_days: int = knob(
        14, 1, 90, Message("Days overdue until a promise counts as broken"),
        Message("Two weeks of silence are an answer."), rule="H3", unit=DAYS,
    )  # fmt: skip
    late_share: Fraction = knob(
        "0.5", "0", "1", Message("A promise kept late counts as"),
        Message("Used in the softer of the two rates."), rule="H3", unit=SHARE,
    )  # fmt: skip
    promise_limit: int = knob(
        0, 0, 1_000_000, Message("Money a rep may promise without asking"),
        Message("Above it a named person approves, or it is only a request."), rule="H3", unit=YUAN,
    )  # fmt: skip
    self_score_low: Fraction = knob(
        "0.6", "0", "1", Message("Self score that shows a coaching card below"),
        Message("Seen by the rep and the supervisor; it never blocks."), rule="H4",
    )  # fmt: skip
    cards_shown: int = knob(
        3, 1, 7, Message("Leverage cards shown"), Message("Three facts can be argued, ten cannot."), rule="I"
    )
    stock_cost_year: Fraction = knob(
        "0.12", "0", "1", Message("Yearly cost of money tied up in stock"),
        Message("Interest and space for a small dealer."), rule="I", unit=SHARE,
    )  # fmt: skip
    evidence_document: Fraction = knob(
        "1", "0", "1", Message("Evidence: photo or document"), _EVIDENCE, rule="I"
    )
    evidence_counted: Fraction = knob(
        "0.9", "0", "1", Message("Evidence: counted or from the ledger"), _EVIDENCE, rule="I"
    )
    evidence_seen: Fraction = knob("0.7", "0", "1", Message("Evidence: seen"), _EVIDENCE, rule="I")
    evidence_told: Fraction = knob("0.4", "0", "1", Message("Evidence: told"), _EVIDENCE, rule="I")
    card_half_days: int = knob(
        30, 1, 120, Message("Days after which a fact weighs half"),
        Message("Last month's count is half an argument."), rule="I", unit=DAYS,
    )  # fmt: skip
    card_gone_days: int = knob(
        90, 2, 365, Message("Days after which a fact makes no card"),
        Message("A quarter later it has to be seen again."), rule="I", unit=DAYS,
    )  # fmt: skip
    short_visit_minutes: int = knob(
        4, 1, 60, Message("Minutes below which a full visit is looked at"),
        Message("Nobody reads and answers everything faster."), rule="J",
    )  # fmt: skip
    opening_norm: str = knob(
        "08:00", "00:00", "23:59", Message("Usual opening time hereabouts"),
        Message("Compared with the dealer's own opening time."), rule="I",
    )  # fmt: skip
    closing_norm: str = knob(
        "18:00", "00:00", "23:59", Message("Usual closing time hereabouts"),
        Message("Compared with the dealer's own closing time."), rule="I",
    )  # fmt: skip
