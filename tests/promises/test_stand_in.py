"""Who makes a visit to somebody else's dealer settles that dealer's promises in it, as his own rep would."""

from datetime import timedelta
from uuid import uuid4

import pytest

from app import clock
from app.dealers.models import Dealer, PlannedVisit
from app.promises.models import Promise, PromiseEvent
from app.visits.models import Visit
from tests import factories
from tests.promises.writing import answer_of, day, make, settle, stored


@pytest.fixture
def given(cast, db):
    """Sol has given today's visit at Rita's dealer to Omar."""
    plan = PlannedVisit(id=uuid4(), dealer_id=cast.dealer.id, owner_id=cast.rita.id, rep_id=cast.omar.id,
                        set_by_id=cast.sol.id, day=clock.today())  # fmt: skip
    db.session.add(plan)
    db.session.commit()
    return plan.id


@pytest.fixture
def stand_in(given, owed, cast):
    """Omar's visit under way at Rita's dealer, where something is owed."""
    return factories.visit(cast, rep_id=cast.omar.id)


@pytest.fixture
def omar(client, cast, sign_in):
    return sign_in(client, cast.omar)


def tomorrow(monkeypatch):
    """The visit is still under way on the next day: what was planned for yesterday opens nothing any more."""
    now = clock.utc_now()
    monkeypatch.setattr("app.clock.utc_now", lambda: now + timedelta(days=1))


@pytest.mark.parametrize(
    ("step", "state"),
    [("kept", "kept"), ("kept_late", "kept_late"), ("broken", "broken"), ("moved", "superseded"),
     ("withdrawn_by_dealer", "withdrawn_by_dealer")],
)  # fmt: skip
@pytest.mark.parametrize("later", [False, True])
def test_he_settles_in_his_visit(omar, stand_in, owed, cast, db, monkeypatch, step, state, later):
    if later:
        tomorrow(monkeypatch)
    page = omar.get(f"/visits/{stand_in.id}/promises").text
    assert "Bring a stock board" in page
    assert "In time" in page
    event = {"id": str(uuid4()), "new_due": day(5)}
    for _again in range(2):
        assert settle(omar, owed.id, step, stand_in, **event).status_code == 303
    assert db.session.get(Promise, owed.id).state == state
    told = db.session.query(PromiseEvent).one()
    assert (told.visit_id, told.user_id) == (stand_in.id, cast.omar.id)
    assert answer_of(db, stand_in, "visit_prev_commitments")["settled"] == 1
    moved = db.session.query(Promise).filter_by(moves=1).all()
    assert [each.user_id for each in moved] == ([cast.rita.id] if step == "moved" else [])


def test_a_slip_is_taken_back_and_a_promise_made(omar, stand_in, owed, db):
    settle(omar, owed.id, "broken", stand_in)
    assert settle(omar, owed.id, "reopened", stand_in).status_code == 303
    assert db.session.get(Promise, owed.id).state == "open"
    assert make(omar, stand_in, due=day(9)).status_code == 303


def test_its_page_opens_as_long_as_his_visit_is_under_way(omar, stand_in, owed, cast, db, monkeypatch):
    tomorrow(monkeypatch)
    page = omar.get(f"/promises/{owed.id}").text
    assert "In time" in page
    assert f'href="/visits/{stand_in.id}/promises"' in page
    factories.finished(db.session.get(Visit, stand_in.id), cast)
    assert omar.get(f"/promises/{owed.id}").status_code == 404


def test_what_he_told_before_the_end_may_arrive_after_it(omar, stand_in, owed, cast, db, monkeypatch):
    told = clock.utc_now() - timedelta(minutes=30)
    factories.finished(db.session.get(Visit, stand_in.id), cast, told + timedelta(minutes=10))
    tomorrow(monkeypatch)
    event = str(uuid4())
    after = settle(omar, owed.id, "kept", stand_in, answered_at=(told + timedelta(minutes=20)).isoformat())
    assert after.status_code == 404
    for _again in range(2):
        answer = omar.post(
            f"/promises/{owed.id}/settlement", headers={"HX-Request": "true"},
            data={"id": event, "state": "kept", "visit": str(stand_in.id), "answered_at": told.isoformat()},
        )  # fmt: skip
        assert answer.status_code == 200
        assert f'data-stored="{event}"' in answer.text
    assert db.session.query(PromiseEvent).one().visit_id is None
    assert db.session.get(Promise, owed.id).state == "kept"


def test_another_dealers_promise_stays_out_of_reach(omar, stand_in, cast, db):
    theirs = factories.visit(cast, rep_id=cast.ada.id, dealer_id=cast.omars_dealer.id)
    row = db.session.get(Dealer, cast.omars_dealer.id)
    row.rep_id = cast.rita.id
    db.session.commit()
    other = stored(theirs, user_id=cast.rita.id)
    assert settle(omar, other.id, "kept", stand_in).status_code == 404
    assert settle(omar, other.id, "kept").status_code == 404
    assert omar.get(f"/promises/{other.id}").status_code == 404


@pytest.mark.parametrize("who", ["rita", "sol", "ada"])
def test_nobody_else_writes_in_his_visit(client, cast, sign_in, stand_in, owed, db, who):
    assert settle(sign_in(client, getattr(cast, who)), owed.id, "kept", stand_in).status_code == 404
    assert db.session.get(Promise, owed.id).state == "open"


def test_an_admin_tells_it_of_his_own_dealers_alone(client, cast, sign_in, owed, db):
    ada = sign_in(client, cast.ada)
    assert settle(ada, owed.id, "kept").status_code == 403
    db.session.get(Dealer, cast.dealer.id).rep_id = cast.ada.id
    db.session.commit()
    assert "In time" in ada.get(f"/promises/{owed.id}").text
    assert settle(ada, owed.id, "kept").status_code == 303
