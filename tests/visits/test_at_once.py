"""Two requests at the same moment: each is answered in words, and nothing that was acknowledged is lost."""

from datetime import UTC, datetime
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from sqlalchemy import func, insert, select, update

from app.dealers.models import Dealer
from app.extensions import db as database
from app.promises.models import Promise
from app.visits.models import CORRECTION, LastAnswer, LastCount, StockCount, Visit
from app.visits.models import Answer as AnswerRow
from app.visits.queries import answers_of
from tests import factories
from tests.promises.writing import terms
from tests.visits.answering import answer_url, save

WAITING = 0.5  # seconds after which a request that waits is taken to wait


@pytest.fixture
def visit(cast, app):
    return factories.visit(cast, mode="full")


@pytest.fixture
def phones(app, cast, sign_in, db):
    """Two browsers of Rita's."""
    made = [sign_in(app.test_client(), cast.rita) for _ in range(2)]
    db.session.remove()
    return made


def at_once(phones, *posts):
    """The statuses of two posts, ``(address, form)`` each, that begin together."""
    gate, statuses = Barrier(2), [None, None]
    database.session.remove()  # the test's own transaction would keep SQLite from writing

    def send(number):
        gate.wait()
        address, form = posts[number % len(posts)]
        statuses[number] = post(phones[number], address, form)

    threads = [Thread(target=send, args=(number,)) for number in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return sorted(statuses)


def post(phone, address, form=None):
    """The status of a post from any thread."""
    with phone.application.app_context():
        return phone.post(address, data=form).status_code


def obligatory(visit):
    for key in ("wh_stock_counts", "wh_overview_photo", "self_written_memo"):
        factories.answer(visit, key, {}, state="not_seen")


def other_phone_answers(connection, visit, key):
    """What the view does until its commit: hold the visit, write the answer."""
    connection.execute(select(Visit.id).where(Visit.id == visit.id).with_for_update(read=True))
    row = {
        "id": uuid4(), "visit_id": visit.id, "dealer_id": visit.dealer_id, "user_id": visit.rep_id,
        "item_key": key, "value": {"grade": 4}, "answered_at": datetime.now(UTC),
    }  # fmt: skip
    connection.execute(insert(AnswerRow), row)


def while_an_answer_is_written(db, phone, visit, address):
    """The status of a post to `address` that arrives while another phone's answer is not committed yet."""
    statuses = []
    sending = Thread(target=lambda: statuses.append(post(phone, address)))
    db.session.remove()
    with db.engine.begin() as connection:
        other_phone_answers(connection, visit, "wh_tidy")
        sending.start()
        sending.join(WAITING)
        assert not statuses, "it did not wait for the answer"
    sending.join()
    return statuses[0]


def test_an_answer_given_while_the_visit_is_finished_is_summed_up(phones, visit, db):
    obligatory(visit)
    assert while_an_answer_is_written(db, phones[0], visit, f"/visits/{visit.id}/submission") == 303
    assert db.session.get(LastAnswer, (visit.dealer_id, "wh_tidy")) is not None


def test_a_visit_is_not_cancelled_under_an_answer(phones, visit, db):
    assert while_an_answer_is_written(db, phones[0], visit, f"/visits/{visit.id}/cancellation") == 303
    assert "wh_tidy" in answers_of(visit.id)


def test_two_phones_finish_at_once(phones, visit, db):
    obligatory(visit)
    assert at_once(phones, (f"/visits/{visit.id}/submission", {})) == [303, 303]
    assert not db.session.get(Visit, visit.id).is_open


def test_a_finish_sent_twice_and_answers_between(phones, visit, db):
    obligatory(visit)
    answer = {"id": str(uuid4()), "revision": "0", "state": "answered", "grade": "3"}
    found = at_once(phones, (f"/visits/{visit.id}/submission", {}), (answer_url(visit, "wh_tidy"), answer))
    assert found in ([303, 303], [303, 409])
    last = db.session.get(LastAnswer, (visit.dealer_id, "wh_tidy"))
    assert (last is not None) == (found == [303, 303])


def other_rep_finishes(connection, cast, product):
    """What the finish of Omar's visit to the same dealer leaves behind, until its commit."""
    connection.execute(select(Dealer.id).where(Dealer.id == cast.dealer.id).with_for_update(key_share=True))
    now, visit_id, answer_id, count_id = datetime.now(UTC), uuid4(), uuid4(), uuid4()
    row = {"visit_id": visit_id, "dealer_id": cast.dealer.id, "user_id": cast.omar.id, "answered_at": now}
    connection.execute(
        insert(Visit).values(
            id=visit_id, dealer_id=cast.dealer.id, rep_id=cast.omar.id, mode="quick", started_at=now,
            finished_at=now, checklist_version_id=cast.version_id,
        )
    )  # fmt: skip
    connection.execute(insert(AnswerRow).values(id=answer_id, item_key="wh_tidy", value={"grade": 2}, **row))
    connection.execute(insert(StockCount).values(id=count_id, product_id=product, counted=77, **row))
    day = {"observed_on": now.date(), "verified_on": now.date()}
    kept = {"dealer_id": cast.dealer.id, "item_key": "wh_tidy", "answer_id": answer_id}
    connection.execute(insert(LastAnswer).values(**kept, **day))
    counted = {"dealer_id": cast.dealer.id, "product_id": product, "stock_count_id": count_id}
    connection.execute(insert(LastCount).values(**counted))
    connection.execute(update(Dealer).values(last_visit_id=str(visit_id)).where(Dealer.id == cast.dealer.id))


def test_of_two_visits_to_a_dealer_finished_at_once_one_follows_the_other(phones, cast, visit, db):
    product, address = cast.products[0].id, f"/visits/{visit.id}/submission"
    factories.count(visit, product, 60)
    factories.answer(visit, "wh_tidy", {"grade": 4})
    obligatory(visit)
    statuses = []
    sending = Thread(target=lambda: statuses.append(post(phones[0], address)))
    db.session.remove()
    with db.engine.begin() as connection:
        other_rep_finishes(connection, cast, product)
        sending.start()
        sending.join(WAITING)
        assert not statuses, "it did not wait for the other visit"
    sending.join()
    assert statuses == [303]
    summary = db.session.get(Visit, visit.id).summary
    assert [each["old"] for each in summary["changes"] if each["key"] == "wh_tidy"] == [{"grade": 2}]
    assert [each["last"] for each in summary["counts"]] == [77]


def conflict(phones, visit):
    for number in range(2):
        save(phones[number], visit, "wh_tidy", grade=str(number + 2))
    return [str(row.id) for row in _rows(visit, "wh_tidy")]


def _rows(visit, key):
    found = select(AnswerRow).where(AnswerRow.visit_id == visit.id, AnswerRow.item_key == key)
    return database.session.scalars(found).all()


def test_two_phones_end_a_conflict_at_once(phones, visit, db):
    first, second = conflict(phones, visit)
    address = f"{answer_url(visit, 'wh_tidy')}/settlement"
    found = at_once(phones, (address, {"chosen": first}), (address, {"chosen": second}))
    assert found in ([303, 303], [303, 404])  # 404: what this phone chose was put aside a moment before
    assert sum(not row.superseded for row in _rows(visit, "wh_tidy")) == 1


def test_two_phones_end_a_conflict_of_counts_at_once(phones, cast, visit):
    address = f"/visits/{visit.id}/counts/{cast.products[0].id}"
    ids = [str(uuid4()), str(uuid4())]
    for number, write in enumerate(ids):
        phones[number].post(address, data={"id": write, "revision": "0", "counted": "5", "unit": "piece"})
    for _ in range(3):  # a deadlock needs its moment
        found = at_once(phones, *((f"{address}/settlement", {"chosen": write}) for write in ids))
        assert set(found) <= {303, 404}


def test_a_conflict_is_not_settled_after_the_end(phones, visit):
    chosen = conflict(phones, visit)[1]
    obligatory(visit)
    phones[0].post(f"/visits/{visit.id}/submission")
    answer = phones[0].post(f"{answer_url(visit, 'wh_tidy')}/settlement", data={"chosen": chosen})
    assert answer.status_code == 409


def test_every_write_after_the_end_says_that_the_visit_is_finished(phones, cast, visit):
    obligatory(visit)
    phones[0].post(f"/visits/{visit.id}/submission")
    product, chosen = cast.products[0].id, {"chosen": str(uuid4()), "counted": "5", "agreed": "1"}
    late = ["promises", "promises/none", "sections/s3_warehouse/unchanged", "answers/wh_tidy"]
    late += [f"{kind}/{product}" for kind in ("counts", "order")]
    late += [f"{each}/settlement" for each in late[-3:]]
    for place in late:
        for headers in ({}, {"HX-Request": "true"}):
            answer = phones[1].post(f"/visits/{visit.id}/{place}", data=chosen, headers=headers)
            assert answer.status_code == 409, place
            assert "visit is finished" in answer.text, place


def test_a_correction_that_arrives_twice_at_once_is_one(phones, cast, visit, db):
    factories.answer(visit, "wh_tidy", {"grade": 2})
    factories.finished(visit, cast)
    form = {"id": str(uuid4()), "state": "answered", "grade": "4", "reason": "Misread"}
    assert at_once(phones, (f"/visits/{visit.id}/corrections/wh_tidy", form)) == [303, 303]
    count = select(func.count()).where(AnswerRow.visit_id == visit.id, AnswerRow.kind == CORRECTION)
    assert db.session.scalar(count) == 1


def test_a_start_that_arrives_twice_at_once_is_one_visit_with_its_goal(phones, cast, db):
    form = {"id": str(uuid4()), "mode": "quick", "goal": "Sell more", "self_check": "fine"}
    assert at_once(phones, (f"/dealers/{cast.dealer.id}/visits", form)) == [303, 303]
    assert db.session.scalar(select(func.count(Visit.id))) == 1
    page = phones[0].get(f"/visits/{form['id']}").text
    assert "under way already" not in page


def test_a_promise_that_arrives_twice_at_once_is_one(phones, visit, db):
    assert at_once(phones, (f"/visits/{visit.id}/promises", terms())) == [303, 303]
    assert db.session.scalar(select(func.count(Promise.id))) == 1
