"""The dashboard: who may open it, what it counts, and that each number leads to just what it counted."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from app import clock
from app.accounts.models import AuditEntry
from app.dashboards.rows import lines as module
from app.dealers.models import Dealer
from app.extensions import db
from tests import factories
from tests.dashboards.conftest import at_risk, finding, promised

LISTS = ("dealers", "findings", "stock", "promises", "visits")
PAGES = ("/dashboard", *(f"/dashboard/{name}" for name in LISTS))


@pytest.fixture
def sol(client, cast, sign_in):
    return sign_in(client, cast.sol)


def numbers(page: str) -> list[tuple[str, int]]:
    """(address, number) of every number that leads to rows."""
    found = re.findall(r'<a class="dash__n[^"]*" href="([^"]+)">([^<]+)</a>', page)
    return [(unescape(href), int(number.replace(",", ""))) for href, number in found if number.isdigit()]


def lines(page: str) -> int:
    return page.count('<li class="row">')


@pytest.mark.parametrize("path", PAGES)
def test_reps_stay_outside_and_strangers_sign_in(client, cast, sign_in, path):
    assert client.get(path).status_code == 302
    assert sign_in(client, cast.rita).get(path).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_supervisors_and_admins_may_look(client, cast, sign_in, field, path):
    for user in (cast.sol, cast.ada):
        assert sign_in(client, user).get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_an_empty_company_has_pages_too(client, cast, sign_in, path):
    assert sign_in(client, cast.ada).get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_another_team_is_not_found(sol, cast, path):
    assert sol.get(f"{path}?team={cast.other_team.id}").status_code == 404
    assert sol.get(f"{path}?team=99999999999999999999").status_code == 404
    assert sol.get(f"{path}?team={cast.team.id}").status_code == 200


@pytest.mark.parametrize("query", ["days=8", "days=x", "days=", "team=", "team=x", "team=%C2%B2", "days=-7"])
def test_what_makes_no_sense_means_the_usual(sol, field, query):
    page = sol.get(f"/dashboard?{query}").text
    assert '<a href="/dashboard" aria-current="true">30 days</a>' in page


def test_it_stands_in_the_menu_of_those_who_may_open_it(client, cast, sign_in):
    assert 'href="/dashboard"' in sign_in(client, cast.sol).get("/").text
    assert 'href="/dashboard"' not in sign_in(client, cast.rita).get("/").text


def test_another_teams_dealers_are_not_counted(client, cast, sign_in, field):
    at_risk(cast.omars_dealer.id, cast.products[1].id, 5)
    omars = factories.visit(cast, dealer_id=cast.omars_dealer.id, rep_id=cast.omar.id)
    finding(factories.finished(omars, cast), 3)
    db.session.commit()
    for path in PAGES:
        page = sign_in(client, cast.sol).get(path).text
        assert "Omar" not in page
        assert "Hill Foods" not in page
        assert "Cola 2" not in page
    page = sign_in(client, cast.ada).get("/dashboard").text
    assert "Omar" in page
    assert "Cola 2" in page
    assert "Omar" not in client.get(f"/dashboard?team={cast.team.id}").text


def test_every_number_leads_to_as_many_rows(sol, cast, field):
    page = sol.get("/dashboard").text
    counted = [
        (href, number) for href, number in numbers(page)
        if not re.search(r"/stock|score=|photos=1", href)
    ]  # fmt: skip
    assert len(counted) > 15
    minutes = field.minutes
    for href, number in counted:
        rows = lines(sol.get(href).text)
        assert rows == number or (number == minutes and rows == 1), href


def test_what_it_says(sol, cast, field):
    promised(field, "dealer", "kept", clock.today())
    db.session.commit()
    page = sol.get("/dashboard").text
    assert "2 of 4" in page  # promises kept, few as they are
    assert "too few for a rate" in page  # the dealer's
    assert ">31 to 90 days" in page
    assert "Cola 1" in page
    assert "score=s3" in page
    findings = sol.get("/dashboard/findings?age=quarter").text
    assert "40 days" in findings
    assert lines(sol.get("/dashboard/findings?age=week").text) == 0
    assert lines(sol.get("/dashboard/dealers?level=watch").text) == 1
    assert "45 points" in sol.get("/dashboard/dealers?level=watch").text
    assert "45 points" not in sol.get("/dashboard/dealers").text
    assert ">64</span>" in sol.get("/dashboard/visits?score=s3").text


def test_that_points_of_diversion_were_opened_is_written_down(client, cast, sign_in, field):
    sign_in(client, cast.sol).get("/dashboard/dealers")
    opened = select(AuditEntry.subject).where(AuditEntry.action == "facts_opened")
    assert db.session.scalars(opened).all() == []
    client.get("/dashboard/dealers?level=watch")
    assert db.session.scalars(opened).all() == ["D1"]


def test_the_period_decides_what_counts(sol, cast, field):
    today = clock.today()
    promised(field, "dealer", "kept", today - timedelta(days=60), today - timedelta(days=60))
    db.session.commit()
    assert lines(sol.get("/dashboard/promises?owner=dealer").text) == 0
    assert lines(sol.get("/dashboard/promises?owner=dealer&days=90").text) == 1


def test_the_state_of_a_promise_is_that_of_the_rule(sol, field):
    today = clock.today()
    promised(field, "dealer", "kept", today - timedelta(days=6), today - timedelta(days=1))
    promised(field, "dealer", "open", today - timedelta(days=14))
    promised(field, "dealer", "open", today - timedelta(days=15))
    promised(field, "dealer", "withdrawn_by_dealer", today - timedelta(days=2))
    promised(field, "dealer", "superseded", today - timedelta(days=2))
    db.session.commit()
    address = "/dashboard/promises?owner=dealer"
    assert lines(sol.get(address).text) == 3
    for state in ("kept_late", "overdue", "broken"):
        assert lines(sol.get(f"{address}&state={state}").text) == 1, state
    assert lines(sol.get(f"{address}&state=ahead").text) == 1


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "after", ["x", "~", "2026-01-01~x", "1~2~3~4", "2026-13-01~1", "2026-01-01~99999999999"]
)
def test_a_cursor_that_is_none_means_the_first_page(sol, field, name, after):
    page = sol.get(f"/dashboard/{name}", query_string={"after": after})
    assert page.status_code == 200
    assert lines(page.text) == lines(sol.get(f"/dashboard/{name}").text) > 0


@pytest.mark.parametrize("name", LISTS)
def test_pages_follow_one_another_without_gap_or_repeat(sol, cast, field, name, monkeypatch):
    monkeypatch.setattr(module, "SIZE", 2)
    for number in range(5):
        db.session.add(Dealer(code=f"X{number}", name_en=f"Shop {number}", name_zh=f"店{number}",
                              team_id=cast.team.id, rep_id=cast.rita.id, grade="A"))  # fmt: skip
        finding(field, 40)
        at_risk(cast.dealer.id, cast.products[1].id, 20 + number)
        promised(field, "us", "kept", clock.today())
    db.session.commit()
    for _ in range(3):
        factories.finished(factories.visit(cast), cast)
    address, seen = f"/dashboard/{name}", 0
    for _ in range(12):
        page = sol.get(address, headers={"HX-Request": "true"}).text
        seen += lines(page)
        more = re.search(r'hx-get="([^"]+)"', page)
        if not more:
            break
        address = unescape(more[1])
    monkeypatch.setattr(module, "SIZE", 50)
    assert seen == lines(sol.get(f"/dashboard/{name}").text) >= 4


def test_it_speaks_chinese(client, cast, sign_in, field):
    ada = sign_in(client, cast.ada)
    ada.post("/language", data={"locale": "zh_Hans", "next": "/"})
    page = ada.get("/dashboard").text
    assert "可乐1" in page
    assert "海港商贸" in ada.get("/dashboard/dealers").text
