"""Closing a finding by hand, with a reason that stays on the dealer's page."""

from uuid import UUID, uuid5

from flask import abort
from sqlalchemy import select

from app.accounts.models import User
from app.clock import utc_now
from app.dealers.models import Dealer
from app.dealers.queries import dealers_for
from app.extensions import db
from app.visits.judgement.models import Finding, FindingEvent


def finding_for(user: User, finding_id: UUID) -> Finding:
    """The finding, if `user` may see its dealer; 404 for everybody else. Held until the transaction ends."""
    mine = dealers_for(user).with_only_columns(Dealer.id)
    found = select(Finding).where(Finding.id == finding_id, Finding.dealer_id.in_(mine))
    return db.session.scalar(found.with_for_update()) or abort(404)


def close_by_hand(finding: Finding, user: User, reason: str) -> bool:
    """Close a finding; False, and nothing changes, where it is closed already. Commits nothing."""
    if finding.closed_at is not None:
        return False
    finding.closed_at, finding.closed_by, finding.closed_reason = utc_now(), user.id, reason
    db.session.add(
        FindingEvent(
            id=uuid5(finding.id, "closed by hand"), finding_id=finding.id, dealer_id=finding.dealer_id,
            user_id=user.id, kind="close", severity=finding.severity, reason=reason,
            happened_at=finding.closed_at,
        )
    )  # fmt: skip
    return True
