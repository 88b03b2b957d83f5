"""Signing in: the pair is judged as one, guesses are slowed down, and the way on stays on the site."""

from datetime import timedelta
from http.cookies import SimpleCookie

import pytest

from app.accounts import passwords
from app.accounts.models import AuditEntry, FailedTry, SignIn, User
from app.clock import utc_now
from tests.conftest import PASSWORD


def post(client, username="rita", password=PASSWORD, **more):
    return client.post("/sign-in", data={"username": username, "password": password, **more})


def cookies(response) -> SimpleCookie:
    jar = SimpleCookie()
    for header in response.headers.getlist("Set-Cookie"):
        jar.load(header)
    return jar


def test_a_person_signs_in_and_goes_on(client, cast):
    answer = post(client, next="/dealers?q=x")
    assert (answer.status_code, answer.location) == (303, "/dealers?q=x")
    assert client.get("/account").status_code == 200
    assert client.get("/sign-in").location == "/"


def test_the_name_may_be_typed_with_capitals_and_spaces(client, cast):
    assert post(client, username=" Rita ").status_code == 303


def test_unknown_name_and_wrong_password_get_the_same_answer(client, cast):
    wrong = post(client, password="wrong word")
    unknown = post(client, username="nobody", password="wrong word")
    assert wrong.status_code == unknown.status_code == 422
    text = wrong.text.replace('value="rita"', 'value="nobody"')
    assert text == unknown.text
    assert "The account name or the password is not right." in text


@pytest.mark.parametrize("name", ["rita", "nobody", "gone", "new"])
def test_a_hash_is_compared_whoever_signs_in(client, cast, db, monkeypatch, name):
    db.session.add(User(username="gone", display_name="Gone", role="rep", password_hash="x", active=False))
    db.session.add(User(username="new", display_name="New", role="rep", password_hash=""))
    db.session.commit()
    compared = []

    def compare(kept, password):
        compared.append(kept)
        return False

    monkeypatch.setattr(passwords, "check_password_hash", compare)
    assert post(client, username=name).status_code == 422
    assert len(compared) == 1
    assert compared[0].startswith("scrypt:32768:8:1$")


def test_the_decoy_password_opens_nothing(client, cast, db):
    db.session.add(User(username="new", display_name="New", role="rep", password_hash=""))
    db.session.commit()
    assert post(client, username="new", password="nobody has this password").status_code == 422


def test_a_disabled_person_is_not_let_in(client, cast, db):
    db.session.get(User, cast.rita.id).active = False
    db.session.commit()
    assert post(client).status_code == 422


def test_remember_me_lasts_thirty_days_and_is_the_default(client, cast):
    assert 'name="remember" value="y" checked' in client.get("/sign-in").text
    cookie = cookies(post(client, remember="y"))["rounds_remember"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    client.delete_cookie("rounds")
    assert client.get("/account").status_code == 200


def test_the_remember_cookie_expires_in_thirty_days(client, cast):
    post(client, remember="y")
    kept = client.get_cookie("rounds_remember")
    assert 29.9 < (kept.expires - utc_now()).total_seconds() / 86400 <= 30


def test_without_remember_me_nothing_outlives_the_browser(client, cast):
    assert "rounds_remember" not in cookies(post(client))
    client.delete_cookie("rounds")
    assert client.get("/account").status_code == 302


def test_a_session_ends_after_thirty_days_whatever_the_cookie_says(client, cast, db):
    post(client, remember="y")
    db.session.query(SignIn).update({"expires_at": SignIn.created_at})
    db.session.commit()
    assert client.get("/account").status_code == 302


def test_signing_in_renews_the_session(client, cast):
    client.get("/sign-in")
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
        session["locale"] = "zh_Hans"
    post(client)
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session["locale"] == "zh_Hans"


def test_signing_in_as_another_ends_the_first_session(client, cast, db):
    post(client, remember="y")
    post(client, username="omar")
    assert [row.user_id for row in db.session.query(SignIn)] == [cast.omar.id]
    client.delete_cookie("rounds")
    assert client.get("/account").status_code == 302


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "/\\evil.example", "/\t/evil.example", "\t//evil.example", "https://evil.example",
     "/%0a/x\n", "javascript:alert(1)", "evil.example", "///evil.example", "/\r\nSet-Cookie: a=b", "http:/x",
     "/x\\y", "//[", "\\\\evil.example", "/" + "a" * 3000],
)  # fmt: skip
def test_the_way_on_never_leaves_the_site(client, cast, target):
    answer = post(client, next=target)
    assert answer.status_code == 303
    assert answer.location == "/"
    assert "evil" not in client.get("/sign-in", query_string={"next": target}).text


