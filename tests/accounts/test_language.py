"""The language switch: a plain form, for visitors and for people."""

import pytest

from app.accounts.models import User


def test_a_visitor_reads_on_in_his_language_where_he_was(client, cast):
    answer = client.post("/language", data={"locale": "zh_Hant", "next": "/sign-in?next=%2Faccount"})
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=%2Faccount")
    assert '<html lang="zh-Hant"' in client.get("/sign-in").text


def test_a_person_keeps_it_on_every_device(app, client, cast, sign_in, db):
    sign_in(client, cast.rita)
    client.post("/language", data={"locale": "zh_Hans", "next": "/account"})
    assert db.session.get(User, cast.rita.id).locale == "zh_Hans"
    other = sign_in(app.test_client(), cast.rita)
    assert '<html lang="zh-Hans"' in other.get("/account").text


def test_without_a_field_the_referer_says_where_one_was(client, cast):
    headers = {"Referer": "http://localhost/sign-in?a=b"}
    assert client.post("/language", data={"locale": "en"}, headers=headers).location == "/sign-in?a=b"
    for elsewhere in ("https://evil.example/x", "http://[", "http://localhost//evil.example"):
        assert client.post("/language", data={"locale": "en"}, headers={"Referer": elsewhere}).location == "/"


@pytest.mark.parametrize("locale", ["", "fr", "en\x00", "x" * 100])
def test_an_unknown_language_changes_nothing(client, cast, locale):
    assert client.post("/language", data={"locale": locale, "next": "//evil.example"}).location == "/"
    assert '<html lang="en"' in client.get("/sign-in").text


def test_a_browser_s_language_is_taken(client, cast):
    page = client.get("/sign-in", headers={"Accept-Language": "zh-TW,zh;q=0.8"})
    assert '<html lang="zh-Hant"' in page.text


@pytest.mark.parametrize(
    ("refused_at", "read_at"),
    [("/plan/dealers/5/visits", "/plan/dealers/5"), ("/admin/teams/5/deletion", "/admin/teams/5"),
     ("/promises/00000000-0000-4000-8000-000000000000/settlement",
      "/promises/00000000-0000-4000-8000-000000000000"),
     ("/plan/absences?rep=5", "/plan/absences?rep=5"), ("/sign-out", "/"), ("/nowhere/at/all", "/")],
)  # fmt: skip
def test_a_page_that_only_takes_forms_leads_to_the_one_above(client, cast, refused_at, read_at):
    assert client.post("/language", data={"locale": "en", "next": refused_at}).location == read_at
