"""A page that was drawn before is shown again only while it would be drawn the same."""

from datetime import date, timedelta

import pytest

from app.accounts.models import Team, User
from app.clock import today
from app.dealers.models import Dealer
from app.promises.models import Promise
from tests import factories
from tests.promises.writing import settle, stored


@pytest.fixture
def read(client, cast, sign_in):
    """Rita reads her dealer's page."""
    sign_in(client, cast.rita)
    return lambda **asked: client.get(f"/dealers/{cast.dealer.id}", query_string=asked).text


@pytest.fixture
def promised(cast):
    """A promise made at a visit, due in five days."""
    return stored(factories.visit(cast), action="Second shelf by the door", due=today() + timedelta(days=5))


def test_it_is_the_same_page_and_costs_less(read, promised, statements):
    with statements() as first:
        page = read()
    with statements() as again:
        assert read() == page
    assert len(again) <= 7 and len(again) < len(first)


@pytest.mark.parametrize(
    ("model", "change", "shown"),
    [
        (Dealer, {"town": "Qingxi"}, "Qingxi"),
        (Dealer, {"grade": "A"}, "Grade A"),
        (User, {"display_name": "Rita Mae"}, "Rita Mae"),
        (Team, {"name": "Riverside"}, "Riverside"),
        (Promise, {"action": "Third shelf"}, "Third shelf"),
        (Promise, {"due": date(2024, 5, 1)}, "1 overdue"),
    ],
)
def test_what_it_shows_has_changed(read, promised, cast, db, model, change, shown):
    ids = {Dealer: cast.dealer.id, User: cast.rita.id, Team: cast.dealer.team_id, Promise: promised.id}
    assert shown not in read()
    for name, value in change.items():
        setattr(db.session.get(model, ids[model]), name, value)
    db.session.commit()
    assert shown in read()


def test_a_promise_that_the_entries_do_not_show_is_settled(read, promised, client):
    assert "1 open promise" in read(kind="counts")
    settle(client, promised.id, "kept")
    assert "open promise" not in read(kind="counts")


def test_a_message_is_shown_once(read, client, promised):
    read()
    with client.session_transaction() as session:
        session["_flashes"] = [("message", "Noted.")]
    assert "Noted." in read()
    assert "Noted." not in read()


def test_each_reader_has_his_own(read, promised, client, cast, sign_in):
    own = read()
    sign_in(client, cast.sol)
    assert 'class="btn btn--primary' in own
    assert 'class="btn btn--primary' not in read()
