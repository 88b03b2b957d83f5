"""The rep's own score (rule H4) of a finished visit: as it was stored, and with what came after.

A stored judgement is never rewritten. But minutes are often sent, and as a rule acknowledged, after the visit
is finished, and the rep may correct what he said of himself: so his page shows both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.checklists.content import Checklist
from app.checklists.specs import Item, Section
from app.leverage.judging import item_score, trigger_holds
from app.leverage.scoring import ItemScore
from app.leverage.self_check import self_score
from app.thresholds.queries import current_settings
from app.visits.figures.opening import value_in_words
from app.visits.judgement.assemble import ANSWERED
from app.visits.judgement.items import answered_with
from app.visits.judgement.judge import FRAME, GATE
from app.visits.judgement.judgement import Judgement
from app.visits.judgement.live import stored_judgement
from app.visits.judgement.loading import wording_of
from app.visits.models import Answer, Visit

KEY = "self_score"


@dataclass(frozen=True)
class OwnScore:
    """The score in words, None where it was refused: at the end of the visit, and with what came `later`,
    where that changed it. The items that fell `short` where rule H4 asks for a talk."""

    stored: str | None
    later: str | None
    short: tuple[Item, ...]


def own_score_of(visit: Visit, content: Checklist, answers: Mapping[str, Answer]) -> OwnScore | None:
    """The rep's own score of a finished visit, by its `answers` as they stand; None for one from before the
    rules."""
    judgement = stored_judgement(visit.id)
    if judgement is None:
        return None
    sections = [section for section in content.sections if section.audience == "self"]
    own = [item for section in sections for item in section.items if item.key != GATE]
    metrics = {**judgement.metrics, **_phrases(judgement, answers)}
    given = {item.key: answered_with(item, _value(answers.get(item.key)), metrics) for item in own}
    scores = {item.key: item_score(item.key, item.score, given[item.key]) for item in own}
    frame = [item for section in content.sections if _is_frame(section) for item in section.items]
    now = self_score(
        [*_item_scores(own, scores), *_item_scores(frame, judgement.item_scores)], current_settings()
    )
    short = [item for item in own if trigger_holds(item.key, item.trigger, scores[item.key], given[item.key])]
    stored, later = value_in_words(KEY, judgement.self_score), value_in_words(KEY, now)
    return OwnScore(
        stored,
        later if later != stored else None,
        tuple(short) if now.value and now.value.coaching else (),
    )


def _phrases(judgement: Judgement, answers: Mapping[str, Answer]) -> dict[str, int]:
    """Phrases found in all, with those of minutes that were sent after the visit."""
    counted = judgement.metrics.get("minutes_phrases") or 0
    wording = wording_of(judgement.visit_id, answers)
    later = len(wording.kept) + len(wording.rewritten) - counted
    return {"phrases_found": (judgement.metrics.get("phrases_found") or 0) + later}


def _value(answer: Answer | None) -> Mapping[str, Any]:
    return answer.value if answer is not None and answer.state in ANSWERED else {}


def _is_frame(section: Section) -> bool:
    """The section about the visit itself: its items were scored once and for all at the end."""
    return section.key.partition("_")[0] == FRAME


def _item_scores(items: Iterable[Item], scores: Mapping[str, Fraction | None]) -> Iterable[ItemScore]:
    known = (item for item in items if item.score.kind != "none")
    return (ItemScore(item.key, item.weight, scores.get(item.key), None, mode=item.mode) for item in known)
