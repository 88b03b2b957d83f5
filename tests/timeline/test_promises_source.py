"""Promises on the dealer's page: each step an entry, the kept rates, and what is open."""

from datetime import UTC, datetime, timedelta

import pytest

from app import clock
from app.promises.queries import open_or_counted, rates_of
from tests import factories
from tests.promises.writing import day, make, settle, stored

STEPS = {
    "kept": "Kept", "kept_late": "Kept late", "broken": "Missed",
    "withdrawn_by_dealer": "Withdrawn by the dealer",
}  # fmt: skip


@pytest.fixture
def visit(cast):
    return factories.visit(cast)


def page_of(client, cast, **query):
    return client.get(f"/dealers/{cast.dealer.id}", query_string=query).text


@pytest.mark.parametrize(("step", "words"), STEPS.items())
def test_what_became_of_a_promise_is_an_entry(client, cast, sign_in, visit, step, words):
    promise = stored(visit, due=datetime.now(UTC).date())
    settle(sign_in(client, cast.rita), promise.id, step, note="said on the phone")
    page = page_of(client, cast, kind="promises")
    assert f">{words}</a>" in page
    assert "said on the phone" in page
    assert ">Promised</a>" in page
    assert f"/promises/{promise.id}" in page


def test_a_moved_promise_says_to_when_and_is_made_once(client, cast, sign_in, visit):
    promise = stored(visit)
    settle(sign_in(client, cast.rita), promise.id, "moved", new_due=day(5))
    page = page_of(client, cast, kind="promises")
    assert "Moved to" in page
    assert page.count(">Promised</a>") == 1


def test_a_request_that_becomes_a_promise_is_drawn_anew(client, cast, sign_in, visit, db):
    sign_in(client, cast.rita)
    make(client, visit, quantity="")
    assert ">Requested</a>" in page_of(client, cast)
    promise = db.session.query(type(stored(visit, owner="dealer"))).filter_by(owner="us").one()
    form = {"action": "Swap it", "quantity": "3", "due": day(4), "approved": "own_limit"}
    assert client.post(f"/promises/{promise.id}/approval", data=form).status_code == 303
    page = page_of(client, cast)
    assert ">Requested</a>" not in page and ">Approved</a>" in page and "Swap it" in page


def test_the_filters_of_kind_and_section(client, cast, sign_in, visit):
    stored(visit)
    sign_in(client, cast.rita)
    assert "Promised</a>" in page_of(client, cast, section="s0_visit")
    assert "Promised</a>" not in page_of(client, cast, section="s3_warehouse")
    assert "Promised</a>" not in page_of(client, cast, kind="photos")


def test_pages_follow_each_other_without_gap_or_double(client, cast, sign_in, visit):
    now = datetime.now(UTC)
    for hours in range(45):
        stored(visit, received_at=now - timedelta(hours=hours), state="kept")
    sign_in(client, cast.rita)
    seen, address = [], f"/dealers/{cast.dealer.id}?kind=promises"
    while address:
        text = client.get(address).text
        seen += [part.split('"')[0] for part in text.split('id="e-')[1:]]
        older = text.split('class="older"')
        address = older[1].split('href="')[1].split('"')[0].replace("&amp;", "&") if len(older) > 1 else None
    assert len(seen) == len(set(seen)) == 45


def test_rule_h3_end_to_end(client, cast, sign_in, visit):
    """Seven kept in time, one late, one broken, one withdrawn: 7 of 9 (77.8%), which needs attention."""
    sign_in(client, cast.rita)
    ids = []
    for number in range(10):
        made = make(client, visit, due=day(0), action=f"Bring board {number}")
        ids.append(made.location.rpartition("#p-")[2])
    for promise_id, step in zip(
        ids, ["kept"] * 7 + ["kept_late", "broken", "withdrawn_by_dealer"], strict=True
    ):
        assert settle(client, promise_id, step, visit).status_code == 303
    page = page_of(client, cast)
    assert "ours 7 of 9" in page
    assert "badge--warn" in page.split("Promises kept:")[1].split("</p>")[0]
    assert "the dealer's –" in page
    rate = rates_of(open_or_counted(cast.dealer.id, clock.today()), clock.today()).ours
    assert "77.8%" in str(rate.steps[0]) and "83.3%" in str(rate.steps[0])


def test_open_ones_stand_above_and_the_overdue_are_shown_at_once(client, cast, sign_in, visit):
    stored(visit, owner="dealer", action="Clear the aisle")
    page = page_of(sign_in(client, cast.rita), cast)
    assert "1 open promise" in page and "1 overdue" in page
    assert "Clear the aisle" in page.split("1 open promise")[1].split("</details>")[0]


def test_a_stranger_sees_none_of_it(client, cast, sign_in, visit):
    stored(visit)
    assert sign_in(client, cast.omar).get(f"/dealers/{cast.dealer.id}").status_code == 404
