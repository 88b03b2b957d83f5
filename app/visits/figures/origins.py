"""Where the inputs of a figure come from: a count, our records, or the answer to an item."""

from app.messages import Message

THIS_COUNT = Message("count of this visit")
LAST_COUNT = Message("count before")
RECORDS = Message("our delivery records, unless the rep corrected them")
CATALOGUE = Message("our price list")
ORDER = Message("the order page of this visit")
FILE = Message("the dealer's file")
THRESHOLDS = Message("the company's thresholds")
VISITS = Message("earlier visits")
THIS_DAY = Message("the day of this visit")

_FROM = {
    THIS_COUNT.text: (
        "now", "now_on", "unsellable_now", "sellable", "stock", "counted", "damaged", "oldest_now", "lots",
        "quantity", "disposed", "returned", "transferred_out", "free_goods", "market_returns", "produced_on",
        "printed_expiry", "there",
    ),
    LAST_COUNT.text: ("last", "last_on", "unsellable_last", "oldest_last"),
    RECORDS.text: ("received", "shipped_30_days", "shipped", "in_transit", "age_on_arrival"),
    CATALOGUE.text: (
        "case_size", "shelf_days", "shelf_life", "unit_cost", "case_margin", "minimum_cases", "pallet_cases",
    ),
    ORDER.text: ("event_factor", "factor", "event", "free_floor_cases"),
    FILE.text: ("next_days", "lead_days", "credit_days", "pay_day", "own_interval"),
    THRESHOLDS.text: ("limit", "working_days", "visits_per_day"),
    THIS_DAY.text: ("today", "last_visit"),
    VISITS.text: ("due", "were_due", "on_time", "late", "days_without_sale", "intervals"),
}  # fmt: skip
PLACES: dict[str, Message] = {
    name: place
    for place in (THIS_COUNT, LAST_COUNT, RECORDS, CATALOGUE, ORDER, FILE, THRESHOLDS, VISITS, THIS_DAY)
    for name in _FROM[place.text]
}
# Inputs that were answers: the item of the checklist that asks for them.
ITEMS: dict[str, str] = {
    "covers_from": "cash_daily_purchase", "covers_to": "cash_daily_purchase",
    "entries": "cash_daily_purchase", "inflow": "cash_daily_purchase", "outflow": "cash_daily_purchase",
    "avg_in": "cash_daily_purchase", "avg_out": "cash_daily_purchase", "paid_now": "cash_daily_purchase",
    "routine_out": "cash_daily_purchase", "operating_out": "cash_daily_purchase",
    "cash": "cash_on_hand", "bank": "bank_balance", "balance_on": "bank_balance",
    "lumps": "cash_upcoming_out", "stated_day": "cash_daily_purchase", "stated_month": "prod_list",
    "visits": "staff_visit_regular", "field_reps": "ops_people", "reps": "ops_people",
    "groups": "ops_outlets", "outlets": "ops_outlets", "month_sales": "mkt_sales_volume",
    "owed": "cash_receivables",
    "base": "staff_pay", "commission": "staff_pay", "ours_per_case": "staff_commission",
    "rival_per_case": "staff_commission", "lines": "prod_list", "total_sales": "mkt_sales_volume",
    "our_sales": "prod_list", "largest_other": "prod_list", "target": "prod_expected_volume",
    "rating": "prod_attention", "vehicles": "mkt_vehicles", "categories": "ops_line_length",
    "items": "ops_line_length", "active": "ops_line_length", "new_items_in_a_year": "ops_line_length",
    "direct": "ops_network_length", "tiers": "ops_network_length", "second_tier_share": "ops_network_length",
    "km": "ops_region_length", "counties": "ops_region_length", "outside": "ops_region_length",
    "monthly_profit": "mkt_operating_profit", "agreed_day": "visit_next_date",
    "complaint_open": "visit_dealer_voice",
}  # fmt: skip
# Where a figure of a rule is fed, by the rule's letter: what to open when it could not be computed.
SECTIONS = {"C": "s4_cash", "D": "s5_staff", "E": "s6_product", "F": "s7_market"}
