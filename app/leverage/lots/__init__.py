"""Rules B: production dates, first in first out, ageing stock, and how long it lasts."""

from app.leverage.lots.age import CLASSES, LotAge, alarm_days, lot_age, near_share
from app.leverage.lots.cover import BANDS, RETAIL_STOCK_DAYS, Cover, days_of_cover, warehouse_rule
from app.leverage.lots.inputs import Delivery, Lot, ShelfLife
from app.leverage.lots.matching import lots_fit_count
from app.leverage.lots.risk import LotRisk, StockAtRisk, freshness_score, stock_at_risk
from app.leverage.lots.rotation import Fifo, fifo, fifo_quick

__all__ = [
    "BANDS", "CLASSES", "RETAIL_STOCK_DAYS", "RULES", "Cover", "Delivery", "Fifo", "Lot", "LotAge", "LotRisk",
    "ShelfLife", "StockAtRisk", "alarm_days", "days_of_cover", "fifo", "fifo_quick", "freshness_score",
    "lot_age", "lots_fit_count", "near_share", "stock_at_risk", "warehouse_rule",
]  # fmt: skip

RULES = {
    "B1": fifo,
    "B2": lot_age,
    "B3": freshness_score,
    "B4": stock_at_risk,
    "B5": days_of_cover,
    "B6": warehouse_rule,
}
