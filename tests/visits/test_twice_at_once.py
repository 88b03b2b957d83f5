"""Every write of a visit, sent twice at the same moment: one row, and both phones get the same answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from sqlalchemy import Select, func, select

from app.extensions import db as database
from app.photos.models import Photo
from app.promises.models import Promise, PromiseEvent
from app.visits.models import CONFLICT, CORRECTION, LATE, Answer, OrderEntry, StockCount, StockLot, Visit
from app.visits.order.models import OrderTerm
from tests import factories
from tests.photos.pictures import scene, written
from tests.promises.writing import day, terms
from tests.promises.writing import stored as owed
from tests.visits.phone import HTMX, ago, obligatory

REVISION = re.compile(r'data-revision="(\d+)"')
PHONES = 3
BEFORE_THE_END = ago(minutes=40)


@dataclass(frozen=True)
class Sent:
    """A write as the outbox posts it; `rows` counts what it leaves behind, which is `many`."""

    path: str
    form: dict
    rows: Select
    many: int = 1
    files: dict[str, bytes] = field(default_factory=dict)


def number(model, *conditions) -> Select:
    return select(func.count(model.id)).where(*conditions)


def start(cast, visit) -> Sent:
    database.session.delete(database.session.get(Visit, visit.id))
    database.session.commit()
    form = {"id": str(uuid4()), "mode": "quick", "goal": "Sell", "self_check": "fine"}
    return Sent(f"/dealers/{cast.dealer.id}/visits", form, number(Answer), 7)


def start_beside_another(cast, visit) -> Sent:
    form = {"id": str(uuid4()), "mode": "quick", "goal": "Sell", "offline": "1"}
    return Sent(f"/dealers/{cast.dealer.id}/visits", form, number(Visit, Visit.aside))


def answer(cast, visit) -> Sent:
    return Sent(f"/visits/{visit.id}/answers/wh_tidy", {"grade": "3", "revision": "0"}, number(Answer))


def answer_too_late(cast, visit) -> Sent:
    factories.answer(visit, "wh_tidy", {"grade": 1})
    return Sent(f"/visits/{visit.id}/answers/wh_tidy", {"grade": "3", "revision": "0"}, number(Answer), 2)


def count(cast, visit) -> Sent:
    form = {"cases": "2", "lots-0-date": day(-9), "lots-0-cases": "1", "revision": "0"}
    return Sent(f"/visits/{visit.id}/counts/{cast.products[0].id}", form, number(StockLot))


def order_line(cast, visit) -> Sent:
    return Sent(f"/visits/{visit.id}/order/{cast.products[0].id}", {"agreed": "2"}, number(OrderEntry))


def order_term(cast, visit) -> Sent:
    return Sent(f"/visits/{visit.id}/order/terms/floor", {"cases": "9"}, number(OrderTerm))


def promise(cast, visit) -> Sent:
    return Sent(f"/visits/{visit.id}/promises", terms(), number(Promise))


def promise_kept(cast, visit) -> Sent:
    due = owed(visit)
    form = {"state": "kept", "visit": str(visit.id)}
    return Sent(f"/promises/{due.id}/settlement", form, number(PromiseEvent))


def promise_moved(cast, visit) -> Sent:
    due = owed(visit)
    form = {"state": "moved", "new_due": day(4), "visit": str(visit.id)}
    return Sent(f"/promises/{due.id}/settlement", form, number(Promise), 2)


def request_approved(cast, visit) -> Sent:
    due = owed(visit, state="pending", due=None)
    form = terms(due=day(4), visit=str(visit.id))
    return Sent(f"/promises/{due.id}/approval", form, number(PromiseEvent))


def no_promises(cast, visit) -> Sent:
    return Sent(f"/visits/{visit.id}/promises/none", {}, number(Answer))


def unchanged(cast, visit) -> Sent:
    earlier = factories.visit(cast, aside=True)
    factories.answer(earlier, "wh_tidy", {"grade": 4})
    factories.finished(earlier, cast, datetime.now(UTC) - timedelta(days=9))
    path = f"/visits/{visit.id}/sections/s3_warehouse/unchanged"
    return Sent(path, {"all": "1"}, number(Answer, Answer.visit_id == visit.id))


def photo(cast, visit) -> Sent:
    form = {"slot": "wh_overview_photo.overview", "taken_at": ago(minutes=1)}
    return Sent(f"/visits/{visit.id}/photos", form, number(Photo), files={"photo": written(scene(320, 240))})


def late_photo(cast, visit) -> Sent:
    sent = photo(cast, ended(visit))
    return Sent(sent.path, sent.form | {"taken_at": BEFORE_THE_END}, sent.rows, files=sent.files)


def caption(cast, visit) -> Sent:
    shot = factories.photo(visit, "wh_overview_photo.overview")
    return Sent(f"/photos/{shot.id}/caption", {"caption": "Left"}, number(Photo, Photo.caption == "Left"))


def removal(cast, visit) -> Sent:
    shot = factories.photo(visit, "wh_overview_photo.overview")
    return Sent(f"/photos/{shot.id}/removal", {}, number(Photo, Photo.removed_at.is_not(None)))


def finish(cast, visit) -> Sent:
    obligatory(visit)
    form = {"answered_at": ago(minutes=1)}
    return Sent(f"/visits/{visit.id}/submission", form, number(Visit, Visit.finished_at.is_not(None)))


def conflict(model, make, visit, *key):
    """Two current rows of one thing, of which one came too late."""
    now = make(visit, *key)
    late = make(visit, *key, kind=CONFLICT, revision=2)
    return now, late, number(model, model.visit_id == visit.id, ~model.superseded)


def answer_settled(cast, visit) -> Sent:
    _now, late, rows = conflict(Answer, factories.answer, visit, "wh_tidy", {"grade": 3})
    return Sent(f"/visits/{visit.id}/answers/wh_tidy/settlement", {"chosen": str(late.id)}, rows)


def count_settled(cast, visit) -> Sent:
    product = cast.products[0].id
    now, _late, rows = conflict(StockCount, factories.count, visit, product, 5)
    return Sent(f"/visits/{visit.id}/counts/{product}/settlement", {"chosen": str(now.id)}, rows)


def order_settled(cast, visit) -> Sent:
    def line(visit, product, **values):
        row = {"visit_id": visit.id, "dealer_id": visit.dealer_id, "user_id": visit.rep_id, "agreed": 24}
        row |= {"id": uuid4(), "ordered_product_id": product, "answered_at": datetime.now(UTC)}
        return factories._stored(OrderEntry(**(row | values)))

    product = cast.products[0].id
    _now, late, rows = conflict(OrderEntry, line, visit, product)
    return Sent(f"/visits/{visit.id}/order/{product}/settlement", {"chosen": str(late.id)}, rows)


def ended(visit):
    """The visit, over half an hour ago."""
    obligatory(visit)
    over = datetime.now(UTC) - timedelta(minutes=30)
    kept = database.session.get(Visit, visit.id)
    kept.started_at, kept.ended_at, kept.finished_at = over - timedelta(hours=1), over, datetime.now(UTC)
    return factories._stored(kept)


def late_answer(cast, visit) -> Sent:
    sent = answer(cast, ended(visit))
    return Sent(sent.path, sent.form | {"answered_at": BEFORE_THE_END}, number(Answer, Answer.kind == LATE))


def late_count(cast, visit) -> Sent:
    sent = count(cast, ended(visit))
    return Sent(sent.path, sent.form | {"answered_at": BEFORE_THE_END}, sent.rows)


def late_order_line(cast, visit) -> Sent:
    sent = order_line(cast, ended(visit))
    return Sent(sent.path, sent.form | {"answered_at": BEFORE_THE_END}, sent.rows)


def correction(cast, visit) -> Sent:
    form = {"state": "answered", "grade": "4", "reason": "Misread"}
    rows = number(Answer, Answer.kind == CORRECTION)
    return Sent(f"/visits/{ended(visit).id}/corrections/wh_tidy", form, rows)


WRITES: tuple[Callable[..., Sent], ...] = (
    start, start_beside_another, answer, answer_too_late, count, order_line, order_term, promise,
    promise_kept, promise_moved, request_approved, no_promises, unchanged, photo, late_photo,
    caption, removal, finish,
    answer_settled, count_settled, order_settled, late_answer, late_count, late_order_line, correction,
)  # fmt: skip


@pytest.fixture
def visit(cast, app):
    return factories.visit(cast, mode="full")


@pytest.fixture
def phones(app, cast, sign_in, db):
    """Browsers of Rita's."""
    made = [sign_in(app.test_client(), cast.rita) for _ in range(PHONES)]
    db.session.remove()
    return made


