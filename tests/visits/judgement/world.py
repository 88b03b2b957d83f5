"""A dealer's past and a visit to judge, in few words."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import time_machine
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.checklists.queries import checklist
from app.dealers.models import Dealer, Receipt
from app.extensions import db
from app.visits.finish import finish_visit
from app.visits.judgement.judgement import Judgement
from app.visits.judgement.live import judgement_of
from app.visits.models import Answer, StockCount, StockLot, Visit
from tests import factories


def moment(days_ago: int = 0) -> datetime:
    """This hour, some days ago."""
    return datetime.now(UTC) - timedelta(days=days_ago)


def day(days_ago: int = 0) -> date:
    return moment(days_ago).date()


def visit(cast, days_ago: int = 0, **values) -> Visit:
    """An open visit of Rita's to her dealer."""
    started = moment(days_ago) - timedelta(minutes=20)
    return factories.visit(cast, **{"started_at": started, **values})


def count(of: Visit, product, lots=(), days_ago: int = 0, **values) -> StockCount:
    """A count at a visit; `lots` are (days since production, quantity) with ``sealed`` as a third."""
    made = StockCount(
        id=uuid4(), visit_id=of.id, dealer_id=of.dealer_id, user_id=of.rep_id, product_id=product.id,
        answered_at=moment(days_ago), **values,
    )  # fmt: skip
    made.lots = [
        StockLot(production_date=day(age), quantity=quantity, zone=zone[0] if zone else "sellable")
        for age, quantity, *zone in lots
    ]
    db.session.add(made)
    db.session.commit()
    return made


def counted(cast, days_ago: int, product: int, lots=(), **values) -> Visit:
    """A finished visit some days ago at which one product was counted."""
    past = visit(cast, days_ago)
    count(past, cast.products[product], lots, days_ago, **values)
    return finished(past, days_ago, {"wh_stock_counts": None})


def answered(of: Visit, answers: dict, evidence: str = "seen", days_ago: int = 0) -> None:
    """Answers of a visit by item key; None is *not seen*."""
    for key, value in answers.items():
        state = {"state": "not_seen"} if value is None else {"evidence": evidence}
        factories.answer(of, key, value or {}, answered_at=moment(days_ago), **state)


def delivered(cast, product: int, quantity: int, days_ago: int, age: int | None = None) -> None:
    """A delivery of ours; `age` is how old the goods were when they came."""
    made_on = None if age is None else day(days_ago + age)
    db.session.add(
        Receipt(
            dealer_id=cast.dealer.id, product_id=cast.products[product].id, received_on=day(days_ago),
            quantity=quantity, production_date=made_on,
        )
    )  # fmt: skip
    db.session.commit()


def finished(of: Visit, days_ago: int = 0, extra: dict | None = None) -> Visit:
    """Finish a visit as the product does, with what is obligatory filled in."""
    asked = {"wh_overview_photo": None, "wh_stock_counts": None, "self_written_memo": {"memo": "sent"}}
    have = set(db.session.scalars(select(Answer.item_key).where(Answer.visit_id == of.id)))
    answered(of, {key: value for key, value in asked.items() if key not in have}, days_ago=days_ago)
    stored = db.session.get(Visit, of.id)
    with at(moment(days_ago)):
        finish_visit(stored, dealer_of(stored), checklist(stored.checklist_version_id))
    db.session.commit()
    return stored


def dealer_of(of: Visit) -> Dealer:
    """The dealer of a visit."""
    return db.session.get(Dealer, of.dealer_id)


def at(when: datetime):
    """The product's clock set to a moment."""
    return time_machine.travel(when, tick=False)


def judged(of: Visit) -> Judgement:
    """The judgement of an open visit as it stands."""
    db.session.expire_all()
    loaded = db.session.get(Visit, of.id, options=[joinedload(Visit.dealer)], populate_existing=True)
    return judgement_of(loaded)
