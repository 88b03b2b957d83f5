"""The review queue: each finished visit once, the most surprising first, for those whom it concerns."""

import re

import pytest

from app.extensions import db
from app.reviews import queue as queue_module
from app.visits.models import Visit
from tests import factories
from tests.reviews.conftest import approve, marked, send_back


def order_of(page: str) -> list[str]:
    return re.findall(r'id="v-([0-9a-f-]{36})" tabindex', page)


@pytest.fixture
def sol(client, cast, sign_in):
    return sign_in(client, cast.sol)


def test_the_most_surprising_comes_first_and_each_once(sol, visit, surprising):
    page = sol.get("/reviews").text
    assert order_of(page) == [str(surprising.id), str(visit.id)]
    assert "Cola 1: 12 more than the last count and the deliveries explain." in page
    assert f"/visits/{surprising.id}/report#wh_tidy" in page
    assert "Nothing unusual." in page


def test_an_open_visit_is_not_in_the_queue(sol, cast):
    factories.visit(cast)
    assert "Nothing to review" in sol.get("/reviews").text


def test_states_have_lists_of_their_own(sol, visit, surprising):
    approve(sol, visit)
    send_back(sol, surprising)
    assert order_of(sol.get("/reviews").text) == []
    assert order_of(sol.get("/reviews?show=approved").text) == [str(visit.id)]
    assert order_of(sol.get("/reviews?show=sent_back").text) == [str(surprising.id)]


def test_pages_follow_one_another_without_gap_or_repeat(sol, cast, monkeypatch):
    monkeypatch.setattr(queue_module, "SIZE", 2)
    made = [factories.finished(factories.visit(cast), cast) for _ in range(5)]
    for one in made[:3]:
        marked(one, 4)
    page, seen = sol.get("/reviews").text, []
    for _ in range(3):
        seen += order_of(page)
        older = re.search(r'hx-get="([^"]+after=[^"]+)"', page)
        if older:
            page = sol.get(older[1].replace("&amp;", "&"), headers={"HX-Request": "true"}).text
    assert len(seen) == 5
    assert set(seen) == {str(one.id) for one in made}


@pytest.mark.parametrize(
    "after", ["x", "1~2~3", "9~2026-01-01T00:00:00~00000000-0000-4000-8000-0000000000aa", "~~"]
)
def test_a_cursor_that_is_none_means_the_first_page(sol, visit, after):
    assert order_of(sol.get("/reviews", query_string={"after": after}).text) == [str(visit.id)]


def test_a_supervisor_sees_his_teams_and_an_admin_one_or_all(client, cast, sign_in, visit):
    omars = factories.visit(cast, dealer_id=cast.omars_dealer.id, rep_id=cast.omar.id)
    factories.finished(omars, cast)
    assert order_of(sign_in(client, cast.sol).get("/reviews").text) == [str(visit.id)]
    ada = sign_in(client, cast.ada)
    assert set(order_of(ada.get("/reviews").text)) == {str(visit.id), str(omars.id)}
    assert order_of(ada.get(f"/reviews?team={cast.other_team.id}").text) == [str(omars.id)]
    assert len(order_of(ada.get("/reviews?team=999").text)) == 2


def test_nobody_reviews_his_own_visit(sol, cast):
    own = factories.finished(factories.visit(cast, rep_id=cast.sol.id), cast)
    assert order_of(sol.get("/reviews").text) == []
    assert sol.get(f"/reviews/{own.id}").status_code == 403
    assert approve(sol, own).status_code == 403
    assert send_back(sol, own).status_code == 403
    assert db.session.get(Visit, own.id).review == "waiting"


@pytest.mark.parametrize("path", ["/reviews", "/reviews/{}", "/compare"])
def test_reps_stay_outside(client, cast, sign_in, visit, path):
    assert sign_in(client, cast.rita).get(path.format(visit.id)).status_code == 403


def test_another_teams_visit_is_not_there(client, cast, sign_in):
    omars = factories.visit(cast, dealer_id=cast.omars_dealer.id, rep_id=cast.omar.id)
    factories.finished(omars, cast)
    assert sign_in(client, cast.sol).get(f"/reviews/{omars.id}").status_code == 404


def test_reasons_are_told_in_the_readers_language(client, cast, sign_in, surprising):
    ada = sign_in(client, cast.ada)
    ada.post("/language", data={"locale": "zh_Hans", "next": "/"})
    assert "可乐1" in ada.get("/reviews").text


def test_the_queue_asks_little_however_long_it_is(sol, cast, visit, statements):
    sol.get("/reviews")
    for _ in range(6):
        marked(factories.finished(factories.visit(cast), cast), 3)
    with statements() as seen:
        assert sol.get("/reviews").status_code == 200
    assert len(seen) <= 8, "\n".join(seen)
