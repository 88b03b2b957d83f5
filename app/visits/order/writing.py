"""Writing what was agreed to order of one product: the entry, and the visit's order line beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select

from app.catalogue.models import Product
from app.database import insert_into
from app.extensions import db
from app.visits.entries import Outcome, Write, settle, write_entry, write_next
from app.visits.gaps import ORDER_ITEM
from app.visits.judgement.models import OrderLine
from app.visits.models import CONFLICT, ENTRY, Answer, OrderEntry, Visit


@dataclass(frozen=True)
class AgreedNow:
    """What stands for a product: the entry's id, revision, time, base units (None: taken back), reason."""

    id: UUID
    revision: int
    at: datetime
    units: int | None
    reason: str


def agreed_in(visit_id: UUID) -> tuple[dict[int, AgreedNow], dict[int, AgreedNow]]:
    """The current entries of a visit by product, and those that came too late and wait for a choice."""
    found = select(OrderEntry).where(OrderEntry.visit_id == visit_id, ~OrderEntry.superseded)
    entries = db.session.scalars(found.order_by(OrderEntry.received_at)).all()
    return _by_product(entries, ENTRY), _by_product(entries, CONFLICT)


def _by_product(entries: Iterable[OrderEntry], kind: str) -> dict[int, AgreedNow]:
    return {entry.ordered_product_id: agreed_now(entry) for entry in entries if entry.kind == kind}


def agreed_now(entry: OrderEntry) -> AgreedNow:
    """What an entry says."""
    return AgreedNow(entry.id, entry.revision, entry.answered_at, entry.agreed, entry.reason)


def write_order(
    visit: Visit, user_id: int, product_id: int, write: Write, units: int | None, reason: str
) -> Outcome:
    """Store what was agreed as `write_entry` does, and set the visit's order line; commits nothing."""
    values = {"agreed": units, "reason": reason}
    outcome = write_entry(visit, user_id, {"ordered_product_id": product_id}, write, values)
    if outcome.status == "stored":
        set_line(visit, outcome.entry)
    return outcome


def settle_order(visit: Visit, product_id: int, chosen: UUID) -> None:
    """End a conflict between two entries of a product; the order line follows."""
    set_line(visit, settle(visit, {"ordered_product_id": product_id}, chosen))


def set_line(visit: Visit, entry: OrderEntry) -> None:
    """Let the visit's order line say what an entry says."""
    said = {
        "agreed": entry.agreed, "reason": entry.reason, "revision": entry.revision,
        "answered_at": entry.answered_at, "received_at": entry.received_at,
    }  # fmt: skip
    key = {"visit_id": visit.id, "product_id": entry.ordered_product_id}
    line = insert_into(OrderLine).values(**key, dealer_id=visit.dealer_id, **said)
    db.session.execute(line.on_conflict_do_update(index_elements=list(key), set_=said))


def has_order(visit_id: UUID) -> bool:
    """Whether something was agreed to order at the visit."""
    found = select(OrderLine.product_id).where(OrderLine.visit_id == visit_id, OrderLine.agreed.is_not(None))
    return db.session.scalar(found.limit(1)) is not None


def order_rows(visit_id: UUID) -> list[dict[str, Any]]:
    """What was agreed at a visit as the rows of the answer that lists it, in cases."""
    found = (
        select(OrderLine.product_id, OrderLine.agreed, OrderLine.reason, Product.case_size)
        .join(Product, Product.id == OrderLine.product_id)
        .where(OrderLine.visit_id == visit_id, OrderLine.agreed.is_not(None))
        .order_by(OrderLine.received_at)
    )
    return [_cases(*row) for row in db.session.execute(found)]


def keep_order_answer(visit: Visit, before: Answer | None) -> Answer | None:
    """At the end of the visit, what was agreed becomes the answer to the item that asks for it, in cases.

    `before` is the answer that stands; the caller holds the visit alone. None where nothing was agreed: then
    the rep's own answer ("declined") stays, if there is one. A repeat changes nothing.
    """
    lines = db.session.execute(
        select(OrderEntry, Product.case_size)
        .join(Product, Product.id == OrderEntry.ordered_product_id)
        .where(OrderEntry.visit_id == visit.id, OrderEntry.is_kind(ENTRY), ~OrderEntry.superseded)
        .where(OrderEntry.agreed.is_not(None))
        .order_by(OrderEntry.received_at)
    ).all()
    if not lines:
        return None
    rows = [_cases(each.ordered_product_id, each.agreed, each.reason, size) for each, size in lines]
    return _append(visit, before, max((entry for entry, _ in lines), key=lambda each: each.answered_at), rows)


def _cases(product_id: int, agreed: int, reason: str, case_size: int) -> dict[str, Any]:
    row = {"row": f"p{product_id}", "product": str(product_id), "agreed": agreed // case_size}
    return row | ({"reason": reason} if reason else {})


def _append(visit: Visit, before: Answer | None, newest: OrderEntry, rows: list[dict]) -> Answer:
    # The id follows from the newest entry, so that the same order makes one answer.
    write = Write(uuid5(newest.id, ORDER_ITEM), before.revision if before else 0, newest.answered_at)
    values = {
        "state": "answered", "evidence": "document", "value": {"lines": rows},
        "note": before.note if before else "", "reason": "",
    }  # fmt: skip
    return write_next(visit, visit.rep_id, {"item_key": ORDER_ITEM}, write, values, before).entry
