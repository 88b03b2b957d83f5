"""The screen of promises: new ones made, requests, what the phrase guard refuses, where they show up."""

from datetime import timedelta
from uuid import uuid4

import pytest

from app.promises.models import Promise, PromiseEvent
from tests import factories
from tests.promises.writing import TODAY, answer_of, day, make, settle, stored, terms

FRAGMENT = {"HX-Request": "true"}


def test_a_promise_is_written_down(rita, visit, db):
    fields = terms(action="换回临期货", amount="1,250.50", approved="named", approver="Ms Zhou")
    assert rita.post(f"/visits/{visit.id}/promises", data=fields).location.endswith(f"#p-{fields['id']}")
    promise = db.session.query(Promise).one()
    assert str(promise.id) == fields["id"]
    assert (promise.state, promise.amount, promise.approver) == ("open", 125050, "Ms Zhou")
    assert answer_of(db, visit, "visit_new_commitments") == {"made": 1}


def test_a_replay_changes_nothing_even_after_the_end(rita, visit, cast, db):
    fields = terms()
    first = rita.post(f"/visits/{visit.id}/promises", data=fields)
    factories.finished(db.session.get(type(visit), visit.id), cast)
    again = rita.post(f"/visits/{visit.id}/promises", data=fields | {"action": "Something else"})
    assert (first.status_code, again.status_code) == (303, 303)
    assert db.session.query(Promise).one().action == "Swap the old cola"


def test_a_finished_visit_takes_no_new_promise(rita, visit, cast, db):
    factories.finished(db.session.get(type(visit), visit.id), cast)
    answer = make(rita, visit)
    assert answer.status_code == 409
    assert "This visit is finished" in answer.text
    assert rita.get(f"/visits/{visit.id}/promises").location.endswith("/report")


@pytest.mark.parametrize("who", ["omar", "sol", "ada"])
def test_only_the_rep_writes_in_his_visit(client, cast, sign_in, visit, who, db):
    sign_in(client, getattr(cast, who))
    assert make(client, visit).status_code == 404
    assert client.get(f"/visits/{visit.id}/promises").status_code == 404
    assert client.post(f"/visits/{visit.id}/promises/none").status_code == 404
    assert db.session.query(Promise).count() == 0


def test_an_id_of_somebody_elses_promise_is_404(client, cast, sign_in, visit, db):
    theirs = stored(visit)
    own = factories.visit(cast, rep_id=cast.omar.id, dealer_id=cast.omars_dealer.id)
    assert make(sign_in(client, cast.omar), own, id=str(theirs.id)).status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"action": ""}, "What will be done?"),
        ({"action": "   \n "}, "What will be done?"),
        ({"action": "x" * 301}, "the limit is 300"),
        ({"quantity": "x" * 61}, "the limit is 60"),
        ({"owner": ""}, "Whose promise is it?"),
        ({"owner": "nobody"}, "is not one of the choices"),
        ({"due": day(-1)}, "This day has passed"),
        ({"due": "2026-02-30"}, "no day 2026-02-30"),
        ({"due": "soon"}, "is not a date"),
        ({"due": day(5000)}, "more than ten years ahead"),
        ({"amount": "9" * 30}, "30 digits"),
        ({"amount": "-5"}, "below zero"),
        ({"amount": "much"}, "is not a number"),
        ({"approver": "x" * 61, "approved": "named"}, "the limit is 60"),
        ({"action": "I will answer in writing by {date}"}, "Fill in the blanks: {date}"),
    ],
)
def test_bad_input_is_refused_in_words_and_kept_on_the_page(rita, visit, db, fields, said):
    answer = make(rita, visit, **({"evidence": "see the mail of Monday"} | fields))
    assert answer.status_code == 422
    assert said in answer.text
    assert "see the mail of Monday" in answer.text
    assert db.session.query(Promise).count() == 0


