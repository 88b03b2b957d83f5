"""Approving, sending back, answering, and what a supervisor sees of a visit that was submitted again."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.reviews.models import Comment, Review
from tests import factories
from tests.reviews.conftest import approve, correct, send_back, state_of


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def note_of(visit) -> Review:
    return db.session.scalars(select(Review).where(Review.visit_id == visit.id)).all()[-1]


@pytest.fixture
def sol(app, cast, sign_in):
    return sign_in(app.test_client(), cast.sol)


@pytest.fixture
def rita(app, cast, sign_in):
    return sign_in(app.test_client(), cast.rita)


def test_approving(sol, visit):
    assert approve(sol, visit).status_code == 303
    assert state_of(visit) == "approved"


def test_a_repeat_of_an_approval_changes_nothing(sol, visit):
    same = str(uuid4())
    for _ in range(2):
        approve(sol, visit, id=same)
    approve(sol, visit)
    assert count(Review) == 1


def test_an_approval_from_the_queue_answers_with_the_card(sol, visit):
    headers = {"HX-Request": "true"}
    card = sol.post(f"/visits/{visit.id}/approval", data={"id": str(uuid4())}, headers=headers).text
    assert f'id="v-{visit.id}"' in card
    assert "Take it back" in card
    assert "<html" not in card
    card = sol.post(f"/visits/{visit.id}/reopening", data={"id": str(uuid4())}, headers=headers).text
    assert "Send back" in card
    assert state_of(visit) == "waiting"


def test_an_id_of_another_decision_is_not_taken(sol, visit, surprising):
    same = str(uuid4())
    approve(sol, visit, id=same)
    assert approve(sol, surprising, id=same).status_code == 404
    assert state_of(surprising) == "waiting"


def test_sending_back_needs_words_and_keeps_what_was_chosen(sol, visit):
    page = send_back(sol, visit, note="  ", item_key="wh_tidy")
    assert page.status_code == 422
    assert "Write in a sentence what you mean." in page.text
    assert '<option value="wh_tidy" selected>' in page.text
    assert (state_of(visit), count(Review)) == ("waiting", 0)


@pytest.mark.parametrize("form", [{"note": "x" * 1001}, {"item_key": "wh_lots_of_nothing"}])
def test_what_cannot_be_is_refused_at_its_field(sol, visit, form):
    assert send_back(sol, visit, **form).status_code == 422
    assert state_of(visit) == "waiting"


def test_a_note_reaches_today_and_its_correction_submits_again(sol, rita, visit):
    send_back(sol, visit, item_key="wh_tidy")
    today = rita.get("/").text
    assert "Count the corner again." in today
    assert f"/visits/{visit.id}/corrections/wh_tidy" in today
    assert correct(rita, visit).status_code == 303
    assert state_of(visit) == "answered"
    assert "Count the corner again." not in rita.get("/").text
    page = sol.get(f"/reviews/{visit.id}").text
    assert "Since it was sent back" in page
    assert "Looked again" in page
    assert "Why look twice" not in page  # only what changed
    assert "Answered by the rep" in sol.get("/reviews").text


def test_a_correction_from_before_is_not_news(sol, rita, visit):
    correct(rita, visit, 3)
    assert state_of(visit) == "waiting"  # it was not sent back
    send_back(sol, visit, item_key="wh_tidy")
    page = sol.get(f"/reviews/{visit.id}").text
    assert "Looked again" not in page
    assert "The rep has not answered yet." in page


def test_an_answer_in_words_submits_again(sol, rita, visit):
    send_back(sol, visit)
    note = note_of(visit)
    data = {"id": str(uuid4()), "note": "It is counted twice a week."}
    for _ in range(2):
        assert rita.post(f"/reviews/{note.id}/answers", data=data).status_code == 303
    assert (state_of(visit), count(Comment)) == ("answered", 1)
    assert "It is counted twice a week." in sol.get(f"/reviews/{visit.id}").text
    assert "Waiting for your answer" not in rita.get("/").text


def test_an_answer_from_the_phone_vouches_for_its_id(sol, rita, visit):
    send_back(sol, visit)
    data = {"id": str(uuid4()), "note": "Done."}
    answer = rita.post(f"/reviews/{note_of(visit).id}/answers", data=data, headers={"HX-Request": "true"})
    assert f'data-stored="{data["id"]}"' in answer.text


def test_an_answer_without_words_stays_on_today(sol, rita, visit):
    send_back(sol, visit)
    page = rita.post(f"/reviews/{note_of(visit).id}/answers", data={"id": str(uuid4()), "note": " "})
    assert page.status_code == 422
    assert "Write in a sentence what you mean." in page.text
    assert state_of(visit) == "sent_back"


def test_only_the_rep_of_the_visit_answers(app, cast, sign_in, sol, visit):
    send_back(sol, visit)
    omar = sign_in(app.test_client(), cast.omar)
    for client in (omar, sol):
        answer = client.post(f"/reviews/{note_of(visit).id}/answers", data={"note": "x"})
        assert answer.status_code == 404
    assert state_of(visit) == "sent_back"


def test_two_notes_wait_until_each_is_answered(sol, rita, visit):
    send_back(sol, visit, "First.", item_key="wh_tidy")
    send_back(sol, visit, "Second.")
    first = db.session.scalar(select(Review).where(Review.note == "First."))
    rita.post(f"/reviews/{first.id}/answers", data={"id": str(uuid4()), "note": "Yes."})
    today = rita.get("/").text
    assert "First." not in today
    assert "Second." in today
    page = sol.get(f"/reviews/{visit.id}").text
    assert "First." in page
    assert "Second." in page  # one round: nothing was answered between them


def test_an_approval_ends_what_was_sent_back(sol, rita, visit):
    send_back(sol, visit)
    approve(sol, visit)
    assert state_of(visit) == "approved"
    assert "Count the corner again." not in rita.get("/").text


def test_a_new_round_shows_its_own_notes_alone(sol, rita, visit):
    send_back(sol, visit, "First round.", item_key="wh_tidy")
    correct(rita, visit)
    send_back(sol, visit, "Second round.", item_key="wh_tidy")
    page = sol.get(f"/reviews/{visit.id}").text
    assert "Second round." in page
    assert "First round." not in page
    assert "Looked again" not in page


@pytest.mark.parametrize("who", ["rita", "omar"])
@pytest.mark.parametrize("verb", ["approval", "return", "reopening"])
def test_reps_decide_nothing(client, cast, sign_in, visit, who, verb):
    answer = sign_in(client, getattr(cast, who)).post(f"/visits/{visit.id}/{verb}", data={"note": "x"})
    assert answer.status_code == 403
    assert state_of(visit) == "waiting"


def test_a_supervisor_of_another_team_finds_nothing(client, cast, sign_in, visit):
    vera = sign_in(client, factories.supervisor_of(cast.other_team))
    assert approve(vera, visit).status_code == 404
    assert send_back(vera, visit).status_code == 404


def test_the_self_check_is_not_offered_to_an_admin(client, cast, sign_in, visit):
    page = sign_in(client, cast.ada).get(f"/reviews/{visit.id}").text
    assert "self_written_memo" not in page
    assert "self_written_memo" in sign_in(client, cast.sol).get(f"/reviews/{visit.id}").text
