"""The suggested order as a chain that the dealer can follow (rule A9): 1.5x, freshness, space, cash."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from app.leverage.result import Confidence, Result, found, lowest, refuse, rounded
from app.leverage.safety_stock.caps import Event, Freshness, Want, event_factor, freshness_cap, share_cash
from app.leverage.safety_stock.packs import round_to_packs
from app.leverage.safety_stock.rate import Rate
from app.leverage.safety_stock.target import Situation, normalised_target
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Money


@dataclass(frozen=True)
class OrderLine:
    """All that one product's suggestion depends on. Prices are minor units a case."""

    key: Hashable
    rate: Result[Rate]
    situation: Situation
    case_size: int
    case_price: int | None = None
    minimum_cases: int = 0
    freshness: Freshness = Freshness()
    free_floor_cases: int | None = None
    event: Event | None = None


@dataclass(frozen=True)
class Link:
    """One station of the chain: ``rule``, ``freshness``, ``space`` or ``cash``, and what is left after it."""

    step: str
    cases: int
    units: int
    words: Message


@dataclass(frozen=True)
class Chain:
    """A suggestion: whole cases and units after every limit, what they cost, and how it came about.

    ``choice`` is not empty if the smallest order is above what stays fresh: the rep takes one of its
    numbers of cases and says why. ``days_left`` is how long the sellable stock lasts.
    """

    key: Hashable
    target: Fraction
    need: Fraction
    cases: int
    units: int
    amount: int | None
    days_left: Fraction | None
    links: tuple[Link, ...]
    choice: tuple[int, ...] = ()


@dataclass(frozen=True)
class Agreed:
    """What was agreed against what was suggested; ``part`` is agreed over suggested, None if none was."""

    part: Fraction | None
    over: bool
    under: bool

    @property
    def needs_reason(self) -> bool:
        return self.over or self.under


def order_chains(
    lines: Sequence[OrderLine], affordable: int | None, *, settings: Settings = DEFAULTS
) -> dict[Hashable, Result[Chain]]:
    """Rule A9: the chains of a whole order. `affordable` is C4's amount in minor units, None if not known."""
    chains = {line.key: order_chain(line, settings=settings) for line in lines}
    standing = [(line, chains[line.key]) for line in lines if not chains[line.key].refused]
    if affordable is None:
        unknown = Message("The cash is not known, so it does not limit the order.")
        return chains | {
            line.key: _linked(chain, line, "cash", chain.value.cases, unknown) for line, chain in standing
        }
    wants = [
        Want(line.key, chain.value.cases, line.case_price, chain.value.days_left, line.minimum_cases)
        for line, chain in standing
    ]
    shared = share_cash(wants, affordable)
    return chains | {line.key: _after_cash(chain, line, shared) for line, chain in standing}


def order_chain(line: OrderLine, *, settings: Settings = DEFAULTS) -> Result[Chain]:
    """Rule A9 for one product, up to space: target with its event, whole cases, freshness, free floor.

    Refuses as the rate does; with ``count_mismatch`` or ``bad_count`` also if an earlier rate stands in,
    because today's stock is what is in doubt.
    """
    rate = line.rate
    if rate.refused or rate.code in ("count_mismatch", "bad_count"):
        return refuse("A9", rate.code or "no_rate", rate.reason, rate.inputs, steps=rate.steps)
    factor = event_factor(line.event, settings=settings)
    if factor.refused:
        return factor
    target = normalised_target(
        rate.value.per_day, line.situation, event_factor=factor.value, settings=settings
    )
    packs = target if target.refused else round_to_packs(
        target.value.order, line.case_size, minimum_cases=line.minimum_cases, settings=settings
    )  # fmt: skip
    if packs.refused:
        return replace(packs, formula_id="A9")
    days_left = Fraction(line.situation.sellable) / rate.value.per_day if rate.value.per_day else None
    chain = Chain(line.key, target.value.target, target.value.need, packs.value.cases, 0, None, days_left, ())
    first = found(
        "A9", chain, {**rate.inputs, **target.inputs}, confidence=lowest(rate.confidence, target.confidence),
        reason=rate.reason or target.reason, steps=[*rate.steps, *target.steps, *packs.steps[:-1]],
    )  # fmt: skip
    first = _linked(first, line, "rule", packs.value.cases, packs.steps[-1])
    return _after_space(_after_freshness(first, line, settings), line)


