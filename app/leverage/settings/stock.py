"""Thresholds of stock, orders and lots (rules A and B)."""

from dataclasses import dataclass
from fractions import Fraction

from app.leverage.settings.knob import CASES, DAYS, SHARE, TIMES, knob, switch
from app.messages import Message


@dataclass(frozen=True)
class StockSettings:
    """How much should be in the dealer's warehouse, and how old it may be."""

    k_safety: Fraction = knob(
        "1.5", "1", "3", Message("Safety stock factor"),
        Message("The article's rule: hold one and a half times what sells in a period."),
        rule="A1", tag="S", unit=TIMES,
    )  # fmt: skip
    round_up_from: Fraction = knob(
        "0.2", "0", "1", Message("Round up from this part of a case"),
        Message("A smaller rest is left for the next order; it is hours of sales, not days."),
        rule="A8", unit=CASES,
    )  # fmt: skip
    pool_below_days: int = knob(
        7, 1, 30, Message("Shortest interval used alone"),
        Message("Closer counts swing too much; several intervals are taken together."),
        rule="A4", unit=DAYS,
    )  # fmt: skip
    pool_days: int = knob(
        14, 7, 60, Message("Days reached by taking short intervals together"),
        Message("Two weeks smooth out paydays and weekends."), rule="A4", unit=DAYS,
    )  # fmt: skip
    pool_pairs: int = knob(
        4, 1, 12, Message("Most short intervals taken together"),
        Message("Older intervals say little about today."), rule="A4",
    )  # fmt: skip
    sure_interval_days: int = knob(
        45, 14, 120, Message("Longest interval with full confidence"),
        Message("Beyond this, a change within the interval stays hidden."), rule="A10", unit=DAYS,
    )  # fmt: skip
    long_interval_days: int = knob(
        60, 30, 180, Message("Interval after which confidence is low"),
        Message("The season may have changed since the last count."), rule="A4", unit=DAYS,
    )  # fmt: skip
    count_free_goods: bool = switch(
        False, Message("Add free goods to the target"),
        Message("Switch on where free goods come with every sale and need stock of their own."), rule="A3",
    )  # fmt: skip
    dead_stock_days: int = knob(
        30, 7, 180, Message("Days without a sale until stock counts as not selling"),
        Message("A month without one sale in a weekly trade is no accident."), rule="A6", unit=DAYS,
    )  # fmt: skip
    new_product_days: int = knob(
        60, 0, 180, Message("Days a product counts as new"),
        Message("New products get time before they are called not selling."), rule="A6", unit=DAYS,
    )  # fmt: skip
    adherence_low: Fraction = knob(
        "0.3", "0", "1", Message("Stock ratio below which stock is low"),
        Message("A steady 1.5 times system shows about 0.5 before the order."), rule="A7", unit=TIMES,
    )  # fmt: skip
    adherence_high: Fraction = knob(
        "1.5", "0.5", "5", Message("Stock ratio above which stock is too high"),
        Message("Before the order there should never be more than the target itself."), rule="A7", unit=TIMES,
    )  # fmt: skip
    event_low: Fraction = knob(
        "0.5", "0.1", "1", Message("Smallest event factor"),
        Message("Heat, festivals and promotions seldom halve demand."), rule="A9", unit=TIMES,
    )  # fmt: skip
    event_high: Fraction = knob(
        "3", "1", "10", Message("Largest event factor"),
        Message("More than three times normal sales is a plan of its own."), rule="A9", unit=TIMES,
    )  # fmt: skip
    agree_over: Fraction = knob(
        "0.2", "0", "1", Message("Agreed above suggested: ask for a reason from"),
        Message("Loading a dealer is a known source of diversion."), rule="A9", unit=SHARE,
    )  # fmt: skip
    agree_under: Fraction = knob(
        "0.5", "0", "1", Message("Agreed below suggested: ask for a reason from"),
        Message("Half the suggestion usually means that a fact is missing."), rule="A9", unit=SHARE,
    )  # fmt: skip
    return_least_days: int = knob(
        3, 1, 30, Message("Smallest average stock for a return, in days of sales"),
        Message("Money that is hardly ever in stock seems to earn without end."), rule="E5", unit=DAYS,
    )  # fmt: skip
    overstock_days: int = knob(
        45, 14, 180, Message("Days of cover that count as a glut"),
        Message("Published guidance for consumer goods: fewer than 45 days of stock."),
        rule="B5", tag="V", unit=DAYS,
    )  # fmt: skip
    fifo_tolerance_share: Fraction = knob(
        "0.05", "0", "0.5", Message("First-in-first-out: share that is ignored"),
        Message("Opened pallets are taken from both ends."), rule="B1", unit=SHARE,
    )  # fmt: skip
    fifo_tolerance_cases: int = knob(
        1, 0, 20, Message("First-in-first-out: cases that are ignored"),
        Message("One opened case is no habit."), rule="B1", unit=CASES,
    )  # fmt: skip
    off_floor_cm: int = knob(
        10, 0, 50, Message("Centimetres off floor and wall"),
        Message("Two published food-store regulations ask for it."), rule="B6", tag="V",
    )  # fmt: skip
