"""What a visit led to, as one value: the pages read this, the store writes it down.

A figure is a `Result`; one that could not be computed is a refusal with its reason. Quantities are base
units, money minor units, shares 0..1. Pages get a Judgement from `app.visits.judgement.live`:
``judgement_of(visit)`` of an open visit, ``stored_judgement(visit_id)`` of a finished one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from app.checklists.texts import Text
from app.leverage.attention import Attention, ShareChange
from app.leverage.cards import CardSet
from app.leverage.cash import Affordable, CashCover, Flag, Flow, PurchaseDay
from app.leverage.coverage import Capacity, Coverage, RepLoad
from app.leverage.diversion import DiversionRisk
from app.leverage.drivers import DriverRisk
from app.leverage.findings import FindingEvent, Outcome
from app.leverage.lots import Cover, Fifo, StockAtRisk
from app.leverage.market_shape import LineLength, Shape
from app.leverage.pay import PayMix, SalesPerHead
from app.leverage.portfolio import Concentration, Weight
from app.leverage.positioning import Attainment, Role, Tail
from app.leverage.promises import KeptRate
from app.leverage.result import Result
from app.leverage.safety_stock import Agreed, Chain, Rate, Ratio, Target
from app.leverage.scoring import Dimension, Overall, Trend
from app.leverage.self_check import SelfScore
from app.leverage.staffing import LabourUse, NeededReps, VisitRate
from app.leverage.trust import CheckMark
from app.leverage.visiting import Plan
from app.messages import Message, Named
from app.visits.judgement.evidence import Memory

# The keys of `Judgement.figures` with the type of the Result's value. One a product stands under
# ``<key>:<product id>``, for every product that was counted at this visit.
PRODUCT_FIGURES: dict[str, Any] = {
    "sold": int,  # A3, units between the last two counts
    "rate": Rate,  # A4, or A5 at a first count, or A6 where the counts contradict
    "target": Target,  # A2
    "order": Chain,  # A9, the chain 1.5x, freshness, space, cash
    "agreed": Agreed,  # A9, only where an order was agreed
    "adherence": Ratio,  # A7
    "cover": Cover,  # B5
    "dead": bool,  # A6, only where nothing sold
    "fifo": Fifo,  # B1
    "freshness": Fraction,  # B3
    "risk": StockAtRisk,  # B4
    "stock_return": Fraction,  # E5
}
DEALER_FIGURES: dict[str, Any] = {
    "adherence": Fraction,  # A7, share of key products that fit the rule
    "fifo": Fraction,  # B1, over all products
    "freshness": Fraction,  # B3, over all products
    "near_expiry": int,  # B2, value of near-expiry stock
    "risk": int,  # B4, what will not sell in time of all products costs; only where something will not
    "agreed_in_all": int,  # A9, what the agreed order costs; only where an order was agreed
    "stock_value": int,  # B5, what the sellable stock cost him
    "cash_flow": Flow,  # C2
    "cash_cover": CashCover,  # C3
    "affordable": Affordable,  # C4
    "fair_cap": int,  # C4, our share of what he can pay in all
    "purchase_day": PurchaseDay,  # C5
    "direction": tuple[Flag, ...],  # C6
    "receivables": Fraction,  # C7, what outlets owe him over his sales of a month
    "visits_per_day": VisitRate,  # D1
    "needed_reps": NeededReps,  # D2
    "sales_per_head": SalesPerHead,  # D3
    "pay_mix": PayMix,  # D4
    "labour_use": LabourUse,  # D5
    "driver_risk": DriverRisk,  # D6
    "our_weight": Weight,  # E1
    "tail": Tail,  # E1
    "concentration": Concentration,  # E2
    "positions": dict[str, str],  # E3, product name -> suggested role
    "role": Role,  # E3, of our largest line
    "attainment": Attainment,  # E4
    "attention": Attention,  # E6
    "share_change": ShareChange,  # E7
    "coverage": Coverage,  # F1
    "rep_load": RepLoad,  # F1
    "vehicles": Capacity,  # F2
    "line_length": LineLength,  # F3
    "market_shape": Shape,  # F4
    "stock_gap": Fraction,  # F5
    "spike": bool,  # F5
    "diversion": DiversionRisk,  # F5
    "trend": Trend,  # G5, against the last full audit
    "value_class": str,  # G3
    "visit_plan": Plan,  # G4
    "visit_compliance": Fraction,  # G4, share of the visits due of late that were made in time
    "kept_rate:us": KeptRate,  # H3
    "kept_rate:dealer": KeptRate,  # H3
    "promises_whole": Fraction,  # H3, share of today's promises that are complete
    "phrases": int,  # H1, found in what was written at this visit
    "followed_up": Fraction,  # H4, share of the findings open before that were looked at again
}


@dataclass(frozen=True)
class OrderSuggestion:
    """One product's order in base units: what the 1.5x rule asks for, what is left of it after freshness (and
    space), after cash, and what was agreed. None: refused, `chain` says why.

    `sellable` was counted today, `coming` is on its way. `amount` is what `after_cash` costs him.
    """

    product_id: int
    name: Named
    case_size: int
    sellable: int
    coming: int
    needed: int | None
    after_freshness: int | None
    after_cash: int | None
    amount: int | None
    agreed: int | None
    reason: str
    chain: Result[Chain]
    check: Result[Agreed] | None

    @property
    def suggested(self) -> int | None:
        """What is suggested in the end, in base units."""
        return self.after_cash

    def cases(self, step: str) -> int | None:
        """`needed`, `after_freshness`, `after_cash` or `agreed` in whole cases."""
        units = getattr(self, step)
        return None if units is None else units // self.case_size


@dataclass(frozen=True)
class Advice:
    """What to say about an item's open finding. `places` fill both texts; none of them is left open.

    ``say(advice.message(locale))`` is the sentence in the reader's language.
    """

    item_key: str
    finding: Text
    text: Text | None
    places: Mapping[str, Any]

    def message(self, locale: str) -> Message | None:
        """The talking point; None where one of its places has no value."""
        return None if self.text is None else Message(self.text.in_locale(locale), self.places)

    def finding_message(self, locale: str) -> Message:
        """What was found, with its places."""
        return Message(self.finding.in_locale(locale), self.places)


@dataclass(frozen=True)
class OpenNow:
    """A finding that is open after this visit."""

    key: str
    section: str
    severity: str
    critical: bool
    evidence: str | None
    visits: int
    opened_on: date
    repeated: bool


@dataclass(frozen=True)
class Judgement:
    """All that follows from a visit.

    `figures`: by the keys of PRODUCT_FIGURES and DEALER_FIGURES. `metrics`: what the checklist's scores and
    triggers name. `item_scores`: item -> 0..1 or None, the latest that still counts; `scored_on` the day of
    each. `outcomes` and `events`: of the items looked at today. `dimensions`: ``s2`` to ``s7``. `own` are
    the triggered items of the section on the rep himself: for him and his supervisor only, as `self_score`.
    `memory` is for the next visit, and empty in a judgement that was read back.
    """

    visit_id: UUID
    dealer_id: int
    today: date
    figures: Mapping[str, Result]
    metrics: Mapping[str, Any]
    item_scores: Mapping[str, Fraction | None]
    scored_on: Mapping[str, date]
    outcomes: tuple[Outcome, ...]
    events: tuple[FindingEvent, ...]
    open_findings: tuple[OpenNow, ...]
    dimensions: Mapping[str, Result[Dimension]]
    overall: Result[Overall]
    self_score: Result[SelfScore]
    own: tuple[Outcome, ...]
    cards: Result[CardSet]
    order: tuple[OrderSuggestion, ...]
    advice: Mapping[str, Advice]
    check_marks: tuple[CheckMark, ...]
    memory: Memory = Memory()

    def figure(self, key: str, product_id: int | None = None) -> Result | None:
        """A figure by its key; None where this visit had nothing to compute it from."""
        return self.figures.get(key if product_id is None else f"{key}:{product_id}")

    def product_ids(self) -> tuple[int, ...]:
        """The products counted at this visit."""
        return tuple(line.product_id for line in self.order)
