"""The rep's own score, for him and his supervisor only (rule H4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from app.leverage.figures import exact
from app.leverage.result import Confidence, Result, found, refuse, rounded
from app.leverage.scoring import ItemScore
from app.leverage.settings import DEFAULTS, Settings
from app.messages import Message


@dataclass(frozen=True)
class SelfScore:
    """0..1, and whether a coaching card is shown. It never blocks a visit."""

    score: Fraction
    coaching: bool


def self_score(items: Iterable[ItemScore], settings: Settings = DEFAULTS) -> Result[SelfScore]:
    """Rule H4: sum(w x s) / sum(w) over the answered items of the section on the rep himself.

    Ratings of oneself are weak evidence, so the confidence is never high; the computed items (minutes sent,
    promises complete, phrases found, open matters followed up) carry more weight in the checklist."""
    answered = [item for item in items if item.score is not None and item.weight > 0]
    inputs = {"items": answered}
    weight = sum((exact(item.weight) for item in answered), Fraction(0))
    if not weight:
        return refuse("H4", "nothing_answered", Message("Nothing in the self-check is answered."), inputs)
    score = sum((exact(item.weight) * exact(item.score) for item in answered), Fraction(0)) / weight
    value = SelfScore(score, score < settings.self_score_low)
    weak = Message("Ratings of oneself are weak evidence.")
    told = {"score": rounded(score, 2), "count": len(answered)}
    step = Message("{score} of 1, from {count} answers.", told)
    return found("H4", value, inputs, confidence=Confidence.MEDIUM, reason=weak, steps=[step])


RULES = {"H4": self_score}
