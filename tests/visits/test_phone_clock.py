"""A phone's clock that is hours off: its times are put right, both are known, and nothing is reordered."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from app.visits.models import Answer, Visit
from app.visits.queries import last_answers_of
from tests import factories
from tests.visits.phone import ago, obligatory, send, stored

MINUTE = timedelta(minutes=1)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


def near(moment, wanted, most=MINUTE):
    return abs(moment - wanted) < most


def by_phone(ahead, **units):
    """The same moment on a phone whose clock is ahead."""
    return (datetime.now(UTC) + ahead - timedelta(**units)).isoformat()


@pytest.mark.parametrize("ahead", [timedelta(hours=3), timedelta(hours=-5), timedelta(days=-20000)])
def test_times_are_put_right_by_what_the_sending_reveals(rita, cast, db, ahead):
    visit_id, now = uuid4(), datetime.now(UTC)
    send(rita, f"/dealers/{cast.dealer.id}/visits", ahead, id=str(visit_id),
         started_at=by_phone(ahead, minutes=30))  # fmt: skip
    send(
        rita, f"/visits/{visit_id}/answers/wh_tidy", ahead, grade="3", answered_at=by_phone(ahead, minutes=20)
    )
    visit, answer = db.session.get(Visit, visit_id), db.session.query(Answer).one()
    assert near(visit.started_at, now - timedelta(minutes=30))
    assert near(answer.answered_at, now - timedelta(minutes=20))
    assert near(answer.received_at, now)
    assert abs(visit.clock_off - ahead.total_seconds()) < 60


def test_a_clock_that_is_right_is_left_alone(rita, cast, db):
    visit = factories.visit(cast)
    told = ago(hours=26)
    send(rita, f"/visits/{visit.id}/answers/wh_tidy", -timedelta(seconds=100), grade="3", answered_at=told)
    assert db.session.query(Answer).one().answered_at == datetime.fromisoformat(told)


@pytest.mark.parametrize("sent", ["", "yesterday", "0001-01-01", "9999-12-31T23:59:59Z"])
def test_a_time_of_sending_that_makes_no_sense_harms_nothing(rita, cast, db, sent):
    visit = factories.visit(cast)
    answer = rita.post(
        f"/visits/{visit.id}/answers/wh_tidy", data={"grade": "3", "answered_at": ago(hours=1)},
        headers={"HX-Request": "true", "X-Sent-At": sent},
    )  # fmt: skip
    assert answer.status_code == 200
    assert db.session.query(Answer).one().answered_at <= datetime.now(UTC)


def test_a_visit_that_was_finished_without_a_signal_has_its_own_end(rita, cast, db):
    visit = factories.visit(cast, started_at=datetime.now(UTC) - timedelta(hours=9))
    obligatory(visit)
    finish = str(uuid4())
    answer = send(
        rita, f"/visits/{visit.id}/submission", timedelta(0), id=finish, answered_at=ago(hours=8, minutes=40)
    )
    assert stored(answer) == finish
    kept = db.session.get(Visit, visit.id)
    assert near(kept.finished_at, datetime.now(UTC))
    assert kept.end - kept.started_at < timedelta(minutes=21)
    report = rita.get(f"/visits/{visit.id}/report").text
    assert "20 minutes" in report


@pytest.mark.parametrize("told", [{}, {"answered_at": ago(days=3)}, {"answered_at": "x"}])
def test_an_end_before_the_start_is_no_end(rita, cast, db, told):
    visit = factories.visit(cast)
    obligatory(visit)
    assert send(rita, f"/visits/{visit.id}/submission", **told).status_code == 200
    kept = db.session.get(Visit, visit.id)
    assert kept.end == kept.finished_at


def test_a_refused_finish_says_what_is_needed_and_may_be_sent_again(rita, cast, db):
    visit, finish = factories.visit(cast), str(uuid4())
    answer = send(rita, f"/visits/{visit.id}/submission", id=finish)
    assert answer.status_code == 422
    assert "data-refused" in answer.text
    assert "Warehouse overview photo" in answer.text
    assert f"/visits/{visit.id}/finish" in answer.text
    obligatory(visit)
    assert stored(send(rita, f"/visits/{visit.id}/submission", id=finish)) == finish


def test_a_visit_that_arrives_after_a_later_one_does_not_take_its_place(rita, cast, db):
    early = factories.visit(cast, started_at=datetime.now(UTC) - timedelta(days=3))
    factories.answer(early, "wh_tidy", {"grade": 1})
    later = factories.visit(cast, aside=True)
    factories.answer(later, "wh_tidy", {"grade": 4})
    for visit, told in ((later, {}), (early, {"answered_at": ago(days=2, hours=23)})):
        obligatory(visit)
        send(rita, f"/visits/{visit.id}/submission", **told)
    last = last_answers_of(cast.dealer.id)["wh_tidy"]
    assert last.answer.value == {"grade": 4}


@pytest.mark.parametrize("ahead", [timedelta(hours=5), timedelta(hours=-5)])
def test_a_phone_hours_wrong_does_not_reorder_the_timeline_and_is_told(rita, cast, db, ahead):
    ended = []
    for off in (ahead, timedelta(0)):  # one after the other, the first by a clock that is wrong
        begun = datetime.now(UTC) - timedelta(minutes=30) + off
        visit = uuid4()
        form = {"id": str(visit), "mode": "quick", "started_at": begun.isoformat(), "offline": "1"}
        assert send(rita, f"/dealers/{cast.dealer.id}/visits", off, **form).status_code == 200
        obligatory(db.session.get(Visit, visit))
        at = (begun + timedelta(minutes=20)).isoformat()
        assert stored(send(rita, f"/visits/{visit}/submission", off, answered_at=at))
        ended.append(visit)
    page = rita.get(f"/dealers/{cast.dealer.id}").text
    assert page.index(f'id="e-{ended[1]}"') < page.index(f'id="e-{ended[0]}"')
    wrong, right = (rita.get(f"/visits/{visit}/report").text for visit in ended)
    way = "fast" if ahead > timedelta(0) else "slow"
    assert f"clock was 5 hours {way}. The times here are put right." in wrong
    assert "clock was" not in right
    kept = db.session.get(Visit, ended[0])
    assert near(kept.started_at, datetime.now(UTC) - timedelta(minutes=30))
    assert abs(kept.clock_off - ahead.total_seconds()) < 60
