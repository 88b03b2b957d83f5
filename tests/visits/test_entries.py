"""Writes of entries: replayed, based on what is gone, lost on the way back, or arriving together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app.extensions import db as database
from app.visits.entries import Write, replayed, settle, write_entry
from app.visits.models import CONFLICT, CORRECTION, ENTRY, Answer, Visit
from app.visits.queries import answers_of, conflicts_of
from tests import factories

TIDY = {"item_key": "wh_tidy"}


@pytest.fixture
def visit(cast, app):
    return factories.visit(cast)


def write(visit, grade, base=0, previous=(), id=None, user_id=None):
    now = datetime.now(UTC)
    values = {"state": "answered", "evidence": "seen", "value": {"grade": grade}, "note": "", "reason": ""}
    written = Write(id or uuid4(), base, now, frozenset(previous))
    outcome = write_entry(visit, user_id or visit.rep_id, TIDY, written, values)
    database.session.commit()
    return outcome


def rows(visit, kind=ENTRY):
    found = select(Answer).where(Answer.visit_id == visit.id, Answer.kind == kind)
    return database.session.scalars(found.order_by(Answer.revision)).all()


def test_each_write_is_a_row_and_the_one_before_is_superseded(visit):
    write(visit, 3)
    write(visit, 4, base=1)
    assert [(row.revision, row.value["grade"], row.superseded) for row in rows(visit)] == [
        (1, 3, True),
        (2, 4, False),
    ]


def test_a_replay_gets_the_first_result_and_changes_nothing(visit):
    first = write(visit, 3)
    again = write(visit, 5, id=first.entry.id)
    assert again.status == "replayed"
    assert answers_of(visit.id)["wh_tidy"].value == {"grade": 3}
    assert len(rows(visit)) == 1


def test_a_replay_of_an_older_write_does_not_bring_it_back(visit):
    first = write(visit, 3)
    second = write(visit, 4, base=1)
    again = write(visit, 3, id=first.entry.id)
    assert again.entry.id == second.entry.id


def test_a_late_write_is_kept_beside_the_current_one(visit):
    write(visit, 3)
    outcome = write(visit, 5, base=0)
    assert outcome.status == "conflict"
    assert (outcome.entry.value, outcome.late.value) == ({"grade": 3}, {"grade": 5})
    assert answers_of(visit.id)["wh_tidy"].value == {"grade": 3}
    assert conflicts_of(visit.id)["wh_tidy"].value == {"grade": 5}


def test_a_write_may_follow_one_whose_answer_was_lost(visit):
    lost = write(visit, 3)
    outcome = write(visit, 4, base=0, previous=[lost.entry.id])
    assert outcome.status == "stored"
    assert outcome.entry.revision == 2


def test_any_of_several_lost_writes_may_have_arrived(visit):
    arrived, never = write(visit, 3), uuid4()
    assert write(visit, 5, base=0, previous=[arrived.entry.id, never]).status == "stored"


def test_a_lost_write_does_not_excuse_somebody_elses_in_between(visit):
    lost = write(visit, 3)
    write(visit, 4, base=1)
    assert write(visit, 5, base=0, previous=[lost.entry.id]).status == "conflict"


def test_a_revision_that_never_was_is_a_first_write(visit):
    assert write(visit, 3, base=7).entry.revision == 1


@pytest.mark.parametrize("chosen", ["current", "late"])
def test_the_chosen_one_of_two_becomes_current(visit, chosen):
    write(visit, 3)
    outcome = write(visit, 5, base=0)
    wanted = {"current": outcome.entry, "late": outcome.late}[chosen]
    value, id = wanted.value, wanted.id
    settle(visit, TIDY, id)
    database.session.commit()
    assert answers_of(visit.id)["wh_tidy"].value == value
    assert conflicts_of(visit.id) == {}
    settle(visit, TIDY, id)  # a repeat
    assert answers_of(visit.id)["wh_tidy"].value == value


def test_only_one_of_the_two_can_be_chosen(visit):
    write(visit, 3)
    with pytest.raises(NotFound):
        settle(visit, TIDY, uuid4())


def test_an_id_of_somebody_else_or_of_another_item_is_not_found(visit, cast):
    first = write(visit, 3)
    with pytest.raises(NotFound):
        write(visit, 3, id=first.entry.id, user_id=cast.omar.id)
    with pytest.raises(NotFound):
        replayed(visit, visit.rep_id, {"item_key": "wh_fifo"}, first.entry.id)
    correction = factories.answer(visit, "wh_tidy", {"grade": 1}, kind=CORRECTION)
    with pytest.raises(NotFound):
        write(visit, 3, id=correction.id)


@pytest.fixture
def at_once(app, visit):
    """Runs writes at the same moment, each in a session of its own; gives their outcomes in order."""
    database.session.rollback()  # this test's own transaction would hold them all up

    def run(*writes):
        with ThreadPoolExecutor(len(writes)) as pool:
            jobs = [pool.submit(_in_its_own_session, app, visit.id, **how) for how in writes]
            return sorted(job.result() for job in jobs)

    return run


def _in_its_own_session(app, visit_id, **how):
    with app.app_context():
        visit = database.session.get(Visit, visit_id)
        return write(visit, **how).status


def test_of_two_phones_at_once_one_is_stored_and_one_kept(at_once, visit):
    assert at_once({"grade": 2}, {"grade": 4}) == ["conflict", "stored"]
    assert len(rows(visit)) == len(rows(visit, CONFLICT)) == 1


def test_the_same_write_twice_at_once_is_stored_once(at_once, visit):
    assert at_once(*[{"grade": 3, "id": uuid4()}] * 4) == ["replayed"] * 3 + ["stored"]
    assert len(rows(visit)) == 1
    assert rows(visit, CONFLICT) == []
