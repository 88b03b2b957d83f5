"""What became of a promise: told in a visit or outside of one, once, by whom it may be told."""

from uuid import uuid4

import pytest

from app.promises.models import Promise, PromiseEvent
from tests import factories
from tests.promises.writing import answer_of, day, make, settle


@pytest.mark.parametrize(
    ("step", "state"),
    [("kept", "kept"), ("kept_late", "kept_late"), ("broken", "broken"),
     ("withdrawn_by_dealer", "withdrawn_by_dealer")],
)  # fmt: skip
def test_an_earlier_promise_is_settled_with_one_tap(rita, visit, owed, db, step, state):
    answer = settle(rita, owed.id, step, visit)
    assert answer.location.endswith(f"/visits/{visit.id}/promises#p-{owed.id}")
    promise = db.session.get(Promise, owed.id)
    assert promise.state == state
    assert promise.settled_on == (owed.due if step == "kept" else promise.settled_on)
    assert answer_of(db, visit, "visit_prev_commitments") == {"settled": 1, "still_open": 0}


def test_a_moved_promise_gets_its_new_day_and_a_second_move_counts_as_late(rita, visit, owed, db):
    form = {"id": str(uuid4()), "new_due": day(4)}
    for _try in range(2):
        assert settle(rita, owed.id, "moved", visit, **form).status_code == 303
    old = db.session.get(Promise, owed.id)
    new = db.session.get(Promise, old.moved_to_id)
    assert (old.state, new.state, new.moves, new.due.isoformat()) == ("superseded", "open", 1, day(4))
    assert new.action == old.action
    assert db.session.query(Promise).count() == 2
    assert settle(rita, new.id, "moved", visit, new_due=day(9)).status_code == 303
    again = db.session.get(Promise, db.session.get(Promise, new.id).moved_to_id)
    assert again.moves == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [({}, "By which day?"), ({"new_due": day(-2)}, "This day has passed"),
     ({"new_due": "x"}, "is not a date"), ({"new_due": day(2), "note": "n" * 301}, "the limit is 300")],
)  # fmt: skip
def test_a_move_needs_a_new_day(rita, visit, owed, db, fields, said):
    answer = settle(rita, owed.id, "moved", visit, **fields)
    assert answer.status_code == 422 and said in answer.text
    assert db.session.get(Promise, owed.id).state == "open"


def test_the_same_day_is_no_new_day(rita, visit, owed):
    settle(rita, owed.id, "moved", visit, new_due=day(4))
    moved = rita.get(f"/visits/{visit.id}/promises").text.split('id="p-')[1].split('"')[0]
    answer = settle(rita, moved, "moved", new_due=day(4))
    assert "due already" in answer.text


def test_a_replay_settles_once_and_a_second_word_is_refused(rita, visit, owed, db):
    form = {"id": str(uuid4())}
    for _try in range(2):
        assert settle(rita, owed.id, "kept", visit, **form).status_code == 303
    late = settle(rita, owed.id, "broken", visit)
    assert late.status_code == 409 and "settled already" in late.text
    assert db.session.get(Promise, owed.id).state == "kept"
    assert db.session.query(PromiseEvent).count() == 1


def test_a_slip_of_the_finger_is_taken_back(rita, visit, owed, db):
    settle(rita, owed.id, "broken", visit)
    assert "Take it back" in rita.get(f"/visits/{visit.id}/promises").text
    assert settle(rita, owed.id, "reopened", visit).status_code == 303
    assert db.session.get(Promise, owed.id).state == "open"
    assert answer_of(db, visit, "visit_prev_commitments") == {"settled": 0, "still_open": 1}
    settle(rita, owed.id, "moved", visit, new_due=day(3))
    assert settle(rita, owed.id, "reopened", visit).status_code == 303
    assert db.session.query(Promise).count() == 1


def test_what_was_written_by_mistake_is_written_anew(rita, visit, owed, db):
    made = make(rita, visit, action="Bring 20 boards")
    promise_id = made.location.rpartition("#p-")[2]
    answer = settle(rita, promise_id, "removed", visit)
    page = rita.get(answer.location).text
    assert "Bring 20 boards" in page.split('id="new-promise"')[1]
    assert answer_of(db, visit, "visit_new_commitments") == {"made": 0}
    assert settle(rita, owed.id, "removed", visit).status_code == 400


@pytest.mark.parametrize(("who", "status"), [("rita", 303), ("sol", 303), ("ada", 403), ("omar", 404)])
def test_outside_a_visit_rep_and_supervisor_settle(client, cast, sign_in, owed, db, who, status):
    answer = settle(sign_in(client, getattr(cast, who)), owed.id, "kept")
    assert answer.status_code == status
    assert db.session.get(Promise, owed.id).state == ("kept" if status == 303 else "open")


@pytest.mark.parametrize(("who", "status"), [("rita", 200), ("sol", 200), ("ada", 200), ("omar", 404)])
def test_the_page_of_a_promise(client, cast, sign_in, owed, who, status):
    answer = sign_in(client, getattr(cast, who)).get(f"/promises/{owed.id}")
    assert answer.status_code == status
    if status == 200:
        assert ("In time" in answer.text) is (who != "ada")


def test_in_another_dealers_visit_it_cannot_be_settled(client, cast, sign_in, owed):
    other = factories.visit(cast, rep_id=cast.omar.id, dealer_id=cast.omars_dealer.id)
    assert settle(sign_in(client, cast.omar), owed.id, "kept", other).status_code == 404


def test_a_settlement_that_comes_after_the_end_of_the_visit_still_counts(rita, visit, owed, cast, db):
    factories.finished(db.session.get(type(visit), visit.id), cast)
    assert settle(rita, owed.id, "kept", visit).status_code == 303
    assert db.session.query(PromiseEvent).one().visit_id is None


@pytest.mark.parametrize("state", ["", "open", "approved", "pending", "nonsense"])
def test_unknown_steps_are_refused(rita, visit, owed, state):
    assert settle(rita, owed.id, state, visit).status_code == 400