def check_agreed(suggested_units: int, agreed_units: int, *, settings: Settings = DEFAULTS) -> Result[Agreed]:
    """Rule A9, last: whether what was agreed is so far from the suggestion that a reason is asked."""
    inputs = {"suggested": suggested_units, "agreed": agreed_units}
    if min(suggested_units, agreed_units) < 0:
        return refuse("A9", "bad_input", Message("An order cannot be below zero."), inputs)
    over = agreed_units > suggested_units * (1 + settings.agree_over)
    under = agreed_units < suggested_units * (1 - settings.agree_under)
    part = Fraction(agreed_units, suggested_units) if suggested_units else None
    told = {"agreed": agreed_units, "suggested": suggested_units}
    steps = []
    if over:
        steps.append(Message("Agreed {agreed}, suggested {suggested}: too much stock ages. Why more?", told))
    if under:
        steps.append(Message("Agreed {agreed}, suggested {suggested}: it may run out. Why less?", told))
    return found("A9", Agreed(part, over, under), inputs, steps=steps)


def _after_freshness(chain: Result[Chain], line: OrderLine, settings: Settings) -> Result[Chain]:
    cap = freshness_cap(line.rate.value.per_day, line.freshness, line.situation, settings=settings)
    before = chain.value.cases
    if cap.refused:
        return _linked(chain, line, "freshness", before, cap.reason)
    cases = min(before, floor(cap.value / line.case_size))
    if cases == before or cases >= line.minimum_cases:
        return _linked(chain, line, "freshness", cases, cap.steps[0])
    told = {"minimum": line.minimum_cases, "cap": rounded(cap.value)}
    words = Message("Only {cap} stay fresh, the smallest order is {minimum} cases: none, or say why.", told)
    linked = _linked(chain, line, "freshness", 0, words)
    return replace(linked, value=replace(linked.value, choice=(0, line.minimum_cases)))


def _after_space(chain: Result[Chain], line: OrderLine) -> Result[Chain]:
    if line.free_floor_cases is None:
        return chain
    cases = min(chain.value.cases, max(0, line.free_floor_cases))
    cases = 0 if cases < min(chain.value.cases, line.minimum_cases) else cases
    words = Message("There is floor for {free} cases.", {"free": max(0, line.free_floor_cases)})
    return _linked(chain, line, "space", cases, words)


def _after_cash(chain: Result[Chain], line: OrderLine, shared: Result[dict]) -> Result[Chain]:
    if line.case_price is None:
        words = Message("Its price is not known, so cash does not limit it.")
        linked = _linked(chain, line, "cash", chain.value.cases, words)
        return replace(linked, confidence=lowest(chain.confidence, Confidence.MEDIUM))
    cases = shared.value[line.key]
    told = {"affordable": Money(shared.inputs["affordable"]), "cases": cases}
    if cases == chain.value.cases:
        words = Message("In all {affordable} can be paid: {cases} cases stay.", told)
    else:
        words = Message("In all {affordable} can be paid, soonest empty first: {cases} cases.", told)
    return _linked(chain, line, "cash", cases, words)


def _linked(chain: Result[Chain], line: OrderLine, step: str, cases: int, words: Message) -> Result[Chain]:
    units = cases * line.case_size
    link = Link(step, cases, units, words)
    amount = None if line.case_price is None else cases * line.case_price
    value = replace(chain.value, cases=cases, units=units, amount=amount, links=(*chain.value.links, link))
    return replace(chain, value=value, steps=(*chain.steps, words))
