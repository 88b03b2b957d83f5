"""Loading: what lands in the database is what real visits would have left there."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import delete, func, select

from app import clock
from app.accounts import passwords
from app.accounts.company import company
from app.accounts.models import User
from app.checklists.queries import checklist
from app.dealers.models import Dealer, Receipt
from app.dealers.products import received_between
from app.photos.models import Photo
from app.photos.storage import keys_of, open_store
from app.sample.accounts import SAMPLE_ACCOUNTS
from app.sample.load import NotEmpty, Order, load_sample
from app.visits.before.agenda import agenda_for
from app.visits.finish import finish_visit
from app.visits.judgement.models import Finding, Score, VisitResults
from app.visits.models import Answer, LastAnswer, LastCount, StockCount, StockLot, Visit
from app.visits.queries import open_visit_of

SMALL = Order(dealers=6, visits=24, photos=False, judged=False)


def quiet(_said):
    return None


@pytest.fixture
def loaded(app, db):
    load_sample(SMALL, quiet)
    db.session.expire_all()
    return db


def test_the_company_is_there(loaded, app):
    assert company().is_sample
    assert loaded.session.scalar(select(func.count()).select_from(Visit)) == 24
    for dealer in loaded.session.scalars(select(Dealer)):
        assert dealer.last_visit_on < clock.today()
        last = loaded.session.get(Visit, UUID(dealer.last_visit_id))
        assert last.dealer_id == dealer.id and not last.is_open
    for account in SAMPLE_ACCOUNTS:
        user = loaded.session.scalar(select(User).where(User.username == account.username))
        assert user.role == account.role
        assert open_visit_of(user) is None
    rita = loaded.session.scalar(select(User).where(User.username == "rita"))
    assert passwords.matches(rita.password_hash, "rita-sample-rounds")
    with app.test_request_context():
        assert agenda_for(rita, clock.today(), "en").dealers == 1


def test_a_second_load_is_refused(loaded):
    with pytest.raises(NotEmpty, match="in use"):
        load_sample(SMALL, quiet)


def test_stored_counts_reconcile_with_stored_receipts(loaded):
    for dealer in loaded.session.scalars(select(Dealer)):
        earlier = {}
        rows = select(StockCount).where(StockCount.dealer_id == dealer.id).order_by(StockCount.answered_at)
        for count in loaded.session.scalars(rows):
            on = clock.local(count.answered_at).date()
            if count.product_id in earlier:
                came = received_between(dealer.id, earlier[count.product_id], on).get(count.product_id, 0)
                assert count.received == came
            earlier[count.product_id] = on
    assert loaded.session.scalar(select(func.max(Receipt.received_on))) < clock.today()
    assert loaded.session.scalar(select(func.count()).select_from(StockLot)) > 100


def test_a_sample_visit_is_what_finishing_it_leaves(loaded, app):
    dealer = loaded.session.scalar(select(Dealer).order_by(Dealer.id))
    visits = loaded.session.scalars(
        select(Visit).where(Visit.dealer_id == dealer.id).order_by(Visit.finished_at)
    )
    *_, before, last = visits.all()
    take_back_what_came_later(loaded, last)
    expected = state_of(loaded, dealer, last)
    finished_at = reopen(loaded, dealer, before, last)
    # The visit asked for no photos here; finishing would rightly insist on them.
    loaded.session.add(overview_of(last))
    loaded.session.flush()
    with time_machine.travel(finished_at, tick=False):
        finish_visit(last, dealer, checklist(last.checklist_version_id))
    loaded.session.flush()
    found = state_of(loaded, dealer, last)
    assert found.pop("photo_sections") == 8 and expected.pop("photo_sections") == 0
    assert found == expected


def state_of(db, dealer, visit):
    """All that finishing a visit writes; lists in the summary are compared without their order."""
    listed = {name: sorted(map(str, rows)) for name, rows in visit.summary.items() if isinstance(rows, list)}
    known = db.session.scalars(select(LastAnswer).where(LastAnswer.dealer_id == dealer.id))
    counts = db.session.scalars(select(LastCount).where(LastCount.dealer_id == dealer.id))
    return {
        "summary": visit.summary | listed, "changed": visit.changed_sections, "noted": visit.noted_sections,
        "photo_sections": visit.photo_sections, "counted": visit.counted_products,
        "finished_at": visit.finished_at, "last_visit": (dealer.last_visit_on, dealer.last_visit_id),
        "due": dealer.next_due_on,
        "known": {each.item_key: (each.answer_id, each.observed_on, each.verified_on) for each in known},
        "counts": {each.product_id: each.stock_count_id for each in counts},
    }  # fmt: skip


def take_back_what_came_later(db, last):
    """The dealer's answer to the minutes, which made a correction."""
    later = select(Answer).where(Answer.visit_id == last.id, Answer.kind == "correction")
    for correction in db.session.scalars(later).all():
        entry = db.session.scalar(
            select(Answer).where(Answer.visit_id == last.id, Answer.item_key == correction.item_key)
            .where(Answer.kind == "entry", ~Answer.superseded)
        )  # fmt: skip
        db.session.get(LastAnswer, (last.dealer_id, correction.item_key)).answer_id = entry.id
        db.session.delete(correction)
    db.session.flush()


