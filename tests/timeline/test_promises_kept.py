"""A kept rate of the dealer's page, opened: the sum, and the promises that it counts."""

from datetime import date, timedelta

import pytest

from app.promises.models import Promise
from tests import factories
from tests.promises.writing import stored


@pytest.fixture
def promised(cast, app):
    """Four promises of ours due this month, three of them kept in time."""
    visit = factories.visit(cast)
    for number, state in enumerate(("kept", "kept", "kept", "broken")):
        due = date.today() - timedelta(days=3 + number)
        stored(visit, due=due, state=state, settled_on=due, action=f"Bring sign {number}")
    factories.finished(visit, cast)


def kept(client, cast, owner="us"):
    return client.get(f"/dealers/{cast.dealer.id}/promises-kept/{owner}")


def test_the_badge_leads_to_the_sum_and_its_promises(client, cast, sign_in, promised):
    page = sign_in(client, cast.rita).get(f"/dealers/{cast.dealer.id}").text
    assert f'href="/dealers/{cast.dealer.id}/promises-kept/us"' in page
    shown = kept(client, cast).text
    assert "3 of 4 due promises were kept on time" in shown
    assert "rule H3" in shown and "Only 4 promises were due." in shown
    assert [f"Bring sign {number}" in shown for number in range(4)] == [True] * 4
    assert "Too few promises were due" in kept(client, cast, "dealer").text


@pytest.mark.parametrize(("who", "status"), [("rita", 200), ("sol", 200), ("ada", 200), ("omar", 404)])
def test_who_may_see_it(client, cast, sign_in, promised, who, status):
    assert kept(sign_in(client, getattr(cast, who)), cast).status_code == status


def test_nobody_else_promises(client, cast, sign_in):
    assert kept(sign_in(client, cast.rita), cast, "rep").status_code == 404


def test_it_takes_few_statements(client, cast, sign_in, promised, statements):
    sign_in(client, cast.rita)
    kept(client, cast)
    with statements() as seen:
        kept(client, cast)
    assert len(seen) <= 8, "\n".join(seen)
    assert Promise.__tablename__ in "".join(seen)
