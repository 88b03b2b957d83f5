"""Findings from visit to visit, scores that carry over, caps, the next visit's day: through the database."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update

from app.checklists.queries import built_in, checklist
from app.dealers.models import Dealer, Receipt
from app.extensions import db
from app.leverage.findings import OpenFinding
from app.leverage.settings import DEFAULTS
from app.visits.finish import finish_visit
from app.visits.judgement import store
from app.visits.judgement.history import judge_history
from app.visits.judgement.judge import judge
from app.visits.judgement.live import stored_judgement
from app.visits.judgement.models import Finding, FindingEvent, OrderLine, Score, VisitResults
from app.visits.judgement.peers import per_head
from app.visits.judgement.peers_then import PeersThen
from app.visits.judgement.rows import rows_of
from app.visits.models import Visit
from app.visits.tallies.models import RepDay
from tests import factories
from tests.visits.judgement import plain, world
from tests.visits.judgement.answers import FULL

MESS, FAIR, GOOD = ({"wh_tidy": {"grade": grade}} for grade in (2, 3, 4))


def seen_at(cast, days_ago: int, answers: dict, evidence: str = "seen", mode: str = "quick") -> Visit:
    """A visit some days ago with these answers, finished."""
    visit = world.visit(cast, days_ago, mode=mode)
    world.answered(visit, answers, evidence, days_ago)
    return world.finished(visit, days_ago)


def finding(key: str = "wh_tidy") -> Finding | None:
    found = select(Finding).where(Finding.item_key == key).order_by(Finding.closed_at.is_(None).desc())
    return db.session.scalar(found.execution_options(populate_existing=True))


def kinds(key: str = "wh_tidy") -> list[str]:
    found = select(FindingEvent.kind).join(Finding, Finding.id == FindingEvent.finding_id)
    return list(db.session.scalars(found.where(Finding.item_key == key).order_by(FindingEvent.happened_at)))


def test_a_finding_opens_persists_repeats_and_closes(cast):
    seen_at(cast, 40, MESS)
    assert (finding().severity, finding().visits, finding().closed_at) == ("minor", 1, None)
    seen_at(cast, 30, MESS)
    third = seen_at(cast, 20, FAIR)  # a half is no longer below, but not good enough to close
    assert finding().visits == 3
    event = next(each for each in stored_judgement(third.id).events if each.key == "wh_tidy")
    assert event.repeated
    seen_at(cast, 10, {"wh_kanban": {"board": "updated"}})  # not looked at: stays as it is
    assert finding().visits == 3
    last = seen_at(cast, 5, GOOD)
    assert finding().closed_at == last.finished_at
    assert finding().closed_by == cast.rita.id
    assert kinds() == ["open", "persist", "persist", "close"]


def test_a_closed_finding_opens_anew(cast):
    for days, answers in ((30, MESS), (20, GOOD), (10, MESS)):
        seen_at(cast, days, answers)
    assert db.session.scalar(select(func.count()).where(Finding.item_key == "wh_tidy")) == 2
    assert finding().visits == 1


def test_a_closed_finding_keeps_what_fills_its_text():
    was_open = OpenFinding("wh_tidy", "minor", plain.ago(9))
    evidence = plain.evidence(
        {"wh_tidy": {"grade": 5}}, open_findings=(was_open,), finding_ids={"wh_tidy": uuid4()},
        finding_places={"wh_tidy": {"days": 6}},
    )  # fmt: skip
    judgement = judge(evidence, built_in(), DEFAULTS)
    (change,) = rows_of(judgement, evidence, 1, world.moment()).changed
    assert change["new_closed_at"] is not None
    assert change["new_places"] == {"days": 6}


def test_not_seen_changes_nothing(cast):
    seen_at(cast, 20, MESS)
    seen_at(cast, 10, {"wh_tidy": None})
    assert (finding().visits, kinds()) == (1, ["open"])


def test_what_is_missing_is_found_only_where_it_was_asked(cast):
    seen_at(cast, 10, {})
    assert finding("visit_goal").severity == "minor"
    seen_at(cast, 5, {"visit_goal": {"goal": "Order"}})
    assert finding("visit_goal").closed_at is not None


def test_finishing_again_writes_nothing_again(cast):
    visit = seen_at(cast, 5, MESS)
    before = db.session.scalar(select(func.count(FindingEvent.id)))
    finish_visit(db.session.get(Visit, visit.id), world.dealer_of(visit), checklist(cast.version_id))
    db.session.commit()
    assert db.session.scalar(select(func.count(FindingEvent.id))) == before


WAREHOUSE = {key: FULL[key] for key in FULL if key.startswith("wh_")}


def test_a_critical_finding_caps_the_section_until_it_is_closed(cast):
    good = WAREHOUSE | {"wh_ventilation": {"signs": ["ok"]}, "wh_fifo": {"old_in_front": "yes"},
                        "wh_safety_rule": {"method": "rule"}, "wh_kanban": {"board": "updated"}}  # fmt: skip
    mixed = seen_at(cast, 20, good | {"wh_expired": {"expired": "mixed"}}, mode="full")
    score = db.session.get(Score, (mixed.id, "s3"))
    assert (score.value, score.capped) == (59, True)
    clean = seen_at(cast, 10, {"wh_expired": {"expired": "none"}})
    score = db.session.get(Score, (clean.id, "s3"))
    assert score.value > 90 and not score.capped


def test_what_was_told_is_never_critical(cast):
    seen_at(cast, 20, {"wh_expired": {"expired": "mixed"}}, "told")
    assert (finding("wh_expired").severity, finding("wh_expired").critical) == ("major", False)
    seen_at(cast, 10, {"wh_expired": {"expired": "mixed"}}, "seen")
    assert finding("wh_expired").critical
    seen_at(cast, 5, {"wh_expired": {"expired": "mixed"}}, "told")
    assert finding("wh_expired").critical  # hearsay does not undo what was seen


def test_scores_carry_over_as_long_as_they_count(cast):
    seen_at(cast, 50, WAREHOUSE, mode="full")
    fresh = stored_judgement(seen_at(cast, 30, GOOD).id)
    assert fresh.scored_on["wh_expired"] == world.day(50)
    late = stored_judgement(seen_at(cast, 1, GOOD).id)
    assert "wh_expired" not in late.item_scores  # quick answers count for 45 days
    assert "wh_kanban" in late.item_scores  # those of an audit for 120


def test_a_full_audit_is_what_the_trend_compares_with(cast):
    seen_at(cast, 50, FULL, mode="full")
    last = stored_judgement(
        seen_at(cast, 10, {"wh_tidy": {"grade": 5}, "wh_kanban": {"board": "updated"}}).id
    )
    assert last.figure("trend").value.changes["s3"] > 0


def test_the_self_check_stays_out_of_the_dealers_file(cast):
    visit = seen_at(cast, 5, {"self_face_clean": {"tidy": "no"}, "self_attitude": {"grade": 1}})
    judged = stored_judgement(visit.id)
    assert {outcome.key for outcome in judged.own} >= {"self_face_clean", "self_attitude"}
    assert not db.session.scalars(select(Finding).where(Finding.section == "s1_self")).all()
    assert judged.self_score.value.coaching
    assert not {key for key in judged.item_scores if key.startswith("self_")}


def test_what_is_stored_is_what_was_shown(cast):
    world.counted(cast, 21, 0, counted=300, lots=[(90, 200), (60, 100)])
    world.delivered(cast, 0, 48, 7, age=10)
    visit = world.visit(cast, mode="full")
    world.answered(visit, FULL | {"wh_overview_photo": None})
    world.count(visit, cast.products[0], [(90, 150), (60, 20), (17, 30)], counted=200, unsellable=2)
    live = world.judged(visit)
    stored = stored_judgement(world.finished(visit).id)
    assert stored.figures.keys() == live.figures.keys()
    for key, result in live.figures.items():
        again = stored.figures[key]
        assert (again.formula_id, again.confidence, again.code) == (
            result.formula_id, result.confidence, result.code,
        )  # fmt: skip
        assert list(map(str, again.steps)) == list(map(str, result.steps))
        assert type(again.value) is type(result.value) or isinstance(result.value, (tuple, dict)), key
    assert [card.kind for card in stored.cards.value.cards] == [card.kind for card in live.cards.value.cards]
    assert stored.order[0].after_cash == live.order[0].after_cash
    assert {key: str(each.message("en")) for key, each in stored.advice.items() if each.text} == {
        key: str(each.message("en")) for key, each in live.advice.items() if each.text
    }


def test_the_order_keeps_its_suggestion_beside_what_was_agreed(cast):
    world.counted(cast, 14, 0, counted=300)
    visit = world.visit(cast)
    world.count(visit, cast.products[0], counted=60)
    agreed = OrderLine(
        visit_id=visit.id, product_id=cast.products[0].id, dealer_id=cast.dealer.id, agreed=960,
        reason="market day", answered_at=world.moment(),
    )  # fmt: skip
    db.session.add(agreed)
    db.session.commit()
    world.finished(visit)
    line = db.session.get(OrderLine, (visit.id, cast.products[0].id), populate_existing=True)
    assert (line.needed, line.after_cash, line.agreed, line.reason) == (312, 312, 960, "market day")
    judged = stored_judgement(visit.id)
    assert judged.order[0].check.value.over
    assert finding("visit_order_agreed").severity == "major"


def test_the_next_visit_comes_sooner_with_a_critical_finding(cast):
    seen_at(cast, 0, {"wh_expired": {"expired": "mixed"}})
    dealer = db.session.get(Dealer, cast.dealer.id)
    assert dealer.next_due_on == world.day() + timedelta(days=7)  # B, one step faster


def test_an_agreed_day_goes_before_everything(cast):
    on = world.day(-3).isoformat()
    seen_at(cast, 0, {"wh_expired": {"expired": "mixed"}, "visit_next_date": {"date": on}})
    assert db.session.get(Dealer, cast.dealer.id).next_due_on.isoformat() == on


@pytest.fixture
def company(cast):
    """Five more dealers; ours has half of all sales over five months."""
    for number in range(5):
        other = factories._dealer(f"E{number}", f"Dealer {number}", f"商{number}", cast.team, cast.rita)
        db.session.add(other)
        db.session.flush()
        _sales(other.id, cast.products[0].id, 100)
    _sales(cast.dealer.id, cast.products[0].id, 700)
    db.session.commit()


def _sales(dealer_id: int, product_id: int, quantity: int) -> None:
    for days in (150, 100, 40, 5):
        db.session.add(
            Receipt(
                dealer_id=dealer_id, product_id=product_id, received_on=world.day(days), quantity=quantity
            )
        )


def test_the_class_follows_the_sales(cast, company):
    visit = seen_at(cast, 0, GOOD)
    dealer = db.session.get(Dealer, cast.dealer.id)
    assert (dealer.grade, dealer.interval_days) == ("A", 7)
    figure = stored_judgement(visit.id).figure("value_class")
    assert figure.value == "A"
    assert set(figure.inputs) == {"dealers", "months"}  # nobody else's sales


def test_too_few_dealers_leave_the_class_alone(cast):
    seen_at(cast, 0, GOOD)
    assert db.session.get(Dealer, cast.dealer.id).grade == "B"


@pytest.mark.parametrize(("grade", "figure"), [("A", "set_by_hand"), ("N", None)])
def test_a_dealer_new_to_these_records_keeps_the_class_set_by_hand(cast, grade, figure):
    """A company brings its dealers along, with their classes; the records begin with the first visit."""
    db.session.execute(update(Dealer).values(created_at=world.moment(1), grade=grade))
    delivered = {"dealer_id": cast.dealer.id, "product_id": cast.products[0].id, "quantity": 48}
    db.session.add(Receipt(received_on=world.day(5), **delivered))
    db.session.commit()
    visit = seen_at(cast, 0, GOOD)
    assert db.session.get(Dealer, cast.dealer.id).grade == grade
    found = stored_judgement(visit.id).figure("value_class")
    assert (found.code if found.refused else None) == figure


def test_years_at_once_are_as_visit_by_visit(cast):
    for days, answers in ((40, MESS), (30, MESS), (20, GOOD), (10, FULL)):
        seen_at(cast, days, answers)
    before = _state()
    for model in (FindingEvent, Finding, Score, OrderLine, VisitResults):
        db.session.execute(model.__table__.delete())
    assert judge_history(cast.dealer.id) == 4
    db.session.commit()
    assert _state() == before
    assert judge_history(cast.dealer.id) == 0


def test_years_at_once_compare_with_the_dealers_of_their_own_day(cast, company):
    """Five months of sales by today, and none of them at the first of these visits."""
    visits = [seen_at(cast, days, GOOD) for days in (148, 55, 1)]
    for model in (FindingEvent, Finding, Score, OrderLine, VisitResults):
        db.session.execute(model.__table__.delete())
    db.session.execute(update(Dealer).values(created_at=world.moment(400)))
    judge_history(cast.dealer.id)
    first, second, third = (stored_judgement(visit.id).figure("value_class") for visit in visits)
    assert (first.refused, first.code) == (True, "not_ranked")  # sales of two days
    assert (second.value, second.inputs["months"]) == ("A", 3)
    assert (third.value, third.inputs["months"]) == ("A", 4)


def test_people_and_sales_of_peers_are_those_told_by_then(cast):
    other = factories._dealer("E1", "Dealer 1", "商1", cast.team, cast.rita)
    db.session.add(other)
    db.session.commit()
    for days, heads in ((50, 4), (20, 8)):
        visit = world.visit(cast, days, dealer_id=other.id)
        world.answered(visit, _told_of(heads), days_ago=days)
        world.finished(visit, days)
    then = PeersThen()
    assert then.on(world.day(60)).per_head == {}
    assert then.on(world.day(40)).per_head == {other.id: 25_000_00}
    assert then.on(world.day()).per_head == {other.id: 12_500_00} == per_head()[0]


def test_visits_on_time_are_counted_from_visit_to_visit(cast):
    """Rule G4: every 14 days with three of grace; one is made on the day, one late, and one again in time."""
    cast.dealer.grade, cast.dealer.interval_days = "B", 14
    db.session.commit()
    made = [counted(cast, days) for days in (60, 46, 26, 10)]
    told = [stored_judgement(visit.id).figure("visit_compliance") for visit in made]
    assert told[0].code == "none_due"
    assert [round(float(figure.value), 3) for figure in told[1:]] == [1, 0.5, 0.667]
    assert told[-1].inputs["were_due"] == 3
    assert [visit.due_until and (visit.due_until - visit.day).days for visit in made[1:]] == [3, -3, 1]
    by_rep = db.session.execute(select(func.sum(RepDay.were_due), func.sum(RepDay.on_time))).one()
    assert tuple(by_rep) == (3, 2)


def counted(cast, days_ago: int):
    """A finished visit that counted one product."""
    return world.counted(cast, days_ago, 0, counted=50)


def _told_of(heads: int) -> dict:
    return {
        "staff_roster": {"staff": [{"row": "s", "role": "sales", "headcount": heads, "part_time": 0}]},
        "mkt_sales_volume": {"last_month": 100_000_00},
    }


def _state() -> tuple:
    events = db.session.execute(
        select(FindingEvent.id, FindingEvent.kind, FindingEvent.severity, FindingEvent.happened_at)
    )
    findings = db.session.execute(select(Finding.id, Finding.visits, Finding.closed_at, Finding.severity))
    scores = db.session.execute(select(Score.visit_id, Score.dimension, Score.value, Score.grade))
    return tuple(frozenset(map(tuple, rows)) for rows in (events, findings, scores))


def test_an_open_visit_is_judged_without_being_stored(cast):
    visit = world.visit(cast)
    world.answered(visit, MESS)
    judged = world.judged(visit)
    assert [each.key for each in judged.open_findings if each.key == "wh_tidy"] == ["wh_tidy"]
    assert judged.check_marks == ()
    assert db.session.scalar(select(func.count(Finding.id))) == 0


def test_a_fault_in_a_rule_does_not_keep_the_rep_from_finishing(cast, monkeypatch, caplog):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(store, "judge", broken)
    visit = seen_at(cast, 0, GOOD)
    assert not visit.is_open
    assert stored_judgement(visit.id) is None
    assert "could not be judged" in caplog.text
