"""Why more was agreed than was suggested: the order screen asks for it, so no simulated line goes without.

How far an order is over is only known once its visit was judged, so these are written after that.
"""

from collections import defaultdict
from random import Random
from uuid import UUID

from sqlalchemy import bindparam, select, update

from app.extensions import db
from app.leverage.settings import Settings
from app.sample.deals import MORE_THAN_ASKED
from app.visits.judgement.models import OrderLine
from app.visits.models import Answer, OrderEntry
from app.visits.order.writing import ORDER_ITEM

Reasons = dict[UUID, dict[int, str]]


def give_reasons(seed: int, settings: Settings) -> None:
    """Write a reason to every line that is over the suggestion by more than `agree_over` and has none: in the
    line, in the write that made it, and in the order as the visit answers it. Commits nothing."""
    reasons = _missing(Random(f"reasons {seed}"), float(1 + settings.agree_over))
    rows = [
        {"of_visit": visit_id, "of_product": product_id, "why": why}
        for visit_id, by_product in reasons.items() for product_id, why in by_product.items()
    ]  # fmt: skip
    if not rows:
        return
    for model, product in ((OrderLine, "product_id"), (OrderEntry, "ordered_product_id")):
        table = model.__table__
        change = update(table).where(
            table.c.visit_id == bindparam("of_visit"), table.c[product] == bindparam("of_product")
        )
        db.session.connection().execute(change.values(reason=bindparam("why")), rows)
    _into_answers(reasons)


def _missing(rng: Random, most: float) -> Reasons:
    over = (
        select(OrderLine.visit_id, OrderLine.product_id)
        .where(OrderLine.reason == "", OrderLine.agreed > OrderLine.after_cash * most)
        .order_by(OrderLine.visit_id, OrderLine.product_id)
    )
    reasons: Reasons = defaultdict(dict)
    for visit_id, product_id in db.session.execute(over):
        reasons[visit_id][product_id] = rng.choice(MORE_THAN_ASKED)
    return reasons


def _into_answers(reasons: Reasons) -> None:
    found = select(Answer.id, Answer.visit_id, Answer.value).where(Answer.item_key == ORDER_ITEM)
    rows = [
        {"of_answer": row.id, "told": _told(row.value, reasons[row.visit_id])}
        for row in db.session.execute(found) if row.visit_id in reasons
    ]  # fmt: skip
    table = Answer.__table__
    change = update(table).where(table.c.id == bindparam("of_answer"))
    db.session.connection().execute(change.values(value=bindparam("told", type_=table.c.value.type)), rows)


def _told(value: dict, reasons: dict[int, str]) -> dict:
    lines = [
        line | {"reason": reasons[int(line["product"])]} if int(line["product"]) in reasons else line
        for line in value["lines"]
    ]
    return value | {"lines": lines}
