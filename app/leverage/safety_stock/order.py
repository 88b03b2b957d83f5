"""The suggested order as a chain that the dealer can follow (rule A9): 1.5x, freshness, space, cash."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from app.leverage.result import Confidence, Result, found, lowest, refuse, rounded
from app.leverage.safety_stock.caps import Event, Want, event_factor, freshness_cap, share_cash, share_floor
from app.leverage.safety_stock.chain import Chain, Link, Order, OrderLine
from app.leverage.safety_stock.packs import pallet_hint, round_to_packs
from app.leverage.safety_stock.target import normalised_target
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Money

Chains = dict[Hashable, Result[Chain]]


@dataclass(frozen=True)
class Agreed:
    """What was agreed against what was suggested; ``part`` is agreed over suggested, None if none was."""

    part: Fraction | None
    over: bool
    under: bool

    @property
    def needs_reason(self) -> bool:
        return self.over or self.under


def order_chains(order: Order) -> Chains:
    """Rule A9: the chains of a whole order by the keys of its lines."""
    chains = {line.key: order_chain(line, order.event, settings=order.settings) for line in order.lines}
    chains = _after_space(chains, order)
    chains = _after_cash(chains, order)
    return _each(chains, order, _hinted)


def order_chain(
    line: OrderLine, event: Event | None = None, *, settings: Settings = DEFAULTS
) -> Result[Chain]:
    """Rule A9 for one product, up to freshness: target with its event, whole cases, what stays fresh.

    Refuses as the rate does; with ``count_mismatch`` or ``bad_count`` also if an earlier rate stands in,
    because today's stock is what is in doubt.
    """
    rate = line.rate
    if rate.refused or rate.code in ("count_mismatch", "bad_count"):
        return refuse("A9", rate.code or "no_rate", rate.reason, rate.inputs, steps=rate.steps)
    factor = event_factor(event, settings=settings)
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
        "A9", chain, {**rate.inputs, **target.inputs, **_more_inputs(line, event)},
        confidence=lowest(rate.confidence, target.confidence), reason=rate.reason or target.reason,
        steps=[*rate.steps, *factor.steps, *target.steps, *packs.steps[:-1]],
    )  # fmt: skip
    first = _linked(first, line, "rule", packs.value.cases, packs.steps[-1])
    return _after_freshness(first, line, settings)


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


def _more_inputs(line: OrderLine, event: Event | None) -> dict:
    """What bears on this order beyond the target; what is neutral is left out."""
    inputs = {"event": event.reason} if event else {}
    if line.minimum_cases:
        inputs["minimum_cases"] = line.minimum_cases
    return inputs if line.pallet_cases is None else inputs | {"pallet_cases": line.pallet_cases}


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


def _after_space(chains: Chains, order: Order) -> Chains:
    if order.free_floor_cases is None:
        return chains
    free = max(0, order.free_floor_cases)
    cases = share_floor(_wants(chains, order), free)

    def after(chain: Result[Chain], line: OrderLine) -> Result[Chain]:
        told = {"free": free, "cases": cases[line.key]}
        if cases[line.key] == chain.value.cases:
            words = Message("There is floor for {free} cases in all: {cases} cases stay.", told)
        else:
            words = Message(
                "There is floor for {free} cases in all, soonest empty first: {cases} cases.", told
            )
        linked = _linked(chain, line, "space", cases[line.key], words)
        return replace(linked, inputs={**linked.inputs, "free_floor_cases": free})

    return _each(chains, order, after)


def _after_cash(chains: Chains, order: Order) -> Chains:
    if order.affordable is None:
        unknown = Message("The cash is not known, so it does not limit the order.")
        return _each(
            chains, order, lambda chain, line: _linked(chain, line, "cash", chain.value.cases, unknown)
        )
    cases = share_cash(_wants(chains, order), order.affordable).value
    return _each(
        chains, order, lambda chain, line: _paid(chain, line, cases[line.key], max(0, order.affordable))
    )


def _paid(chain: Result[Chain], line: OrderLine, cases: int, affordable: int) -> Result[Chain]:
    if line.case_price is None:
        words = Message("Its price is not known, so cash does not limit it.")
        linked = _linked(chain, line, "cash", chain.value.cases, words)
        return replace(linked, confidence=lowest(chain.confidence, Confidence.MEDIUM))
    told = {"affordable": Money(affordable), "cases": cases}
    if cases == chain.value.cases:
        words = Message("In all {affordable} can be paid: {cases} cases stay.", told)
    else:
        words = Message("In all {affordable} can be paid, soonest empty first: {cases} cases.", told)
    return _linked(chain, line, "cash", cases, words)


def _hinted(chain: Result[Chain], line: OrderLine) -> Result[Chain]:
    hint = pallet_hint(chain.value.cases, line.pallet_cases)
    if hint is None:
        return chain
    return replace(chain, value=replace(chain.value, hint=hint), steps=(*chain.steps, hint))


def _wants(chains: Chains, order: Order) -> list[Want]:
    standing = [(line, chains[line.key].value) for line in order.lines if not chains[line.key].refused]
    return [
        Want(line.key, chain.cases, line.case_price, chain.days_left, line.minimum_cases)
        for line, chain in standing
    ]


def _each(
    chains: Chains, order: Order, change: Callable[[Result[Chain], OrderLine], Result[Chain]]
) -> Chains:
    """The chains with every one that was not refused changed."""
    lines = [line for line in order.lines if not chains[line.key].refused]
    return chains | {line.key: change(chains[line.key], line) for line in lines}


def _linked(chain: Result[Chain], line: OrderLine, step: str, cases: int, words: Message) -> Result[Chain]:
    units = cases * line.case_size
    link = Link(step, cases, units, words)
    amount = None if line.case_price is None else cases * line.case_price
    value = replace(chain.value, cases=cases, units=units, amount=amount, links=(*chain.value.links, link))
    return replace(chain, value=value, steps=(*chain.steps, words))
