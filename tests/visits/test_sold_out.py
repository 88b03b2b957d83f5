"""The day on which a product ran out (rule A4): where it is entered, what is refused, what follows."""

from datetime import date, timedelta

import pytest

from tests import factories
from tests.visits import stock_world as world
from tests.visits.stock_world import counts, post

EMPTY = {"cases": "0", "loose": "", "unsellable": ""}


def days_ago(days: int) -> str:
    return (date.today() - timedelta(days=days)).isoformat()


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


@pytest.fixture
def visit(cast):
    world.last_visit(cast, counted=60, unsellable=0)
    return factories.visit(cast)


def test_the_day_is_kept_and_demand_is_counted_until_then(rita, visit, cast):
    answer = post(rita, visit, cast.products[0], **EMPTY, empty_since=days_ago(world.DAYS - 9))
    assert answer.status_code == 200 and "Sold 6.7 a day: 60 in 9 days" in answer.text
    assert counts(visit)[0].empty_since == date.fromisoformat(days_ago(world.DAYS - 9))
    page = rita.get(f"/visits/{visit.id}/stock").text
    assert f'name="empty_since" value="{days_ago(world.DAYS - 9)}"' in page


def test_without_a_day_the_page_asks_for_it(rita, visit, cast):
    answer = post(rita, visit, cast.products[0], **EMPTY)
    assert "Sold out. Say since when" in answer.text
    told = post(rita, visit, cast.products[0], **EMPTY, revision="1", empty_since=days_ago(1))
    assert "Sold out. Say since when" not in told.text


def test_what_was_thrown_away_is_kept_and_is_no_sale(rita, visit, cast):
    answer = post(rita, visit, cast.products[0], cases="1", loose="", unsellable="0", disposed="15")
    assert "Sold 1 a day: 21 in 21 days" in answer.text
    assert counts(visit)[0].disposed == 15


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        ({**EMPTY, "cases": "1", "empty_since": days_ago(2)}, "24 can still be sold"),
        ({**EMPTY, "empty_since": days_ago(world.DAYS)}, "enter a day after that one"),
        ({**EMPTY, "empty_since": days_ago(-1)}, "error"),
        ({**EMPTY, "empty_since": "2026-02-31"}, "error"),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_its_box(rita, visit, cast, boxes, words):
    answer = post(rita, visit, cast.products[0], **boxes)
    assert answer.status_code == 422
    assert "empty_since" in answer.text and words in answer.text
    assert not counts(visit)