def at_once(phones, sent: Sent, write: str | None = None) -> list:
    """The id of one write that every phone sends at the same moment, and the answers to it."""
    form, gate, answers = {"id": write or str(uuid4())} | sent.form, Barrier(len(phones)), []

    def send(phone) -> None:
        body = form | {name: (BytesIO(data), "shot.jpg") for name, data in sent.files.items()}
        gate.wait()
        with phone.application.app_context():
            answers.append(phone.post(sent.path, data=body, headers=HTMX))

    database.session.remove()  # the test's own transaction would keep SQLite from writing
    threads = [Thread(target=send, args=(phone,)) for phone in phones]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return [form["id"], *answers]


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
def test_one_row_and_one_answer(phones, cast, visit, write):
    sent = write(cast, visit)
    written_id, *answers = at_once(phones, sent)
    answers += at_once(phones[:1], sent, written_id)[1:]
    database.session.remove()
    assert database.session.scalar(sent.rows) == sent.many
    told = {(each.status_code, *REVISION.findall(each.text)[:1]) for each in answers}
    assert len(told) == 1, told
    if write is correction:  # not sent by the outbox: it leads on
        assert told == {(204,)}
        return
    assert told.pop()[0] == (409 if write is answer_too_late else 200)
    named = 'id="photo-{}"' if write in (photo, late_photo) else 'data-stored="{}"'
    assert all(named.format(written_id) in each.text for each in answers)


def test_every_write_of_a_visit_is_in_the_list(app, cast, visit):
    """A new address that takes writes has to be tried here, or to be named as one that is not a phone's."""
    elsewhere = {"cancel", "settle_order_term", "close_finding", "save_correction", "decide_diversion"}
    tried = {
        "start", "answer", "count", "order_line", "order_term", "make", "settle_promise", "approve_promise",
        "no_promises", "unchanged", "upload", "caption", "remove_photo", "submit", "settlement",
        "settle_count", "settle_order_line",
    }  # fmt: skip
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in rule.methods]
    named = {rule.endpoint.removeprefix("visits.") for rule in rules if rule.endpoint.startswith("visits.")}
    assert named - elsewhere <= tried, named - elsewhere - tried
