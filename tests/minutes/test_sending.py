"""The rep's page: the draft, sending once, the guard, and what the checklist item says."""

from uuid import uuid4

import pytest

from app.dealers.models import Dealer
from app.visits.models import Visit
from app.visits.report import standing
from tests import factories
from tests.minutes.sending import address, minutes_of, ordered, reply, send, shared
from tests.promises.writing import day, make, stored
from tests.visits.answering import save

MEMO = "self_written_memo"


def memo(db, visit):
    db.session.rollback()
    answer = standing(visit.id, MEMO)
    return answer.value.get("memo") if answer else None


def test_the_draft_shows_order_promises_and_next_visit(rita, cast, visit):
    ordered(visit, cast.products[0], 240)
    ordered(visit, cast.products[1], 0)
    make(rita, visit)
    make(rita, visit, owner="dealer", action="Clear the old lots", approver="")
    factories.answer(visit, "visit_next_date", {"date": day(7)})
    page = rita.get(address(visit)).text
    for told in ("Cola 1", "<b>10 cases</b>", "Swap the old cola", "Clear the old lots", "Next visit"):
        assert told in page
    assert "Cola 2" not in page


def test_a_request_says_outright_that_it_is_none(rita, visit, dealer):
    make(rita, visit, quantity="", due="")
    page = dealer.get(f"/m/{shared(rita, visit)}").text
    assert "Pending approval: this is a request, not yet a promise." in page
    assert "no day agreed yet" in page


@pytest.mark.parametrize("state", ["superseded", "withdrawn_by_dealer"])
def test_what_is_no_promise_any_more_is_left_out(rita, visit, dealer, state):
    stored(visit, state=state)
    assert "Bring a stock board" not in dealer.get(f"/m/{shared(rita, visit)}").text


def test_a_request_in_street_talk_is_left_out_and_the_rep_is_told(rita, visit, dealer):
    make(rita, visit, action="你放心，包在我身上", as_request="1")
    assert "1 request is left out" in rita.get(address(visit)).text
    assert "包在我身上" not in dealer.get(f"/m/{shared(rita, visit)}").text


@pytest.mark.parametrize("who", ["omar", "sol", "ada"])
def test_nobody_else_sends_them(client, cast, sign_in, visit, who):
    sign_in(client, getattr(cast, who))
    assert send(client, visit).status_code == 404
    assert client.post(f"{address(visit)}/none").status_code == 404
    assert minutes_of(visit) is None


@pytest.mark.parametrize("who", ["omar", "sol", "ada"])
def test_nobody_else_sees_the_draft(client, cast, sign_in, finished, who):
    assert sign_in(client, getattr(cast, who)).get(address(finished)).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("omar", 404), ("sol", 200), ("ada", 200)])
def test_supervisor_and_admin_read_what_was_sent(client, cast, sign_in, finished, who, status):
    send(sign_in(client, cast.rita), finished)
    answer = sign_in(client, getattr(cast, who)).get(address(finished))
    assert answer.status_code == status
    if status == 200:
        assert "Two tastings in May" in answer.text
        assert "/links" not in answer.text


@pytest.mark.parametrize("over", [False, True])
def test_they_may_be_sent_at_the_finish_or_after_it(rita, cast, visit, over):
    if over:
        factories.finished(visit, cast)
    assert send(rita, visit).status_code == 303
    assert minutes_of(visit).document["agreed"] == "Two tastings in May"


def test_a_replay_sends_nothing_twice(rita, visit):
    minutes_id = str(uuid4())
    send(rita, visit, id=minutes_id)
    again = send(rita, visit, id=minutes_id, agreed="changed on the way")
    assert again.status_code == 303
    assert minutes_of(visit).document["agreed"] == "Two tastings in May"


def test_once_sent_they_stay_as_they_are(rita, cast, visit):
    send(rita, visit)
    answer = send(rita, visit, agreed="something else")
    assert answer.status_code == 409
    assert "They stay as they are" in answer.text
    ordered(visit, cast.products[0], 240)
    assert minutes_of(visit).document["order"] == []
    assert "have changed since" in rita.get(address(visit)).text


def test_an_id_that_is_taken_is_404(rita, cast, visit, finished):
    minutes_id = str(uuid4())
    send(rita, finished, id=minutes_id)
    other = factories.visit(cast)
    assert send(rita, other, id=minutes_id).status_code == 404
    assert minutes_of(other) is None


@pytest.mark.parametrize(
    "words", ["你放心，包在我身上", "包 在 我 身 上", "我保證給你獨家", "Leave it to me"]
)
def test_words_that_no_dealer_may_get_are_refused_with_better_ones(rita, visit, words):
    answer = send(rita, visit, agreed=words)
    assert answer.status_code == 422
    assert "These words cannot be sent" in answer.text
    assert "Say instead:" in answer.text
    assert words in answer.text
    assert minutes_of(visit) is None


