"""What is left of a finished visit's documents once its sensitive facts are deleted.

What stays is named here, so that whatever is added to a document later goes with the rest: counts, lots,
orders, outlets, vehicles, promises and the scores of whole sections stay; money, margins, pay and conduct go,
and with them the figures, cards and talking points that were made of them. Pure.
"""

from collections.abc import Collection, Mapping
from typing import Any

from app.checklists.answers import DELETED
from app.leverage.result import refuse, to_plain
from app.messages import Message

WHY = Message("This was deleted after the time for which the company keeps sensitive facts.")
# Rules by the beginning of their id (stock, lots, time in the field, outlets, what follows from visits), but
# for those whose inputs are sensitive.
_KEPT_RULES = ("A", "B", "D1", "D2", "D5", "F1", "F2", "F3", "F4", "G", "H")
# Inputs that come from the dealer's money, whatever the rule.
_MONEY = ("affordable", "budget", "cash", "bank", "balance_on", "amount", "cash_cap", "can_pay")
_KEPT_METRICS = (
    "active_sku_rate", "complaints_past_answer_date", "days_to_settle", "fifo_compliance",
    "findings_followed_up", "findings_open_before", "floor_used", "freshness_score",
    "minutes_closing_early", "minutes_opening_late", "minutes_phrases", "near_expiry_value",
    "network_class", "order_over_suggestion", "our_kept_rate", "our_promises_overdue",
    "outlet_coverage", "peak_utilisation", "phrases_found", "phrases_kept", "promises_complete",
    "promises_made", "rep_load", "section_score", "self_score", "stock_adherence", "stock_value",
    "territory_class", "vehicle_util", "visits_without_ask",
)  # fmt: skip
_BY_KEY = ("outcomes", "events", "open_findings")

Plain = dict[str, Any]


def reduced_document(document: Mapping[str, Any], keys: Collection[str]) -> Plain:
    """A judgement as `app.visits.judgement.document` wrote it down, without what came of the items `keys`."""
    result = dict(document)
    result["figures"] = {key: _figure(figure) for key, figure in document["figures"].items()}
    result["metrics"] = _metrics(document["metrics"])
    for name in ("item_scores", "scored_on"):
        result[name] = {key: value for key, value in document[name].items() if key not in keys}
    for name in _BY_KEY:
        result[name] = [each for each in document[name] if each["key"] not in keys]
    result["advice"] = {
        key: each for key, each in document["advice"].items() if key not in keys and not each["places"]
    }
    result["cards"] = _deleted(document["cards"])
    return result


def reduced_memory(memory: Mapping[str, Any], keys: Collection[str]) -> Plain:
    """What the next visit is judged by, likewise."""
    scores = {key: value for key, value in memory["item_scores"].items() if key not in keys}
    gone = {"fuel": [], "books": []}
    return dict(memory) | {"item_scores": scores, "metrics": _metrics(memory["metrics"])} | gone


def reduced_summary(summary: Mapping[str, Any], keys: Collection[str]) -> Plain:
    """What the timeline shows of a visit, likewise: that an answer changed stays, how it changed does not."""
    gone = {"value": dict(DELETED), "old": None, "note": ""}
    changes = [each | gone if each["key"] in keys else each for each in summary["changes"]]
    notes = [each for each in summary["notes"] if each["key"] not in keys]
    return dict(summary) | {"changes": changes, "notes": notes}


def _figure(figure: Plain) -> Plain:
    if not figure["formula_id"].startswith(_KEPT_RULES):
        return _deleted(figure)
    inputs = {name: value for name, value in figure["inputs"].items() if name not in _MONEY}
    # The sum in words names what it was capped by; without the money in it nothing is lost that is not shown.
    steps = [] if len(inputs) < len(figure["inputs"]) else figure["steps"]
    return figure | {"inputs": inputs, "steps": steps}


def _metrics(metrics: Mapping[str, Any]) -> Plain:
    return {name: value if name in _KEPT_METRICS else None for name, value in metrics.items()}


def _deleted(result: Plain) -> Plain:
    return to_plain(refuse(result["formula_id"], "deleted", WHY))
