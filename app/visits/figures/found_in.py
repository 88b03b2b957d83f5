"""Which figure opens the numbers that a sentence names: a finding with its advice, or what got better."""

from app.leverage.cards import Improvement
from app.visits.judgement.improvements import metric_of

# Item of the checklist -> the figure behind the numbers in its finding and advice.
FOUND_IN = {
    "bank_balance": "cash_cover", "cash_affordable": "affordable", "cash_best_time": "purchase_day",
    "cash_categories": "direction", "cash_daily_purchase": "cash_flow", "cash_daily_sales": "receivables",
    "cash_upcoming_out": "affordable", "mkt_vehicles": "vehicles", "ops_capacity": "vehicles",
    "ops_diversion_signs": "diversion", "ops_line_length": "line_length",
    "ops_network_length": "market_shape", "ops_outlets": "coverage", "ops_overall": "s7",
    "ops_people": "rep_load", "ops_region_length": "market_shape", "prod_expected_volume": "attainment",
    "prod_list": "tail", "prod_our_share": "attention", "prod_positioning": "positions",
    "prod_volume": "our_weight", "prod_profit": "our_weight", "staff_commission": "pay_mix",
    "staff_driver_detour": "driver_risk", "staff_efficiency_gap": "labour_use", "staff_pay": "rep_load",
    "staff_roster": "sales_per_head", "staff_visit_regular": "needed_reps",
    "visit_order_agreed": "agreed_in_all", "visit_prev_commitments": "kept_rate:us", "wh_fifo": "fifo",
    "wh_lots": "freshness", "wh_near_expiry": "near_expiry", "wh_safety_rule": "adherence",
    "wh_stock_counts": "adherence",
}  # fmt: skip
# Metric that is watched for what got better -> its figure.
WATCHED_IN = {
    "fifo_compliance": "fifo", "freshness_score": "freshness", "stock_adherence": "adherence",
    "cash_cover_days": "cash_cover", "outlet_coverage": "coverage", "active_sku_rate": "line_length",
    "attention_index": "attention", "target_attainment": "attainment",
}  # fmt: skip


def figure_of_finding(item_key: str) -> str | None:
    """The key of the figure behind a finding's numbers; None where it names none that was computed."""
    return FOUND_IN.get(item_key)


def figure_of_opening(better: Improvement) -> str | None:
    """The key of the figure that got better."""
    return WATCHED_IN.get(metric_of(better))