def test_a_text_that_is_too_long_is_refused_and_kept_on_the_page(rita, visit):
    answer = send(rita, visit, agreed="x" * 1001)
    assert answer.status_code == 422
    assert "x" * 1001 in answer.text


@pytest.mark.parametrize("fields", [{"locale": "fr"}, {"locale": ""}, {"id": "1"}])
def test_what_no_page_of_ours_posts_is_400(rita, visit, fields):
    assert send(rita, visit, **fields).status_code == 400


def test_the_dealers_language_is_remembered(rita, cast, finished):
    assert '<input type="radio" name="locale" value="zh_Hans" checked>' in rita.get(address(finished)).text
    send(rita, finished, locale="zh_Hant")
    later = factories.visit(cast)
    assert '<input type="radio" name="locale" value="zh_Hant" checked>' in rita.get(address(later)).text


def test_the_item_follows_from_the_minutes_of_an_open_visit(rita, visit, dealer, db):
    token = shared(rita, visit)
    assert memo(db, visit) == "sent"
    reply(dealer, token)
    assert memo(db, visit) == "confirmed"


def test_the_item_of_a_finished_visit_is_corrected(rita, finished, dealer, db):
    token = shared(rita, finished)
    report = rita.get(f"/visits/{finished.id}/report").text
    assert "Sent, not yet confirmed" in report and "Not in writing" in report
    reply(dealer, token)
    assert memo(db, finished) == "confirmed"
    assert "The dealer acknowledged the minutes." in rita.get(f"/visits/{finished.id}/report").text


def test_a_correction_leaves_them_unconfirmed(rita, finished, dealer, db):
    reply(dealer, shared(rita, finished), "correction", text="Only one tasting")
    assert memo(db, finished) == "sent"


def test_the_rep_may_say_that_there_are_none(rita, visit, db):
    assert rita.post(f"{address(visit)}/none").status_code == 303
    rita.post(f"{address(visit)}/none")
    assert memo(db, visit) == "none"
    send(rita, visit)
    rita.post(f"{address(visit)}/none")
    assert memo(db, visit) == "sent"


def test_a_note_leaves_what_became_of_the_minutes(rita, visit, db):
    send(rita, visit)
    assert save(rita, visit, MEMO, revision="1", note="sent by WeChat").status_code == 200
    assert memo(db, visit) == "sent"
    assert standing(visit.id, MEMO).note == "sent by WeChat"


def test_the_item_leads_to_the_minutes_and_is_obligatory(rita, visit):
    section = rita.get(f"/visits/{visit.id}/sections/s1_self").text
    assert f'href="{address(visit)}"' in section
    finish = rita.get(f"/visits/{visit.id}/finish").text
    assert "Preview the minutes" in finish and "Written communication" in finish
    send(rita, visit)
    finish = rita.get(f"/visits/{visit.id}/finish").text
    assert "The minutes are sent." in finish and "Written communication" not in finish


@pytest.mark.parametrize("first", [True, False])
def test_finishing_leads_to_minutes_that_are_not_sent(rita, visit, db, first):
    for key in ("wh_stock_counts", "wh_overview_photo", MEMO):
        factories.answer(visit, key, {}, state="not_seen")
    if first:
        send(rita, visit)
    place = rita.post(f"/visits/{visit.id}/submission").location
    assert place.endswith(f"/dealers/{visit.dealer_id}" if first else address(visit))
    assert not db.session.get(Visit, visit.id).is_open


def test_a_phone_that_sends_late_is_told_what_is_stored(client, cast, sign_in):
    visit, written = factories.visit(cast), str(uuid4())
    sign_in(client, cast.rita)
    form = {"id": written, "locale": "en", "agreed": "Two pallets by Friday"}
    for _twice in range(2):
        answer = client.post(f"/visits/{visit.id}/minutes", data=form, headers={"HX-Request": "true"})
        assert (answer.status_code, f'data-stored="{written}"' in answer.text) == (200, True)
    other = client.post(
        f"/visits/{visit.id}/minutes", data=form | {"id": str(uuid4())}, headers={"HX-Request": "true"}
    )
    assert other.status_code == 409 and "data-refused" in other.text


def test_a_phone_is_told_that_no_minutes_are_stored(client, cast, sign_in):
    visit, written = factories.visit(cast), str(uuid4())
    sign_in(client, cast.rita)
    answer = client.post(
        f"/visits/{visit.id}/minutes/none", data={"id": written}, headers={"HX-Request": "true"}
    )
    assert (answer.status_code, f'data-stored="{written}"' in answer.text) == (200, True)


def test_a_dealer_without_a_chinese_name_is_written_to_in_the_reps_language(rita, visit, db):
    chosen = '<input type="radio" name="locale" value="{}" checked>'
    assert chosen.format("zh_Hans") in rita.get(address(visit)).text
    dealer = db.session.get(Dealer, visit.dealer_id)
    dealer.name_zh = dealer.name_en
    db.session.commit()
    assert chosen.format("en") in rita.get(address(visit)).text
