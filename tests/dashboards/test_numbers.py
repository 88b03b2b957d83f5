"""Every number of the dashboard is exactly what its rows count or sum up to, in a company that has lived."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app import clock
from app.accounts.models import TeamMember, User
from app.dealers.models import Dealer
from app.extensions import db
from app.sample.load import Order, load_sample
from app.visits.tallies.moving import sums_following
from tests.dashboards.conftest import promised
from tests.dashboards.reading import Number, lines_behind, read, rows_behind

COUNTED = {
    "Dealers", "Visited", "Due", "Overdue", "Findings", "Lots", "Visits", "Full audits", "A", "B", "C", "D",
    "none yet", "Came late",
}  # fmt: skip
EVIDENCE = ("Counted", "Seen", "Document", "Told")


def said(number: Number, rows: list[dict[str, str]]) -> list[str]:
    """What a number may show, by its rows."""
    if number.card == "d-stock" and number.column in ("Money", ""):
        return [money(sum(float(row["Money at risk"] or 0) for row in rows))]
    if number.card == "d-promises" and number.row == "Kept on time":
        kept = sum(row["Where it stands"] == "Kept" for row in rows)
        return [f"{kept} of {len(rows)}", f"{half_up(100 * kept / len(rows))}%"]
    if number.card == "d-scores" and number.column != "Visits":
        return [half_up(mean(rows, "Score"))]
    if number.column in EVIDENCE:
        given = {grade: sum(int(row[grade]) for row in rows) for grade in EVIDENCE}
        return [f"{half_up(100 * given[number.column] / sum(given.values()))}%"]
    if number.card == "d-activity" and number.column == "On time":
        on_time = sum(row["Day"] <= row["Due until"] for row in rows)
        return [f"{half_up(100 * on_time / len(rows))}%"]
    sums = {"Units": "Units at risk", "Photos": "Photos"}
    if number.column in sums:
        return [f"{sum(int(row[sums[number.column]]) for row in rows):,}"]
    if number.column == "Minutes each":
        return [str(round(mean(rows, "Minutes spent")))]
    assert number.card == "d-promises" or number.column in COUNTED or not number.column, number
    return [f"{len(rows):,}"]


def mean(rows: list[dict[str, str]], column: str) -> float:
    return sum(float(row[column]) for row in rows) / len(rows)


def half_up(value: float) -> str:
    return str(int(value + 0.5 + 1e-9))


def money(amount: float) -> str:
    return f"{amount:,.2f}".removesuffix(".00")


def assert_true(client, address: str) -> int:
    """Open each number of a dashboard and compare; how many there were."""
    page = read(client.get(address).text)
    behind = {}
    for number in page.numbers:
        if number.href not in behind:
            behind[number.href] = rows_behind(client, number.href)
        rows = behind[number.href]
        shown = re.sub(r"[^\d.,% of]", "", number.shown).strip() if "stock" in number.card else number.shown
        assert shown in said(number, rows), (number, len(rows), said(number, rows))
        assert rows, number
    for href, rows in list(behind.items())[::7]:  # the pages themselves have as many lines
        assert lines_behind(client, href) == len(rows), href
    assert page.plain == [], "numbers that lead nowhere"
    return len(page.numbers)


@pytest.fixture
def company(db):
    """A simulated company, of which one dealer was given up."""
    load_sample(Order(dealers=10, visits=110, photos=False), say=lambda said: None)
    dealer = db.session.scalars(select(Dealer).order_by(Dealer.id).offset(3).limit(1)).one()
    with sums_following([dealer.id]):
        dealer.active = False
    db.session.commit()


def readers() -> list[tuple[int, list[int]]]:
    """The ids of the admin and of each supervisor, with their teams; all read English."""
    db.session.execute(update(User).values(locale="en"))
    db.session.commit()
    found = {user_id: [] for user_id in db.session.scalars(select(User.id).where(User.role != "rep"))}
    for team_id, user_id in db.session.execute(select(TeamMember.team_id, TeamMember.user_id)):
        if user_id in found:
            found[user_id].append(team_id)
    db.session.rollback()
    return list(found.items())


def test_in_a_simulated_company(client, sign_in, company):
    """For the admin and each supervisor, over each period and in each of their teams."""
    numbers = []
    for user_id, teams in readers():
        sign_in(client, db.session.get(User, user_id))
        for days in (7, 30, 90):
            numbers.append(assert_true(client, f"/dashboard?days={days}"))
        for team_id in teams:
            numbers.append(assert_true(client, f"/dashboard?team={team_id}&days=90"))
    assert len(numbers) >= 10
    assert min(numbers) > 25


def test_in_the_field_of_the_cast(client, cast, sign_in, field):
    promised(field, "dealer", "kept", clock.today())
    promised(field, "dealer", "open", clock.today() - timedelta(days=15))
    db.session.commit()
    for user in (cast.sol, cast.ada):
        assert assert_true(sign_in(client, user), "/dashboard") > 20
