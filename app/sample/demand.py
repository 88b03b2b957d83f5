"""How much of a product a dealer's customers want, and how much of it he orders."""

from functools import cache
from math import cos, pi
from random import Random

from app.sample.goods import Goods
from app.sample.shelf import Delivery, Shelf

PEAKS = {"summer": (205, 0.45), "winter": (10, 0.3), "festival": (25, 0.5), "flat": (0, 0.0)}
WEEKDAYS = (1.1, 1.0, 1.0, 1.05, 1.2, 1.15, 0.5)
PRINTED_EVERY = 5  # our plant fills a product every fifth day, so deliveries often share a lot


@cache
def season(peak: str) -> tuple[float, ...]:
    """Demand by day of the year, 1 on average."""
    day, swing = PEAKS[peak]
    return tuple(1 + swing * cos(2 * pi * (at - day) / 365) for at in range(367))


def wanted(shelf: Shelf, yearday: int, weekday: int, push: float, rng: Random) -> int:
    """Units asked for on one day; a fraction is rounded by chance, so that slow goods sell now and then."""
    mean = shelf.rate * push * season(shelf.goods.peak)[yearday] * WEEKDAYS[weekday]
    return int(mean * (0.55 + 0.9 * rng.random()) + rng.random())


def cases_to_order(shelf: Shelf, pace: float, days: int, lead: int, habit: float) -> int:
    """Cases that the 1.5x rule asks for at a pace of units a day (rules A2 and A8), times his habit, within
    freshness."""
    pace = max(pace, shelf.rate * 0.55)  # he knows that empty shelves are no lack of demand
    target = pace * max(1.5 * days, days + lead) * habit
    fresh = pace * (shelf.goods.shelf_days / 3 - oldest_sent(shelf.goods) * 2 / 3)
    have = shelf.sellable + sum(delivery.quantity for delivery in shelf.coming)
    return max(0, int((min(target, fresh) - have) / shelf.goods.case_size + 0.8))


def oldest_sent(goods: Goods) -> int:
    """Days since production that a lot has at most when it leaves the plant."""
    return max(4, min(40, goods.shelf_days // 8))


def dispatch(shelf: Shelf, cases: int, day: int, lead: int, rng: Random) -> None:
    """Send `cases` off; they come fresh from the plant, of a lot that is some days old."""
    arrives = day + lead + (rng.random() < 0.15)
    oldest = oldest_sent(shelf.goods)
    produced = arrives - rng.randint(oldest // 3, oldest)
    produced -= produced % PRINTED_EVERY
    if rng.random() > 0.03:  # now and then we ship an older lot after a newer one: our own fault
        produced = max(produced, shelf.newest)
    shelf.coming.append(Delivery(arrives, cases * shelf.goods.case_size, min(produced, arrives - 1)))
