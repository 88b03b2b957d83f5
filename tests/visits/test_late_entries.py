"""A finished visit takes what was entered before its end, as marked late entries, and nothing else."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from app.visits.judgement.models import OrderLine, Score, VisitResults
from app.visits.models import LATE, Answer, LastAnswer, LastCount, OrderEntry, StockCount, StockLot, Visit
from tests import factories
from tests.visits.phone import ago, send, stored

END = timedelta(minutes=30)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


@pytest.fixture
def visit(rita, cast, db):
    """Finished half an hour ago on the phone, heard of just now."""
    visit = factories.visit(cast, mode="full", started_at=datetime.now(UTC) - timedelta(hours=1))
    factories.answer(visit, "wh_tidy", {"grade": 3}, answered_at=datetime.now(UTC) - timedelta(minutes=50))
    for key in ("wh_stock_counts", "wh_overview_photo", "self_written_memo"):
        factories.answer(visit, key, {}, state="not_seen", answered_at=datetime.now(UTC) - END)
    answer = send(rita, f"/visits/{visit.id}/submission", answered_at=ago(minutes=30))
    assert answer.status_code == 200
    db.session.expire_all()
    return visit


def answer(client, visit, key="wh_tidy", minutes=40, **form):
    values = {"revision": "1", "state": "answered", "grade": "5", "answered_at": ago(minutes=minutes)}
    return send(client, f"/visits/{visit.id}/answers/{key}", **(values | form))


def count(client, visit, product, minutes=40, **form):
    values = {"revision": "0", "cases": "2", "loose": "3", "answered_at": ago(minutes=minutes)}
    return send(client, f"/visits/{visit.id}/counts/{product.id}", **(values | form))


def agree(client, visit, product, minutes=40, **form):
    values = {"revision": "0", "agreed": "7", "answered_at": ago(minutes=minutes)}
    return send(client, f"/visits/{visit.id}/order/{product.id}", **(values | form))


def judged(db, visit):
    """All that the visit's judgement wrote down."""
    results = db.session.get(VisitResults, visit.id)
    scores = db.session.execute(select(Score.dimension, Score.value).where(Score.visit_id == visit.id)).all()
    kept = (results.document, results.memory, sorted(scores), db.session.get(Visit, visit.id).summary)
    db.session.rollback()
    return kept


def test_a_late_answer_is_kept_and_stands(rita, visit, db):
    before, write = judged(db, visit), str(uuid4())
    for _ in range(2):
        told = answer(rita, visit, id=write)
        assert (told.status_code, stored(told)) == (200, write)
        assert "late entry" in told.text
        assert 'data-revision="2"' in told.text
    late = db.session.scalars(select(Answer).where(Answer.kind == LATE)).all()
    assert [(row.id, row.value, row.superseded) for row in late] == [(UUID(write), {"grade": 5}, False)]
    assert db.session.get(LastAnswer, (visit.dealer_id, "wh_tidy")).answer_id == UUID(write)
    assert judged(db, visit) == before


def test_the_report_and_the_timeline_say_that_it_came_late(rita, visit, cast):
    answer(rita, visit, note="seen at the gate")
    report = rita.get(f"/visits/{visit.id}/report").text
    assert "arrived after the end" in report
    assert "seen at the gate" in report
    assert "it reached the server" in report
    page = rita.get(f"/dealers/{cast.dealer.id}").text
    assert "Arrived after the visit" in page
    assert "Arrived after the visit" in rita.get(f"/dealers/{cast.dealer.id}?kind=corrections").text


def test_a_late_answer_to_what_was_left_open(rita, visit, db):
    told = answer(rita, visit, "wh_ventilation", revision="0", signs="ok")
    assert 'data-revision="1"' in told.text
    assert db.session.get(LastAnswer, (visit.dealer_id, "wh_ventilation")) is not None


def test_one_that_is_older_than_the_visits_own_is_kept_and_does_not_stand(rita, visit, db):
    told = answer(rita, visit, minutes=55)
    assert told.status_code == 200
    assert db.session.scalar(select(Answer.superseded).where(Answer.kind == LATE))
    last = db.session.get(LastAnswer, (visit.dealer_id, "wh_tidy"))
    assert db.session.get(Answer, last.answer_id).value == {"grade": 3}
    assert "does not stand" in rita.get(f"/visits/{visit.id}/report").text


def test_of_two_late_ones_the_last_given_stands(rita, visit, db):
    for minutes, grade in ((40, "5"), (45, "1"), (35, "4")):
        answer(rita, visit, minutes=minutes, grade=grade)
    standing = select(Answer.value).where(Answer.kind == LATE, ~Answer.superseded)
    assert db.session.scalars(standing).all() == [{"grade": 4}]


def test_a_newer_visits_answer_stays_the_last_known(rita, visit, cast, db):
    later = factories.visit(cast)
    factories.answer(later, "wh_tidy", {"grade": 2})
    factories.finished(later, cast)
    answer(rita, visit)
    last = db.session.get(LastAnswer, (visit.dealer_id, "wh_tidy"))
    assert db.session.get(Answer, last.answer_id).value == {"grade": 2}


def test_a_correction_stays_above_what_arrives_after_it(rita, visit, db):
    form = {"id": str(uuid4()), "state": "answered", "grade": "1", "reason": "Misread"}
    rita.post(f"/visits/{visit.id}/corrections/wh_tidy", data=form)
    answer(rita, visit)
    last = db.session.get(LastAnswer, (visit.dealer_id, "wh_tidy"))
    assert db.session.get(Answer, last.answer_id).value == {"grade": 1}
    assert "Misread" in rita.get(f"/visits/{visit.id}/report").text


