"""A judgement as JSON, and back."""

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from app.leverage.cards import CardSet
from app.leverage.findings import FindingEvent, Outcome
from app.leverage.result import Result, places_from, places_to_plain, to_plain
from app.leverage.scoring import Dimension, Overall
from app.leverage.self_check import SelfScore
from app.leverage.trust import CheckMark
from app.visits.judgement.evidence import Memory, PastOrder
from app.visits.judgement.judgement import (
    DEALER_FIGURES,
    PRODUCT_FIGURES,
    Advice,
    Judgement,
    OpenNow,
    OrderSuggestion,
)
from app.visits.judgement.restore import restore, restore_result

# Rows of an answer, which is kept already.
NOT_KEPT = ("products",)
_LISTS = {
    "outcomes": Outcome, "events": FindingEvent, "open_findings": OpenNow, "own": Outcome,
    "check_marks": CheckMark,
}  # fmt: skip


def write_down(judgement: Judgement) -> dict[str, Any]:
    """Everything of a judgement that `read_back` needs, as JSON can keep it."""
    lines = [replace(line, chain=None, check=None) for line in judgement.order]
    return {
        "dealer_id": judgement.dealer_id,
        "today": judgement.today.isoformat(),
        "figures": {key: _result_plain(result) for key, result in judgement.figures.items()},
        "metrics": {
            key: to_plain(value) for key, value in judgement.metrics.items() if key not in NOT_KEPT
        },
        "item_scores": to_plain(judgement.item_scores),
        "scored_on": to_plain(judgement.scored_on),
        **{name: to_plain(getattr(judgement, name)) for name in _LISTS},
        "dimensions": {key: _result_plain(result) for key, result in judgement.dimensions.items()},
        "overall": _result_plain(judgement.overall),
        "self_score": _result_plain(judgement.self_score),
        "cards": _result_plain(judgement.cards),
        "order": to_plain(lines),
        "advice": {key: _advice_plain(advice) for key, advice in judgement.advice.items()},
    }  # fmt: skip


def read_back(visit_id: UUID, plain: Mapping[str, Any]) -> Judgement:
    """The judgement that `write_down` wrote down; inputs of figures stay plain."""
    figures = {key: restore_result(_kind_of(key), result) for key, result in plain["figures"].items()}
    return Judgement(
        visit_id=visit_id,
        dealer_id=plain["dealer_id"],
        today=date.fromisoformat(plain["today"]),
        figures=figures,
        metrics=plain["metrics"],
        item_scores=restore(Mapping[str, Fraction], plain["item_scores"]),
        scored_on=restore(Mapping[str, date], plain["scored_on"]),
        **{name: restore(tuple[kind, ...], plain[name]) for name, kind in _LISTS.items()},
        dimensions={key: restore_result(Dimension, each) for key, each in plain["dimensions"].items()},
        overall=restore_result(Overall, plain["overall"]),
        self_score=restore_result(SelfScore, plain["self_score"]),
        cards=restore_result(CardSet, plain["cards"]),
        order=tuple(_line_back(line, figures) for line in plain["order"]),
        advice={key: _advice_back(each) for key, each in plain["advice"].items()},
    )


def write_memory(memory: Memory) -> dict[str, Any]:
    """A memory as JSON can keep it."""
    return to_plain(memory)


def read_memory(plain: Mapping[str, Any] | None) -> Memory:
    """The memory that `write_memory` wrote down; an empty one for None."""
    if plain is None:
        return Memory()
    orders = tuple(
        PastOrder(date.fromisoformat(each["on"]), {int(key): units for key, units in each["units"].items()})
        for each in plain["orders"]
    )
    return replace(restore(Memory, plain | {"orders": []}), orders=orders)


def _result_plain(result: Result) -> dict[str, Any]:
    """A Result. Of inputs that are rows, such as product lines, a page says how many: so much is kept."""
    inputs = {
        name: len(value) if isinstance(value, (list, tuple)) and value and is_dataclass(value[0]) else value
        for name, value in result.inputs.items()
    }
    return to_plain(replace(result, inputs=inputs))


def _kind_of(key: str) -> Any:
    if key in DEALER_FIGURES:
        return DEALER_FIGURES[key]
    return PRODUCT_FIGURES.get(key.partition(":")[0], Any)


def _advice_plain(advice: Advice) -> dict[str, Any]:
    return {**to_plain(replace(advice, places={})), "places": places_to_plain(advice.places)}


def _advice_back(plain: Mapping[str, Any]) -> Advice:
    return replace(restore(Advice, plain | {"places": {}}), places=places_from(plain["places"]))


def _line_back(plain: Mapping[str, Any], figures: Mapping[str, Result]) -> OrderSuggestion:
    key = plain["product_id"]
    bare = {name: value for name, value in plain.items() if name not in ("chain", "check", "name")}
    return OrderSuggestion(
        **bare,
        name=places_from({"name": plain["name"]})["name"],
        chain=figures[f"order:{key}"],
        check=figures.get(f"agreed:{key}"),
    )
