"""What the guard found in the minutes, and what the dealer said to them, count for the rep's own score."""

import html

import pytest

from app.visits.judgement.live import stored_judgement
from app.visits.judgement.models import MinutesWording, Score
from tests import factories
from tests.minutes.sending import reply, send, shared
from tests.promises.writing import make

CLEAN, VAGUE, STREET_TALK = "Twelve cases on Monday", "过两天给您送来", "你放心，包在我身上"
OWN = {"self_no_jianghu": {"used": "no"}, "self_attitude": {"grade": 4}}


def finished(rita, visit, answers=OWN):
    """The judgement stored when the visit is finished through its page."""
    for key, value in answers.items():
        factories.answer(visit, key, value)
    for key in ("wh_stock_counts", "wh_overview_photo"):
        factories.answer(visit, key, {}, state="not_seen")
    assert rita.post(f"/visits/{visit.id}/submission").status_code == 303
    return stored_judgement(visit.id)


def report(client, visit) -> str:
    return html.unescape(client.get(f"/visits/{visit.id}/report").text)


def test_clean_minutes_leave_no_mark(rita, visit, db):
    send(rita, visit, agreed=CLEAN)
    assert finished(rita, visit).metrics["phrases_found"] == 0
    assert db.session.get(MinutesWording, visit.id) is None


def test_vague_words_that_stay_are_counted(rita, visit):
    send(rita, visit, agreed=VAGUE)
    judgement = finished(rita, visit)
    assert (judgement.metrics["phrases_found"], judgement.metrics["phrases_kept"]) == (1, 0)


def test_street_talk_that_was_rewritten_counts_half(rita, visit, db):
    refused = send(rita, visit, agreed=STREET_TALK)
    assert refused.status_code == 422
    assert 'name="guard_seen" value="J1 J2"' in refused.text
    send(rita, visit, agreed=CLEAN, guard_seen="J1 J2 nonsense")
    assert db.session.get(MinutesWording, visit.id).rewritten == "J1 J2"
    judgement = finished(rita, visit)
    assert (judgement.metrics["phrases_found"], judgement.metrics["phrases_kept"]) == (2, 0)


def test_street_talk_kept_in_a_request_counts_though_he_says_nothing(rita, visit):
    make(rita, visit, action=STREET_TALK, as_request="1")
    send(rita, visit, agreed=CLEAN)
    assert "self_no_jianghu" in {each.key for each in finished(rita, visit, {}).own}


def test_what_he_said_of_himself_last_time_is_not_todays(rita, cast, visit):
    finished(rita, visit, {"self_no_jianghu": {"used": "yes"}, "self_written_memo": {"memo": "sent"}})
    today = factories.visit(cast)
    judgement = finished(rita, today, {"self_written_memo": {"memo": "sent"}})
    assert judgement.own == ()


@pytest.fixture
def acknowledged(rita, visit, dealer, db):
    """A visit whose minutes the dealer acknowledged after its end; the score stored at the end."""
    token = shared(rita, visit, agreed=CLEAN)
    finished(rita, visit)
    before = db.session.get(Score, (visit.id, "self")).value
    assert reply(dealer, token).status_code == 303
    return before


def test_an_answer_of_the_dealer_moves_the_score_beside_the_stored_one(rita, visit, db, acknowledged):
    assert db.session.get(Score, (visit.id, "self"), populate_existing=True).value == acknowledged
    stored, later = round(acknowledged), round((acknowledged * 10 + 3 * 40) / 10)
    shown = report(rita, visit)
    assert f">{stored}%<" in shown
    assert f"With what came after the visit: {later}%" in shown
    assert f"it is {later}%" in html.unescape(rita.get(f"/visits/{visit.id}/figures/self_score").text)


def test_without_anything_later_there_is_one_score(rita, visit):
    send(rita, visit, agreed=VAGUE)
    finished(rita, visit)
    shown = report(rita, visit)
    assert 'id="own-score"' in shown
    assert "With what came after" not in shown


def test_minutes_sent_after_the_visit_count_with_their_words(rita, visit):
    finished(rita, visit, OWN | {"self_written_memo": {"memo": "none"}})
    send(rita, visit, agreed=CLEAN, guard_seen="J1")
    assert "With what came after the visit" in report(rita, visit)


def test_a_low_score_says_what_to_work_on(rita, visit):
    finished(rita, visit, {"self_no_jianghu": {"used": "yes"}, "self_written_memo": {"memo": "none"}})
    shown = report(rita, visit)
    assert "Worth a talk" in shown
    assert "No street-talk used" in shown


@pytest.mark.parametrize(("who", "sees"), [("rita", True), ("sol", True), ("ada", False)])
def test_who_sees_it(client, cast, sign_in, rita, visit, acknowledged, who, sees):
    shown = report(sign_in(client, getattr(cast, who)), visit)
    assert ('id="own-score"' in shown) == sees
    assert ("With what came after" in shown) == sees
