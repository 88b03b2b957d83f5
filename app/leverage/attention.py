"""What he gives us for what we earn him, and how a change of our share is read (rules E6 and E7)."""

from dataclasses import dataclass
from fractions import Fraction

from app.leverage.figures import Number, exact, ratio
from app.leverage.result import Confidence, Result, found, refuse, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Percent


@dataclass(frozen=True)
class Resources:
    """Our share (0..1) of what he has to give; None where it was not recorded."""

    floor: Number | None = None
    vehicle_load: Number | None = None
    staff_time: Number | None = None
    purchase_money: Number | None = None

    @property
    def known(self) -> list[Fraction]:
        return [exact(share) for share in vars(self).values() if share is not None]


@dataclass(frozen=True)
class Attention:
    """Our share of his resources over our share of his profit (1 is fair), with its verdict: ``fair``,
    ``slightly_low``, ``low``. Without an index, `rating` is what the verdict rests on."""

    index: Fraction | None
    verdict: str
    resource_share: Fraction | None = None
    rating: int | None = None


def attention_index(
    resources: Resources,
    profit_share: Number | None,
    rating: int | None = None,
    settings: Settings = DEFAULTS,
) -> Result[Attention]:
    """Rule E6: mean share of resources / profit share. At least two parts, and at least 3% of profit;
    else the rep's own rating from 1 to 5 stands in for it, with low confidence."""
    inputs = {"resources": resources, "profit_share": profit_share, "rating": rating}
    doubt = _no_index(resources, profit_share, settings)
    if doubt is None:
        return _index(resources, exact(profit_share), inputs, settings)
    code, reason = doubt
    if rating is None:
        return refuse("E6", code, reason, inputs)
    verdict = "fair" if rating >= 4 else "slightly_low" if rating == 3 else "low"
    step = Message("The rep rates the attention {rating} of 5.", {"rating": rating})
    value = Attention(None, verdict, rating=rating)
    return found("E6", value, inputs, confidence=Confidence.LOW, reason=reason, steps=[step], code=code)


def _no_index(
    resources: Resources, profit_share: Number | None, settings: Settings
) -> tuple[str, Message] | None:
    if len(resources.known) < settings.attention_parts:
        told = {"least": settings.attention_parts}
        return "too_few_parts", Message("Fewer than {least} shares of resources are known.", told)
    if profit_share is None:
        return "no_profit_share", Message("Our share of his profit is not known.")
    if exact(profit_share) < settings.attention_min_share:
        told = {"least": Percent(settings.attention_min_share)}
        return "share_too_small", Message("Below {least} of his profit the index is too unstable.", told)
    return None


def _index(resources: Resources, profit: Fraction, inputs: dict, settings: Settings) -> Result[Attention]:
    known = resources.known
    mean = sum(known, Fraction(0)) / len(known)
    index = min(mean / profit, settings.attention_cap)
    fair = index >= settings.attention_fair
    verdict = "fair" if fair else "low" if index < settings.attention_low else "slightly_low"
    step = Message(
        "Ours earn {profit} of the dealer's profit on {mean} of his resources: index {index}.",
        {"profit": Percent(profit, 1), "mean": Percent(mean, 1), "index": rounded(index, 2)},
    )
    return found("E6", Attention(index, verdict, mean), inputs, steps=[step])


@dataclass(frozen=True)
class ShareChange:
    """Change of our share (in share points) and of our volume; `reading` is ``not_fallen``,
    ``rival_grows`` or ``both_fall``."""

    share: Fraction
    volume: Fraction | None
    reading: str


_CHANGE_READING = {
    "not_fallen": Message("Our share has not fallen."),
    "rival_grows": Message("Our share fell, but not our volume: others are growing."),
    "both_fall": Message("Our share and our volume both fell."),
}


def share_change(
    share_before: Number, share_now: Number, volume_before: Number, volume_now: Number
) -> Result[ShareChange]:
    """Rule E7: a falling share is never shown without the volume beside it."""
    inputs = {"share_before": share_before, "share_now": share_now,
              "volume_before": volume_before, "volume_now": volume_now}  # fmt: skip
    fall = exact(share_now) - exact(share_before)
    grown = ratio(volume_now, volume_before)
    fell = exact(volume_now) < exact(volume_before)
    reading = "not_fallen" if fall >= 0 else "both_fall" if fell else "rival_grows"
    step = Message(
        "Share {before} to {now}; volume {cases_before} to {cases_now} cases.",
        {"before": Percent(share_before, 1), "now": Percent(share_now, 1),
         "cases_before": rounded(exact(volume_before)), "cases_now": rounded(exact(volume_now))},
    )  # fmt: skip
    value = ShareChange(fall, None if grown is None else grown - 1, reading)
    return found("E7", value, inputs, steps=[step, _CHANGE_READING[reading]])


RULES = {"E6": attention_index, "E7": share_change}
