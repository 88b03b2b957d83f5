"""Scores of the checklist items that are computed from their answer, by item key."""

from collections.abc import Callable

from app.leverage.answered import Answered
from app.leverage.item_scores import own, people, supply
from app.leverage.item_scores.parts import Score, metric

ITEM_SCORES: dict[str, Callable[[Answered], Score]] = {
    "mkt_vehicle_mix": supply.vehicle_mix,
    "mkt_best_sellers": supply.best_sellers,
    "mkt_terminal_control": supply.terminal_control,
    "mkt_service_plan": supply.service_plan,
    "wh_ventilation": supply.ventilation,
    "wh_fifo": supply.first_in_first_out,
    "wh_stock_counts": metric("stock_adherence"),
    "wh_lots": metric("freshness_score"),
    "wh_near_expiry": supply.near_expiry,
    "wh_safety_rule": supply.safety_rule,
    "cash_categories": supply.cash_categories,
    "staff_commission": people.commission,
    "staff_network": people.known_outlets,
    "staff_visit_regular": people.regular_visits,
    "staff_training": people.training,
    "prod_positioning": people.positioning,
    "prod_difference": people.difference,
    "prod_attention": people.attention,
    "prod_professionalism": people.professionalism,
    "ops_scale": people.scale,
    "ops_channels": people.channels,
    "ops_diversion_signs": people.diversion_signs,
    "self_no_jianghu": own.no_street_talk,
    "self_responsible": own.followed_up,
    "self_principle": own.keeps_principles,
    "self_no_empty_promise": own.no_empty_promise,
    "self_ready_gate": metric("self_score"),
    "visit_prev_commitments": metric("our_kept_rate"),
}
