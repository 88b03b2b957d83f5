"""Every figure of a visit in words: its title, its value, and what opens when it is tapped."""

from collections.abc import Iterator

from app.leverage.result import Result
from app.visits.figures.kinds import Kind
from app.visits.figures.market import MARKET_KINDS, SCORE_KINDS
from app.visits.figures.people import PEOPLE_KINDS
from app.visits.figures.stock import PRODUCT_KINDS, STOCK_KINDS
from app.visits.judgement.judgement import Judgement

DEALER_KINDS = {**STOCK_KINDS, **PEOPLE_KINDS, **MARKET_KINDS, **SCORE_KINDS}
CARDS = "cards"
# Computed items of the checklist, and the figure that is their value, CARDS where that is a page.
COMPUTED = {
    "self_no_jianghu": "phrases", "self_responsible": "followed_up",
    "self_no_empty_promise": "promises_whole", "self_ready_gate": "self_score",
    "wh_fifo": "fifo", "wh_near_expiry": "near_expiry",
    "wh_safety_rule": "adherence", "cash_daily_sales": "cash_flow", "cash_categories": "direction",
    "cash_best_time": "purchase_day", "cash_affordable": "affordable", "staff_efficiency_gap": "labour_use",
    "prod_volume": "our_weight", "prod_profit": "our_weight", "prod_positioning": "positions",
    "prod_our_share": "our_weight", "ops_capacity": "vehicles", "ops_overall": "s7",
    "wh_leverage": CARDS, "prod_resource_ask": CARDS,
}  # fmt: skip


# What the rep is told about himself: for him and his supervisor only.
OWN = frozenset({"self_score", "promises_whole", "followed_up", "phrases"})


def kind_of(key: str) -> Kind | None:
    """The kind of a figure's key; None for a key that names nothing."""
    if key in DEALER_KINDS:
        return DEALER_KINDS[key]
    name, _, product = key.partition(":")
    return PRODUCT_KINDS.get(name) if product.isdecimal() else None


def product_of(key: str) -> int | None:
    """The product that a figure's key is about, None for one about the dealer."""
    _, _, product = key.partition(":")
    return int(product) if product.isdecimal() and len(product) < 10 else None


def result_of(judgement: Judgement, key: str) -> Result | None:
    """A figure of any kind: computed ones, scores, the overall and the self score."""
    if key in judgement.dimensions:
        return judgement.dimensions[key]
    more = {"overall": judgement.overall, "self_score": judgement.self_score, CARDS: judgement.cards}
    return more.get(key) or judgement.figures.get(key)


def keys_of(judgement: Judgement) -> Iterator[str]:
    """Every key that opens a page, in no order worth showing."""
    yield from (key for key in judgement.figures if kind_of(key))
    yield from judgement.dimensions
    yield from ("overall", "self_score", CARDS)
