"""A finished visit of Rita's with something to look at twice, and a short way to post."""

from uuid import uuid4

import pytest

from app.extensions import db
from app.visits.models import Visit
from tests import factories

CONTRADICTION = [
    {
        "code": "count_above_stock",
        "weight": 4,
        "text": {"text": "{product}: {count} more than the last count and the deliveries explain.",
                 "values": {"product": {"named": ["Cola 1", "可乐1", "可樂1"]}, "count": 12}},
        "refs": [{"kind": "item", "key": "wh_tidy"}],
    }
]  # fmt: skip


@pytest.fixture
def visit(cast):
    """Finished, with an answer that a note can name; it waits for review."""
    made = factories.visit(cast)
    factories.answer(made, "wh_tidy", {"grade": 2})
    return factories.finished(made, cast)


@pytest.fixture
def surprising(cast):
    """A second one, which surprises."""
    return marked(factories.finished(factories.visit(cast), cast), 4, CONTRADICTION)


def marked(visit: Visit, surprise: int, reasons: list | None = None) -> Visit:
    """A stored visit with so much surprise."""
    stored = db.session.get(Visit, visit.id)
    stored.surprise, stored.surprises = surprise, reasons
    db.session.commit()
    return visit


def state_of(visit: Visit) -> str:
    """Where the review of a visit stands."""
    return db.session.get(Visit, visit.id, populate_existing=True).review


def approve(client, visit: Visit, **form):
    return client.post(f"/visits/{visit.id}/approval", data={"id": str(uuid4()), **form})


def send_back(client, visit: Visit, note: str = "Count the corner again.", **form):
    data = {"id": str(uuid4()), "note": note, **form}
    return client.post(f"/visits/{visit.id}/return", data=data)


def correct(client, visit: Visit, grade: int = 4):
    """Correct the tidiness, as the rep does from the report."""
    data = {"id": str(uuid4()), "state": "answered", "grade": str(grade), "reason": "Looked again"}
    return client.post(f"/visits/{visit.id}/corrections/wh_tidy", data=data)
