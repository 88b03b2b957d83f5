"""A figure opened: its value, the sum, the inputs with where each came from, how sure it is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app import clock, i18n
from app.checklists.content import Checklist
from app.i18n import say
from app.leverage.formulas import FORMULAS
from app.leverage.opened import inputs_shown
from app.leverage.result import Result
from app.messages import Message
from app.visits.figures import kind_of
from app.visits.figures.origins import ITEMS, PLACES
from app.visits.models import Visit
from app.visits.queries import answers_of, last_answers_of
from app.visits.words import evidence_words

COMPUTED = Message("computed")


@dataclass(frozen=True)
class Source:
    """Where an input came from, in words; `item` is the key of the answer that gave it."""

    words: str
    item: str | None = None
    section: str | None = None


@dataclass(frozen=True)
class InputLine:
    """One input: label, value, source."""

    label: str
    value: str
    source: Source


@dataclass(frozen=True)
class Opened:
    """Everything that a figure's page shows, in the reader's words; `value` None: not computed."""

    title: str
    value: str | None
    formula: str
    how: str
    rule: str
    steps: tuple[str, ...]
    inputs: tuple[InputLine, ...]
    confidence: str
    reason: str | None


def value_in_words(key: str, result: Result) -> str | None:
    """The figure's value as the pages print it; None where it was refused."""
    return None if result.refused else say(kind_of(key).words(result.value))


def opened(
    key: str, result: Result, visit: Visit, content: Checklist, parts: Iterable[InputLine] = ()
) -> Opened:
    """The figure `key` of a visit, opened; `parts` are what a score is put together from."""
    parts = tuple(parts)
    inputs = {name: value for name, value in result.inputs.items() if not (parts and name == "items")}
    formula = FORMULAS[result.formula_id]
    return Opened(
        title=say(kind_of(key).title), value=value_in_words(key, result), formula=say(formula.name),
        how=say(formula.words), rule=result.formula_id, steps=tuple(say(step) for step in result.steps),
        inputs=(*parts, *_inputs(inputs, visit, content)), confidence=str(result.confidence),
        reason=say(result.reason) if result.reason else None,
    )  # fmt: skip


def _inputs(inputs: Mapping, visit: Visit, content: Checklist) -> Iterator[InputLine]:
    asked = {ITEMS[name] for name in inputs if name in ITEMS}
    sources = _answers(visit, content, asked)
    for name, value in inputs.items():
        item = ITEMS.get(name)
        source = sources.get(item) if item else Source(say(PLACES.get(name, COMPUTED)))
        for line in inputs_shown({name: value}):
            yield InputLine(say(line.label), say(line.value), source or Source(say(COMPUTED)))


def _answers(visit: Visit, content: Checklist, keys: Iterable[str]) -> dict[str, Source]:
    """The answers behind a figure, by item: title, day and evidence grade."""
    keys = [key for key in keys if key in content.by_key]
    if not keys:
        return {}
    now = answers_of(visit.id, keys)
    before = last_answers_of(visit.dealer_id, [key for key in keys if key not in now])
    given = {key: (answer.evidence, clock.local(answer.answered_at).date()) for key, answer in now.items()}
    given |= {key: (last.answer.evidence, last.observed_on) for key, last in before.items()}
    return {key: _source(content, key, *facts) for key, facts in given.items()}


def _source(content: Checklist, key: str, evidence: str | None, day: date) -> Source:
    item = content.by_key[key]
    parts = [item.title.in_locale(i18n.locale()), i18n.show_date(day), evidence_words().get(evidence, "")]
    return Source(" · ".join(part for part in parts if part), key, item.section)
