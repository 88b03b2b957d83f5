"""Scores computed from answers about staff, products and the market."""

from fractions import Fraction

from app.leverage.answered import Answered
from app.leverage.figures import exact, ratio
from app.leverage.item_scores.parts import Score, blend, clipped

CHANNEL_FROM = 10
CHANNELS_FOR_FULL = 4
ATTRIBUTES = 6


def commission(answered: Answered) -> Score:
    """0.6 of the scheme, 0.4 of our commission over the best rival's (rule D4)."""
    ours, rival = answered.get("ours_per_case"), answered.get("rival_per_case")
    push = None if ours is None or rival is None else (ratio(ours, rival) if rival else Fraction(1))
    scheme = answered.grade("scheme")
    return None if scheme is None else blend(scheme, "3/5", push)


def known_outlets(answered: Answered) -> Score:
    """Outlets of ten that a salesman knows."""
    known = answered.get("known")
    return None if known is None else clipped(Fraction(known, 10))


def regular_visits(answered: Answered) -> Score:
    """Visits made / visits planned last week; no plan, no score."""
    planned, actual = answered.get("planned"), answered.get("actual")
    return clipped(Fraction(actual, planned)) if planned and actual is not None else None


def training(answered: Answered) -> Score:
    """Sessions in three months / 3."""
    sessions = answered.get("sessions")
    return None if sessions is None else clipped(Fraction(sessions, 3))


def positioning(answered: Answered) -> Score:
    """Products with a role / products listed; metric ``products``: the rows of the product list."""
    rows = answered.metric("products")
    return Fraction(sum(bool(row.get("role")) for row in rows), len(rows)) if rows else None


def difference(answered: Answered) -> Score:
    """Attributes compared / 6."""
    if answered.get("comparison") is None:
        return None
    filled = {
        row.get("attribute")
        for row in answered.rows("comparison")
        if row.get("verdict") and str(row.get("ours") or "").strip() and str(row.get("theirs") or "").strip()
    }
    return clipped(Fraction(len(filled - {None}), ATTRIBUTES))


def attention(answered: Answered) -> Score:
    """0.4 of the rep's rating, 0.6 of the attention index (rule E6); the rating alone without one."""
    return blend(answered.grade("grade"), "2/5", answered.metric("attention_index"))


def professionalism(answered: Answered) -> Score:
    """What he can state of four, less 0.1 for each brand that died here."""
    named = answered.ticked("can_state")
    if not named and not answered.answered_none("can_state"):
        return None
    return clipped(Fraction(len(named), 4) - Fraction(answered.get("brands_lost") or 0, 10))


def scale(answered: Answered) -> Score:
    """Mean over people, vehicles, outlets, sales: above 10% growth 1, not shrinking 0.7, else 0.3."""
    scores = []
    for name in ("people", "vehicles", "outlets", "sales"):
        before, now = answered.get(f"{name}_last"), answered.get(f"{name}_now")
        if not before or now is None:
            continue
        growth = exact(now) / exact(before) - 1
        full = growth > Fraction(1, 10)
        scores.append(Fraction(1) if full else Fraction(7, 10) if growth >= 0 else Fraction(3, 10))
    return sum(scores, Fraction(0)) / len(scores) if scores else None


def channels(answered: Answered) -> Score:
    """Channels with at least a tenth of the volume / 4."""
    rows = answered.rows("channels")
    wide = {row.get("channel") for row in rows if (row.get("share") or 0) >= CHANNEL_FROM}
    return clipped(Fraction(len(wide - {None}), CHANNELS_FOR_FULL)) if rows else None


def diversion_signs(answered: Answered) -> Score:
    """1 less the diversion points of 100 (rule F5)."""
    points = answered.metric("diversion_points")
    return None if points is None else 1 - clipped(exact(points) / 100)
