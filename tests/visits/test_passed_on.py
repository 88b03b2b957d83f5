"""A dealer passes to a colleague while his former rep is at his place without a signal: nothing is lost."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
import time_machine
from PIL import Image

from app.dealers.hands import rep_at
from app.dealers.models import Dealer, PastRep, PlannedVisit
from app.exchange import work
from app.visits.before.given import given_at, stamp
from app.visits.models import Answer, StockCount, Visit
from tests import factories
from tests.rescue.parcels import a_whole_visit, listing, zipped
from tests.visits.phone import HTMX, ago, obligatory, send, stored

BEFORE = {"started_at": ago(hours=2), "offline": "1"}


@pytest.fixture
def ada(client, cast, sign_in):
    return sign_in(client.application.test_client(), cast.ada)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


def hand_over(ada, cast, to, **form):
    answer = ada.post(f"/admin/people/{cast.rita.id}/handover", data={"to": str(to.id)} | form)
    assert answer.status_code == 303


@pytest.fixture
def passed_on(ada, cast, db):
    """Rita's dealer goes to Omar, an hour ago."""
    hand_over(ada, cast, cast.omar)
    db.session.query(PastRep).update({"until": datetime.now(UTC) - timedelta(hours=1)})
    db.session.commit()


def pages(rep, dealer, **age) -> str:
    """The stamp of pages that were given to a rep some time ago."""
    with time_machine.travel(datetime.now(UTC) - timedelta(**age)):
        return stamp(rep.id, dealer.id)


def begin(client, cast, ahead=None, **form):
    """Start a visit at the dealer of Rita's, on pages of three hours ago."""
    given = pages(cast.rita, cast.dealer, hours=3)
    form = {"mode": "quick", "pages": given} | form
    return send(client, f"/dealers/{cast.dealer.id}/visits", ahead=ahead, **form)


def picture() -> BytesIO:
    held = BytesIO()
    Image.new("RGB", (80, 60), "teal").save(held, "JPEG")
    return BytesIO(held.getvalue())


def test_his_former_rep_delivers_the_whole_visit(rita, cast, db, passed_on):
    visit = uuid4()
    assert stored(begin(rita, cast, id=str(visit), goal="Swap the old lots", **BEFORE)) == str(visit)
    place = f"/visits/{visit}"
    product = cast.products[0].id
    writes = [
        (f"{place}/answers/wh_tidy", {"grade": "4", "answered_at": ago(minutes=110)}),
        (f"{place}/answers/wh_overview_photo", {"state": "not_seen"}),
        (f"{place}/answers/wh_stock_counts", {"state": "not_seen"}),
        (f"{place}/answers/self_written_memo", {"state": "not_seen"}),
        (f"{place}/counts/{product}", {"cases": "3", "loose": "", "answered_at": ago(minutes=100)}),
        (f"{place}/order/{product}", {"agreed": "24"}),
    ]
    for path, form in writes:
        assert stored(send(rita, path, **form)), path
    shot = {"id": str(uuid4()), "slot": "wh_overview_photo.overview", "photo": (picture(), "a.jpg")}
    answer = rita.post(f"{place}/photos", data=shot, headers=HTMX, content_type="multipart/form-data")
    assert answer.status_code == 200, answer.text
    assert rita.get(place).status_code == 200
    done = send(rita, f"{place}/submission", answered_at=ago(minutes=90))
    assert stored(done), done.text
    assert 'data-go="/"' in done.text
    assert "Visit finished and sent" in rita.get("/").text
    kept = db.session.get(Visit, visit)
    assert (kept.rep_id, kept.is_open, kept.passed_on) == (cast.rita.id, False, True)
    assert db.session.query(StockCount).filter_by(visit_id=visit).count() == 1
    assert rita.get(f"/dealers/{cast.dealer.id}").status_code == 404


def test_the_timeline_and_the_report_say_it(client, rita, cast, db, sign_in, passed_on):
    visit = str(uuid4())
    begin(rita, cast, id=visit, **BEFORE)
    obligatory(db.session.get(Visit, UUID(visit)))
    send(rita, f"/visits/{visit}/submission", answered_at=ago(minutes=90))
    omar = sign_in(client.application.test_client(), cast.omar)
    assert "begun before the dealer passed to somebody else" in omar.get(f"/dealers/{cast.dealer.id}").text
    assert "Begun before the dealer passed to somebody else" in omar.get(f"/visits/{visit}/report").text


