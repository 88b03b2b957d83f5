"""What was entered before the end of a visit and reaches the server after it: kept beside what was there.

The judgement of the visit stays as it was written. What the dealer was last seen to have, and what was agreed
with him, follow the entry if nothing newer is known.
"""

from collections.abc import Mapping
from typing import Any
from uuid import uuid5

from sqlalchemy import ColumnElement, literal_column, select

from app.accounts.models import User
from app.database import insert_into
from app.extensions import db
from app.visits.entries import Outcome, Write, write_after
from app.visits.forms import day_of
from app.visits.gaps import ORDER_ITEM
from app.visits.held import AnyVisit
from app.visits.models import Answer, LastAnswer, LastCount, OrderEntry, StockCount, Visit
from app.visits.order.writing import order_rows, set_line
from app.visits.queries import answers_of, own_visit_for
from app.visits.stock.rows import StockRow
from app.visits.stock.values import CountValues
from app.visits.stock.writing import carry, keep_lots


def hold_for_late(user: User, visit: AnyVisit, write: Write) -> Visit | None:
    """The finished visit, held alone, for what was entered before its end; None for what came after it."""
    if write.answered_at > visit.end:
        return None
    visit_id = visit.id
    # Two late writes that share the visit and both want it alone would wait for each other for ever.
    db.session.rollback()
    return own_visit_for(user, visit_id, alone=True)


def keep_late_answer(visit: Visit, item_key: str, write: Write, values: Mapping[str, Any]) -> Outcome:
    """Store a late answer; it becomes the dealer's last known one unless a newer one is."""
    outcome = write_after(visit, visit.rep_id, {"item_key": item_key}, write, values)
    answer = outcome.entry
    if not answer.superseded and answer.state == "answered" and answer.value:
        day = day_of(answer.answered_at)
        known = {"answer_id": answer.id, "observed_on": day, "verified_on": day}
        newest = _newest(Answer, LastAnswer.answer_id, answer)
        _remember(LastAnswer, {"dealer_id": visit.dealer_id, "item_key": item_key}, known, newest)
    return outcome


def keep_late_count(visit: Visit, row: StockRow, write: Write, values: CountValues) -> Outcome:
    """Store a late count, lots and all; it becomes the dealer's last one unless a newer one is."""
    outcome = write_after(visit, visit.rep_id, {"product_id": row.product.id}, write, values.columns())
    count = outcome.entry
    keep_lots(count.id, values.lots)
    if not row.carried:
        carry(visit.dealer_id, row.product.id)
    if not count.superseded and count.counted is not None:
        newest = _newest(StockCount, LastCount.stock_count_id, count)
        key = {"dealer_id": visit.dealer_id, "product_id": row.product.id}
        _remember(LastCount, key, {"stock_count_id": count.id}, newest)
    return outcome


def keep_late_order(visit: Visit, product_id: int, write: Write, units: int | None, reason: str) -> Outcome:
    """Store what was agreed of one product; the order line follows, and the answer that lists them all."""
    values = {"agreed": units, "reason": reason}
    outcome = write_after(visit, visit.rep_id, {"ordered_product_id": product_id}, write, values)
    entry: OrderEntry = outcome.entry
    if not entry.superseded:
        set_line(visit, entry)
        before = answers_of(visit.id, [ORDER_ITEM]).get(ORDER_ITEM)
        listed = Write(uuid5(entry.id, ORDER_ITEM), before.revision if before else 0, entry.answered_at)
        values = {
            "state": "answered", "evidence": "document", "value": {"lines": order_rows(visit.id)},
            "note": before.note if before else "", "reason": "",
        }  # fmt: skip
        keep_late_answer(visit, ORDER_ITEM, listed, values)
    return outcome


def _newest(model: type[Answer] | type[StockCount], known, entry: Answer | StockCount) -> ColumnElement[bool]:
    """The condition that `entry` was given after the one that is known."""
    # Named, since SQLAlchemy does not know the row at hand here, and would ask for every dealer's.
    of_row = literal_column(f"{known.class_.__tablename__}.{known.key}")
    given = select(model.answered_at).where(model.id == of_row).scalar_subquery()
    return given <= entry.answered_at


def _remember(model: type[LastAnswer] | type[LastCount], key: dict, known: dict, newest) -> None:
    row = insert_into(model.__table__).values(**key, **known)
    db.session.execute(row.on_conflict_do_update(index_elements=list(key), set_=known, where=newest))
