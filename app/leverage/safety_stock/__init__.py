"""Rules A: how much of a product a dealer should hold, and what to order.

From counts to an order: `pair_up` counts, `selling_rate` of the pairs, an `OrderLine` for each product, the
`order_chains` of the whole `Order`, `check_agreed` for what was agreed in the end.
"""

from app.leverage.safety_stock.caps import (
    Event,
    Freshness,
    Want,
    event_factor,
    freshness_cap,
    share_cash,
    share_floor,
)
from app.leverage.safety_stock.chain import Chain, Link, Order, OrderLine
from app.leverage.safety_stock.inputs import Count, CountPair, Movements, pair_up
from app.leverage.safety_stock.order import Agreed, check_agreed, order_chain, order_chains
from app.leverage.safety_stock.packs import Packs, pallet_hint, round_to_packs
from app.leverage.safety_stock.rate import Rate, daily_rate, dead_stock, demand, first_estimate, selling_rate
from app.leverage.safety_stock.sales import MISMATCH_QUESTIONS, confidence_of, sold_net
from app.leverage.safety_stock.target import (
    Card,
    Ratio,
    Situation,
    Target,
    adherence,
    card_of,
    classic_card,
    normalised_target,
    stock_ratio,
)

__all__ = [
    "MISMATCH_QUESTIONS", "RULES", "Agreed", "Card", "Chain", "Count", "CountPair", "Event", "Freshness",
    "Link", "Movements", "Order", "OrderLine", "Packs", "Rate", "Ratio", "Situation", "Target", "Want",
    "adherence", "card_of", "check_agreed", "classic_card", "confidence_of", "daily_rate", "dead_stock",
    "demand", "event_factor", "first_estimate", "freshness_cap", "normalised_target", "order_chain",
    "order_chains", "pair_up", "pallet_hint", "round_to_packs", "selling_rate", "share_cash", "share_floor",
    "sold_net", "stock_ratio",
]  # fmt: skip

RULES = {
    "A1": classic_card,
    "A2": normalised_target,
    "A3": sold_net,
    "A4": daily_rate,
    "A5": first_estimate,
    "A6": dead_stock,
    "A7": stock_ratio,
    "A8": round_to_packs,
    "A9": order_chains,
    "A10": confidence_of,
}
