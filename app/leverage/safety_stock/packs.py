"""From units to whole cases, and how far these are from whole pallets (rule A8)."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from app.leverage.result import Result, found, refuse, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message


@dataclass(frozen=True)
class Packs:
    """An order in whole cases. ``exact`` is the need in cases before rounding."""

    cases: int
    units: int
    exact: Fraction
    raised_to_minimum: bool


def round_to_packs(
    need: Fraction | int, case_size: int, *, minimum_cases: int = 0, settings: Settings = DEFAULTS
) -> Result[Packs]:
    """Rule A8: whole cases, up from a fifth of a case, and up to the minimum order if there is any order.

    Refuses with ``bad_input`` if the case size is not known to be at least one.
    """
    inputs = {"need": Fraction(need), "case_size": case_size, "minimum_cases": minimum_cases}
    if case_size < 1:
        return refuse("A8", "bad_input", Message("The number of units in a case is not known."), inputs)
    exact = max(Fraction(0), Fraction(need) / case_size)
    full = floor(exact)
    cases = full + (exact - full >= settings.round_up_from and exact > full)
    told = {"need": rounded(exact * case_size), "size": case_size, "exact": rounded(exact, 2), "cases": cases}
    steps = [Message("In cases of {size}: {need} ÷ {size} = {exact}, so {cases} cases.", told)]
    raised = 0 < cases < minimum_cases
    if raised:
        cases = minimum_cases
        steps.append(Message("The smallest order is {cases} cases.", {"cases": cases}))
    return found("A8", Packs(cases, cases * case_size, exact, raised), inputs, steps=steps)


def pallet_hint(cases: int, pallet_cases: int | None) -> Message | None:
    """Rule A8's hint: how far `cases` are from whole pallets or layers; None if there is nothing to say."""
    if not pallet_cases or pallet_cases < 2 or not cases % pallet_cases:
        return None
    full, rest = divmod(cases, pallet_cases)
    told = {"pallet": pallet_cases, "full": full, "rest": rest, "more": pallet_cases - rest}
    if not full:
        return Message("A layer or pallet holds {pallet} cases: {more} more would fill it.", told)
    return Message(
        "A layer or pallet holds {pallet} cases: {full} full and {rest} over. {more} more fill another.", told
    )
