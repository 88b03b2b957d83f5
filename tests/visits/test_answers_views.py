"""Saving an answer: stored, refused in words, kept beside another, closed; with htmx and without."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.visits.models import Answer
from app.visits.queries import answers_of, conflicts_of
from tests import factories
from tests.visits.answering import HTMX, answer_url, save


@pytest.fixture
def visit(cast, app):
    return factories.visit(cast, mode="full")


@pytest.fixture
def rita(client, cast, sign_in):
    return sign_in(client, cast.rita)


def rows(db) -> int:
    return db.session.scalar(select(func.count()).select_from(Answer))


def test_an_answer_is_stored_and_the_phone_is_told_which(rita, visit, db):
    id = str(uuid4())
    answer = save(rita, visit, "wh_tidy", id=id, grade="4", evidence="seen", note="by the door")
    assert answer.status_code == 200
    assert f'data-stored="{id}"' in answer.text
    assert 'data-revision="1"' in answer.text
    assert 'data-row="answered"' in answer.text
    stored = answers_of(visit.id)["wh_tidy"]
    assert (stored.value, stored.evidence, stored.note) == ({"grade": 4}, "seen", "by the door")


def test_the_answer_to_an_autosave_is_light_and_cheap(rita, visit, statements):
    first = save(rita, visit, "wh_tidy", grade="4", evidence="seen")
    assert len(first.data) < 600
    with statements() as seen:
        save(rita, visit, "wh_tidy", revision="1", grade="5", evidence="seen")
    assert len(seen) <= 5, "\n".join(seen)


def test_a_plain_form_comes_back_to_its_question(rita, visit):
    answer = save(rita, visit, "wh_tidy", htmx=False, grade="4", all="1")
    assert answer.status_code == 303
    assert answer.location == f"/visits/{visit.id}/sections/s3_warehouse?all=1#wh_tidy"


def test_a_repeat_gets_the_first_result_and_changes_nothing(rita, visit, db):
    id = str(uuid4())
    save(rita, visit, "wh_tidy", id=id, grade="4")
    again = save(rita, visit, "wh_tidy", id=id, grade="2")
    assert again.status_code == 200
    assert f'data-stored="{id}"' in again.text
    assert answers_of(visit.id)["wh_tidy"].value == {"grade": 4}
    assert rows(db) == 1


def test_half_an_answer_is_saved_and_marked(rita, visit):
    answer = save(rita, visit, "ops_people", field_reps="3")
    assert answer.status_code == 200
    assert "incomplete" in answer.text
    assert 'data-row="open"' in answer.text


def test_a_missing_photo_is_marked_once_the_answer_asks_for_it(rita, visit):
    assert "photo missing" in save(rita, visit, "wh_near_expiry", seen="3").text
    factories.photo(visit, "wh_near_expiry")
    assert "photo missing" not in save(rita, visit, "wh_near_expiry", revision="1", seen="4").text


def test_a_way_out_is_an_answer_without_a_value(rita, visit):
    answer = save(rita, visit, "wh_tidy", state="not_seen", grade="4")
    assert "Not seen" in answer.text
    assert 'data-row="skipped"' in answer.text
    assert answers_of(visit.id)["wh_tidy"].value == {}


def test_a_cleared_answer_is_open_again_and_its_history_stays(rita, visit, db):
    save(rita, visit, "wh_tidy", grade="4")
    answer = save(rita, visit, "wh_tidy", revision="1", grade="4", wipe="1")
    assert 'data-row="open"' in answer.text
    assert answers_of(visit.id)["wh_tidy"].is_blank
    assert rows(db) == 2


def test_a_stale_revision_keeps_and_shows_both(rita, visit):
    save(rita, visit, "wh_tidy", grade="4")
    id = str(uuid4())
    answer = save(rita, visit, "wh_tidy", id=id, grade="2")
    assert answer.status_code == 409
    assert f'data-stored="{id}"' in answer.text
    assert "4/5" in answer.text
    assert "2/5" in answer.text
    assert answer.text.count("Keep this one") == 2
    page = save(rita, visit, "wh_tidy", htmx=False, grade="1")
    assert page.status_code == 409
    assert page.text.count("Keep this one") == 2


def test_the_rep_picks_one_of_both(rita, visit):
    save(rita, visit, "wh_tidy", grade="4")
    save(rita, visit, "wh_tidy", grade="2")
    late = conflicts_of(visit.id)["wh_tidy"].id
    url = answer_url(visit, "wh_tidy") + "/settlement"
    row = rita.post(url, data={"chosen": str(late)}, headers=HTMX)
    assert row.status_code == 200
    assert row.text.lstrip().startswith('<article class="q q--answered" id="wh_tidy"')
    assert "Keep this one" not in row.text
    assert rita.post(url, data={"chosen": str(late)}).location.endswith("#wh_tidy")
    assert answers_of(visit.id)["wh_tidy"].value == {"grade": 2}
    assert rita.post(url, data={"chosen": str(uuid4())}).status_code == 404


def test_a_write_after_a_lost_answer_is_no_conflict(rita, visit):
    lost = str(uuid4())
    save(rita, visit, "wh_tidy", id=lost, grade="4")
    assert save(rita, visit, "wh_tidy", grade="5", previous=f"{uuid4()} {lost}").status_code == 200


LATER = (date.today() + timedelta(days=2)).isoformat()
BAD = [
    ("wh_tidy", {"grade": "9"}, "Choose one from 1 to 5"),
    ("wh_ventilation", {"signs": "nonsense"}, "not one of the choices"),
    ("wh_near_expiry", {"seen": "-1"}, "Enter"),
    ("wh_near_expiry", {"seen": "9" * 30}, "at most 12"),
    ("wh_near_expiry", {"seen": "two"}, "is not a number"),
    ("cash_ledger_seen", {"last_entry": LATER}, "in the future"),
    ("mkt_open_time", {"opens": "25:00"}, "not a time of day"),
    ("cash_on_hand", {"cash": "-5"}, "below zero"),
    ("visit_goal", {"goal": "x" * 301}, "the limit is 300"),
    ("wh_tidy", {"grade": "4", "note": "x" * 2001}, "the limit is 2,000"),
    ("mkt_vehicles", {"vehicles-0-capacity": "many"}, "is not a number"),
]


@pytest.mark.parametrize(("key", "controls", "sentence"), BAD)
@pytest.mark.parametrize("htmx", [True, False])
def test_bad_input_gets_a_sentence_keeps_what_was_typed_and_changes_nothing(
    rita, visit, db, key, controls, sentence, htmx
):
    answer = save(rita, visit, key, htmx=htmx, **controls)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert rows(db) == 0
    if htmx:
        assert f'data-for="{list(controls)[-1]}"' in answer.text
    else:
        kept = [typed for name, typed in controls.items() if name != "grade" and name != "signs"]
        assert all(typed in answer.text for typed in kept)


@pytest.mark.parametrize(
    "bad",
    [
        {"id": "no-uuid"}, {"revision": "-1"}, {"revision": "9" * 30}, {"previous": "nonsense"},
        {"state": "unchanged"}, {"state": "x"}, {"evidence": "guessed"},
    ],
)  # fmt: skip
def test_what_no_page_of_ours_sends_is_refused(rita, visit, db, bad):
    assert save(rita, visit, "wh_tidy", grade="4", **bad).status_code == 400
    assert rows(db) == 0


def test_control_characters_do_not_reach_the_database(rita, visit):
    assert save(rita, visit, "mkt_other_signs", signs="a\x00b", note="c\x00d\x1be").status_code == 200
    assert answers_of(visit.id)["mkt_other_signs"].note == "cde"


def test_what_is_shown_is_escaped(rita, visit):
    save(rita, visit, "wh_tidy", grade="4", note="<script>alert(1)</script>")
    page = rita.get(f"/visits/{visit.id}/sections/s3_warehouse").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_fields_of_the_stock_screen_are_not_taken_from_here(rita, visit):
    save(rita, visit, "wh_stock_counts", **{"counts-0-counted": "5"}, note="later")
    assert answers_of(visit.id)["wh_stock_counts"].value == {}


def test_rows_are_added_edited_and_removed(rita, visit):
    first = {"vehicles-0-row": "r1", "vehicles-0-label": "Blue", "vehicles-1-label": "Red"}
    save(rita, visit, "mkt_vehicles", **first)
    rows = answers_of(visit.id)["mkt_vehicles"].value["vehicles"]
    assert [row["label"] for row in rows] == ["Blue", "Red"]
    second = {f"vehicles-{n}-row": row["row"] for n, row in enumerate(rows)}
    second |= {"vehicles-0-label": "Blue", "vehicles-0-removed": "1", "vehicles-1-label": "Dark red"}
    save(rita, visit, "mkt_vehicles", revision="1", **second)
    left = answers_of(visit.id)["mkt_vehicles"].value["vehicles"]
    assert left == [{"row": rows[1]["row"], "label": "Dark red"}]


def test_a_range_is_typed_into_two_boxes(rita, visit):
    save(rita, visit, "cash_on_hand", cash="100", cash__high="250")
    value = answers_of(visit.id)["cash_on_hand"].value
    assert list(value.values()) == [{"low": 10000, "high": 25000}]
    page = rita.get(f"/visits/{visit.id}/sections/s4_cash").text
    assert 'value="100"' in page
    assert 'value="250"' in page


def test_a_finished_visit_is_closed_but_a_repeat_gets_its_result(rita, cast, visit, db):
    id = str(uuid4())
    save(rita, visit, "wh_tidy", id=id, grade="4")
    factories.finished(visit, cast)
    before = rows(db)
    answer = save(rita, visit, "wh_tidy", revision="1", grade="5")
    assert answer.status_code == 409
    assert "this visit is finished" in answer.text
    assert f"/visits/{visit.id}/corrections/wh_tidy" in answer.text
    page = save(rita, visit, "wh_tidy", htmx=False, revision="1", grade="5")
    assert page.status_code == 409
    assert "Correct it" in page.text
    assert save(rita, visit, "wh_tidy", id=id, grade="4").status_code == 200
    assert rows(db) == before


def test_nobody_else_writes_and_nothing_unknown_is_written(client, cast, sign_in, visit, db):
    for other in (cast.omar, cast.sol, cast.ada):
        assert save(sign_in(client, other), visit, "wh_tidy", grade="4").status_code == 404
    sign_in(client, cast.rita)
    assert save(client, visit, "no_such_item", grade="4").status_code == 404
    assert save(client, visit, "wh_leverage", grade="4").status_code == 404  # computed
    unknown = factories.visit(cast, rep_id=cast.omar.id)
    assert save(client, unknown, "wh_tidy", grade="4").status_code == 404
    assert client.post(f"/visits/{uuid4()}/answers/wh_tidy", data={"grade": "4"}).status_code == 404
    assert rows(db) == 0


def test_an_id_of_somebody_else_neither_shows_nor_blocks(client, cast, sign_in, visit):
    omars = factories.visit(cast, rep_id=cast.omar.id, dealer_id=cast.omars_dealer.id)
    taken = factories.answer(omars, "wh_tidy", {"grade": 1})
    assert save(sign_in(client, cast.rita), visit, "wh_tidy", id=str(taken.id), grade="4").status_code == 404


def test_a_signed_out_phone_gets_401_and_another_site_403(client, cast, sign_in, visit):
    assert save(client, visit, "wh_tidy", grade="4").status_code == 401
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert sign_in(client, cast.rita).post(answer_url(visit, "wh_tidy"), headers=headers).status_code == 403
