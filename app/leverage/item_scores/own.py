"""Scores of the items on the rep himself that are computed rather than rated."""

from fractions import Fraction

from app.leverage.answered import Answered
from app.leverage.item_scores.parts import Score, clipped


def no_street_talk(answered: Answered) -> Score:
    """0 if a blocked phrase was kept, or said aloud by his own account; a half if phrases were found and
    rewritten; 1 if none was found and he says none was said. Metrics ``phrases_kept`` (blocked ones that
    stayed) and ``phrases_found`` (all, rewritten ones included)."""
    if answered.metric("phrases_kept") or answered.get("used") == "yes":
        return Fraction(0)
    if answered.metric("phrases_found"):
        return Fraction(1, 2)
    return Fraction(1) if answered.get("used") == "no" else None


def followed_up(answered: Answered) -> Score:
    """Findings closed or updated / findings open at the last visit; none open, no score."""
    before, done = answered.metric("findings_open_before"), answered.metric("findings_followed_up")
    return clipped(Fraction(done, before)) if before and done is not None else None


def keeps_principles(answered: Answered) -> Score:
    """1 if he gave way on nothing, else 0."""
    if answered.ticked("gave_way"):
        return Fraction(0)
    return Fraction(1) if answered.answered_none("gave_way") else None


def no_empty_promise(answered: Answered) -> Score:
    """Complete promises / promises made today (rule H3); 1 if none was made."""
    made, whole = answered.metric("promises_made"), answered.metric("promises_complete")
    if made is None:
        return None
    return clipped(Fraction(whole or 0, made)) if made else Fraction(1)
