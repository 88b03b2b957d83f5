"""The sample's results, dealer by dealer: they tell the stories that the dealers were given."""

from collections import defaultdict

import pytest
from sqlalchemy import select

from app import clock
from app.dealers.models import Dealer
from app.leverage.visiting import value_classes
from app.sample.load import Order, load_sample
from app.sample.plan import BREAKER, DIVERTER, IMPROVER, SEED, STEADY, WAVED, plan
from app.visits.judgement.document import read_back
from app.visits.judgement.models import OrderLine, VisitResults
from app.visits.judgement.peers import peers_on
from app.visits.models import Answer, OrderEntry, Visit
from app.visits.order.writing import ORDER_ITEM

DEALERS, VISITS = 10, 130
# Metric -> what no dealer of the sample is below or above.
PLAUSIBLE = {
    "vehicle_util": (0.1, 2), "outlet_coverage": (0.4, 1), "cash_cover_days": (1, 90),
    "overdue_share": (0, 0.6), "receivables_to_sales": (0.1, 1), "stock_adherence": (0, 1),
    "fifo_compliance": (0, 1), "net_margin": (-0.1, 0.2), "self_score": (0.4, 1), "rep_load": (0.1, 3),
}  # fmt: skip


@pytest.fixture
def judged(app, db):
    """The judgements of each dealer by the kind that he is, in the order of the visits."""
    load_sample(Order(dealers=DEALERS, visits=VISITS, photos=False), lambda _said: None)
    kinds = [each.kind for each in plan(DEALERS, VISITS, SEED, clock.today())]
    found = defaultdict(list)
    rows = (
        select(Visit.id, VisitResults.document)
        .join(VisitResults, VisitResults.visit_id == Visit.id)
        .order_by(Visit.finished_at)
    )
    dealers = db.session.scalars(select(Dealer.id).order_by(Dealer.id)).all()
    for dealer, kind in zip(dealers, kinds, strict=True):
        visits = db.session.execute(rows.where(Visit.dealer_id == dealer)).all()
        found[kind].append([read_back(row.id, row.document) for row in visits])
    return found


def open_for(history, key):
    """The part of the visits after which a finding was open."""
    return sum(any(each.key == key for each in one.open_findings) for one in history) / len(history)


def test_the_results_tell_what_the_dealers_do(judged):
    for breaker in judged[BREAKER]:
        assert open_for(breaker, "wh_fifo") > 0.5
    assert sum(open_for(steady, "wh_fifo") for steady in judged[STEADY]) / len(judged[STEADY]) < 0.2

    (diverter,) = judged[DIVERTER]
    points = [one.figure("diversion").value.points for one in diverter]
    assert points[0] < 25 <= points[-1]
    assert open_for(diverter[-6:], "ops_diversion_signs") > 0.5
    others = [history for kind, histories in judged.items() if kind != DIVERTER for history in histories]
    assert not any(open_for(history, "ops_diversion_signs") for history in others)

    (improver,) = judged[IMPROVER]
    first, last = (one.overall.value.score for one in (improver[0], improver[-1]))
    assert last > first + 10
    sums_are_plausible([one for histories in judged.values() for history in histories for one in history])


def test_the_supervisor_finds_what_is_critical_and_what_is_surprising(judged, db):
    (diverter,), (waved,) = judged[DIVERTER], judged[WAVED]
    assert any(each.critical and each.key == "ops_diversion_signs" for each in diverter[-1].open_findings)
    assert diverter[-1].figure("diversion").value.points >= 60
    waiting = select(Visit).where(Visit.review == "waiting").order_by(Visit.surprise.desc())
    visits = db.session.scalars(waiting.limit(2)).all()
    assert visits[0].id == waved[-1].visit_id
    assert visits[0].surprise >= 8 > visits[1].surprise
    codes = {reason["code"] for reason in visits[0].surprises}
    assert "too_short" in codes and any(code.startswith("claim_") for code in codes)


def sums_are_plausible(visits):
    for name, (low, high) in PLAUSIBLE.items():
        told = [one.metrics[name] for one in visits if one.metrics[name] is not None]
        assert told and low <= min(told) and max(told) <= high, (name, min(told), max(told))
    returns = [
        result for one in visits for key, result in one.figures.items() if key.startswith("stock_return:")
    ]
    assert max(result.value for result in returns if not result.refused) < 3
    assert any(result.code == "thin_stock" for result in returns)
    assert any(one.metrics["our_promises_overdue"] for one in visits)
    everywhere = set.intersection(*({each.key for each in one.open_findings} for one in visits))
    # Photos are left out here; how long network and area are is a note, good or bad for nobody.
    assert everywhere <= {"wh_overview_photo", "ops_network_length", "ops_region_length"}


def test_orders_far_over_the_suggestion_say_why_wherever_they_stand(judged, db):
    over = select(OrderLine).where(OrderLine.agreed > OrderLine.after_cash * 1.2)
    lines = db.session.scalars(over).all()
    assert lines and all(line.reason for line in lines)
    everything = db.session.execute(select(OrderLine.agreed, OrderLine.after_cash)).all()
    assert len(lines) < 0.2 * len(everything)
    line = lines[0]
    entry = select(OrderEntry.reason).where(OrderEntry.visit_id == line.visit_id)
    assert db.session.scalar(entry.where(OrderEntry.ordered_product_id == line.product_id)) == line.reason
    told = select(Answer.value).where(Answer.visit_id == line.visit_id, Answer.item_key == ORDER_ITEM)
    said = {row["product"]: row.get("reason") for row in db.session.scalar(told)["lines"]}
    assert said[str(line.product_id)] == line.reason


def test_a_complaint_that_waits_is_found_and_closes(judged):
    visits = [history for histories in judged.values() for history in histories]
    kinds = {event.kind for history in visits for one in history for event in one.events
             if event.key == "visit_dealer_voice"}  # fmt: skip
    assert {"open", "close"} <= kinds


def test_a_dealer_is_new_before_he_is_of_a_class(judged):
    for history in (history for histories in judged.values() for history in histories):
        classes = [one.figures["value_class"].value for one in history]
        known = [klass for klass in classes if klass is not None]  # refused while hardly anything was sold
        assert set(known[known.count("N") :]) <= {"A", "B", "C"}


def test_every_dealer_is_of_the_class_that_his_sales_make(judged, db):
    peers = peers_on(clock.today())
    by_sales = value_classes(peers.sales, clock.today(), peers.months).value
    by_sales = {int(dealer_id): klass for dealer_id, klass in by_sales.items()}
    graded = dict(db.session.execute(select(Dealer.id, Dealer.grade)).all())
    assert graded == graded | by_sales
    assert len(set(by_sales.values())) >= 3
