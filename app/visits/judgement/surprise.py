"""How surprising a finished visit is, kept with the visit so that the queue need not judge again."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from app.leverage.result import message_from, to_plain
from app.leverage.settings import Settings
from app.leverage.surprise import Claims, ProductClaims, Reason, Ref, surprise, surprises
from app.leverage.trust import VisitTrace
from app.visits.judgement.evidence import CountFacts, Evidence, Stock
from app.visits.judgement.judgement import Judgement

MONTH = 30
COUNTED_RATES = ("interval", "pooled")
_NO_TRACE = VisitTrace(None, 0, 0)


def surprise_columns(evidence: Evidence, judgement: Judgement, settings: Settings) -> dict[str, Any]:
    """The columns ``surprise`` and ``surprises`` of a visit that was judged."""
    reasons = surprises(claims_of(evidence, judgement), settings)
    return {"surprise": surprise(reasons), "surprises": [to_plain(reason) for reason in reasons] or None}


def read_reasons(plain: Iterable[dict] | None) -> tuple[Reason, ...]:
    """The reasons as `surprise_columns` wrote them."""
    return tuple(
        Reason(
            each["code"], each["weight"], message_from(each["text"]),
            tuple(Ref(ref["kind"], ref["key"]) for ref in each["refs"]),
        )
        for each in plain or ()
    )  # fmt: skip


def claims_of(evidence: Evidence, judgement: Judgement) -> Claims:
    """What the visit claims beside what it counted; of answers, only those given at this visit."""
    graded = {key: seen.evidence for key, seen in evidence.answers.items() if seen.now and seen.evidence}
    told = tuple(key for key, grade in graded.items() if grade == "told")
    # Goods that the rep counted himself are more than hearsay, whatever the answers rest on.
    counted = any(stock.now.evidence != "told" for stock in evidence.stock)
    return Claims(
        trace=evidence.trace or _NO_TRACE,
        products=tuple(_products(evidence, judgement)),
        graded=0 if counted else len(graded),
        told=told,
        says_no_expired=_answered(evidence, "wh_expired", "expired") == "none",
        says_old_in_front=_answered(evidence, "wh_fifo", "old_in_front") == "yes",
    )


def _answered(evidence: Evidence, item_key: str, name: str) -> Any:
    seen = evidence.answers.get(item_key)
    return seen.value.get(name) if seen is not None and seen.now else None


def _products(evidence: Evidence, judgement: Judgement) -> Iterator[ProductClaims]:
    stated = {
        row.get("product"): row for row in _answered(evidence, "prod_list", "products") or ()
        if row.get("monthly_volume") is not None
    }  # fmt: skip
    needed = {line.product_id: line for line in judgement.order}
    for stock in evidence.stock:
        product, line = stock.product, needed.get(stock.product.id)
        fifo = judgement.figure("fifo", product.id)
        yield ProductClaims(
            product.id, product.name, product.case_size,
            unexplained=_unexplained(judgement, product.id),
            stated_month=_units(stated.get(str(product.id)), product.case_size),
            **_counted_sales(judgement, product.id),
            expired=_expired(stock.now, stock, evidence),
            overtaken=fifo.value.overtaken if fifo and fifo.value and fifo.value.violated else 0,
            agreed=line.agreed if line else None, needed=line.needed if line else None,
        )  # fmt: skip


def _unexplained(judgement: Judgement, product_id: int) -> int | None:
    sold = judgement.figure("sold", product_id)
    if sold is None or sold.code != "count_mismatch":
        return None
    return sold.reason.values["more"]


def _counted_sales(judgement: Judgement, product_id: int) -> dict[str, Any]:
    rate = judgement.figure("rate", product_id)
    if rate is None or rate.value is None or rate.value.basis not in COUNTED_RATES or rate.value.at_least:
        return {}
    return {"sold_month": rate.value.per_day * MONTH, "days": rate.value.days}


def _units(row: dict | None, case_size: int) -> int | None:
    if row is None:
        return None
    return row["monthly_volume"] * (case_size if row.get("unit") == "case" else 1)


def _expired(count: CountFacts, stock: Stock, evidence: Evidence) -> int:
    shelf = stock.product.shelf_days
    if shelf is None:
        return 0
    return sum(lot.quantity for lot in count.lots if lot.dated + timedelta(days=shelf) < evidence.today)
