"""The page of what is unsent, and the word of a phone for whom it sends."""

from uuid import uuid4

import pytest

from app.visits.queries import answers_of
from tests import factories

WHO = "X-Rounds-User"


@pytest.mark.parametrize("who", ["rita", "omar", "sol", "ada"])
def test_whoever_is_signed_in_sees_the_frames_that_his_phone_fills(client, cast, sign_in, who):
    page = sign_in(client, getattr(cast, who)).get("/unsent")
    assert page.status_code == 200
    for frame in ("visit", "entry", "other"):
        assert f"data-{frame}-frame" in page.text


def test_strangers_are_asked_to_sign_in(client, cast):
    assert client.get("/unsent").location == "/sign-in?next=/unsent"


def write(client, cast, visit, meant_for) -> object:
    form = {"id": str(uuid4()), "revision": "0", "state": "answered", "grade": "3"}
    headers = {"HX-Request": "true", WHO: str(meant_for)}
    return client.post(f"/visits/{visit.id}/answers/wh_tidy", data=form, headers=headers)


def test_a_write_says_for_whom_and_is_told_who_is_signed_in(client, cast, sign_in):
    answer = write(sign_in(client, cast.rita), cast, factories.visit(cast), cast.rita.id)
    assert (answer.status_code, answer.headers[WHO]) == (200, str(cast.rita.id))


def test_what_one_entered_is_not_taken_under_the_sign_in_of_another(client, cast, sign_in, db):
    visit = factories.visit(cast)
    answer = write(sign_in(client, cast.rita), cast, visit, cast.omar.id)
    assert (answer.status_code, answer.headers[WHO]) == (401, str(cast.rita.id))
    db.session.rollback()
    assert answers_of(visit.id) == {}


def test_a_phone_that_is_signed_out_is_told_so(client, cast):
    answer = write(client, cast, factories.visit(cast), cast.rita.id)
    assert (answer.status_code, answer.headers[WHO]) == (401, "")
