"""Rows of the tables as the plain values that judging takes; the rows may be of the ORM or bare."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from app import clock
from app.dealers.grades import INTERVAL_DAYS
from app.leverage.lots import Lot
from app.leverage.promises import Promise
from app.messages import Named
from app.visits.judgement.evidence import CountFacts, DealerFacts, ProductFacts, PromiseFacts, Seen

ANSWERED = ("answered", "unchanged")
WAYS_OUT = ("not_seen", "declined")


def dealer_facts(dealer: Any) -> DealerFacts:
    """The dealer; an interval other than his grade's was set by hand."""
    by_hand = dealer.interval_days != INTERVAL_DAYS[dealer.grade]
    return DealerFacts(
        dealer.id,
        dealer.grade,
        dealer.interval_days,
        dealer.interval_days if by_hand else None,
        dealer.lead_days,
        dealer.credit_days,
        dealer.city_tier,
    )


def product_facts(row: Any) -> ProductFacts:
    """One of our products."""
    return ProductFacts(
        row.id, Named(row.name_en, row.name_zh, row.name_zh), row.case_size, row.shelf_days, row.case_price,
        row.case_margin, row.is_key, row.minimum_cases, row.pallet_cases, row.season_from, row.season_to,
    )  # fmt: skip


def count_facts(row: Any, lots: Iterable[Any]) -> CountFacts:
    """A count with its lots; the day is the local one of the counting."""
    return CountFacts(
        on=clock.local(row.answered_at).date(), counted=row.counted, unsellable=row.unsellable,
        received=row.received, free_goods=row.free_goods, transferred_out=row.transferred_out,
        returned=row.returned, disposed=row.disposed, empty_since=row.empty_since, evidence=row.evidence,
        lots=tuple(Lot(lot.production_date, lot.quantity, lot.zone == "sealed") for lot in lots),
    )  # fmt: skip


def answers_seen(answers: Mapping[str, Any], last: Mapping[str, Seen], today: date) -> dict[str, Seen]:
    """The latest answer to each item: this visit's, else the one before."""
    fresh = {
        key: Seen(answer.value, answer.evidence, today, True)
        for key, answer in answers.items() if says_something(answer)
    }  # fmt: skip
    return {**last, **fresh}


def says_something(answer: Any) -> bool:
    """Whether an answer has a value to judge."""
    return answer.state in ANSWERED and bool(answer.value)


def ways_out(answers: Mapping[str, Any]) -> frozenset[str]:
    """The items that were not seen or declined."""
    return frozenset(key for key, answer in answers.items() if answer.state in WAYS_OUT)


def promise_facts(row: Any, visit_id: UUID, today: date | None = None) -> PromiseFacts | None:
    """A promise as it stands, or stood on a day long past; None for one taken back as written by mistake."""
    if row.state == "superseded" and row.moved_to_id is None:
        return None
    state, settled = row.state, row.settled_on
    if today is not None and settled is not None and settled > today:
        state, settled = "open", None
    promise = None if row.due is None else Promise(row.owner, row.due, state, settled, row.moves)
    return PromiseFacts(
        promise,
        made_now=row.visit_id == visit_id and row.moves == 0,
        whole=row.state != "pending",
        kept_phrases=tuple(row.guard_hits.split()),
        rewritten=tuple(row.guard_rewritten.split()),
    )
