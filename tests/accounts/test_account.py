"""One's own account: name, language, password, and the browsers one is signed in with."""

import pytest

from app.accounts.models import AuditEntry, SignIn, User
from tests.accounts.test_sign_in import post
from tests.conftest import PASSWORD

NEW = "a brand new phrase"


def change(client, current=PASSWORD, password=NEW, again=None):
    data = {"current": current, "password": password, "again": password if again is None else again}
    return client.post("/account/password", data=data)


def test_name_and_language_are_saved(client, cast, sign_in, db):
    sign_in(client, cast.rita)
    answer = client.post("/account", data={"display_name": "  Rita   Wu ", "locale": "zh_Hans"})
    assert (answer.status_code, answer.location) == (303, "/account")
    rita = db.session.get(User, cast.rita.id)
    assert (rita.display_name, rita.locale) == ("Rita Wu", "zh_Hans")
    assert "Rita Wu" in client.get("/account").text


@pytest.mark.parametrize(
    ("data", "said"),
    [({"display_name": "", "locale": "en"}, "Fill this in."),
     ({"display_name": "x" * 81, "locale": "en"}, "This is 81 characters long. At most 80 fit."),
     ({"display_name": "Rita", "locale": "fr"}, "Choose one of these.")],
)  # fmt: skip
def test_bad_input_is_named_kept_and_changes_nothing(client, cast, sign_in, db, data, said):
    sign_in(client, cast.rita)
    answer = client.post("/account", data=data)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{data["display_name"]}"' in answer.text
    assert db.session.get(User, cast.rita.id).display_name == "Rita"


def test_a_rep_cannot_raise_his_own_role(client, cast, sign_in, db):
    sign_in(client, cast.rita)
    client.post("/account", data={"display_name": "Rita", "locale": "en", "role": "admin", "active": "y"})
    assert db.session.get(User, cast.rita.id).role == "rep"


def test_a_new_password_ends_every_other_session_and_keeps_this_one(app, client, cast, db):
    other = app.test_client()
    post(other, remember="y")
    post(client, remember="y")
    answer = change(client)
    assert (answer.status_code, answer.location) == (303, "/account")
    assert "Your password is changed" in client.get("/account").text
    assert other.get("/account").status_code == 302
    client.delete_cookie("rounds")
    assert client.get("/account").status_code == 200, "the remember cookie was renewed too"
    assert db.session.query(SignIn).count() == 1
    fresh = app.test_client()
    assert post(fresh).status_code == 422
    assert post(fresh, password=NEW).status_code == 303
    assert "password_changed" in [row.action for row in db.session.query(AuditEntry)]


def test_a_password_replay_is_refused(client, cast):
    post(client)
    assert change(client).status_code == 303
    assert change(client).status_code == 422


@pytest.mark.parametrize(
    ("current", "password", "again", "said"),
    [("wrong", NEW, NEW, "That is not your password."),
     (PASSWORD, "short", "short", "Use at least 8 characters"),
     (PASSWORD, "x" * 129, "x" * 129, "Use at most 128 characters."),
     (PASSWORD, "Password123", "Password123", "Many people use that password"),
     (PASSWORD, "aaaaaaaaaaaa", "aaaaaaaaaaaa", "Many people use that password"),
     (PASSWORD, NEW, "another phrase", "The two passwords are not the same."),
     ("", "", "", "Fill this in.")],
)  # fmt: skip
def test_a_bad_password_is_refused_in_words(client, cast, sign_in, current, password, again, said):
    sign_in(client, cast.rita)
    answer = change(client, current, password, again)
    assert answer.status_code == 422
    assert said in answer.text
    assert NEW not in answer.text
    assert post(client.application.test_client()).status_code == 303


def test_one_s_own_name_is_no_password(client, cast, sign_in, db):
    db.session.get(User, cast.rita.id).display_name = "Rita Longname"
    db.session.commit()
    sign_in(client, cast.rita)
    assert "That is your own name." in change(client, password="RITA longname").text


def test_64_characters_of_any_script_are_taken(client, cast, sign_in):
    sign_in(client, cast.rita)
    assert change(client, password="密码" * 16 + "x" * 32).status_code == 303


def test_guesses_at_the_current_password_are_slowed_down(client, cast, sign_in):
    sign_in(client, cast.rita)
    for _ in range(10):
        assert change(client, current="guess").status_code == 422
    assert change(client).status_code == 429


def test_another_browser_can_be_signed_out(app, client, cast, sign_in, db):
    other = sign_in(app.test_client(), cast.rita)
    there = db.session.query(SignIn).one().id
    sign_in(client, cast.rita)
    assert f"/account/sign-ins/{there}/end" in client.get("/account").text
    assert client.post(f"/account/sign-ins/{there}/end").status_code == 303
    assert other.get("/account").status_code == 302
    assert client.get("/account").status_code == 200
    assert client.post(f"/account/sign-ins/{there}/end").status_code == 404


def test_nobody_signs_a_stranger_out(app, client, cast, sign_in, db):
    omar = sign_in(app.test_client(), cast.omar)
    his = db.session.query(SignIn).one().id
    sign_in(client, cast.rita)
    assert client.post(f"/account/sign-ins/{his}/end").status_code == 404
    assert client.post(f"/account/sign-ins/{'9' * 30}/end").status_code == 404
    assert omar.get("/account").status_code == 200


def test_a_disabled_person_is_out_at_once(client, cast, sign_in, db):
    sign_in(client, cast.rita)
    db.session.get(User, cast.rita.id).active = False
    db.session.commit()
    assert client.get("/account").status_code == 302


def test_a_new_name_is_written_down(client, cast, db, sign_in):
    rita = sign_in(client, cast.rita)
    for _ in range(2):
        rita.post("/account", data={"display_name": "Rita Lin", "locale": "en"})
    entry = db.session.query(AuditEntry).filter_by(action="person_changed").one()
    assert (entry.subject, entry.facts) == ("rita", {"name": ["Rita", "Rita Lin"]})