def reopen(db, dealer, before, last):
    """Take the last visit back to the moment before it was finished, and the dealer to the visit before."""
    finished_at = last.finished_at
    last.finished_at = last.summary = None
    last.changed_sections = last.noted_sections = last.photo_sections = last.counted_products = 0
    dealer.last_visit_id, dealer.last_visit_on, dealer.next_due_on = str(before.id), None, None
    db.session.execute(delete(LastAnswer).where(LastAnswer.dealer_id == dealer.id))
    db.session.execute(delete(LastCount).where(LastCount.dealer_id == dealer.id))
    for row in known_before(db, dealer, last):
        db.session.add(row)
    db.session.flush()
    return finished_at


def known_before(db, dealer, last):
    """What was known of the dealer after every visit but the last, rebuilt from the rows themselves."""
    answers = select(Answer).where(Answer.dealer_id == dealer.id, Answer.visit_id != last.id)
    known = {}
    for answer in db.session.scalars(answers.order_by(Answer.answered_at, Answer.id)):
        if answer.state in ("answered", "unchanged"):
            on = clock.local(answer.answered_at).date()
            seen = known.get(answer.item_key)
            if answer.kind == "correction":
                seen.answer_id = answer.id
                continue
            observed = seen.observed_on if answer.state == "unchanged" else on
            known[answer.item_key] = LastAnswer(
                dealer_id=dealer.id, item_key=answer.item_key, answer_id=answer.id,
                observed_on=observed, verified_on=on,
            )  # fmt: skip
    counts = select(StockCount).where(StockCount.dealer_id == dealer.id, StockCount.visit_id != last.id)
    latest = {each.product_id: each for each in db.session.scalars(counts.order_by(StockCount.answered_at))}
    counted = [
        LastCount(dealer_id=dealer.id, product_id=product_id, stock_count_id=count.id)
        for product_id, count in latest.items()
    ]
    return [*known.values(), *counted]


def overview_of(visit):
    return Photo(
        id=UUID(int=7, version=4), visit_id=visit.id, dealer_id=visit.dealer_id, user_id=visit.rep_id,
        slot="wh_overview_photo.overview", width=1, height=1, size=1, sha256="0" * 64, dhash=0,
        taken_at=visit.started_at + timedelta(seconds=1), received_at=visit.started_at,
    )  # fmt: skip


def test_photos_are_in_the_store_before_they_are_told_of(app, db):
    load_sample(Order(dealers=2, visits=4, judged=False), quiet)
    store = open_store(app.config["PHOTO_STORE"])
    photos = db.session.scalars(select(Photo)).all()
    assert {"wh_overview_photo.overview", "wh_overview_photo.our_stack"} <= {photo.slot for photo in photos}
    for photo in photos:
        assert len(store.get(keys_of(photo.id).picture)) == photo.size
        assert store.get(keys_of(photo.id).thumbnail)
    assert len({photo.sha256 for photo in photos}) == len(photos)
    seen = [visit.summary["before"] for visit in db.session.scalars(select(Visit)) if visit.photo_sections]
    assert any(seen)


def test_many_visits_take_the_same_way(app, db):
    load_sample(Order(dealers=18, visits=400, photos=False, judged=False), quiet)
    assert db.session.scalar(select(func.count()).select_from(Visit)) == 400
    per_dealer = select(Visit.dealer_id, func.count()).group_by(Visit.dealer_id)
    assert all(count for _, count in db.session.execute(per_dealer))
    surprising = select(func.count()).select_from(Visit).where(Visit.surprise > 0)
    assert 4 <= db.session.scalar(surprising) <= 100


def test_every_visit_is_judged_and_the_improver_gains(app, db):
    load_sample(Order(dealers=2, visits=40, photos=False), quiet)
    assert db.session.scalar(select(func.count()).select_from(VisitResults)) == 40
    assert db.session.scalar(select(func.count()).select_from(Finding)) > 5
    improver = db.session.scalar(select(Dealer).order_by(Dealer.id))
    scores = select(Score.value).where(Score.dealer_id == improver.id, Score.dimension == "s3")
    told = [value for value in db.session.scalars(scores.order_by(Score.scored_at)) if value is not None]
    assert told[-1] > told[0] + 20


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--dealers", "3", "--visits", "6", "--no-photos"], ["rita", "rita-sample-rounds"]),
        (["load", "--dealers", "3", "--visits", "6", "--no-photos"], ["sol", "sol-sample-rounds"]),
        (["--dealers", "7", "--visits", "6"], ["too few"]),
    ],
)
def test_command(app, db, arguments, words):
    result = app.test_cli_runner().invoke(args=["sample", *arguments])
    assert all(word in result.output for word in words)


def test_accounts_are_told_of_the_sample_alone(app, db):
    runner = app.test_cli_runner()
    assert runner.invoke(args=["sample", "accounts"]).output == ""
    runner.invoke(args=["sample", "--dealers", "1", "--visits", "1", "--no-photos"])
    assert "omar" in runner.invoke(args=["sample", "accounts"]).output
    again = runner.invoke(args=["sample", "--dealers", "1", "--visits", "1"])
    assert again.exit_code == 1 and "in use" in again.output