def test_a_late_count_with_its_lots(rita, visit, cast, db):
    before, write, product = judged(db, visit), str(uuid4()), cast.products[0]
    made_on = datetime.now(UTC).date() - timedelta(days=30)
    lot = {"lots-0-date": made_on.isoformat(), "lots-0-cases": "1"}
    for _ in range(2):
        told = count(rita, visit, product, id=write, **lot)
        assert (told.status_code, stored(told)) == (200, write)
    kept = db.session.scalars(select(StockCount).where(StockCount.visit_id == visit.id)).one()
    assert (kept.kind, kept.counted) == (LATE, 51)
    assert db.session.scalar(select(func.count(StockLot.id))) == 1
    assert db.session.get(LastCount, (visit.dealer_id, product.id)).stock_count_id == UUID(write)
    assert judged(db, visit) == before
    assert "counted at" in rita.get(f"/visits/{visit.id}/report").text
    assert "Arrived after the visit" in rita.get(f"/dealers/{cast.dealer.id}").text


def test_the_next_visit_reckons_with_the_late_count(rita, visit, cast, db):
    product = cast.products[0]
    count(rita, visit, product)
    following = factories.visit(cast)
    page = rita.get(f"/visits/{following.id}/stock").text
    assert "2 cases + 3 loose" in page


def test_a_late_order_line_and_the_answer_that_lists_it(rita, visit, cast, db):
    before, write, product = judged(db, visit), str(uuid4()), cast.products[0]
    for _ in range(2):
        told = agree(rita, visit, product, id=write)
        assert (told.status_code, stored(told)) == (200, write)
    assert db.session.scalars(select(OrderEntry.kind)).all() == [LATE]
    assert db.session.get(OrderLine, (visit.id, product.id)).agreed == 7 * 24
    listed = db.session.scalars(select(Answer).where(Answer.item_key == "visit_order_agreed")).one()
    assert (listed.kind, listed.value["lines"][0]["agreed"]) == (LATE, 7)
    assert judged(db, visit) == before


@pytest.mark.parametrize("send_it", [answer, lambda c, v, **f: count(c, v, f.pop("product"), **f)])
def test_what_was_entered_after_the_end_is_refused_in_words(rita, visit, cast, send_it):
    extra = {} if send_it is answer else {"product": cast.products[0]}
    for minutes in (29, -5):
        told = send_it(rita, visit, minutes=minutes, **extra)
        assert told.status_code == 409
        assert stored(told) is None
        assert "visit is finished" in told.text


def test_a_late_entry_without_a_time_is_not_late(rita, visit):
    assert answer(rita, visit, answered_at="").status_code == 409


def test_what_cannot_be_taken_is_refused_at_the_field(rita, visit, cast):
    assert answer(rita, visit, grade="9").status_code == 422
    assert count(rita, visit, cast.products[0], cases="x").status_code == 422
    assert agree(rita, visit, cast.products[0], agreed="x").status_code == 422


def test_others_find_nothing_there(client, cast, sign_in, visit, db):
    write = str(uuid4())
    answer(sign_in(client, cast.rita), visit, id=write)
    for name in ("omar", "sol", "ada"):
        other = sign_in(client.application.test_client(), getattr(cast, name))
        assert answer(other, visit).status_code == 404
    assert answer(sign_in(client, cast.rita), visit, "wh_ventilation", id=write).status_code == 404
    assert db.session.scalar(select(func.count(Answer.id)).where(Answer.kind == LATE)) == 1


@pytest.mark.parametrize(
    "place", ["promises", "promises/none", "sections/s3_warehouse/unchanged", "answers/wh_tidy/settlement"]
)
def test_nothing_else_is_taken(rita, visit, place):
    told = send(rita, f"/visits/{visit.id}/{place}", answered_at=ago(minutes=40), chosen=str(uuid4()))
    assert told.status_code == 409
    assert "data-refused" in told.text


def test_yesterdays_answer_is_read_with_yesterdays_calendar(rita, cast, db):
    """A next visit agreed yesterday for today is no day in the past, though it arrives today."""
    visit = factories.visit(cast, started_at=datetime.now(UTC) - timedelta(days=2))
    day = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    told = answer(rita, visit, "visit_next_date", minutes=2 * 24 * 60, revision="0", date=day, grade="")
    assert told.status_code == 200, told.text
    told = answer(rita, visit, "visit_next_date", minutes=0, revision="1", date=day, grade="")
    assert told.status_code == 422


def test_a_plain_form_is_led_to_the_report(rita, visit):
    values = {"id": str(uuid4()), "state": "answered", "grade": "5", "answered_at": ago(minutes=40)}
    told = rita.post(f"/visits/{visit.id}/answers/wh_tidy", data=values)
    assert (told.status_code, told.location) == (303, f"/visits/{visit.id}/report")


def test_a_late_count_is_compared_with_its_own_dealers_last(rita, visit, cast, db):
    """Other dealers' counts, newer or older, have no say."""
    elsewhere = factories.visit(cast, dealer_id=cast.omars_dealer.id, rep_id=cast.omar.id)
    for product in cast.products:
        factories.count(elsewhere, product.id, 7)
    factories.finished(elsewhere, cast)
    product = cast.products[0]
    for minutes, cases in ((45, "1"), (40, "2"), (42, "3")):
        assert count(rita, visit, product, minutes=minutes, cases=cases).status_code == 200
    last = db.session.get(LastCount, (visit.dealer_id, product.id))
    assert db.session.get(StockCount, last.stock_count_id).counted == 2 * product.case_size + 3