def test_a_refusal_comes_as_the_same_fragment(rita, visit):
    answer = rita.post(f"/visits/{visit.id}/promises", data=terms(action=""), headers=FRAGMENT)
    assert answer.status_code == 422
    assert 'id="new-promise"' in answer.text and "data-refused" in answer.text
    assert "<html" not in answer.text


def test_a_stored_one_is_vouched_for_by_its_id(rita, visit):
    fields = terms()
    answer = rita.post(f"/visits/{visit.id}/promises", data=fields, headers=FRAGMENT)
    assert answer.status_code == 200
    assert f'data-stored="{fields["id"]}"' in answer.text
    assert 'id="promised-today" hx-swap-oob="true"' in answer.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"quantity": ""}, "How much?"),
        ({"due": ""}, "By which day?"),
        ({"approved": ""}, "Who approved it?"),
        ({"amount": "200"}, "is above your own limit"),
    ],
)
def test_what_is_incomplete_waits_as_a_request(rita, visit, db, fields, said):
    assert make(rita, visit, **fields).status_code == 303
    assert db.session.query(Promise).one().state == "pending"
    page = rita.get(f"/visits/{visit.id}/promises").text
    assert said in page
    assert "This is a request, not a promise" in page


def test_a_request_becomes_a_promise_once_nothing_is_missing(rita, visit, db):
    made = make(rita, visit, amount="200")
    promise_id = made.location.rpartition("#p-")[2]
    form = terms(amount="200", visit=str(visit.id))
    short = rita.post(f"/promises/{promise_id}/approval", data=form)
    assert short.status_code == 422 and "Still a request" in short.text
    named = form | {"approved": "named", "approver": "Ms Zhou"}
    for _try in range(2):
        assert rita.post(f"/promises/{promise_id}/approval", data=named).status_code == 303
    assert db.session.query(Promise).one().state == "open"
    assert db.session.query(PromiseEvent).filter_by(state="approved").count() == 1


def test_nothing_promised_is_an_answer(rita, visit, db):
    for _try in range(2):
        assert rita.post(f"/visits/{visit.id}/promises/none").status_code == 303
    assert answer_of(db, visit, "visit_new_commitments") == {"made": 0}
    assert "Nothing was promised today" in rita.get(f"/visits/{visit.id}/promises").text


def test_forbidden_words_cannot_be_a_promise(rita, visit, db):
    answer = make(rita, visit, action="你放心，这事包在我身上")
    assert answer.status_code == 422
    assert "你放心" in answer.text and "Gives feeling, no content" in answer.text
    assert "I will answer in writing by {date}" in answer.text
    assert 'name="as_request"' in answer.text
    assert make(rita, visit, action="你放心，这事包在我身上", guard_reason="quoted").status_code == 422
    assert db.session.query(Promise).count() == 0


def test_they_can_be_saved_as_a_request_that_remembers_them(rita, visit, db):
    assert make(rita, visit, action="妳 放 心", as_request="1").status_code == 303
    promise = db.session.query(Promise).one()
    assert (promise.state, promise.guard_hits) == ("pending", "J1")
    form = terms(action="妳 放 心", visit=str(visit.id))
    assert rita.post(f"/promises/{promise.id}/approval", data=form).status_code == 422


def test_words_that_were_rewritten_are_remembered(rita, visit, db):
    assert make(rita, visit, guard_seen="J1 C3 nonsense").status_code == 303
    promise = db.session.query(Promise).one()
    assert (promise.state, promise.guard_hits, promise.guard_rewritten) == ("open", "", "J1 C3")


def test_vague_words_are_kept_with_one_tap(rita, visit, db):
    first = make(rita, visit, action="过两天送板子")
    assert first.status_code == 422 and 'name="guard_reason"' in first.text
    assert make(rita, visit, action="过两天送板子", guard_reason="quoted").status_code == 303
    promise = db.session.query(Promise).one()
    assert (promise.state, promise.guard_hits, promise.guard_reason) == ("open", "V7", "quoted")
    assert make(rita, visit, guard_reason="because").status_code == 400


