"""Rows that judging leaves behind, for the pages that show them."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from app.extensions import db
from app.visits.judgement.models import Finding, FindingEvent, OrderLine, Score


def score(visit, at: datetime, full_audit: bool = False, grade: str = "C", **values: float | None) -> None:
    """The scores of a visit by dimension."""
    for dimension, value in values.items():
        graded = dimension == "overall" and value is not None
        db.session.merge(
            Score(visit_id=visit.id, dimension=dimension, dealer_id=visit.dealer_id, value=value,
                  coverage=0.8, capped=False, grade=grade if graded else None, full_audit=full_audit,
                  scored_at=at)
        )  # fmt: skip
    db.session.commit()


def finding(visit, key="wh_tidy", severity="major", visits=1, closed=False, **values) -> Finding:
    """A finding that `visit` opened."""
    row = Finding(
        id=uuid4(), dealer_id=visit.dealer_id, item_key=key, section="s3_warehouse", severity=severity,
        critical=severity == "critical", evidence="seen", places={}, visits=visits,
        opened_on=(datetime.now(UTC) - timedelta(days=30)).date(), opened_visit_id=visit.id,
        last_visit_id=visit.id,
        closed_at=datetime.now(UTC) if closed else None, **values,
    )  # fmt: skip
    db.session.add(row)
    db.session.commit()
    db.session.refresh(row)
    db.session.expunge(row)
    return row


def event(visit, found: Finding, kind: str, at: datetime) -> None:
    """What a visit did to a finding."""
    db.session.add(
        FindingEvent(id=uuid4(), finding_id=found.id, dealer_id=visit.dealer_id, visit_id=visit.id,
                     user_id=visit.rep_id, kind=kind, severity=found.severity, happened_at=at)
    )  # fmt: skip
    db.session.commit()


def order(visit, product_id: int, suggested: int | None, agreed: int | None, reason: str = "") -> None:
    """An order line of a visit."""
    db.session.merge(
        OrderLine(visit_id=visit.id, product_id=product_id, dealer_id=visit.dealer_id, needed=suggested,
                  after_freshness=suggested, after_cash=suggested, agreed=agreed, reason=reason,
                  answered_at=visit.started_at)
    )  # fmt: skip
    db.session.commit()
