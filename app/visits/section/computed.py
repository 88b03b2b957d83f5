"""The items of a section that the app works out by itself, each with its figure's value."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.checklists.specs import Item, Section
from app.i18n import say
from app.leverage.result import Result
from app.visits.figures import CARDS, COMPUTED, result_of
from app.visits.figures.opening import value_in_words
from app.visits.judgement.judgement import Judgement


@dataclass(frozen=True)
class Computed:
    """An item's value: the key of its figure, the result (None: the visit has nothing to compute it from),
    its words, and why there is none."""

    item: Item
    key: str
    result: Result | None
    words: str
    reason: str


def computed_items(judgement: Judgement, section: Section) -> Iterator[Computed]:
    """The values of a section's computed items, but for those that are a page of their own."""
    for item in section.items:
        key = COMPUTED.get(item.key)
        if key is None or key == CARDS:
            continue
        result = result_of(judgement, key)
        missing = result is None or result.refused
        words = "" if missing else value_in_words(key, result)
        yield Computed(item, key, result, words, say(result.reason) if result and missing else "")
