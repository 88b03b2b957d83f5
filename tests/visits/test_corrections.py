"""Correcting a finished visit, and its report: both answers are shown, to those who may read the visit."""

from uuid import uuid4

import pytest

from app.visits.models import CORRECTION, Answer
from app.visits.queries import answers_of, last_answers_of
from tests import factories


@pytest.fixture
def visit(cast, app):
    made = factories.visit(cast, mode="full")
    factories.answer(made, "wh_tidy", {"grade": 4}, evidence="seen", note="near the door")
    factories.answer(made, "self_attitude", {"grade": 2})
    factories.count(made, cast.products[0].id, 48, unsellable=2)
    factories.photo(made, "wh_overview_photo.overview", caption="From the gate")
    return factories.finished(made, cast)


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


def correct(client, visit, key="wh_tidy", **form):
    data = {"id": str(uuid4()), "grade": "2", "evidence": "seen", "reason": "Misread"} | form
    return client.post(f"/visits/{visit.id}/corrections/{key}", data=data)


def report(client, visit) -> str:
    return client.get(f"/visits/{visit.id}/report").text


def test_the_report_shows_answers_counts_photos_and_notes(rita, visit):
    page = report(rita, visit)
    for part in ("4/5", "near the door", "Seen", "Cola 1", "48", "From the gate", "Rita", "Not seen"):
        assert part in page


def test_a_correction_is_a_marked_row_beside_the_answer(rita, visit, db):
    answer = correct(rita, visit)
    assert answer.status_code == 303
    assert answer.location == f"/visits/{visit.id}/report#wh_tidy"
    page = report(rita, visit)
    assert "2/5" in page
    assert "was: 4/5" in page
    assert "Misread" in page
    assert answers_of(visit.id)["wh_tidy"].value == {"grade": 4}
    assert last_answers_of(visit.dealer_id)["wh_tidy"].answer.value == {"grade": 2}


def test_a_second_correction_names_the_first(rita, visit):
    correct(rita, visit)
    form = rita.get(f"/visits/{visit.id}/corrections/wh_tidy").text
    assert "2/5" in form
    correct(rita, visit, grade="5", reason="Looked again")
    page = report(rita, visit)
    assert page.index("was: 4/5") < page.index("was: 2/5")
    assert last_answers_of(visit.dealer_id)["wh_tidy"].answer.value == {"grade": 5}


def test_a_replay_stores_nothing_new(rita, visit, db):
    id = str(uuid4())
    correct(rita, visit, id=id)
    assert correct(rita, visit, id=id, grade="1").status_code == 303
    assert report(rita, visit).count("Misread") == 1
    other = answers_of(visit.id)["wh_tidy"].id
    assert correct(rita, visit, id=str(other)).status_code == 404


def test_without_a_reason_or_with_a_wrong_value_nothing_is_stored(rita, visit, db):
    answer = correct(rita, visit, reason="  ")
    assert answer.status_code == 422
    assert "Say why" in answer.text
    answer = correct(rita, visit, grade="9", reason="Because")
    assert answer.status_code == 422
    assert "Choose one from 1 to 5" in answer.text
    assert 'value="Because"' in answer.text or ">Because<" in answer.text
    assert db.session.query(Answer).filter_by(kind=CORRECTION).count() == 0


def test_what_was_wrongly_answered_gives_way_to_what_was_known_before(rita, cast, visit):
    later = factories.visit(cast)
    factories.answer(later, "wh_tidy", {"grade": 1})
    later = factories.finished(later, cast)
    assert last_answers_of(visit.dealer_id)["wh_tidy"].answer.value == {"grade": 1}
    correct(rita, later, grade="", state="not_seen")
    assert last_answers_of(visit.dealer_id)["wh_tidy"].answer.value == {"grade": 4}
    correct(rita, visit, grade="", state="declined")
    assert "was: 4/5" in report(rita, visit)


def test_what_was_left_out_may_be_supplied(rita, visit):
    correct(rita, visit, "wh_kanban", board="updated")
    assert "was: no answer" in report(rita, visit)
    assert last_answers_of(visit.dealer_id)["wh_kanban"].answer.value == {"board": "updated"}


def test_an_open_visit_is_answered_not_corrected(rita, cast):
    visit = factories.visit(cast)
    refused = correct(rita, visit)
    assert refused.status_code == 409
    assert "This visit is still open" in refused.text
    assert f"/visits/{visit.id}/sections/s3_warehouse?all=1#wh_tidy" in refused.text
    shown = rita.get(f"/visits/{visit.id}/corrections/wh_tidy")
    assert shown.location.endswith("/sections/s3_warehouse?all=1#wh_tidy")


def test_who_reads_the_report_and_who_corrects(client, cast, sign_in, visit):
    for other, status in ((cast.omar, 404), (cast.sol, 200), (cast.ada, 200)):
        sign_in(client, other)
        assert client.get(f"/visits/{visit.id}/report").status_code == status
        assert client.get(f"/visits/{visit.id}/corrections/wh_tidy").status_code == 404
        assert correct(client, visit).status_code == 404


def test_the_self_check_is_for_the_rep_and_his_supervisor(client, cast, sign_in, visit, db):
    for reader, sees in ((cast.rita, True), (cast.sol, True), (cast.ada, False)):
        assert ("self_attitude" in report(sign_in(client, reader), visit)) is sees
    db.session.get(type(cast.dealer), cast.dealer.id).rep_id = cast.omar.id
    db.session.commit()
    page = report(sign_in(client, cast.omar), visit)
    assert "wh_tidy" in page
    assert "self_attitude" not in page


def test_an_open_visit_has_no_report_yet(client, cast, sign_in):
    visit = factories.visit(cast)
    url = f"/visits/{visit.id}/report"
    assert sign_in(client, cast.rita).get(url).location == f"/visits/{visit.id}"
    assert sign_in(client, cast.sol).get(url).status_code == 404


def test_the_report_costs_few_queries(rita, visit, statements):
    report(rita, visit)
    with statements() as seen:
        report(rita, visit)
    assert len(seen) <= 12, "\n".join(seen)
