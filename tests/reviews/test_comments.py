"""Comments on what stands on a timeline: written, shown, and brought to whom they concern."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.reviews.models import Comment
from app.visits.judgement.models import Finding, FindingEvent
from tests import factories
from tests.promises.writing import stored
from tests.reviews.conftest import correct, send_back


@pytest.fixture
def sol(app, cast, sign_in):
    return sign_in(app.test_client(), cast.sol)


@pytest.fixture
def rita(app, cast, sign_in):
    return sign_in(app.test_client(), cast.rita)


def say(client, about: str, about_id, note: str = "What happened here?", **form):
    return client.post(f"/comments/{about}/{about_id}", data={"id": str(uuid4()), "note": note, **form})


def timeline(client, cast, **query) -> str:
    return client.get(f"/dealers/{cast.dealer.id}", query_string=query).text


def test_a_comment_stands_on_the_timeline_and_on_todays_of_the_rep(sol, rita, cast, visit):
    assert say(sol, "visit", visit.id).status_code == 303
    assert "What happened here?" in timeline(rita, cast)
    assert "What happened here?" in timeline(rita, cast, kind="comments")
    today = rita.get("/").text
    assert "What happened here?" in today
    assert f"/comments/visit/{visit.id}" in today
    assert "What happened here?" not in sol.get("/").text


def test_today_folds_what_is_more_than_three_and_puts_first_what_was_sent_back(sol, rita, visit):
    for number in range(3):
        say(sol, "visit", visit.id, f"Remark {number}")
    assert "and 1 more" not in rita.get("/").text
    send_back(sol, visit)
    shown, folded = rita.get("/").text.split("and 1 more")
    assert shown.index("Count the corner again.") < shown.index("Remark 0")
    assert "Remark 2" in folded and "Remark 2" not in shown


def test_an_answer_goes_back_to_whoever_asked(sol, rita, cast, visit):
    say(sol, "visit", visit.id)
    comment = db.session.scalar(select(Comment))
    data = {"id": str(uuid4()), "note": "The gate was closed."}
    assert rita.post(f"/comments/{comment.id}/answers", data=data).status_code == 303
    assert "What happened here?" not in rita.get("/").text
    assert "The gate was closed." in sol.get("/").text
    assert "The gate was closed." in sol.get(f"/comments/visit/{visit.id}").text
    assert "The gate was closed." in sol.get(f"/reviews/{visit.id}").text


def test_a_comment_that_was_read_is_put_away(sol, rita, visit):
    say(sol, "visit", visit.id)
    comment = db.session.scalar(select(Comment))
    assert sol.post(f"/comments/{comment.id}/seen").status_code == 404  # it is not to him
    assert rita.post(f"/comments/{comment.id}/seen", data={"id": str(uuid4())}).status_code == 303
    assert "What happened here?" not in rita.get("/").text


def test_a_repeat_says_it_once(sol, visit):
    same = str(uuid4())
    for _ in range(2):
        assert say(sol, "visit", visit.id, id=same).status_code == 303
    assert db.session.scalar(select(func.count()).select_from(Comment)) == 1


def test_somebody_elses_id_is_not_taken(sol, rita, visit):
    same = str(uuid4())
    say(sol, "visit", visit.id, id=same)
    assert say(rita, "visit", visit.id, id=same).status_code == 404


def test_without_words_nothing_is_said(sol, visit):
    page = say(sol, "visit", visit.id, note="")
    assert page.status_code == 422
    assert "Write in a sentence what you mean." in page.text


def test_promises_findings_and_corrections_can_be_talked_about(sol, rita, cast, visit):
    promise = stored(visit)
    correct(rita, visit)
    entries = timeline(sol, cast)
    finding = FindingEvent(
        id=uuid4(), finding_id=_finding(cast, visit), dealer_id=cast.dealer.id, user_id=cast.rita.id,
        kind="close", severity="minor", happened_at=datetime.now(UTC),
    )  # fmt: skip
    db.session.add(finding)
    db.session.commit()
    assert f"/comments/promise/{promise.id}" in entries
    for about, about_id in (("promise", promise.id), ("closing", finding.id)):
        assert say(sol, about, about_id, f"About the {about}.").status_code == 303
        assert f"About the {about}." in rita.get("/").text


def _finding(cast, visit):
    finding = Finding(
        id=uuid4(), dealer_id=cast.dealer.id, item_key="wh_tidy", section="s3_warehouse", severity="minor",
        opened_on=datetime.now(UTC).date(), opened_visit_id=visit.id, last_visit_id=visit.id,
    )  # fmt: skip
    db.session.add(finding)
    db.session.flush()
    return finding.id


@pytest.mark.parametrize("about", ["visit", "promise", "minutes", "nonsense"])
def test_what_is_not_there_cannot_be_talked_about(sol, visit, about):
    assert say(sol, about, uuid4()).status_code == 404
    assert sol.get(f"/comments/{about}/{uuid4()}").status_code == 404


def test_strangers_get_404(client, cast, sign_in, visit):
    omar = sign_in(client, cast.omar)
    assert omar.get(f"/comments/visit/{visit.id}").status_code == 404
    assert say(omar, "visit", visit.id).status_code == 404


def test_a_note_on_the_self_check_is_for_rep_and_supervisor_alone(app, sol, rita, cast, sign_in, visit):
    send_back(sol, visit, "Your shirt!", item_key="self_written_memo")
    assert "Your shirt!" in timeline(rita, cast)
    assert "Your shirt!" in timeline(sol, cast)
    assert "Your shirt!" not in timeline(sign_in(app.test_client(), cast.ada), cast)
    assert "Your shirt!" not in sign_in(app.test_client(), cast.ada).get(f"/reviews/{visit.id}").text


def test_decisions_stand_on_the_timeline(sol, cast, visit):
    send_back(sol, visit, item_key="wh_tidy")
    page = timeline(sol, cast, kind="comments")
    assert "Visit sent back" in page
    assert "Count the corner again." in page
    assert "Count the corner again." in timeline(sol, cast, section="s3_warehouse")
    assert "Count the corner again." not in timeline(sol, cast, section="s4_cash")


@pytest.fixture
def stand_in(app, cast, sign_in):
    """Omar, who made yesterday's visit at Rita's dealer for her, and sees the dealer no more."""
    made = factories.finished(factories.visit(cast, rep_id=cast.omar.id), cast)
    return made, sign_in(app.test_client(), cast.omar)


def test_who_made_a_visit_for_a_colleague_reads_and_answers(sol, rita, stand_in):
    visit, omar = stand_in
    talk = f"/comments/visit/{visit.id}"
    assert omar.get(talk).status_code == 404, "nobody has spoken to him"
    say(sol, "visit", visit.id)
    comment = db.session.scalar(select(Comment))
    assert "What happened here?" in omar.get("/").text
    page = omar.get(talk).text
    assert "What happened here?" in page
    assert "/dealers/" not in page and "/report" not in page, "what he may not open is no link"
    answer = {"id": str(uuid4()), "note": "The gate was closed."}
    for _again in range(2):
        assert omar.post(f"/comments/{comment.id}/answers", data=answer).status_code == 303
    assert "What happened here?" not in omar.get("/").text
    assert "The gate was closed." in sol.get("/").text
    assert say(omar, "visit", visit.id, "And it rained.").status_code == 303


def test_what_others_were_told_stays_closed_to_him(sol, cast, visit, stand_in):
    say(sol, "visit", visit.id)  # a visit of Rita's
    comment = db.session.scalar(select(Comment))
    _own, omar = stand_in
    assert omar.get(f"/comments/visit/{visit.id}").status_code == 404
    assert say(omar, "visit", visit.id).status_code == 404
    data = {"id": str(uuid4()), "note": "x"}
    assert omar.post(f"/comments/{comment.id}/answers", data=data).status_code == 404
