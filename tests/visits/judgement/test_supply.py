"""What the checklist and the scores ask for is what judging supplies."""

import ast
from pathlib import Path
from string import Formatter

import pytest

import app
from app.checklists.queries import built_in
from app.checklists.texts import LOCALES
from app.leverage.item_scores import ITEM_SCORES
from app.visits.judgement.items import SOURCES
from app.visits.judgement.judge import FOLLOW_UP
from app.visits.judgement.subjects import METRICS
from tests.visits.judgement import plain

SUPPLIED = METRICS | set(FOLLOW_UP)
ITEMS = built_in().by_key
LEVERAGE = Path(app.__file__).parent / "leverage"


def named_by_content():
    for item in ITEMS.values():
        yield from (each for each in (item.score.metric, item.trigger.metric, item.critical.metric) if each)


def named_by_code():
    """``metric("name")`` and the like in the modules that score and trigger items."""
    for path in (*(LEVERAGE / "item_scores").glob("*.py"), LEVERAGE / "judging.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("metric", "_flag", "_one_of"):
                yield node.args[0].value


@pytest.mark.parametrize("name", sorted({*named_by_content(), *named_by_code()}))
def test_every_metric_that_is_named_is_supplied(name):
    assert name in SUPPLIED


def test_what_is_supplied_is_there_even_when_nothing_is_known():
    assert set(plain.judged().metrics) == SUPPLIED


def test_sources_name_items():
    known = set(ITEMS) | {"counts", "lots", "promises", "order"}
    assert set(SOURCES) <= set(ITEMS)
    assert {source for sources in SOURCES.values() for source in sources} <= known


def test_every_formula_has_a_score():
    assert {key for key, item in ITEMS.items() if item.score.kind == "formula"} <= set(ITEM_SCORES)


def places(text) -> set[str]:
    return {name for locale in LOCALES for _, name, _, _ in Formatter().parse(text.in_locale(locale)) if name}


def filled_places() -> dict[str, set[str]]:
    """Item -> names that `book.fill` is called with, read from the code of the subjects."""
    filled: dict[str, set[str]] = {}
    folder = Path(app.__file__).parent / "visits" / "judgement"
    for path in (*folder.glob("subjects/*.py"), folder / "judge.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "fill":
                key = getattr(node.args[0], "value", "ops_overall")
                names = {word.arg for word in node.keywords if word.arg}
                spread = {
                    each.value for word in node.keywords if word.arg is None for each in word.value.keys
                }
                filled.setdefault(key, set()).update(names | spread)
    return filled


WITH_PLACES = {
    key: places(item.advice.text) | places(item.finding.text) for key, item in ITEMS.items() if item.advice
}


@pytest.mark.parametrize("key", sorted(key for key, names in WITH_PLACES.items() if names))
def test_every_place_in_a_text_can_be_filled(key):
    assert WITH_PLACES[key] <= filled_places().get(key, set())