def test_guesses_are_slowed_down_for_a_name_and_an_address_together(client, cast):
    for _ in range(10):
        assert post(client, password="wrong word").status_code == 422
    blocked = post(client)
    assert blocked.status_code == 429
    assert "Wait a minute" in blocked.text
    assert 'value="rita"' in blocked.text
    assert post(client, username="omar").status_code == 303
    elsewhere = client.application.test_client()
    answer = elsewhere.post(
        "/sign-in", data={"username": "rita", "password": PASSWORD}, environ_base={"REMOTE_ADDR": "10.1.1.1"}
    )
    assert answer.status_code == 303


def test_only_failed_tries_count(client, cast):
    for _ in range(15):
        assert post(client).status_code == 303


def test_blanks_are_named_and_the_name_is_kept(client, cast):
    answer = post(client, username="rita", password="")
    assert answer.status_code == 422
    assert "Fill this in." in answer.text
    assert 'value="rita"' in answer.text


def test_htmx_gets_the_form_alone_and_is_sent_on_whole(client, cast):
    headers = {"HX-Request": "true"}
    refused = client.post("/sign-in", data={"username": "rita", "password": "no"}, headers=headers)
    assert refused.status_code == 422
    assert refused.text.lstrip().startswith("<form")
    let_in = client.post("/sign-in", data={"username": "rita", "password": PASSWORD}, headers=headers)
    assert (let_in.status_code, let_in.headers["HX-Redirect"]) == (204, "/")


def test_a_post_from_another_site_is_refused(client, cast):
    data = {"username": "rita", "password": PASSWORD}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        answer = client.post("/sign-in", data=data, headers=headers)
        assert answer.status_code == 403
        assert "another site" in answer.text
    assert client.get("/account").status_code == 302


HOSTILE = ("\x00", "a" * 5000, "' or 1=1 --", "<script>", "\u202erita", "🙂", "\ud7ff")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_refused_in_words(client, cast, name):
    assert post(client, username=name).status_code in (303, 422)


def test_tries_are_written_down_without_what_was_typed(client, cast, db):
    post(client, username="my secret password", password="x")
    post(client, password="x")
    post(client)
    rows = db.session.query(AuditEntry).order_by(AuditEntry.id)
    entries = [(row.action, row.who, row.subject) for row in rows]
    failed = "sign_in_failed"
    assert entries == [(failed, "", ""), (failed, "", "rita"), ("signed_in", "rita", "rita")]


def test_the_tries_are_counted_by_all_nodes_together(app, client, cast, db):
    for _ in range(9):
        post(client, password="wrong word")
    other = app.test_client()
    assert post(other, password="wrong word").status_code == 422
    assert post(client).status_code == 429
    assert "rita" not in {row.key for row in db.session.query(FailedTry)}


def test_tries_are_forgotten_in_time_and_successes_never_counted(client, cast, db):
    for _ in range(12):
        assert post(client).status_code == 303
    for _ in range(10):
        post(client, password="wrong word")
    db.session.query(FailedTry).update({"at": utc_now() - timedelta(minutes=2)})
    db.session.commit()
    assert post(client, password="wrong word").status_code == 422
    db.session.query(FailedTry).update({"at": utc_now() - timedelta(minutes=61)})
    db.session.commit()
    assert post(client, password="wrong word").status_code == 422
    assert db.session.query(FailedTry).count() == 1


def seen(db, **before) -> None:
    db.session.query(SignIn).update({"seen_at": utc_now() - timedelta(**before)})
    db.session.commit()


def test_a_browser_that_nobody_uses_is_signed_out(client, cast, db):
    post(client, remember="y")
    seen(db, days=13)
    assert client.get("/account").status_code == 200
    seen(db, days=14, minutes=1)
    assert client.get("/account").status_code == 302
    post(client, remember="y")
    assert db.session.query(SignIn).count() == 1, "the one that was left alone is gone"


@pytest.mark.parametrize("method", ["get", "post"])
def test_using_it_keeps_it(client, cast, db, method):
    post(client, remember="y")
    seen(db, days=3)
    getattr(client, method)("/account", data={"display_name": "Rita", "locale": "en"})
    kept = db.session.query(SignIn).populate_existing().one()
    assert utc_now() - kept.seen_at < timedelta(minutes=1)
    assert "last used" not in client.get("/account").text, "that it was today is no news"
    kept.created_at -= timedelta(days=4)
    db.session.commit()
    assert "last used" in client.get("/account").text


def test_within_hours_nothing_is_written(client, cast, db, statements):
    post(client, remember="y")
    seen(db, hours=5)
    with statements() as asked:
        client.get("/account")
    assert not [each for each in asked if each.startswith("UPDATE")]
