"""The minutes of the sample: sent with most visits, acknowledged or corrected, as the answers say."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import func, select

from app.leverage.phrases import find_phrases
from app.minutes.document import from_plain
from app.minutes.models import Minutes, MinutesLink, MinutesReply
from app.sample.accounts import SAMPLE_ACCOUNTS
from app.sample.load import Order, load_sample
from app.sample.plan import plan
from app.visits.models import Answer, Visit
from app.visits.report import standing
from tests.sample.conftest import TODAY, live

MEMO = "self_written_memo"


def stands(visit):
    """What the item says in the end."""
    last = [each for each in visit.corrections if each.item_key == MEMO]
    return (last[-1] if last else visit.answers[MEMO]).value["memo"]


def test_most_visits_have_minutes_and_half_of_these_are_acknowledged(company):
    visits = [visit for history in company for visit in history.visits]
    said = Counter(stands(visit) for visit in visits)
    assert 0.9 < sum(visit.paper is not None for visit in visits) / len(visits) < 0.99
    assert said["none"] == sum(visit.paper is None for visit in visits)
    kinds = Counter(visit.paper.reply and visit.paper.reply.kind for visit in visits if visit.paper)
    assert kinds["acknowledged"] == said["confirmed"]
    assert 0.5 < kinds["acknowledged"] / len(visits) < 0.7
    assert 8 < kinds["correction"] < 60
    assert kinds[None] > 100


def test_what_was_acknowledged_on_the_spot_is_an_entry_and_later_a_correction(company):
    for visit in (visit for history in company for visit in history.visits if visit.paper):
        reply, entry = visit.paper.reply, visit.answers[MEMO]
        assert visit.started_at < visit.paper.sent_at < visit.finished_at
        assert reply is None or visit.paper.sent_at < reply.at
        spot = reply is not None and reply.at < visit.finished_at
        assert bool(visit.superseded) == spot == (entry.revision == 2)
        assert reply is None or reply.at - visit.finished_at < timedelta(hours=5)
        later = [each for each in visit.corrections if each.item_key == MEMO]
        assert bool(later) == (not spot and reply is not None and reply.kind == "acknowledged")


def test_the_page_tells_what_was_agreed_and_nothing_else(company):
    for history in company[:8]:
        for visit in (visit for visit in history.visits if visit.paper):
            document = from_plain(visit.paper.document)
            assert document.day == visit.met.visit.on
            assert document.next_visit == visit.met.visit.agreed_next
            agreed = [each.cases for each in visit.met.order if each.cases]
            assert [line.cases for line in document.order] == agreed
            assert len(document.promises) == len(visit.talk.made)
            assert not find_phrases(document.agreed)


def test_minutes_follow_from_the_seed():
    dealer = plan(6, 24, 7, TODAY)[2]
    first, again = ([visit.paper for visit in live(dealer, 7, photos=False).visits] for _ in range(2))
    assert first == again
    assert first != [visit.paper for visit in live(dealer, 8, photos=False).visits]


def number(db, model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_they_are_stored_and_stand_on_the_timeline(app, db, client):
    load_sample(Order(dealers=6, visits=40, photos=False, judged=False), lambda _said: None)
    sent, links, replies = (number(db, model) for model in (Minutes, MinutesLink, MinutesReply))
    assert 34 <= sent == links <= 40
    assert 10 < replies < sent
    said = {"acknowledged": "confirmed", "correction": "sent", None: "sent"}
    kinds = dict(db.session.execute(select(MinutesReply.minutes_id, MinutesReply.kind)).all())
    for minutes in db.session.scalars(select(Minutes)):
        assert standing(minutes.visit_id, MEMO).value["memo"] == said[kinds.get(minutes.id)]
    entries = select(Answer.visit_id).where(Answer.item_key == MEMO, Answer.kind == "entry")
    assert len(db.session.scalars(entries.where(~Answer.superseded)).all()) == number(db, Visit)
    sol = next(account for account in SAMPLE_ACCOUNTS if account.username == "sol")
    client.post("/sign-in", data={"username": sol.username, "password": sol.password})
    first = db.session.scalar(select(func.min(Minutes.dealer_id)))
    shown = client.get(f"/dealers/{first}?kind=minutes", headers={"Accept-Language": "en"}).text
    assert "Minutes sent" in shown
    assert "Minutes acknowledged" in shown
