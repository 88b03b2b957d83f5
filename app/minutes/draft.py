"""What the minutes of a visit would say now: read column by column, so that nothing else is even loaded."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, select

from app import clock
from app.accounts.company import company
from app.accounts.models import User
from app.catalogue.models import Product
from app.extensions import db
from app.minutes.document import Document, Names, ordered_of, promised_of
from app.promises.book import blocked
from app.promises.models import Promise
from app.visits.judgement.models import OrderLine
from app.visits.models import Visit
from app.visits.report import standing

NEXT_DATE = "visit_next_date"
# A promise that was put off, taken back or withdrawn is not one any more; its new day stands by itself.
PROMISED = ("open", "pending", "kept", "kept_late", "broken")


@dataclass(frozen=True)
class Draft:
    """The document, and how many requests are left out for words that no dealer should get in writing."""

    document: Document
    left_out: int


def draft_of(visit: Visit, agreed: str = "") -> Draft:
    """The minutes of a visit (its dealer loaded), with the rep's own words of what was agreed."""
    rows = _promises(visit)
    shown = [row for row in rows if not blocked(row.guard_hits.split())]
    document = Document(
        company=company().name,
        dealer=Names(visit.dealer.name_en, visit.dealer.name_zh),
        day=clock.local(visit.started_at).date(),
        rep=db.session.scalar(select(User.display_name).where(User.id == visit.rep_id)),
        agreed=agreed,
        order=ordered_of(_order(visit)),
        promises=promised_of(shown),
        next_visit=_next_visit(visit),
    )
    return Draft(document, len(rows) - len(shown))


def _order(visit: Visit) -> list[Row]:
    found = (
        select(Product.name_en, Product.name_zh, Product.case_size, OrderLine.agreed)
        .join(Product, Product.id == OrderLine.product_id)
        .where(OrderLine.visit_id == visit.id, OrderLine.agreed > 0)
        .order_by(Product.position, Product.id)
    )
    return list(db.session.execute(found))


def _promises(visit: Visit) -> list[Row]:
    shown = (Promise.owner, Promise.action, Promise.quantity, Promise.amount, Promise.due, Promise.state)
    found = (
        select(*shown, Promise.guard_hits)
        .where(Promise.visit_id == visit.id, Promise.state.in_(PROMISED))
        .order_by(Promise.received_at, Promise.id)
    )
    return list(db.session.execute(found))


def _next_visit(visit: Visit) -> date | None:
    answer = standing(visit.id, NEXT_DATE)
    told = answer.value.get("date") if answer and answer.state == "answered" else None
    return date.fromisoformat(told) if told else None
