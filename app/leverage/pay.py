"""What the dealer's people bring in, and what they are paid for (rules D3 and D4)."""

from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from app.leverage.figures import Number, exact, nearest, ratio
from app.leverage.result import Confidence, Result, found, refuse, rounded
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message, Money, Percent


@dataclass(frozen=True)
class Heads:
    """People of a dealer. Family members who work count in full, part-timers by the settings."""

    full_time: int
    part_time: int = 0
    field: Number | None = None


@dataclass(frozen=True)
class SalesPerHead:
    """Monthly sales per head in minor units, beside the median of own dealers where there are enough."""

    per_head: int
    per_field_head: int | None
    peer_median: int | None
    of_peers: Fraction | None


def sales_per_head(
    month_sales: int, heads: Heads, peers: tuple[int, ...] = (), settings: Settings = DEFAULTS, *,
    among: Message | None = None,
) -> Result[SalesPerHead]:  # fmt: skip
    """Rule D3: month sales / all heads and / field heads; `peers` are per-head sales of own dealers in the
    same city tier, in minor units; `among` says in words who they are. Fewer than five give no comparison."""
    inputs = {"month_sales": month_sales, "heads": heads, "peers": len(peers)}
    count = heads.full_time + heads.part_time * exact(settings.part_timer)
    if count <= 0:
        return refuse("D3", "no_heads", Message("No people are recorded, so nothing is shared out."), inputs)
    own = exact(month_sales) / count
    middle = median(map(exact, peers)) if len(peers) >= settings.min_peers else None
    field_heads = exact(heads.field) if heads.field else None
    value = SalesPerHead(
        nearest(own),
        nearest(month_sales / field_heads) if field_heads else None,
        None if middle is None else nearest(middle),
        ratio(own, middle) if middle else None,
    )
    step = Message(
        "{sales} ÷ {heads} people = {each} a head.",
        {"sales": Money(month_sales), "heads": rounded(count), "each": Money(value.per_head)},
    )
    if value.of_peers is None:
        few = Message("Fewer than {least} dealers to compare with.", {"least": settings.min_peers})
        steps = [step, among] if among else [step]
        return found("D3", value, inputs, confidence=Confidence.MEDIUM, reason=few, steps=steps)
    peer = Message("The median of comparable dealers is {peer}.", {"peer": Money(value.peer_median)})
    return found("D3", value, inputs, steps=[step, *([among] if among else []), peer])


@dataclass(frozen=True)
class Pay:
    """Monthly pay in minor units; `job` is ``sales`` or ``driver``; commissions are per case."""

    base: int
    commission: int
    job: str = "sales"
    ours_per_case: int | None = None
    rival_per_case: int | None = None


@dataclass(frozen=True)
class PayMix:
    """Commission share with its verdict (``low``, ``usual``, ``high``); push ratio ours / best rival."""

    variable_share: Fraction
    verdict: str
    push_ratio: Fraction | None


def pay_mix(pay: Pay, settings: Settings = DEFAULTS) -> Result[PayMix]:
    """Rule D4: commission / (base + commission); no commission is 0, not an error."""
    inputs = vars(pay)
    share = ratio(pay.commission, pay.base + pay.commission)
    if share is None:
        return refuse("D4", "no_pay", Message("Neither base pay nor commission is known."), inputs)
    low, high = settings.sales_variable_low, settings.sales_variable_high
    if pay.job == "driver":
        low, high = settings.driver_variable_low, settings.driver_variable_high
    verdict = "low" if share < low else "high" if share > high else "usual"
    known = pay.ours_per_case is not None and pay.rival_per_case
    value = PayMix(share, verdict, ratio(pay.ours_per_case, pay.rival_per_case) if known else None)
    steps = [
        Message(
            "Commission {commission} of {total} is {share}; {low} to {high} is usual.",
            {"commission": Money(pay.commission), "total": Money(pay.base + pay.commission),
             "share": Percent(share), "low": Percent(low), "high": Percent(high)},
        )
    ]  # fmt: skip
    if value.push_ratio is not None:
        told = {"ours": Money(pay.ours_per_case), "rival": Money(pay.rival_per_case)}
        steps.append(Message("A case of ours earns his people {ours}, the best rival's {rival}.", told))
    return found("D4", value, inputs, steps=steps)


RULES = {"D3": sales_per_head, "D4": pay_mix}