def test_the_new_reps_own_visit_is_not_disturbed(client, rita, cast, db, sign_in, passed_on):
    omar = sign_in(client.application.test_client(), cast.omar)
    his = str(uuid4())
    assert stored(begin(omar, cast, id=his)) == his
    send(omar, f"/visits/{his}/answers/wh_tidy", grade="2")
    hers = str(uuid4())
    assert stored(begin(rita, cast, id=hers, **BEFORE)) == hers
    send(rita, f"/visits/{hers}/answers/wh_tidy", grade="5", answered_at=ago(minutes=110))
    given = db.session.query(Answer).filter_by(item_key="wh_tidy")
    kept = {str(answer.visit_id): answer.value for answer in given}
    assert kept == {his: {"grade": 2}, hers: {"grade": 5}}
    assert not db.session.get(Visit, UUID(his)).aside
    assert omar.get(f"/visits/{his}").status_code == 200
    assert rita.get(f"/visits/{his}").status_code == 404


def test_a_repeat_finds_the_first_one(rita, cast, db, passed_on):
    visit = str(uuid4())
    for _ in range(2):
        assert stored(begin(rita, cast, id=visit, **BEFORE)) == visit
    assert db.session.query(Visit).count() == 1


def test_what_was_begun_after_he_passed_on_is_refused(rita, cast, db, passed_on):
    for at in (ago(minutes=50), ago(seconds=1)):
        assert begin(rita, cast, started_at=at, offline="1").status_code == 404
    assert db.session.query(Visit).count() == 0


def test_the_phones_clock_is_put_right_first(rita, cast, db, passed_on):
    fast = timedelta(hours=3)  # it says a time after the handing over, and was before
    told = (datetime.now(UTC) - timedelta(hours=2) + fast).isoformat()
    assert begin(rita, cast, ahead=fast, started_at=told, offline="1").status_code == 200
    slow = -timedelta(hours=3)
    told = (datetime.now(UTC) - timedelta(minutes=30) + slow).isoformat()
    assert begin(rita, cast, ahead=slow, started_at=told, offline="1").status_code == 404


def test_a_start_is_no_earlier_than_the_pages_that_it_was_made_on(rita, cast, db, passed_on):
    old, other = pages(cast.rita, cast.dealer, hours=3), pages(cast.omar, cast.dealer, hours=3)
    for typed, at in (
        (old, ago(hours=4)),
        (other, ago(hours=2)),
        (old + "x", ago(hours=2)),
        ("", ago(hours=2)),
    ):
        assert begin(rita, cast, pages=typed, started_at=at, offline="1").status_code == 404
    late = pages(cast.rita, cast.dealer, minutes=30)
    assert begin(rita, cast, pages=late, **BEFORE).status_code == 404
    assert db.session.query(Visit).count() == 0
    assert begin(rita, cast, pages=old, **BEFORE).status_code == 200


def test_the_pages_before_a_visit_say_when_they_were_given(rita, cast):
    page = rita.get(f"/dealers/{cast.dealer.id}/visit").text
    (told,) = re.findall(r'name="pages" value="([^"]+)"', page)
    given = given_at(told, cast.rita.id, cast.dealer.id)
    assert abs(datetime.now(UTC) - given) < timedelta(seconds=10)


def test_who_never_had_the_dealer_is_refused(client, cast, db, sign_in, passed_on):
    vera = factories.supervisor_of(cast.other_team)
    for person, status in ((vera, 403), (cast.sol, 404), (cast.ada, 403)):
        somebody = sign_in(client.application.test_client(), person)
        assert begin(somebody, cast, **BEFORE).status_code == status
    omar = sign_in(client.application.test_client(), cast.omar)
    assert begin(omar, cast, **BEFORE).status_code == 200  # it is his now, whatever his phone says
    assert db.session.query(Visit).count() == 1


def test_of_several_reps_each_has_his_own_time(cast, db, app):
    now = datetime.now(UTC)
    for rep, days in ((cast.omar, 20), (cast.rita, 10), (cast.sol, 5)):
        db.session.add(PastRep(dealer_id=cast.dealer.id, rep_id=rep.id, until=now - timedelta(days=days)))
    db.session.commit()
    dealer = db.session.get(Dealer, cast.dealer.id)
    whose = [rep_at(dealer, now - timedelta(days=days)) for days in (30, 15, 7, 0)]
    assert whose == [cast.omar.id, cast.rita.id, cast.sol.id, cast.rita.id]
    dealer.active = False
    assert rep_at(dealer, now) is None


