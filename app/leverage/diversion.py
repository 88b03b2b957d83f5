"""Signs that goods leave the agreed area (rule F5): reasons to check, never proof.

Only a supervisor confirms diversion; this module cannot.
"""

from dataclasses import dataclass
from fractions import Fraction

from app.leverage.figures import Number, exact
from app.leverage.result import Confidence, Result, found, refuse, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Percent

# The sign's code, also in the settings as divert_<code>, and what it means.
SIGNS: dict[str, Message] = {
    "code_out": Message("His batch was found outside the area"),
    "low_price": Message("He sells below the floor price"),
    "stock_gap": Message("His outlets cannot explain his sales"),
    "spike": Message("A sudden large order"),
    "fake_return": Message("Odd returns"),
    "far_car": Message("Vehicles from outside load here"),
    "gift": Message("Gifts are sold separately"),
    "territory_long": Message("Long territory"),
    "second_tier": Message("Most volume goes to second-tier dealers"),
}
VICTIM = "code_in"
NO_SIGN = "none"


@dataclass(frozen=True)
class Outflow:
    """What was sold in a period, and what his outlets could have taken: cases a drop, drops."""

    sold: Number
    outlets: int
    cases_per_drop: Number
    drops: Number


def stock_gap(outflow: Outflow, settings: Settings = DEFAULTS) -> Result[Fraction]:
    """The part of sales that the outlets do not explain, never negative; above 30% it is a sign."""
    inputs = vars(outflow)
    sold = exact(outflow.sold)
    if sold <= 0:
        return refuse("F5", "no_sales", Message("Nothing was sold, so there is nothing to explain."), inputs)
    plausible = outflow.outlets * exact(outflow.cases_per_drop) * exact(outflow.drops)
    gap = max(Fraction(0), (sold - plausible) / sold)
    step = Message(
        "{outlets} outlets × {cases} cases × {drops} drops explain {plausible} of {sold}: {gap} is open.",
        {"outlets": outflow.outlets, "cases": rounded(exact(outflow.cases_per_drop)),
         "drops": rounded(exact(outflow.drops)), "plausible": rounded(plausible, 0),
         "sold": rounded(sold), "gap": Percent(gap, 1)},
    )  # fmt: skip
    code = "stock_gap" if gap > settings.stock_gap_share else None
    return found("F5", gap, inputs, confidence=Confidence.MEDIUM, steps=[step], code=code)


def order_spike(
    order: Number, last_orders: tuple[Number, ...], event: bool = False, settings: Settings = DEFAULTS
) -> Result[bool]:
    """Whether an order without an event is more than 1.5 times the mean of his last three like it."""
    inputs = {"order": order, "last_orders": last_orders, "event": event}
    if len(last_orders) < 3:
        few = Message("Fewer than three earlier orders to compare with.")
        return refuse("F5", "too_few_orders", few, inputs)
    mean = sum(map(exact, last_orders[-3:]), Fraction(0)) / 3
    large = not event and exact(order) > settings.spike_times * mean
    told = {"order": rounded(exact(order)), "mean": rounded(mean)}
    step = Message("This order is {order}, the mean of the last three {mean}.", told)
    return found("F5", large, inputs, steps=[step])


@dataclass(frozen=True)
class DiversionFacts:
    """Signs ticked on site (codes of SIGNS, `code_in`, `none`) and what was computed; None is unknown."""

    signs: frozenset[str] = frozenset()
    stock_gap: bool | None = None
    spike: bool | None = None
    territory_long: bool | None = None
    second_tier_share: Number | None = None
    near_border: bool = False


@dataclass(frozen=True)
class DiversionRisk:
    """Points with their level (``low``, ``watch``, ``high``), the signs with the points each, whether he
    is the *victim* of goods from outside, and whether a border nearby makes natural leakage likelier."""

    points: int
    level: str
    signs: tuple[tuple[str, int], ...]
    victim: bool
    natural_first: bool


def diversion_risk(facts: DiversionFacts, settings: Settings = DEFAULTS) -> Result[DiversionRisk]:
    """Rule F5: the weights of the signs, capped at 100. Goods from outside in his area are not his risk."""
    inputs = vars(facts)
    unknown = facts.signs - SIGNS.keys() - {VICTIM, NO_SIGN}
    if unknown:
        told = {"name": sorted(unknown)[0]}
        return refuse("F5", "unknown_sign", Message("“{name}” is not one of the signs.", told), inputs)
    if NO_SIGN in facts.signs and len(facts.signs) > 1:
        both = Message("“None” and a sign cannot both hold: check the answer.")
        return refuse("F5", "contradiction", both, inputs)
    signs = tuple((sign, getattr(settings, f"divert_{sign}")) for sign in _held(facts, settings))
    points = min(100, sum(weight for _, weight in signs))
    high, watch = points >= settings.divert_high, points >= settings.divert_watch
    level = "high" if high else "watch" if watch else "low"
    risk = DiversionRisk(points, level, signs, VICTIM in facts.signs, facts.near_border)
    return found("F5", risk, inputs, steps=_steps(risk))


def _held(facts: DiversionFacts, settings: Settings) -> list[str]:
    second = facts.second_tier_share
    computed = {
        "stock_gap": facts.stock_gap,
        "spike": facts.spike,
        "territory_long": facts.territory_long,
        "second_tier": second is not None and exact(second) > settings.second_tier_share,
    }
    return [sign for sign in SIGNS if sign in facts.signs or computed.get(sign)]


def _steps(risk: DiversionRisk) -> list[Message]:
    steps = [
        Message("{sign}: {points} points.", {"sign": SIGNS[sign], "points": points})
        for sign, points in risk.signs
    ]
    steps.append(Message("Together {points} points of 100.", {"points": risk.points}))
    if risk.victim:
        steps.append(Message("A foreign batch in his area is not his risk: he is the victim of it."))
    if risk.natural_first and risk.signs:
        steps.append(Message("Near a border, ask first whether goods drift across by themselves."))
    return steps


RULES = {"F5": diversion_risk}
