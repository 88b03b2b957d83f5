"""A field to look at: a dealer with a critical finding, stock at risk and promises."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from app import clock
from app.dealers.models import Dealer
from app.extensions import db
from app.promises.models import Promise
from app.visits.judgement.models import Finding, Score
from app.visits.models import Visit
from app.visits.tallies.filling import count_again
from app.visits.tallies.models import RiskLot
from tests import factories


def promised(visit: Visit, owner: str, state: str, due: date, settled: date | None = None) -> Promise:
    """A stored promise made at a visit."""
    made = Promise(
        id=uuid4(), dealer_id=visit.dealer_id, visit_id=visit.id, user_id=visit.rep_id, owner=owner,
        action=f"A rack, {state}", state=state, due=due, settled_on=settled, answered_at=datetime.now(UTC),
    )  # fmt: skip
    db.session.add(made)
    return made


def finding(visit: Visit, days: int, **values) -> Finding:
    """A stored finding, critical and open, `days` old."""
    facts = {"item_key": "wh_expired_goods", "section": "s3_warehouse", "severity": "critical"}
    made = Finding(
        id=uuid4(), dealer_id=visit.dealer_id, opened_on=clock.today() - timedelta(days=days),
        opened_visit_id=visit.id, last_visit_id=visit.id, **(facts | values),
    )  # fmt: skip
    db.session.add(made)
    return made


def at_risk(dealer_id: int, product_id: int, days_left: int, money: int | None = 5000) -> RiskLot:
    """A stored lot at risk that expires in some days."""
    today = clock.today()
    expires = today + timedelta(days=days_left)
    made = RiskLot(
        dealer_id=dealer_id, product_id=product_id, produced_on=expires - timedelta(days=180), quantity=90,
        risk=48, money=money, limit_on=expires - timedelta(days=45), expires_on=expires, counted_on=today,
    )  # fmt: skip
    db.session.add(made)
    return made


@pytest.fixture
def field(cast) -> Visit:
    """A finished visit of Rita's to her dealer today, and all that a dashboard tells of him."""
    visit = factories.visit(cast)
    factories.photo(visit, "wh_overview_photo.overview")
    factories.count(visit, cast.products[0].id, 60)
    visit = factories.finished(visit, cast)
    today, dealer = clock.today(), db.session.get(Dealer, cast.dealer.id)
    dealer.health, dealer.diversion, dealer.next_due_on = "C", 45, today - timedelta(days=9)
    for state, days in (("kept", 3), ("kept", 4), ("kept_late", 5), ("open", 20)):
        promised(visit, "us", state, today - timedelta(days=days), today - timedelta(days=days))
    promised(visit, "dealer", "open", today + timedelta(days=2))
    finding(visit, 40)
    at_risk(cast.dealer.id, cast.products[0].id, 12)
    score = db.session.get(Score, (visit.id, "s3"))
    score.value = 64.0
    db.session.flush()
    count_again(db.session.connection())
    db.session.commit()
    return visit