@pytest.fixture
def waited_for(monkeypatch):
    """An import is read and stored before its answer is sent."""
    begin = work.spawn
    monkeypatch.setattr(work, "spawn", lambda job_id: begin(job_id).join())


def given_by(way, ada, cast):
    """Rita's dealer stops being hers, in one of the ways of the pages."""
    form = {
        "code": "D1", "name_en": "Harbour Trading", "name_zh": "海港商贸", "team_id": str(cast.team.id),
        "rep_id": str(cast.rita.id), "grade": "B", "lead_days": "3", "active": "y",
    }  # fmt: skip
    if way == "plan":
        return ada.post(f"/plan/dealers/{cast.dealer.id}/rep", data={"to": str(cast.omar.id)})
    if way == "import":
        table = f"Code,Sales rep\nD1,{cast.omar.username}\n".encode()
        upload = {"file": (BytesIO(table), "dealers.csv")}
        place = ada.post("/admin/import/dealers", data=upload, content_type="multipart/form-data").location
        return ada.post(f"{place}/confirmation")
    if way == "given up":
        form.pop("active")
        return ada.post(f"/admin/dealers/{cast.dealer.id}", data=form)
    return ada.post(f"/admin/dealers/{cast.dealer.id}", data=form | {"rep_id": str(cast.omar.id)})


@pytest.mark.parametrize("way", ["plan", "form", "given up", "import"])
@pytest.mark.usefixtures("waited_for")
def test_in_whichever_way_he_passes_on(ada, rita, cast, db, way):
    assert given_by(way, ada, cast).status_code in (200, 303)
    db.session.expire_all()
    dealer = db.session.get(Dealer, cast.dealer.id)
    assert (dealer.rep_id, dealer.active) != (cast.rita.id, True)
    assert [each.rep_id for each in db.session.query(PastRep)] == [cast.rita.id]
    assert begin(rita, cast, **BEFORE).status_code == 200
    assert begin(rita, cast, started_at=datetime.now(UTC).isoformat()).status_code == 404


def test_other_changes_of_a_dealer_note_nothing(ada, cast, db):
    form = {
        "code": "D1", "name_en": "Harbour Trading Co", "name_zh": "海港商贸", "team_id": str(cast.team.id),
        "rep_id": str(cast.rita.id), "grade": "A", "lead_days": "3", "active": "y",
    }  # fmt: skip
    assert ada.post(f"/admin/dealers/{cast.dealer.id}", data=form).status_code == 303
    assert db.session.query(PastRep).count() == 0


def test_a_visit_that_was_given_to_him_for_a_day_outlives_the_handing_over(client, cast, db, sign_in, ada):
    begun = datetime.now(UTC) - timedelta(days=1)
    whose = {"dealer_id": cast.dealer.id, "rep_id": cast.omar.id, "owner_id": cast.rita.id}
    db.session.add(PlannedVisit(id=uuid4(), day=begun.date(), set_by_id=cast.sol.id, **whose))
    db.session.commit()
    hand_over(ada, cast, cast.sol)
    omar = sign_in(client.application.test_client(), cast.omar)
    given = pages(cast.omar, cast.dealer, days=2)
    answer = begin(omar, cast, pages=given, started_at=begun.isoformat(), offline="1")
    assert answer.status_code == 200
    assert db.session.query(Visit).one().passed_on


def test_a_supervisor_brings_in_what_is_locked_on_the_phone_of_one_who_left(client, ada, cast, db, sign_in):
    visit = uuid4()
    given = pages(cast.rita, cast.dealer, hours=1)
    content = zipped(listing(cast.rita, *a_whole_visit(cast.dealer, visit, pages=given)))
    hand_over(ada, cast, cast.omar, leaves="y")
    db.session.query(PastRep).update({"until": datetime.now(UTC) - timedelta(minutes=2)})
    db.session.commit()
    form = {"file": (BytesIO(content), "rounds.zip")}
    sol = sign_in(client.application.test_client(), cast.sol)
    place = sol.post("/unsent/import", data=form, content_type="multipart/form-data")
    assert sol.post(place.location).status_code == 303
    assert "6 stored, 0 to choose by the rep, 0 not taken" in sol.get(place.location).text
    kept = db.session.get(Visit, visit)
    assert (kept.rep_id, kept.is_open, kept.passed_on) == (cast.rita.id, False, True)
