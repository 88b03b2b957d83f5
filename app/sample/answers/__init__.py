"""What a rep writes down at a visit, item by item, read off the simulated dealer.

Each function takes the Moment and returns the value to store, DECLINED, or None for an item left open.
"""

from collections.abc import Callable

from app.sample.answers import before, cash, market, marketing, products, staff, warehouse
from app.sample.answers.moment import DECLINED, Moment

__all__ = ["ANSWERS", "DECLINED", "Moment"]

ANSWERS: dict[str, Callable[[Moment], object]] = {
    **before.ANSWERS, **marketing.ANSWERS, **warehouse.ANSWERS, **cash.ANSWERS, **staff.ANSWERS,
    **products.ANSWERS, **market.ANSWERS,
}  # fmt: skip
