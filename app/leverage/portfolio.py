"""Our weight in what the dealer sells, and whom his business leans on (rules E1 and E2)."""

from dataclasses import dataclass
from fractions import Fraction

from app.leverage.figures import Number, exact
from app.leverage.result import Confidence, Result, found, refuse, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Money, Percent

OURS = "ours"


@dataclass(frozen=True)
class Line:
    """One product he carries: cases a month, price and margin a case in minor units; None is not known."""

    name: str
    brand: str
    ours: bool
    category: str = ""
    volume: Number | None = None
    price: int | None = None
    margin: int | None = None

    @property
    def seller(self) -> str:
        """All brands of ours count as one."""
        return OURS if self.ours else self.brand

    @property
    def sales(self) -> Fraction | None:
        known = self.volume is not None and self.price is not None
        return exact(self.volume) * self.price if known else None

    @property
    def profit(self) -> Fraction | None:
        known = self.volume is not None and self.margin is not None
        return exact(self.volume) * self.margin if known else None


@dataclass(frozen=True)
class Weight:
    """Our part of his monthly sales and profit (minor units) with our rank among the brands.

    The profit figures are None where a margin is not known. `fair_share` is profit share x brands: 1 is
    what every brand would have if all were equal.
    """

    sales: Fraction
    our_sales: Fraction
    sales_share: Fraction
    sales_rank: int
    brands: int
    profit: Fraction | None = None
    our_profit: Fraction | None = None
    profit_share: Fraction | None = None
    profit_rank: int | None = None
    fair_share: Fraction | None = None


def our_weight(
    lines: tuple[Line, ...], total_sales: int | None = None, settings: Settings = DEFAULTS
) -> Result[Weight]:
    """Rule E1. `total_sales` are his whole monthly sales, if known: the lines listed should cover 80%.

    A listed line whose margin is not known leaves our profit share unknown; no average is assumed.
    """
    inputs = {"lines": lines, "total_sales": total_sales}
    counted = [line for line in lines if line.sales is not None]
    by_brand = _sums(counted, "sales")
    sales = sum(by_brand.values(), Fraction(0))
    if sales <= 0:
        return refuse("E1", "no_sales", Message("No product has both a volume and a price."), inputs)
    if OURS not in by_brand:
        return refuse("E1", "ours_missing", Message("None of the products listed is ours."), inputs)
    weight = Weight(
        sales, by_brand[OURS], by_brand[OURS] / sales, _rank(by_brand), len(by_brand),
        **_profit_side(counted, len(by_brand)),
    )  # fmt: skip
    doubt = _doubt(lines, counted, sales, total_sales, settings)
    steps = _weight_steps(weight)
    if doubt:
        return found("E1", weight, inputs, confidence=Confidence.MEDIUM, reason=doubt, steps=steps)
    return found("E1", weight, inputs, steps=steps)


def _sums(lines: list[Line], figure: str) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = {}
    for line in lines:
        sums[line.seller] = sums.get(line.seller, Fraction(0)) + getattr(line, figure)
    return sums


def _rank(by_brand: dict[str, Fraction]) -> int:
    return 1 + sum(amount > by_brand[OURS] for amount in by_brand.values())


def _profit_side(lines: list[Line], brands: int) -> dict:
    if any(line.profit is None for line in lines):
        return {}
    by_brand = _sums(lines, "profit")
    profit = sum(by_brand.values(), Fraction(0))
    if profit <= 0:
        return {}
    share = by_brand[OURS] / profit
    return {
        "profit": profit, "our_profit": by_brand[OURS], "profit_share": share,
        "profit_rank": _rank(by_brand), "fair_share": share * brands,
    }  # fmt: skip


def _doubt(
    lines: tuple[Line, ...], counted: list[Line], sales: Fraction, total: int | None, settings: Settings
) -> Message | None:
    if total and sales / total < settings.covered_sales:
        told = {"share": Percent(sales / total)}
        return Message("The products listed are only {share} of the dealer's sales.", told)
    if len(counted) < len(lines):
        told = {"count": len(lines) - len(counted)}
        return Message("{count} products have no volume or no price and are left out.", told)
    if any(line.profit is None for line in counted):
        return Message("A margin is missing, so our share of profit is not known.")
    return None


def _weight_steps(weight: Weight) -> list[Message]:
    steps = [
        Message(
            "Ours sell {ours} of {all} a month: {share}, rank {rank} of {brands}.",
            {"ours": Money(round(weight.our_sales)), "all": Money(round(weight.sales)),
             "share": Percent(weight.sales_share, 1), "rank": weight.sales_rank, "brands": weight.brands},
        )
    ]  # fmt: skip
    if weight.profit_share is not None:
        steps.append(
            Message(
                "Ours earn {ours} of {all} profit: {share}, rank {rank}; {fair} times an equal share.",
                {"ours": Money(round(weight.our_profit)), "all": Money(round(weight.profit)),
                 "share": Percent(weight.profit_share, 1), "rank": weight.profit_rank,
                 "fair": rounded(weight.fair_share, 2)},
            )
        )  # fmt: skip
    return steps


@dataclass(frozen=True)
class Concentration:
    """Herfindahl index of his sales, the brands it amounts to, ``spread``, ``middling``, ``concentrated``,
    and who is on top: ``ours``, ``rival`` or ``none``."""

    index: Fraction
    effective_brands: Fraction
    level: str
    on_top: str


_TOP_READING = {
    "ours": Message("Ours are on top: the dealer depends on us, and we owe service."),
    "rival": Message("Another brand is on top: our position here is weak."),
    "none": Message("No brand is on top: this dealer can be won."),
}


def concentration(lines: tuple[Line, ...], settings: Settings = DEFAULTS) -> Result[Concentration]:
    """Rule E2: the sum of squared percentage shares. Its borders come from elsewhere: an analogy here."""
    inputs = {"lines": lines}
    by_brand = _sums([line for line in lines if line.sales is not None], "sales")
    sales = sum(by_brand.values(), Fraction(0))
    if sales <= 0:
        return refuse("E2", "no_sales", Message("No product has both a volume and a price."), inputs)
    index = sum((100 * amount / sales) ** 2 for amount in by_brand.values())
    high, low = index > settings.hhi_high, index < settings.hhi_low
    level = "concentrated" if high else "spread" if low else "middling"
    largest = max(by_brand.values())
    leaders = [brand for brand, amount in by_brand.items() if amount == largest]
    on_top = "none" if low or len(leaders) > 1 else "ours" if leaders == [OURS] else "rival"
    value = Concentration(index, 10_000 / index, level, on_top)
    step = Message(
        "The squared shares add up to {index}, as if he sold {brands} equal brands.",
        {"index": round(index), "brands": rounded(value.effective_brands)},
    )
    return found("E2", value, inputs, steps=[step, _TOP_READING[on_top]])


RULES = {"E1": our_weight, "E2": concentration}