def test_a_hint_stops_nothing_and_is_shown(rita, visit, db):
    assert make(rita, visit, action="尽快送板子").status_code == 303
    assert db.session.query(Promise).one().state == "open"
    assert "guard__line--hint" in rita.get(f"/visits/{visit.id}/promises").text


def test_the_wording_is_offered_in_the_readers_language(client, cast, sign_in, visit, db):
    db.session.get(type(cast.rita), cast.rita.id).locale = "zh_Hant"
    db.session.commit()
    answer = make(sign_in(client, cast.rita), visit, action="費用您先墊著")
    assert "先拿到批件再做" in answer.text and "項目" in answer.text


def test_the_items_count_as_done_when_the_screen_says_so(rita, visit, owed):
    def finish():
        return rita.get(f"/visits/{visit.id}/finish").text

    assert "Check promises made earlier" in finish() and "New promises made today" in finish()
    settle(rita, owed.id, "kept", visit)
    rita.post(f"/visits/{visit.id}/promises/none")
    assert "Check promises made earlier" not in finish() and "New promises made today" not in finish()


def test_the_section_leads_to_the_screen_and_takes_no_answer_itself(rita, visit):
    page = rita.get(f"/visits/{visit.id}/sections/s0_visit").text
    assert page.count(f'href="/visits/{visit.id}/promises"') == 2
    form = {"id": str(uuid4()), "revision": "0", "note": "x"}
    answer = rita.post(f"/visits/{visit.id}/answers/visit_new_commitments", data=form)
    assert answer.status_code == 404


def test_hub_today_and_before_the_door(rita, visit, owed, cast):
    assert "Promises" in rita.get(f"/visits/{visit.id}").text
    today = rita.get("/").text
    assert "Promises falling due" in today and "Bring a stock board" in today
    before = rita.get(f"/dealers/{cast.dealer.id}/visit").text
    assert "We owe" in before and "Bring a stock board" in before


def test_today_shows_ten_at_most_the_nearest(rita, visit):
    for ahead in (*range(-30, -18), 0, 1, 2, 8):
        stored(visit, action=f"due in {ahead} days", due=TODAY + timedelta(days=ahead))
    page = rita.get("/").text
    assert page.count("due in ") == 10
    assert "due in 0 days" in page and "due in 2 days" in page and "due in 8 days" not in page
    assert "due in -30 days" not in page


def test_the_report_shows_what_was_promised_and_settled(rita, visit, owed, cast, db):
    make(rita, visit, action="Bring 20 boards")
    settle(rita, owed.id, "kept", visit)
    factories.finished(db.session.get(type(visit), visit.id), cast)
    page = rita.get(f"/visits/{visit.id}/report").text
    assert "Bring 20 boards" in page and "Bring a stock board" in page


def test_few_queries(rita, visit, owed, statements):
    for number in range(6):
        stored(visit, action=f"board {number}")
    rita.get(f"/visits/{visit.id}/promises")
    with statements() as seen:
        rita.get(f"/visits/{visit.id}/promises")
    assert len(seen) <= 12, seen


def test_the_phrase_table_is_kept_for_ever_and_tells_nothing_of_anybody(rita, app, visit):
    url = rita.get(f"/visits/{visit.id}/promises").text.split('data-table="')[1].split('"')[0]
    answer = rita.get(url)
    assert answer.json["phrases"]["J1"]["level"] == "block"
    assert len(answer.json["phrases"]) == 51
    assert "immutable" in answer.headers["Cache-Control"] and "public" in answer.headers["Cache-Control"]
    assert rita.get(url.replace(".en.", ".xx.")).status_code == 404
    assert rita.get("/assets/phrases.en.000000000000.json").status_code == 404
    assert app.test_client().get(url).data == answer.data
