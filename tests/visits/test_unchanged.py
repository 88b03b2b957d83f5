"""Nothing changed since last time: what is copied, what is not, and that a second tap adds nothing."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.visits.models import Answer
from app.visits.queries import answers_of, last_answers_of
from tests import factories


@pytest.fixture
def last_time(cast, app):
    """A finished visit that answered four warehouse questions, of which two may be copied."""
    visit = factories.visit(cast, mode="full")
    factories.answer(visit, "wh_tidy", {"grade": 4}, evidence="seen", note="near the door")
    factories.answer(visit, "wh_ventilation", {"signs": ["damp"]})
    factories.answer(visit, "wh_kanban", {"board": "updated"})
    factories.answer(visit, "wh_near_expiry", {"seen": 3})
    return factories.finished(visit, cast)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


def nothing_changed(client, visit, section="s3_warehouse", **form):
    return client.post(f"/visits/{visit.id}/sections/{section}/unchanged", data=form)


def test_last_answers_are_copied_and_the_rep_is_told(rita, cast, last_time):
    visit = factories.visit(cast)
    answer = nothing_changed(rita, visit)
    assert answer.status_code == 303
    answers = answers_of(visit.id)
    assert answers.keys() == {"wh_tidy", "wh_ventilation"}
    copied = answers["wh_tidy"]
    assert (copied.state, copied.value, copied.evidence) == ("unchanged", {"grade": 4}, "seen")
    assert copied.note == ""
    page = rita.get(answer.location).text
    assert "2 answers copied as unchanged." in page
    assert "need a fresh answer" in page
    assert "Unchanged, " in page


def test_a_second_tap_copies_nothing(rita, cast, last_time, db):
    visit = factories.visit(cast)
    nothing_changed(rita, visit)
    before = db.session.scalar(select(func.count()).select_from(Answer))
    page = rita.get(nothing_changed(rita, visit).location).text
    assert "Nothing to copy" in page
    assert db.session.scalar(select(func.count()).select_from(Answer)) == before


def test_what_is_answered_already_stays(rita, cast, last_time):
    visit = factories.visit(cast)
    factories.answer(visit, "wh_tidy", {"grade": 1})
    factories.answer(visit, "wh_ventilation", {}, state="not_seen")
    nothing_changed(rita, visit)
    states = {key: answer.state for key, answer in answers_of(visit.id).items()}
    assert states == {"wh_tidy": "answered", "wh_ventilation": "not_seen"}


def test_a_cleared_answer_may_be_copied(rita, cast, last_time):
    visit = factories.visit(cast)
    factories.answer(visit, "wh_tidy", {})
    nothing_changed(rita, visit)
    assert answers_of(visit.id)["wh_tidy"].state == "unchanged"


def test_a_choice_that_today_would_be_refused_is_not_copied(rita, cast):
    before = factories.visit(cast, mode="full")
    factories.answer(before, "wh_mixed_categories", {"mixed": "no_longer_offered"})
    factories.finished(before, cast)
    visit = factories.visit(cast)
    nothing_changed(rita, visit)
    assert answers_of(visit.id) == {}


def test_the_whole_section_is_copied_when_it_is_shown_whole(rita, cast):
    before = factories.visit(cast, mode="full")
    factories.answer(before, "wh_off_floor_wall", {"clear": "yes"})
    factories.finished(before, cast)
    visit = factories.visit(cast)
    nothing_changed(rita, visit)
    assert answers_of(visit.id) == {}
    assert nothing_changed(rita, visit, all="1").location.endswith("?all=1")
    assert answers_of(visit.id).keys() == {"wh_off_floor_wall"}


def test_the_day_of_observation_is_kept_over_an_unchanged_visit(rita, cast, last_time, db):
    long_ago = date.today() - timedelta(days=30)
    for last in last_answers_of(cast.dealer.id).values():
        last.observed_on = last.verified_on = long_ago
    db.session.commit()
    visit = factories.visit(cast)
    nothing_changed(rita, visit)
    factories.finished(visit, cast)
    last = last_answers_of(cast.dealer.id)["wh_tidy"]
    assert (last.observed_on, last.verified_on) == (long_ago, date.today())


def test_the_button_is_offered_only_while_there_is_something_to_copy(rita, cast, last_time):
    visit = factories.visit(cast)
    url = f"/visits/{visit.id}/sections/s3_warehouse"
    assert "Nothing changed" in rita.get(url).text
    nothing_changed(rita, visit)
    assert "Nothing changed</span>" not in rita.get(url).text


def test_only_the_own_open_visit(client, cast, sign_in, last_time):
    visit = factories.visit(cast)
    for other in (cast.omar, cast.sol, cast.ada):
        assert nothing_changed(sign_in(client, other), visit).status_code == 404
    sign_in(client, cast.rita)
    assert nothing_changed(client, visit, "s9_nothing").status_code == 404
    assert nothing_changed(client, last_time).status_code == 409
