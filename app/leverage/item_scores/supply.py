"""Scores computed from answers about marketing, the warehouse and cash."""

from fractions import Fraction

from app.leverage.answered import Answered
from app.leverage.figures import exact
from app.leverage.item_scores.parts import Score, blend, clipped

STAGES = 3
NEAR_EXPIRY_WORST = Fraction(1, 20)
SPOILS = {"pest", "leak"}


def vehicle_mix(answered: Answered) -> Score:
    """Our must-carry items on board / must-carry items."""
    if answered.get("all_on_board") == "yes":
        return Fraction(1)
    missing, must = answered.ticked("must_carry_missing"), answered.metric("must_carry")
    return 1 - clipped(Fraction(len(missing), must)) if missing and must else None


def best_sellers(answered: Answered) -> Score:
    """1 if ours is in the top three, a half if a rival of ours is, else 0.3."""
    rows, rank = answered.rows("top"), answered.get("our_rank")
    if not rows:
        return None
    if any(row.get("ours") == "yes" for row in rows) or (rank is not None and rank <= 3):
        return Fraction(1)
    rival = any(row.get("rival") == "yes" for row in rows)
    return Fraction(1, 2) if rival else Fraction(3, 10)


def terminal_control(answered: Answered) -> Score:
    """Half the outlet register, half the share delivered directly."""
    share = answered.get("direct_share")
    return blend(answered.grade("register"), "1/2", None if share is None else exact(share) / 100)


def service_plan(answered: Answered) -> Score:
    """Stages (before, during, after the sale) with an action / 3."""
    if answered.get("plan") is None:
        return None
    stages = {row.get("stage") for row in answered.rows("plan") if str(row.get("action") or "").strip()}
    return clipped(Fraction(len(stages - {None}), STAGES))


def ventilation(answered: Answered) -> Score:
    """1 if good, 0.3 less for each sign; vermin or a leak is 0."""
    signs = answered.ticked("signs")
    if not signs:
        return None
    if "ok" in signs:
        return Fraction(1)
    return Fraction(0) if SPOILS & set(signs) else clipped(1 - Fraction(3, 10) * len(signs))


def first_in_first_out(answered: Answered) -> Score:
    """0.4 of what was seen, 0.6 of what two lot counts show (rule B1)."""
    return blend(answered.grade("old_in_front"), "2/5", answered.metric("fifo_compliance"))


def near_expiry(answered: Answered) -> Score:
    """1 less near-expiry value over a twentieth of the stock value."""
    near, stock = answered.metric("near_expiry_value"), answered.metric("stock_value")
    if near is None or not stock:
        return None
    return 1 - clipped(exact(near) / (exact(stock) * NEAR_EXPIRY_WORST))


def safety_rule(answered: Answered) -> Score:
    """Half how he decides, half how his stock follows the rule (rule A7)."""
    return blend(answered.grade("method"), "1/2", answered.metric("stock_adherence"))


def cash_categories(answered: Answered) -> Score:
    """How the book is kept, less 0.3 where money leaves the business (rule C6)."""
    clarity = answered.grade("clarity")
    if clarity is None:
        return None
    return clipped(exact(clarity) - (Fraction(3, 10) if answered.metric("money_leaves") else 0))
