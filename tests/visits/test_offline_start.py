"""A visit that was begun without a signal reaches the server later, whatever was begun since."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.checklists.models import ChecklistVersion
from app.visits.models import Answer, Visit
from tests import factories
from tests.visits.phone import HTMX, ago, send, stored


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


def begin(client, dealer, **form):
    return send(client, f"/dealers/{dealer.id}/visits", **{"mode": "quick", "goal": "", **form})


def test_a_start_is_vouched_for_by_its_id(rita, cast, db):
    visit_id = str(uuid4())
    for _ in range(2):
        answer = begin(rita, cast.dealer, id=visit_id)
        assert answer.status_code == 200
        assert stored(answer) == visit_id
        assert f'data-go="/visits/{visit_id}"' in answer.text
    assert db.session.scalar(select(func.count(Visit.id))) == 1


def test_somebody_elses_id_is_not_there(rita, cast, db):
    omars = factories.visit(cast, rep_id=cast.omar.id, dealer_id=cast.omars_dealer.id)
    answer = begin(rita, cast.dealer, id=str(omars.id), started_at=ago(hours=2))
    assert answer.status_code == 404
    assert stored(answer) is None
    assert db.session.get(Visit, omars.id).rep_id == cast.omar.id


def test_a_start_on_the_spot_is_refused_beside_an_open_visit(rita, cast, db):
    factories.visit(cast)
    answer = begin(rita, cast.dealer, started_at=ago(seconds=2))
    assert answer.status_code == 409
    assert "under way already" in answer.text
    assert "data-refused" in answer.text
    assert rita.post(f"/dealers/{cast.dealer.id}/visits", data={"id": str(uuid4())}).status_code == 303
    assert db.session.scalar(select(func.count(Visit.id))) == 1


@pytest.mark.parametrize("told", [{"started_at": ago(minutes=40)}, {"offline": "1"}])
def test_a_visit_begun_without_a_signal_is_kept_beside_the_open_one(rita, cast, db, told):
    other = factories.visit(cast)
    visit_id = uuid4()
    assert stored(begin(rita, cast.dealer, id=str(visit_id), **told)) == str(visit_id)
    assert db.session.get(Visit, visit_id).aside
    page = rita.get("/").text
    assert f"/visits/{visit_id}" in page
    assert f"/visits/{other.id}" in page
    assert "is open as well" in page
    for each in (other.id, visit_id):
        assert rita.get(f"/visits/{each}").status_code == 200


def test_neither_of_two_open_visits_hinders_the_other(rita, cast, db):
    other = factories.visit(cast)
    visit_id = str(uuid4())
    begin(rita, cast.dealer, id=visit_id, offline="1")
    for each in (visit_id, other.id):
        answer = rita.post(
            f"/visits/{each}/answers/wh_tidy", data={"id": str(uuid4()), "grade": "3"}, headers=HTMX
        )
        assert answer.status_code == 200
        assert rita.post(f"/visits/{each}/cancellation").status_code == 303


def test_a_visit_keeps_to_the_checklist_that_the_phone_had(rita, cast, db):
    db.session.add(ChecklistVersion(digest="f" * 64, content="{}"))
    db.session.commit()
    visit_id = str(uuid4())
    begin(rita, cast.dealer, id=visit_id, version=str(cast.version_id), started_at=ago(hours=1))
    assert db.session.scalar(select(Visit.checklist_version_id)) == cast.version_id


@pytest.mark.parametrize("version", ["", "x", "99999999", "9" * 40, "-1"])
def test_a_version_that_is_none_means_the_current_one(rita, cast, db, version):
    begin(rita, cast.dealer, version=version)
    assert db.session.scalar(select(Visit.checklist_version_id)) == cast.version_id


def test_a_purpose_that_is_too_long_does_not_hold_a_visit_back(rita, cast, db):
    visit_id, goal = str(uuid4()), "Swap the old lots. " * 30
    assert stored(begin(rita, cast.dealer, id=visit_id, goal=goal, offline="1")) == visit_id
    kept = db.session.query(Answer).filter_by(item_key="visit_goal").one()
    assert kept.value == {"goal": goal[:300]}
    assert kept.note == goal.strip()
