"""Five ways in which drivers cost the dealer money, and the numbers behind them (rule D6).

Recorded per role or vehicle, never by name, and by odometer figures, never by tracks.
"""

from dataclasses import dataclass
from fractions import Fraction

from app.leverage.figures import Number, exact, ratio
from app.leverage.result import Result, found, refuse, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Money

BEHAVIOURS: dict[str, Message] = {
    "skimming": Message("keeps money"),
    "picking": Message("picks routes"),
    "uncooperative": Message("does not cooperate"),
    "private": Message("private runs"),
    "detours": Message("detours"),
}
CERTAIN = ("seen", "documented")


@dataclass(frozen=True)
class DriverSign:
    """One behaviour noticed; `evidence` is ``heard``, ``seen`` or ``documented``. Two independent
    `sources` for what was heard weigh like having seen it."""

    behaviour: str
    evidence: str
    sources: int = 1

    @property
    def certain(self) -> bool:
        return self.evidence in CERTAIN or self.sources >= 2


@dataclass(frozen=True)
class DriverFigures:
    """Figures behind the signs, None where not recorded: money in minor units, kilometres, litres per
    100 km now and the vehicle's own median of the last three months."""

    collected: int | None = None
    handed_in: int | None = None
    planned_km: Number | None = None
    actual_km: Number | None = None
    fuel: Number | None = None
    fuel_median: Number | None = None


@dataclass(frozen=True)
class DriverRisk:
    """Points with their band (``green``, ``amber``, ``red``); money missing in minor units; driven over
    planned distance with its band; whether fuel is above the usual. None is not recorded."""

    points: Fraction
    band: str
    critical: bool
    cash_gap: int | None
    detour_ratio: Fraction | None
    detour_band: str | None
    fuel_over: bool | None


def driver_risk(
    signs: tuple[DriverSign, ...],
    figures: DriverFigures | None = None,
    settings: Settings = DEFAULTS,
) -> Result[DriverRisk]:
    """Rule D6: weights of the signs, half for what was only heard; that alone is never critical."""
    figures = figures or DriverFigures()
    inputs = {"signs": signs, "figures": figures}
    unknown = {sign.behaviour for sign in signs} - BEHAVIOURS.keys()
    if unknown:
        told = {"name": sorted(unknown)[0]}
        return refuse("D6", "unknown_sign", Message("“{name}” is not one of the five signs.", told), inputs)
    strongest: dict[str, Fraction] = {}
    for sign in signs:
        weight = _weight(sign, settings)
        strongest[sign.behaviour] = max(weight, strongest.get(sign.behaviour, weight))
    points = sum(strongest.values(), Fraction(0))
    detour = _over(figures.actual_km, figures.planned_km)
    value = DriverRisk(
        points,
        _band(points, settings.driver_amber, settings.driver_red),
        any(sign.behaviour == "skimming" and sign.certain for sign in signs),
        _cash_gap(figures),
        detour,
        None if detour is None else _detour_band(detour, settings),
        _fuel_over(figures, settings),
    )
    return found("D6", value, inputs, steps=[*_steps(strongest, value), *_fuel_step(figures, value)])


def _weight(sign: DriverSign, settings: Settings) -> Fraction:
    full = exact(getattr(settings, f"driver_{sign.behaviour}"))
    return full if sign.certain else full * settings.driver_heard


def _band(points: Fraction, amber: Number, red: Number) -> str:
    return "red" if points >= red else "amber" if points >= amber else "green"


def _detour_band(detour: Fraction, settings: Settings) -> str:
    if detour > settings.detour_red:
        return "red"
    return "amber" if detour > settings.detour_amber else "green"


def _over(actual: Number | None, planned: Number | None) -> Fraction | None:
    return None if actual is None or not planned else ratio(actual, planned)


def _cash_gap(figures: DriverFigures) -> int | None:
    if figures.collected is None or figures.handed_in is None:
        return None
    return figures.collected - figures.handed_in


def _fuel_over(figures: DriverFigures, settings: Settings) -> bool | None:
    used = _over(figures.fuel, figures.fuel_median)
    return None if used is None else used > 1 + settings.fuel_flag


def _fuel_step(figures: DriverFigures, risk: DriverRisk) -> list[Message]:
    if risk.fuel_over is None:
        return []
    told = {"fuel": rounded(exact(figures.fuel)), "usual": rounded(exact(figures.fuel_median))}
    if risk.fuel_over:
        return [Message("{fuel} litres on 100 km, {usual} are usual: where did the rest go?", told)]
    return [Message("{fuel} litres on 100 km, {usual} are usual.", told)]


def _steps(points: dict[str, Fraction], risk: DriverRisk) -> list[Message]:
    steps = [
        Message("{sign}: {points} points.", {"sign": BEHAVIOURS[name], "points": rounded(weight)})
        for name, weight in points.items()
    ]
    steps.append(Message("Together {points} points.", {"points": rounded(risk.points)}))
    if risk.cash_gap:
        steps.append(Message("Collected less handed in: {gap}.", {"gap": Money(risk.cash_gap)}))
    if risk.detour_ratio is not None:
        told = {"ratio": rounded(risk.detour_ratio, 2)}
        steps.append(Message("Driven over planned distance: {ratio}.", told))
    return steps


RULES = {"D6": driver_risk}
