"""Finishing a visit adds it to the sums once, and filling from what is there makes the very same sums."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.accounts.models import Company
from app.daily import run_if_due
from app.dealers.models import Dealer
from app.extensions import db
from app.visits.judgement.models import Score
from app.visits.models import Visit
from app.visits.retention.purge import purge
from app.visits.tallies.filling import count_again, fill
from app.visits.tallies.models import RepDay, RiskLot, TeamDay
from tests import factories
from tests.visits.judgement import world
from tests.visits.judgement.answers import FULL


def rows(model) -> list[tuple]:
    columns = model.__table__.c
    return [tuple(row) for row in db.session.execute(select(columns).order_by(*model.__table__.primary_key))]


def full_visit(cast, counted: int = 120, days_ago: int = 0) -> Visit:
    """A finished full visit with lots that are too old to sell all of them in time."""
    visit = world.visit(cast, days_ago, mode="full")
    for slot in ("wh_overview_photo.overview", "wh_overview_photo.our_stack", "wh_lots"):
        factories.photo(visit, slot)
    for product in cast.products:
        world.count(visit, product, [(170 - days_ago, counted - 40), (40 - days_ago, 40)], days_ago,
                    counted=counted)  # fmt: skip
    return world.finished(visit, days_ago, FULL | {"wh_stock_counts": None})


def test_a_finished_visit_is_in_the_sums_once(cast):
    visit = full_visit(cast)
    (day,) = db.session.scalars(select(RepDay))
    assert (day.rep_id, day.team_id, day.day) == (cast.rita.id, cast.team.id, clock.today())
    assert (day.visits, day.full_audits, day.photos) == (1, 1, 3)
    assert day.minutes == visit.minutes
    assert day.counted >= len(cast.products)
    factories.finished(factories.visit(cast), cast)
    db.session.expire_all()
    (day,) = db.session.scalars(select(RepDay))
    assert (day.visits, day.full_audits) == (2, 1)


def test_counting_again_adds_the_scores_up(cast):
    visit = full_visit(cast)
    db.session.get(Score, (visit.id, "s3")).value = 68.5
    db.session.flush()
    count_again(db.session.connection())
    db.session.commit()
    day = db.session.scalars(select(TeamDay)).one()
    assert (day.visits, day.s3_sum, day.s3_times) == (1, 68.5, 1)


def test_filling_makes_what_finishing_made(cast):
    full_visit(cast, 300, 14)
    full_visit(cast, 220)
    made = rows(RepDay), rows(RiskLot), rows(Dealer), rows(TeamDay), rows(Visit)
    assert made[1], "nothing is at risk"
    for model in (RepDay, TeamDay):
        db.session.execute(model.__table__.delete())
    db.session.execute(RiskLot.__table__.delete())
    db.session.execute(Dealer.__table__.update().values(health=None, diversion=None))
    db.session.execute(Visit.__table__.update().values(day=None, minutes=None, photos_taken=None))
    fill(db.session.connection(), clock.zone())
    db.session.commit()
    again = rows(RepDay), rows(RiskLot), rows(Dealer), rows(TeamDay), rows(Visit)
    assert [len(each) for each in again] == [len(each) for each in made]
    for before, after in zip(made[:4], again[:4], strict=True):
        assert after == [tuple(pytest.approx(x) if isinstance(x, float) else x for x in row)
                         for row in before]  # fmt: skip


def test_a_lot_at_risk_says_when_it_expires(cast):
    full_visit(cast, 300, 14)
    full_visit(cast, 260)
    lot = db.session.scalars(select(RiskLot).order_by(RiskLot.product_id, RiskLot.produced_on)).first()
    assert lot.produced_on == clock.today() - timedelta(days=170)
    assert lot.expires_on == lot.produced_on + timedelta(days=180)
    assert 0 < lot.risk <= lot.quantity
    assert lot.money > 0


def test_what_is_counted_anew_replaces_what_was_at_risk(cast):
    full_visit(cast, 300, 14)
    full_visit(cast, 260)
    assert db.session.scalars(select(RiskLot)).all()
    sold_out = world.visit(cast)
    for product in cast.products:
        factories.count(sold_out, product.id, 0)
    factories.finished(sold_out, cast)
    assert db.session.scalars(select(RiskLot)).all() == []


def test_a_dealer_who_changes_teams_takes_his_visits_along(cast):
    full_visit(cast)
    db.session.get(Dealer, cast.dealer.id).team_id = cast.other_team.id
    db.session.commit()
    assert run_if_due()
    (day,) = db.session.scalars(select(RepDay).execution_options(populate_existing=True))
    assert day.team_id == cast.other_team.id
    assert db.session.scalar(select(Company.tidied_on)) == clock.today()


def test_the_points_of_diversion_go_with_the_facts_they_were_made_of(cast):
    full_visit(cast, days_ago=800)
    db.session.get(Dealer, cast.dealer.id).diversion = 45
    db.session.commit()
    assert purge() == 1
    assert db.session.get(Dealer, cast.dealer.id, populate_existing=True).diversion is None
