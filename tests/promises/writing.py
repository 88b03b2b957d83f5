"""How the tests write promises down and settle them: through the pages, as a phone does."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from app.promises.models import Promise
from app.visits.models import Answer
from tests.factories import _stored

TODAY = datetime.now(UTC).date()


def day(days: int = 0) -> str:
    """An ISO date `days` from today."""
    return (TODAY + timedelta(days=days)).isoformat()


def terms(**fields) -> dict:
    """The form of a whole promise of ours, unless `fields` say otherwise."""
    whole = {
        "id": str(uuid4()), "owner": "us", "action": "Swap the old cola", "quantity": "12 cases",
        "amount": "", "due": day(3), "approved": "own_limit", "approver": "", "evidence": "",
    }  # fmt: skip
    return whole | fields


def make(client, visit, **fields):
    """Post a promise from the visit's screen."""
    return client.post(
        f"/visits/{visit.id}/promises", data=terms(**fields), headers=fields.pop("headers", {})
    )


def settle(client, promise_id, state, visit=None, **fields):
    """Post what became of a promise."""
    form = {"id": str(uuid4()), "state": state} | ({"visit": str(visit.id)} if visit else {}) | fields
    return client.post(f"/promises/{promise_id}/settlement", data=form)


def stored(visit, **values) -> Promise:
    """A stored open promise of ours, due yesterday, unless `values` say otherwise."""
    now = datetime.now(UTC)
    defaults = {
        "id": uuid4(), "dealer_id": visit.dealer_id, "visit_id": visit.id, "user_id": visit.rep_id,
        "owner": "us", "action": "Bring a stock board", "quantity": "1 board",
        "due": TODAY - timedelta(days=1),
        "approver": "own_limit", "state": "open", "answered_at": now, "received_at": now,
    }  # fmt: skip
    return _stored(Promise(**(defaults | values)))


def answer_of(db, visit, key):
    """The current answer of a visit to an item."""
    db.session.rollback()
    return db.session.query(Answer).filter_by(visit_id=visit.id, item_key=key, superseded=False).one().value
