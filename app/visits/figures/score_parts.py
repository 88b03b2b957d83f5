"""What a score is put together from: its items, or its sections, each with score, weight and day."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from app import i18n
from app.checklists.content import Checklist
from app.checklists.specs import Item
from app.i18n import say
from app.leverage.figures import Number, exact
from app.leverage.judging import item_score
from app.leverage.opened import UNKNOWN
from app.leverage.result import rounded
from app.leverage.scoring import DIMENSIONS
from app.messages import Message
from app.thresholds.queries import current_settings
from app.visits.figures.opening import COMPUTED, InputLine, Source
from app.visits.judgement.items import answered_with
from app.visits.judgement.judgement import Judgement
from app.visits.models import Visit
from app.visits.queries import answers_of

Scores = Mapping[str, Fraction | None]


def parts_of(key: str, judgement: Judgement, visit: Visit, content: Checklist) -> list[InputLine]:
    """The parts of the score `key`, those that weigh most first; none for any other figure."""
    if key == "overall":
        return list(_sections(judgement, content))
    if key == "self_score":
        return _own(judgement, visit, content)
    if key in judgement.dimensions:
        items = [item for item in content.by_key.values() if item.section.partition("_")[0] == key]
        return _lines(items, judgement.item_scores, judgement.scored_on)
    return []


def _own(judgement: Judgement, visit: Visit, content: Checklist) -> list[InputLine]:
    """The items about the rep, by what he answered today, and those of the visit itself."""
    own = [item for section in content.sections if section.audience == "self" for item in section.items]
    frame = [item for item in content.by_key.values() if item.section.startswith("s0_")]
    answers = answers_of(visit.id, [item.key for item in own])
    values = {key: answer.value for key, answer in answers.items()}
    scores = {
        item.key: item_score(
            item.key, item.score, answered_with(item, values.get(item.key, {}), judgement.metrics)
        )
        for item in own
    }
    return _lines([*own, *frame], {**judgement.item_scores, **scores}, dict.fromkeys(scores, judgement.today))


def _lines(items: list[Item], scores: Scores, days: Mapping[str, date]) -> list[InputLine]:
    weighty = [item for item in items if item.weight > 0 and item.score.kind != "none"]
    return [_line(item, scores.get(item.key), days.get(item.key)) for item in sorted(weighty, key=_weight)]


def _weight(item: Item) -> float:
    return -item.weight


def _line(item: Item, score: Fraction | None, day: date | None) -> InputLine:
    known = i18n.show_date(day) if score is not None and day else say(UNKNOWN)
    source = Source(known, item.key, item.section)
    return InputLine(item.title.in_locale(i18n.locale()), _said(score, item.weight, 2), source)


def _said(score: Fraction | None, weight: Number, places: int) -> str:
    weighs = {"weight": rounded(exact(weight), 1)}
    if score is None:
        return say(Message("no score (weight {weight})", weighs))
    return say(Message("{score} × weight {weight}", {"score": rounded(exact(score), places), **weighs}))


def _sections(judgement: Judgement, content: Checklist) -> Iterator[InputLine]:
    """The six sections with the weights that the company gives them now."""
    titles = {section.key.partition("_")[0]: section.title for section in content.sections}
    settings = current_settings()
    for key in (key for key in DIMENSIONS if key in judgement.dimensions):
        value = judgement.dimensions[key].value
        score = value.score if value else None
        words = _said(score, getattr(settings, f"weight_{key}"), 1)
        yield InputLine(titles[key].in_locale(i18n.locale()), words, Source(say(COMPUTED)))
