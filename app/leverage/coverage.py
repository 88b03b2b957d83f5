"""How far the dealer reaches: outlets, the people for them, vehicles (rules F1 and F2)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from app.leverage.figures import Number, exact, nearest, ratio
from app.leverage.result import Confidence, Result, found, refuse, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Percent


@dataclass(frozen=True)
class Outlets:
    """Outlets of one type: in the area, supplied by him, and those with ours; None is not known."""

    type: str
    universe: int | None
    supplied: int
    with_ours: int | None


@dataclass(frozen=True)
class Coverage:
    """`coverage` and `distribution` (of ours, in the whole area) are None without a known universe.

    `ours_in_his` is the part of his outlets that has ours, `gap` those that do not: the next placing list;
    both are None where nobody knows how many have ours.
    `band` is ``very_good``, ``good``, ``weak``, ``low`` or None.
    """

    supplied: int
    gap: int | None
    coverage: Fraction | None
    ours_in_his: Fraction | None
    distribution: Fraction | None
    band: str | None
    per_rep: int | None
    per_vehicle: int | None


def outlet_coverage(
    groups: tuple[Outlets, ...],
    reps: Number | None = None,
    vehicles: int | None = None,
    settings: Settings = DEFAULTS,
) -> Result[Coverage]:
    """Rule F1: outlets supplied / outlets in the area. An unknown area gives counts only."""
    inputs = {"groups": groups, "reps": reps, "vehicles": vehicles}
    wrong = _contradiction(groups)
    if wrong:
        return refuse("F1", "contradiction", wrong, inputs)
    supplied = sum(group.supplied for group in groups)
    ours = _known_sum(group.with_ours for group in groups)
    if not groups:
        return refuse("F1", "no_outlets", Message("No outlets are recorded."), inputs)
    area = _known_sum(group.universe for group in groups)
    share = ratio(supplied, area) if area else None
    value = Coverage(
        supplied, None if ours is None else supplied - ours, share,
        None if ours is None else ratio(ours, supplied),
        None if ours is None or not area else ratio(ours, area),
        None if share is None else _band(share, settings),
        nearest(supplied / exact(reps)) if reps else None,
        nearest(Fraction(supplied, vehicles)) if vehicles else None,
    )  # fmt: skip
    steps = [] if ours is None else [
        Message("{ours} of his {supplied} outlets have ours; {gap} do not.",
                {"ours": ours, "supplied": supplied, "gap": value.gap})
    ]  # fmt: skip
    if share is None:
        unknown = Message("How many outlets the area has is not known, so there is no coverage.")
        return found("F1", value, inputs, confidence=Confidence.MEDIUM, reason=unknown, steps=steps)
    told = {"supplied": supplied, "area": area, "share": Percent(share)}
    steps.insert(0, Message("{supplied} of {area} outlets are supplied: {share}.", told))
    if ours is None:
        missing = Message("How many of his outlets have ours is not known.")
        return found("F1", value, inputs, confidence=Confidence.MEDIUM, reason=missing, steps=steps)
    return found("F1", value, inputs, steps=steps)


def _known_sum(parts: Iterable[int | None]) -> int | None:
    """The sum, or None where a part of it is not known."""
    parts = list(parts)
    return None if None in parts else sum(parts)


def _contradiction(groups: tuple[Outlets, ...]) -> Message | None:
    for group in groups:
        told = {"supplied": group.supplied, "other": group.with_ours}
        if group.with_ours is not None and group.with_ours > group.supplied:
            return Message("{other} outlets have ours, but only {supplied} are supplied.", told)
        if group.universe is not None and group.supplied > group.universe:
            told["other"] = group.universe
            return Message("{supplied} outlets are supplied, but only {other} exist.", told)
    return None


def _band(share: Fraction, settings: Settings) -> str:
    borders = ("coverage_good", "very_good"), ("coverage_fair", "good"), ("coverage_low", "weak")
    return next((band for border, band in borders if share >= getattr(settings, border)), "low")


@dataclass(frozen=True)
class RepLoad:
    """Needed over present field reps, and the working days one round over all his outlets takes."""

    load: Fraction
    round_days: int | None


def rep_load(
    needed: Number, field_reps: Number, outlets: int | None = None, settings: Settings = DEFAULTS
) -> Result[RepLoad]:
    """Rule F1: needed reps (exactly, rule D2) / field reps; a round is outlets / (reps x visits a day)."""
    inputs = {"needed": needed, "field_reps": field_reps, "outlets": outlets}
    if field_reps <= 0:
        return refuse("F1", "no_field_reps", Message("Nobody visits outlets, so there is no load."), inputs)
    days = None if outlets is None else ceil(outlets / (exact(field_reps) * settings.visits_per_day))
    load = exact(needed) / exact(field_reps)
    step = Message(
        "{needed} people needed ÷ {reps} in the field = {load}.",
        {"needed": rounded(exact(needed), 2), "reps": rounded(exact(field_reps)), "load": rounded(load, 2)},
    )
    return found("F1", RepLoad(load, days), inputs, steps=[step])


@dataclass(frozen=True)
class Vehicle:
    """Cases it holds, trips a day, days out a month (None: every working day); a broken one carries 0."""

    capacity: int
    trips: Number
    days_out: Number | None = None
    running: bool = True


@dataclass(frozen=True)
class Capacity:
    """Cases a day, with use on a normal and on a peak day (None without a volume), and the cases a peak
    day is short."""

    per_day: Fraction
    use: Fraction | None
    peak_use: Fraction | None
    peak_short: int | None


def vehicle_capacity(
    vehicles: tuple[Vehicle, ...], daily_volume: Number | None = None, settings: Settings = DEFAULTS
) -> Result[Capacity]:
    """Rule F2: sum of cases x trips x days out / working days, times the load factor. "Cases" must be of
    one product family, or converted by the volume of a case."""
    inputs = {"vehicles": vehicles, "daily_volume": daily_volume}
    loads = map(_daily_load(settings.working_days), vehicles)
    per_day = sum(loads, Fraction(0)) * settings.load_factor
    if per_day <= 0:
        return refuse("F2", "no_vehicle", Message("No vehicle is running, so nothing is carried."), inputs)
    steps = [
        Message("All vehicles filled to {factor} carry {cases} cases a day.",
                {"factor": Percent(settings.load_factor), "cases": rounded(per_day)})
    ]  # fmt: skip
    if daily_volume is None:
        unknown = Message("The daily volume is not known, so there is no use.")
        value = Capacity(per_day, None, None, None)
        return found("F2", value, inputs, confidence=Confidence.MEDIUM, reason=unknown, steps=steps)
    peak = exact(daily_volume) * settings.peak_factor
    value = Capacity(per_day, exact(daily_volume) / per_day, peak / per_day, max(0, ceil(peak - per_day)))
    steps.append(
        Message(
            "{volume} cases a day use {use}; a peak day of {peak} uses {peak_use}.",
            {"volume": rounded(exact(daily_volume)), "use": Percent(value.use, 1), "peak": rounded(peak),
             "peak_use": Percent(value.peak_use)},
        )
    )  # fmt: skip
    return found("F2", value, inputs, steps=steps)


def _daily_load(working_days: int) -> Callable[[Vehicle], Fraction]:
    def load(vehicle: Vehicle) -> Fraction:
        if not vehicle.running:
            return Fraction(0)
        days = working_days if vehicle.days_out is None else exact(vehicle.days_out)
        return vehicle.capacity * exact(vehicle.trips) * days / working_days

    return load


RULES = {"F1": outlet_coverage, "F2": vehicle_capacity}
