"""What a fact costs the dealer, in minor units a month or at once (rule I)."""

from app.leverage.figures import Number, exact, nearest
from app.leverage.settings import DEFAULTS, Settings


def risk_cost(units: Number, unit_cost: int) -> int:
    """Units that will not sell in time x what one cost him."""
    return nearest(exact(units) * unit_cost)


def stockout_cost(days_out: Number, rate: Number, unit_margin: int) -> int:
    """Days without stock x units a day x his margin on one."""
    return nearest(exact(days_out) * exact(rate) * unit_margin)


def overstock_cost(excess_value: int, settings: Settings = DEFAULTS) -> int:
    """A month's cost of the money that lies in stock beyond the target."""
    return nearest(excess_value * settings.stock_cost_year / 12)


def idle_calls_cost(calls: Number, profit_per_call: int) -> int:
    """Calls that could be made x what an average one earns."""
    return nearest(exact(calls) * profit_per_call)
