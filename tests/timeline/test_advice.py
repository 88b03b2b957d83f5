"""What to say about an open finding stands beside it, with every place filled, and not where one is empty."""

from datetime import date
from uuid import uuid4

import pytest

from app.visits.judgement.models import Finding
from tests import factories

KANBAN = "Print our bin card"
FIFO = "load the old ones first"


@pytest.fixture
def finding(cast, db):
    visit = factories.finished(factories.visit(cast), cast)

    def make(key, **values):
        defaults = {
            "severity": "major", "places": {}, "opened_on": date(2025, 3, 1), "section": "s3_warehouse",
        }  # fmt: skip
        row = Finding(id=uuid4(), dealer_id=cast.dealer.id, item_key=key, opened_visit_id=visit.id,
                      last_visit_id=visit.id, **(defaults | values))  # fmt: skip
        db.session.add(row)
        db.session.commit()

    return make


def findings_of(client, cast):
    return client.get(f"/dealers/{cast.dealer.id}/findings").text


def test_the_advice_stands_with_the_finding(client, cast, sign_in, finding):
    finding("wh_kanban")
    assert KANBAN in findings_of(sign_in(client, cast.sol), cast)


def test_its_places_are_filled(client, cast, sign_in, finding):
    finding("wh_fifo", places={"old_qty": 60, "new_qty": 50})
    page = findings_of(sign_in(client, cast.rita), cast)
    assert FIFO in page
    assert "60" in page
    assert "{" not in page.split("Advice:")[1][:200]


def test_advice_with_an_empty_place_is_not_said(client, cast, sign_in, finding):
    finding("wh_fifo")
    page = findings_of(sign_in(client, cast.rita), cast)
    assert "First in, first out" in page
    assert FIFO not in page


def test_the_worst_finding_brings_its_advice_before_the_door(client, cast, sign_in, finding):
    finding("wh_kanban", severity="critical")
    assert KANBAN in sign_in(client, cast.rita).get(f"/dealers/{cast.dealer.id}/visit").text
