"""What part a product plays, whether it reaches its target, what its stock earns (rules E3 to E5)."""

from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from app.leverage.figures import Number, exact, nearest, ratio
from app.leverage.portfolio import Line
from app.leverage.result import Confidence, Result, found, refuse, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Money, Percent

MONTH_DAYS = 30


@dataclass(frozen=True)
class Standing:
    """Our sales beside the largest other brand of the category, and the volumes of the last three months,
    of the three before (None: not known), and of the same months last year where they are known."""

    our_sales: Number
    largest_other: Number
    last_months: Number
    months_before: Number | None
    same_months_last_year: Number | None = None


@dataclass(frozen=True)
class Role:
    """Relative share (None without another brand), growth (None without earlier volume), and the class:
    ``star``, ``cow``, ``question``, ``dog``, or ``new``."""

    relative_share: Fraction | None
    growth: Fraction | None
    klass: str


_CLASSES = {
    (True, True): "star", (True, False): "cow", (False, True): "question", (False, False): "dog",
}  # fmt: skip


def product_role(standing: Standing, settings: Settings = DEFAULTS) -> Result[Role]:
    """Rule E3: leading from a relative share of 1, growing from 10%; with no earlier volume at all it is new.
    Refused where nobody knows the earlier volume."""
    inputs = vars(standing)
    share = ratio(standing.our_sales, standing.largest_other)
    last_year = standing.same_months_last_year
    earlier = standing.months_before if last_year is None else last_year
    if earlier is None:
        unknown = Message("What was sold before is not known, so nothing can be said about growth.")
        return refuse("E3", "no_history", unknown, inputs)
    grown = ratio(standing.last_months, earlier)
    if grown is None:
        note = Message("No earlier volume to compare with: the product is new here.")
        return found("E3", Role(share, None, "new"), inputs, confidence=Confidence.LOW, reason=note)
    growth = grown - 1
    leads = share is None or share >= settings.leader_border
    klass = _CLASSES[leads, growth >= settings.growth_border]
    steps = [Message("Volume changed by {growth}.", {"growth": Percent(growth, 1)})]
    if share is not None:
        told = {"share": rounded(share, 2)}
        steps.append(Message("Our sales are {share} times the largest other brand.", told))
    return found("E3", Role(share, growth, klass), inputs, steps=steps)


_POSITIONS = {
    (True, False): "volume", (False, True): "profit", (True, True): "core", (False, False): "tail",
}  # fmt: skip


def suggested_positions(lines: tuple[Line, ...]) -> Result[dict[str, str]]:
    """Rule E3, second half: product name -> ``volume``, ``profit``, ``core`` or ``tail``, by whether its
    volume and its margin reach the median. Products without either are left out; the rep may overrule."""
    known = [line for line in lines if line.volume is not None and line.margin is not None]
    inputs = {"lines": lines}
    if len(known) < 2:
        few = Message("Two products with volume and margin are needed to compare.")
        return refuse("E3", "too_few_products", few, inputs)
    volume, margin = median(exact(line.volume) for line in known), median(line.margin for line in known)
    return found(
        "E3",
        {line.name: _POSITIONS[line.volume >= volume, line.margin >= margin] for line in known},
        inputs,
    )


LAST_PROFIT = Fraction(1, 20)


@dataclass(frozen=True)
class Tail:
    """Products that make the last 5% of his profit, their part of all products and of the profit."""

    names: tuple[str, ...]
    of_products: Fraction
    of_profit: Fraction


def product_tail(lines: tuple[Line, ...]) -> Result[Tail]:
    """The products behind the first 95% of his profit (rule E1); refuses where a margin is missing."""
    inputs = {"lines": lines}
    if not lines or any(line.profit is None for line in lines):
        return refuse("E1", "no_profit", Message("The profit of some product is not known."), inputs)
    total = sum((line.profit for line in lines), Fraction(0))
    if total <= 0:
        return refuse("E1", "no_profit", Message("The products earn no profit together."), inputs)
    names, before, tail = [], Fraction(0), Fraction(0)
    for line in sorted(lines, key=lambda line: line.profit, reverse=True):
        if before >= total * (1 - LAST_PROFIT):
            names.append(line.name)
            tail += line.profit
        before += line.profit
    return found("E1", Tail(tuple(names), Fraction(len(names), len(lines)), tail / total), inputs)


@dataclass(frozen=True)
class Month:
    """A product's month so far: target, what the dealer sold (not what we shipped), selling days."""

    target: Number
    sold: Number
    elapsed_days: int
    selling_days: int
    shipped: Number | None = None


@dataclass(frozen=True)
class Attainment:
    """Part of the target due by now that was sold; `unsold` is shipped less sold, None if not known."""

    rate: Fraction
    due_by_now: Fraction
    unsold: Fraction | None

    @property
    def gap(self) -> Fraction:
        """Cases short of what was due by now, never negative."""
        return max(Fraction(0), self.due_by_now * (1 - self.rate))


def attainment(month: Month) -> Result[Attainment]:
    """Rule E4: sold / (target x elapsed selling days / selling days of the month)."""
    inputs = vars(month)
    if not month.target or month.target < 0:
        return refuse("E4", "no_target", Message("There is no target, so nothing can be reached."), inputs)
    if month.elapsed_days <= 0 or month.selling_days < month.elapsed_days:
        wrong = Message("The selling days of the month do not fit the days gone by.")
        return refuse("E4", "no_days", wrong, inputs)
    due = exact(month.target) * month.elapsed_days / month.selling_days
    rate = exact(month.sold) / due
    steps = [
        Message(
            "{sold} sold of {due} due by day {day} of {days} (target {target}): {rate}.",
            {"sold": rounded(exact(month.sold)), "due": rounded(due), "day": month.elapsed_days,
             "days": month.selling_days, "target": rounded(exact(month.target)), "rate": Percent(rate, 1)},
        )
    ]  # fmt: skip
    unsold = None if month.shipped is None else exact(month.shipped) - exact(month.sold)
    if unsold is not None:
        told = {"shipped": rounded(exact(month.shipped)), "unsold": rounded(unsold)}
        steps.append(Message("We shipped {shipped}: {unsold} more than he sold.", told))
    return found("E4", Attainment(rate, due, unsold), inputs, steps=steps)


def stock_return(
    case_margin: int, case_price: int, month_cases: Number, stock_cases: Number, settings: Settings = DEFAULTS
) -> Result[Fraction]:
    """Rule E5: what a month of sales earns on the money that lies in stock on average.

    Margin and price of a case in minor units; sales of a month and average stock in cases. Refuses with
    ``no_stock``, and with ``thin_stock`` where there is so little that the return would only say so.
    """
    sold, stock = exact(month_cases), exact(stock_cases)
    value = stock * case_price
    inputs = {"case_margin": case_margin, "monthly_volume": sold, "stock_value": value}
    if value <= 0:
        return refuse("E5", "no_stock", Message("No money is tied up in stock."), inputs)
    if stock * MONTH_DAYS < sold * settings.return_least_days:
        told = {"days": rounded(stock * MONTH_DAYS / sold), "least": settings.return_least_days}
        thin = Message("Not enough data: on average {days} days of sales in stock; it takes {least}.", told)
        return refuse("E5", "thin_stock", thin, inputs)
    step = Message(
        "{margin} a case × {volume} cases a month on {stock} of stock.",
        {"margin": Money(case_margin), "volume": rounded(sold), "stock": Money(nearest(value))},
    )
    return found("E5", case_margin * sold / value, inputs, steps=[step])


RULES = {"E3": product_role, "E4": attainment, "E5": stock_return}
