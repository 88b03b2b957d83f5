"""What tempts a dealer to order more than he sells: a market, a weekend, or a deal at a fair."""

from app.sample.goods import Goods
from app.sample.plan import LOADED, DealerPlan
from app.sample.shelf import Shelf

MORE_THAN_ASKED = ("下周有集市，多备一点", "老板要求备足周末")
DEAL_REASON = "订货会有搭赠，一次备足几个月"
DEAL_DAYS = 60  # how long before the last visit he was talked into it
MOST_SHELF_DAYS, MOST_PRODUCTS = 270, 3  # of the goods in the deal
PART_OF_LIFE = 0.8  # shops refuse what is past three quarters of it
ONCE_MORE = 0.3  # of the deal, at the last visit


def deal_on(plan: DealerPlan, day: int) -> float:
    """How much of the deal is struck at the visit of `day`: all of it once, some at the last, mostly none."""
    if plan.kind != LOADED:
        return 0.0
    days = [visit.on.toordinal() for visit in plan.visits]
    if day == next(each for each in days if each >= days[-1] - DEAL_DAYS):
        return 1.0
    return ONCE_MORE if day == days[-1] else 0.0


def in_the_deal(carried: list[Goods]) -> list[Goods]:
    """What it is about: some goods that do not keep for ever."""
    return [goods for goods in carried if goods.shelf_days <= MOST_SHELF_DAYS][:MOST_PRODUCTS]


def cases_of(shelf: Shelf, part: float) -> int:
    """Cases of a part of the deal: whole, it is what he sells in most of the goods' shelf life."""
    return round(part * shelf.pace * shelf.goods.shelf_days * PART_OF_LIFE / shelf.goods.case_size)
