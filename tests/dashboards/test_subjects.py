"""Whatever a supervisor was promised to see stands on the dashboard, under its own heading, in words."""

import re
from datetime import timedelta
from html import unescape

import pytest

from app import clock
from app.dealers.models import Dealer
from app.extensions import db
from tests.dashboards.conftest import at_risk

# Heading: what its card has to name.
SUBJECTS = {
    "Coverage": ("Dealers", "Visited in the period", "Due", "Overdue", "By class", "By rep", "Rita"),
    "Open critical findings": ("31 to 90 days",),
    "Promises due in the period": ("Ours", "The dealer's", "Kept on time", "Due", "Kept late"),
    "Stock at risk": ("By product", "The lots that expire first", "First expires", "Cola 1"),
    "Value and health": ("Class", "A", "B", "C", "D"),
    "Scores": ("Section", "Now", "Before", "Change", "Warehouse"),
    "What the reps did": ("Rep", "Visits", "Full audits", "Minutes each", "Counted", "Seen",
                          "Document", "Told", "Photos"),
}  # fmt: skip


@pytest.fixture
def shown(client, cast, sign_in, field) -> str:
    return sign_in(client, cast.sol).get("/dashboard").text


def card(page: str, heading: str) -> str:
    """What stands under a heading, as text."""
    (found,) = [part for part in page.split("<section")[1:] if f">{heading}</h2>" in part]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split())


@pytest.mark.parametrize("heading", SUBJECTS)
def test_each_subject_has_its_card(shown, heading):
    told = card(shown, heading)
    assert [word for word in SUBJECTS[heading] if word not in told] == []


def test_stock_at_risk_tells_when_it_expires_by_product_and_by_lot_over_all_dealers(
    client, cast, sign_in, field
):
    other = Dealer(code="D3", name_en="Third", name_zh="第三", team_id=cast.team.id, rep_id=cast.rita.id)
    db.session.add(other)
    db.session.flush()
    at_risk(other.id, cast.products[0].id, 12)
    at_risk(other.id, cast.products[1].id, -3)
    db.session.commit()
    told = card(sign_in(client, cast.sol).get("/dashboard").text, "Stock at risk")
    by_product, by_lot = told.split("The lots that expire first")
    today = clock.today()
    first, last = (
        each.strftime("%-d %b") for each in (today - timedelta(days=3), today + timedelta(days=12))
    )
    assert "Cola 1 96" in by_product and last in by_product and first in by_product
    assert re.search(rf"Cola 1 made \d+ \w+( \d+)? 96 2 {last}", by_lot), "two dealers hold the lot"
    assert by_lot.index("Cola 2") < by_lot.index("Cola 1"), "what expires first stands first"


def test_diversion_watch_and_the_matrix_lead_to_their_dealers(shown):
    assert "level=watch" in shown and "level=high" not in shown  # nobody is high: 0 leads nowhere
    assert re.search(r"grade=B&amp;health=C|health=C&amp;grade=B", shown)


def test_each_chart_has_its_figures_beside_it(shown):
    scores = shown.split('id="d-scores"')[1].split("</section>")[0]
    assert "<svg" in scores and "<table" in scores


def test_team_and_period_stand_in_the_address(client, cast, sign_in, field):
    ada = sign_in(client, cast.ada)
    page = ada.get(f"/dashboard?team={cast.team.id}&days=90").text
    links = [unescape(href) for href in re.findall(r'class="dash__n[^"]*" href="([^"]+)"', page)]
    assert links and all(f"team={cast.team.id}" in href and "days=90" in href for href in links)
    other = ada.get(f"/dashboard?team={cast.other_team.id}").text
    assert "Rita" not in other
