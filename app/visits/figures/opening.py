"""A figure opened: its value, the sum, the inputs with where each came from, how sure it is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app import clock, i18n
from app.checklists.content import Checklist
from app.i18n import say
from app.leverage.formulas import FORMULAS
from app.leverage.opened import inputs_shown
from app.leverage.result import Result
from app.messages import Message
from app.visits.figures import kind_of
from app.visits.figures.origins import ITEMS, PLACES
from app.visits.models import Answer, Visit
from app.visits.queries import answers_before, answers_of, last_answers_of
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
    """Everything that a figure's page shows, in the reader's words; `value` None: not computed. `formula` is
    empty where the visit held nothing that any rule could have looked at."""

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
    return _opened(key, result, (*parts, *_inputs(inputs, _sources(inputs, visit, content))))


def opened_today(key: str, result: Result) -> Opened:
    """A figure of a dealer as it stands today, opened: one that is of no visit and asked for in none."""
    return _opened(key, result, tuple(_inputs(result.inputs, {})))


def not_looked_at(key: str) -> Opened:
    """A figure that a visit has not, because nothing was looked at that it is computed from."""
    reason = say(Message("This was not computed at this visit: nothing was looked at that it needs."))
    return Opened(say(kind_of(key).title), None, "", "", "", (), (), "low", reason)


def _opened(key: str, result: Result, inputs: tuple[InputLine, ...]) -> Opened:
    formula = FORMULAS[result.formula_id]
    return Opened(
        title=say(kind_of(key).title), value=value_in_words(key, result), formula=say(formula.name),
        how=say(formula.words), rule=result.formula_id, steps=tuple(say(step) for step in result.steps),
        inputs=inputs, confidence=str(result.confidence),
        reason=say(result.reason) if result.reason else None,
    )  # fmt: skip


def _sources(inputs: Mapping, visit: Visit, content: Checklist) -> dict[str, Source]:
    return _answers(visit, content, {ITEMS[name] for name in inputs if name in ITEMS})


def _inputs(inputs: Mapping, sources: Mapping[str, Source]) -> Iterator[InputLine]:
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
    given = answers_of(visit.id, keys)
    rest = [key for key in keys if key not in given]
    if visit.is_open:
        given |= {key: last.answer for key, last in last_answers_of(visit.dealer_id, rest).items()}
    elif rest:
        given |= answers_before(visit, rest)
    return {key: _source(content, key, answer) for key, answer in given.items()}


def _source(content: Checklist, key: str, answer: Answer) -> Source:
    item, day = content.by_key[key], clock.local(answer.answered_at).date()
    evidence = evidence_words().get(answer.evidence, "")
    parts = [item.title.in_locale(i18n.locale()), i18n.show_date(day), evidence]
    return Source(" · ".join(part for part in parts if part), key, item.section)
