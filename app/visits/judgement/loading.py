"""The evidence of one visit, read in a fixed number of queries however long the dealer's history is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Row, select

from app import clock
from app.checklists.content import Checklist
from app.dealers.models import Dealer
from app.extensions import db
from app.leverage.findings import OpenFinding
from app.leverage.result import places_from
from app.visits.gaps import MEMO_ITEM
from app.visits.judgement import assemble
from app.visits.judgement.document import read_memory
from app.visits.judgement.evidence import (
    Evidence,
    PromiseFacts,
    Seen,
    Wording,
)
from app.visits.judgement.loading_stock import Goods, counted_stock
from app.visits.judgement.models import Finding, MinutesWording, VisitResults
from app.visits.judgement.peers import peers_on
from app.visits.judgement.trace import trace_of
from app.visits.models import Answer, LastAnswer, StockCount, Visit


@dataclass(frozen=True)
class Held:
    """What a visit holds, read already: its answers by item, its counts by product (with lots), the
    dealer's latest answers from earlier visits, the goods, (slot, id) of its photos in the order of taking,
    and the promises that bear on it."""

    answers: Mapping[str, Answer]
    counts: Mapping[int, StockCount]
    last: Mapping[str, LastAnswer]
    goods: Goods
    photos: Sequence[tuple[str, UUID]]
    promises: Sequence[Row]


def load(visit: Visit, dealer: Dealer, held: Held, checklist: Checklist) -> Evidence:
    """The evidence of `visit` as it stands; the trace it left is read only once it is finished."""
    today = clock.local(visit.end).date() if visit.finished_at else clock.today()
    # What is not asked any more is not reckoned with either: it would never be looked at again.
    last = {
        key: Seen(row.answer.value, row.answer.evidence, row.verified_on, False)
        for key, row in held.last.items() if row.answer.value and key in checklist.by_key
    }  # fmt: skip
    goods = held.goods
    findings = db.session.scalars(
        select(Finding).where(Finding.dealer_id == dealer.id, Finding.closed_at.is_(None))
    ).all()
    return Evidence(
        visit_id=visit.id,
        mode=visit.mode,
        today=today,
        dealer=assemble.dealer_facts(dealer),
        answers=assemble.answers_seen(held.answers, last, today),
        ways_out=assemble.ways_out(held.answers),
        stock=counted_stock(visit, dealer.id, held.counts, goods, today),
        key_products=frozenset(key for key in goods.carried if goods.facts[key].is_key),
        agreed=goods.agreed,
        terms=goods.terms,
        promises=_promises(visit.id, held.promises),
        open_findings=tuple(
            OpenFinding(each.item_key, each.severity, each.opened_on, each.visits) for each in findings
        ),
        finding_places={each.item_key: places_from(each.places) for each in findings},
        finding_ids={each.item_key: each.id for each in findings},
        memory=read_memory(_last_memory(dealer)),
        wording=wording_of(visit.id, held.answers),
        peers=peers_on(today),
        photos=_by_item(held.photos),
        trace=trace_of(visit, checklist, held.answers, held.last, bool(held.photos))
        if visit.finished_at
        else None,
    )


def _promises(visit_id: UUID, rows: Iterable[Row]) -> tuple[PromiseFacts, ...]:
    facts = (assemble.promise_facts(row, visit_id) for row in rows)
    return tuple(each for each in facts if each is not None)


def _last_memory(dealer: Dealer) -> dict | None:
    if dealer.last_visit_id is None:
        return None
    found = select(VisitResults.memory).where(VisitResults.visit_id == UUID(dealer.last_visit_id))
    return db.session.scalar(found)


def wording_of(visit_id: UUID, answers: Mapping[str, Answer]) -> Wording:
    """What the guard found in the rep's words of the minutes, if they were sent."""
    memo = answers.get(MEMO_ITEM)
    if memo is None or memo.value.get("memo") in (None, "none"):
        return Wording()
    found = db.session.get(MinutesWording, visit_id)
    return Wording(tuple(found.kept.split()), tuple(found.rewritten.split())) if found else Wording()


def _by_item(taken: Iterable[tuple[str, UUID]]) -> dict[str, str]:
    """Today's first photo of each item."""
    photos: dict[str, str] = {}
    for slot, photo_id in taken:
        photos.setdefault(slot.partition(".")[0], str(photo_id))
    return photos
