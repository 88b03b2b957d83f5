"""What the dashboard costs follows neither the years nor, but a little, the number of dealers.

Counted in steps of SQLite's machine, which no busy machine blurs. At 40 dealers and 600 visits the whole page
takes some 15 ms, and 100,000 steps take one or two: with the 330 that a dealer may cost, 1,000 dealers stay
below one and a half times that. `make bench` measures it at full size.
"""

import pytest
from sqlalchemy import delete

from app import clock
from app.accounts.models import Team, User
from app.catalogue.models import Product
from app.dealers.models import Dealer
from app.extensions import db
from app.promises.models import Promise
from app.visits.judgement.models import Finding, Score
from app.visits.models import Visit
from app.visits.tallies.models import RepDay, RiskLot, TeamDay
from bench.dashboard import cost
from bench.field import FIRST, YEAR, fill_field

A_DEALER = 330


@pytest.fixture
def measured(client, cast, sign_in):
    """Fills a company of a size with visits of some days, and says what its dashboard costs."""
    sign_in(client, cast.ada)

    def measure(dealers: int, visits: int, days: int = YEAR) -> tuple[int, int]:
        for model in (RiskLot, Finding, Promise, Score, RepDay, TeamDay, Visit):
            db.session.execute(delete(model))
        for model in (Dealer, User, Product, Team):
            db.session.execute(delete(model).where(model.id >= FIRST))
        fill_field(dealers, visits, clock.today(), days)
        if db.engine.dialect.name == "sqlite":
            return cost(client)
        assert client.get("/dashboard").status_code == 200
        return 0, 0

    return measure


def test_ten_years_cost_what_one_costs(measured):
    one, ten = measured(40, 600), measured(40, 6000, 10 * YEAR)
    assert ten[0] == one[0] <= 9
    assert ten[1] <= 1.1 * one[1]


def test_a_dealer_costs_little(measured):
    few, many = measured(40, 600), measured(200, 20_000)
    assert many[0] == few[0]
    assert many[1] - few[1] <= A_DEALER * 160
